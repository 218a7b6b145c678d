"""Which tests a series runs, and in which order.

SQLite's series runs every test. Under PostgreSQL a test that has no right to ask the database (it does not
take « db ») would prove the same a second time: it is left out. A new test runs on both by itself.
"""

from __future__ import annotations

import pytest

ASKING = {"db", "transactional_db", "live_server", "django_db_setup"}
"""What a test takes in order to ask the database, or to know that it is there."""


def asks(item: pytest.Item) -> bool:
    """Whether the test may ask the database; pytest-django forbids it to the others."""
    return not _taken(item).isdisjoint(ASKING) or item.get_closest_marker("django_db") is not None


def rank(item: pytest.Item) -> tuple[bool, bool]:
    """What takes long begins, so that no worker ends alone; what empties the tables ends, as Django wants."""
    marker = item.get_closest_marker("django_db")
    empties = bool(marker and marker.kwargs.get("transaction")) or not _taken(item).isdisjoint(
        {"transactional_db", "live_server"}
    )
    return empties, item.get_closest_marker("slow") is None


def _taken(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
