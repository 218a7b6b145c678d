"""Every address of the editor answers the one who may open everything, and speaks French there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from editors import add, edit, superuser, under
from wagtail.snippets.models import get_snippet_models

from trajectoires.pages.models import ContentPage

pytestmark = pytest.mark.django_db
# Wagtail's own trial of an error page.
MEANT_TO_FAIL = {"gestion/failwhale/"}
ENGLISH = re.compile(r">\s*(?:Sign in|Password|Edit|Delete|Search|Save draft|Publish|Submit|Add|Preview)\s*<")


def _plain(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _plain(pattern.url_patterns, route)
        elif "<" not in route and "^" not in route:
            yield route


def test_every_plain_address_answers() -> None:
    client = superuser()
    routes = sorted({one for one in _plain(get_resolver().url_patterns) if one.startswith("gestion/")})
    # An error of the view itself would be raised here.
    answers = {route: client.get(f"/{route}").status_code for route in routes if route not in MEANT_TO_FAIL}
    assert {route: status for route, status in answers.items() if status >= 500} == {}
    assert sum(status == 200 for status in answers.values()) > 60


def test_every_kind_of_page_opens_with_its_lists() -> None:
    client = superuser()
    kinds = {page.specific_class: page for page in ContentPage.objects.order_by("-path")}
    assert len(kinds) == 8
    for kind, page in kinds.items():
        for name, arguments in (
            ("wagtailadmin_pages:edit", [page.pk]),
            ("wagtailadmin_explore", [page.pk]),
            ("wagtailadmin_pages:history", [page.pk]),
            ("wagtailadmin_pages:usage", [page.pk]),
            ("wagtailadmin_pages:type_use", ["pages", kind._meta.model_name]),
            ("wagtailadmin_pages:preview_on_edit", [page.pk]),
        ):
            address = reverse(name, args=arguments)
            assert client.get(address).status_code == 200, address
    assert client.get("/gestion/pages/", follow=True).status_code == 200


def test_everything_that_coordinators_edit_opens() -> None:
    client = superuser()
    for model in get_snippet_models():
        names = [("list", [])] + ([] if model.__name__ == "Proposal" else [("add", [])])
        row = model._default_manager.order_by("pk").first()
        names += [("edit", [row.pk]), ("history", [row.pk])] if row else []
        for name, arguments in names:
            address = reverse(model.snippet_viewset.get_url_name(name), args=arguments)
            assert client.get(address).status_code == 200, address


def test_a_source_is_found_by_any_of_its_words() -> None:
    client = superuser()
    address = reverse("wagtailsnippetchoosers_pages_source:choose_results")
    html = client.get(address, {"q": "plateforme trajectoires convention"}).content.decode()
    assert "Convention de la plateforme" in html
    assert "aucun" in client.get(address, {"q": "introuvable xyz"}).content.decode()


@pytest.mark.parametrize("kind", ["articlepage", "sheetpage", "kitpage", "pathpage"])
def test_the_forms_speak_french(kind: str) -> None:
    html = superuser().get(add("/comprendre/", kind)).content.decode()
    assert ENGLISH.findall(html) == []
    for words in ("Contenu", "Facettes", "Relecture", "Adresse", "Publication", "Pour qui", "Objectif"):
        assert words in html
    assert ENGLISH.findall(superuser_html(edit(under("/comprendre/kezako/")))) == []


def superuser_html(address: str) -> str:
    """A page as another browser of the same person reads it."""
    from django.contrib.auth.models import User

    from harness.client import ScanningClient

    client = ScanningClient()
    client.force_login(User.objects.get(is_superuser=True))
    return str(client.get(address).content.decode())
