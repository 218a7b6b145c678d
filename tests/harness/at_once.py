"""Several writers at the same moment, each with its own connection: what only PostgreSQL can try here."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection

from trajectoires.facilitation.domain.refusals import RefusedError

at_once = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="SQLite in memory, as tests use it, refuses a second writer instead of making it wait",
)


def together(*verbs: Callable[[], object]) -> list[RefusedError]:
    """Run verbs at the same time; what was refused."""
    start, refused = threading.Barrier(len(verbs)), []

    def run(verb: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            verb()
        except RefusedError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    return refused
