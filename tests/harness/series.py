"""Which tests a series runs, and in which order.

SQLite's series runs every test. PostgreSQL's leaves out what would prove the same a second time:

- a test that has no right to ask the database (it does not take « db »);
- the files of ``DRAWN``, whose pages and papers the engine makes from one document that was kept. Each of
  their tests fails as soon as it sends a statement that is not in ``STATEMENTS``, and
  ``tests/conventions/test_series.py`` sends all of these on both databases.

A new test runs on both by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
DRAWN = {
    f"tests/trajectoires/{name}.py"
    for name in (
        "qualification/test_result_page", "trajectories/test_activities_pages",
        "trajectories/test_choosing_pages", "trajectories/test_deciding_pages",
        "trajectories/test_financing_pages", "trajectories/test_lever_pages", "trajectories/test_menu",
        "trajectories/test_pitch_pages", "trajectories/test_report_pages", "trajectories/test_situations",
        "trajectories/test_skill_pages", "trajectories/test_takeaway_pages",
        "trajectories/test_what_if_pages",
    )
}  # fmt: skip
"""Files of pages and papers that are drawn from one kept document."""
TRAJECTORY, ITS_REVISION = "trajectories_trajectory", "trajectories_trajectoryrevision"
DOSSIER, REVISION = "qualification_dossier", "qualification_revision"
STATEMENTS = {
    ("INSERT", TRAJECTORY), ("INSERT", ITS_REVISION), ("UPDATE", TRAJECTORY), ("DELETE", ITS_REVISION),
    ("SELECT", TRAJECTORY), ("SELECT", ITS_REVISION), ("SELECT", TRAJECTORY, ITS_REVISION),
    ("INSERT", DOSSIER), ("INSERT", REVISION), ("UPDATE", DOSSIER),
    ("SELECT", DOSSIER), ("SELECT", REVISION), ("SELECT", DOSSIER, REVISION),
}  # fmt: skip
"""What their tests may send: a verb and its tables, in order."""
CONTENT = ("wagtail", "pages_", "support_", "learning_", "agenda_", "django_content_type")
"""How the tables of the editorial site begin. A tool's page may read them, once for a process or each time:
their own tests ask them on both databases."""
TABLES = re.compile(r'\b(?:FROM|INTO|UPDATE|JOIN) "(\w+)"')
ASKING = {"db", "transactional_db", "live_server", "django_db_setup"}
"""What a test takes in order to ask the database, or to know that it is there."""


def asks(item: pytest.Item) -> bool:
    """Whether the test may ask the database; pytest-django forbids it to the others."""
    return not _taken(item).isdisjoint(ASKING) or item.get_closest_marker("django_db") is not None


def needs_both(item: pytest.Item) -> bool:
    """Whether PostgreSQL could answer otherwise."""
    return asks(item) and not is_drawn(item)


def is_drawn(item: pytest.Item) -> bool:
    """Whether it is one of the files that draw."""
    return item.path.is_relative_to(ROOT) and item.path.relative_to(ROOT).as_posix() in DRAWN


@contextmanager
def statements() -> Iterator[set[tuple[str, ...]]]:
    """The verbs and tables of what is sent meanwhile, savepoints and reading of the content apart."""
    sent: set[tuple[str, ...]] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        tables = sorted(set(TABLES.findall(sql)))
        verb = sql.split(maxsplit=1)[0]
        if tables and (verb != "SELECT" or not all(one.startswith(CONTENT) for one in tables)):
            sent.add((verb, *tables))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def rank(item: pytest.Item) -> tuple[bool, bool]:
    """What takes long begins, so that no worker ends alone; what empties the tables ends, as Django wants."""
    marker = item.get_closest_marker("django_db")
    empties = bool(marker and marker.kwargs.get("transaction")) or not _taken(item).isdisjoint(
        {"transactional_db", "live_server"}
    )
    return empties, item.get_closest_marker("slow") is None


def _taken(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
