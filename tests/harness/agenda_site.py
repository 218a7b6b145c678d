"""A site of its own, in processes of its own: what a test kills is a real sender on a real database."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from harness import prepared_database

ROOT = Path(__file__).resolve().parents[2]

FILL = """
import sys
import django; django.setup()
import datetime as dt
from wagtail.models import Page
from django.utils import timezone
from harness import agenda_rows as rows
Page.objects.update(first_published_at=timezone.now() - dt.timedelta(days=400))
for rank in range(int(sys.argv[1])):
    rows.subscriber(f"personne{rank:03}@exemple.org")
rows.letter(title="La lettre", items=[{"title": "Une idée", "text": "Son texte."}])
"""
STATES = "SELECT state, count(*) FROM agenda_delivery GROUP BY state"


class Site:
    """A database, and the commands of whoever runs it."""

    def __init__(self, folder: Path, url: str, port: int) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("EMAIL_")},
            "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
            "DATABASE_URL": url,
            "VAR_DIR": str(folder / "var"),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT), str(ROOT / "tests"))),
            "SITE_ADDRESS": "https://trajectoires.exemple.org",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
            "EMAIL_TLS": "non",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A process that goes on by itself."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        """A process that must end well; what it printed."""
        process = self.start(*arguments)
        out, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
        return out

    def send(self) -> subprocess.Popen[str]:
        """A sender."""
        return self.start("-m", "django", "envoyer_lettre", "--maintenant")

    def states(self) -> dict[str, int]:
        """How many deliveries in each state."""
        return dict(self._rows(STATES))

    def holders(self) -> list[str]:
        """Who holds the periodic duties: « "" » when a turn is over, nothing before the first."""
        return [holder for (holder,) in self._rows("SELECT holder FROM operations_maintenancelock")]

    def _rows(self, query: str) -> list[Any]:
        """Without starting Django."""
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as live:
                return live.execute(query).fetchall()
        with psycopg.connect(url) as live:
            return live.execute(query).fetchall()


@contextlib.contextmanager
def open_site(folder: Path, port: int, subscribers: int) -> Iterator[Site]:
    """A site with subscribers and a letter: a copy of the tests' own database, on the same engine."""
    with prepared_database.another(folder) as url:
        site = Site(folder, url, port)
        site.run("-c", FILL, str(subscribers))
        yield site
