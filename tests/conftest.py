"""The strict harness: what every test of the project lives under."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import storages
from django.db import connection
from django.utils.functional import empty
from hypothesis import HealthCheck, settings

from harness import content_copy, prepared_database, series, strict
from harness.client import ScanningClient

if TYPE_CHECKING:
    from harness.dossiers import Opened


# How long an example takes depends on the machine: no test is judged on it.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_configure() -> None:
    """Settings that a test cannot use as they are: hashed static files need a collection, rates need calm."""
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Something may have looked at the storage while the site started: it is chosen again.
    storages.__dict__.pop("backends", None)
    storages._backends = None
    storages._storages.clear()
    staticfiles_storage._wrapped = empty
    django_settings.WHITENOISE_AUTOREFRESH = True
    django_settings.DEPOSIT_RATE = ""
    django_settings.MAIL_RATE = ""
    django_settings.SEAT_RATE = django_settings.WRONG_CODE_RATE = django_settings.ALL_WRONG_CODES_RATE = ""
    django_settings.SIGN_IN_RATE = django_settings.CODE_RATE = ""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The order of a series, and what PostgreSQL has no part in."""
    items.sort(key=series.rank)
    if connection.vendor != "sqlite":
        config.hook.pytest_deselected(items=[item for item in items if not series.needs_both(item)])
        items[:] = [item for item in items if series.needs_both(item)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What draws pages from one kept document asks nothing else of the database."""
    if not series.is_drawn(item):
        return (yield)
    with series.statements() as sent:
        answer = yield
    assert sent <= series.STATEMENTS, f"take this file off harness.series.DRAWN: {sent - series.STATEMENTS}"
    return answer


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: looking for garbage among them again and again finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The shipped content is in the database of every test, as on a fresh site."""
    from trajectoires.pages.domain import load

    with django_db_blocker.unblock():
        prepared_database.use(lambda: load.load_content(root=django_settings.CONTENT_DIR))
        content_copy.take()
    yield
    with django_db_blocker.unblock():
        prepared_database.drop()


@pytest.fixture(autouse=True, scope="session")
def _strict() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        strict.undefined_variables_fail(patch)
        strict.unordered_is_random(patch)
        strict.no_network(patch)
        content_copy.instead_of_emptying(patch)
        # Counts are written by the test that looks at them, never in the middle of another's queries.
        patch.setattr("trajectoires.pages.domain.readership.EVERY", float("inf"))
        yield


@pytest.fixture
def client() -> ScanningClient:
    """A visitor without htmx."""
    return ScanningClient()


@pytest.fixture
def htmx() -> ScanningClient:
    """A visitor whose browser runs htmx."""
    return ScanningClient(headers={"HX-Request": "true"})


@pytest.fixture
def guarded() -> ScanningClient:
    """A visitor whose forms are checked for forgery, as on the real site."""
    return ScanningClient(enforce_csrf_checks=True)


@pytest.fixture
def opened(db: None) -> Opened:
    """A dossier made of a small FEC, with its key."""
    from harness.books import fec
    from harness.dossiers import open_deposit

    return open_deposit(fec())
