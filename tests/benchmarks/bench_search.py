"""(e) the search page over 2,000 entries: server time of sixty questions, on SQLite and on PostgreSQL.

The shipped content is loaded, then entries are made from its own sentences until there are two thousand. Each
database is measured in its own process, through the whole site: middlewares, search, template.
"""

from __future__ import annotations

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "tests" / "trajectoires" / "pages" / "search" / "queries.yaml"
ENTRIES, QUESTIONS, ROUNDS = 2000, 60, 9
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgres://127.0.0.1:5432/test")
SENTENCES = 45


def search_time() -> str:
    """One line a database."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        lines.append(_said("SQLite", _measured(folder, f"sqlite:///{folder}/bench.sqlite3")))
        with _postgresql() as address:
            if address:
                lines.append(_said("PostgreSQL", _measured(folder, address)))
            else:
                lines.append("    PostgreSQL : ne répond pas, non mesuré")
    return "\n".join(lines)


def _said(name: str, seen: dict[str, Any]) -> str:
    start = "(e)" if name == "SQLite" else "   "
    return (
        f"{start} recherche sur {seen['entries']} entrées, {seen['questions']} questions, {name} : "
        f"médiane {seen['p50']:.1f} ms, 95e centile {seen['p95']:.1f} ms (visé : 15 au plus) ; "
        f"suggestions {seen['suggest_p50']:.1f} et {seen['suggest_p95']:.1f} ms ; "
        f"la même page sans question {seen['floor']:.1f} ms"
    )


def _measured(folder: str, database: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "VAR_DIR": folder,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_search"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _postgresql() -> Iterator[str]:
    """The address of a database of its own, dropped afterwards; "" when PostgreSQL does not answer."""
    import psycopg

    name = f"trajectoires_bench_{os.getpid()}"
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield ""
        return
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRESQL.rpartition("/")[0] + "/" + name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def child() -> None:
    """In its own process: load, grow, ask."""
    import django

    django.setup()
    import yaml
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from trajectoires.pages.domain import load
    from trajectoires.pages.models import SearchEntry

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load.load_content(root=settings.CONTENT_DIR)
    _grow()
    rows = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    asked = [str(row["query"]) for row in rows][:QUESTIONS]
    client = Client(HTTP_HOST="localhost")
    whole = _times(lambda text: client.get("/recherche/", {"q": text}), asked)
    floor = _times(lambda text: client.get("/recherche/"), asked)
    typed = [text[: max(3, len(text) * 2 // 3)] for text in asked]
    begun = _times(lambda text: client.get("/recherche/suggestions", {"q": text}), typed)
    seen = {
        "entries": SearchEntry.objects.count(),
        "questions": len(asked),
        "floor": statistics.median(floor),
        "p50": statistics.median(whole),
        "p95": _p95(whole),
        "suggest_p50": statistics.median(begun),
        "suggest_p95": _p95(begun),
    }
    print(json.dumps(seen))


def _grow() -> None:
    """Pages made of sentences of real ones, until there are two thousand entries."""
    from trajectoires.pages.models import SearchEntry
    from trajectoires.pages.search import index
    from trajectoires.pages.search.entries import Entry

    rows = list(SearchEntry.objects.filter(kind="page").order_by("pk"))
    dice = random.Random(17)
    sentences = [s for row in rows for s in re.split(r"(?<=[.?!])\s+", row.body) if 30 < len(s) < 400]
    titles = [row.title for row in rows]
    lines = [line for row in rows for line in row.keywords.split("\n")]
    missing = ENTRIES - SearchEntry.objects.count()
    index.put(
        Entry(
            kind="essai",
            key=str(number),
            address=f"/essai/{number}/",
            title=f"{dice.choice(titles)} {dice.choice(lines)}"[:200],
            label="Essai",
            summary=dice.choice(sentences)[:220],
            body="\n\n".join(dice.sample(sentences, SENTENCES)),
            keywords=tuple(dice.sample(lines, 6)),
            door=dice.choice(("comprendre", "agir", "accompagner")),
            duration=dice.randint(3, 90),
            weight=0.8,
        )
        for number in range(missing)
    )


def _times(ask: Callable[[str], Any], asked: list[str]) -> list[float]:
    """Milliseconds of each question: the median of its rounds, so that a neighbour's burst is not counted."""
    taken: dict[str, list[float]] = {text: [] for text in asked}
    for number in range(ROUNDS + 1):
        for text in asked:
            begin = time.perf_counter()
            response = ask(text)
            seconds = time.perf_counter() - begin
            assert response.status_code == 200, text
            if number:  # the first round warms up
                taken[text].append(seconds * 1000)
    return [statistics.median(rounds) for rounds in taken.values()]


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    child()
