"""Back up and restore SQLite while the site serves: SQLite's own backup, page by page, in one snapshot."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

from trajectoires.operations.archive import OperationError

WAIT = 30.0
"""Seconds to wait for a writer to finish."""


def copy_out(database: Path, payload: Path) -> dict[str, int]:
    """Copy the live database to ``payload`` and count the rows of the copy by table."""
    if not database.exists():
        raise OperationError(f"La base « {database} » n’existe pas.")
    with _opened(database) as live, _opened(payload) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        _refuse_damage(copy, payload)
        return count_rows(copy)


def copy_in(payload: Path, database: Path, rows: dict[str, int]) -> None:
    """Replace the content of the live database by that of ``payload``; a damaged file is put aside first."""
    with _opened(payload) as copy:
        _refuse_damage(copy, payload)
        found = count_rows(copy)
        if found != rows:
            raise OperationError("La base sauvegardée ne contient pas ce que son manifeste annonce.")
        database.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_over(copy, database)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise OperationError(
                    f"La base « {database} » est occupée ({error}). Arrêtez le service et recommencez."
                ) from error
            put_aside(database)
            _write_over(copy, database)


def put_aside(database: Path) -> None:
    """Rename a file that is no longer a database, with its journals, so that nothing is destroyed."""
    stamp = f"{dt.datetime.now(tz=dt.UTC):%Y%m%dT%H%M%S}"
    for suffix in ("", "-wal", "-shm"):
        path = database.with_name(database.name + suffix)
        if path.exists():
            path.rename(database.with_name(f"{database.name}.abime-{stamp}{suffix}"))


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Table → number of rows."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    # The names come from the database's own catalogue and are quoted.
    return {
        name: connection.execute('SELECT count(*) FROM "{}"'.format(name.replace('"', '""'))).fetchone()[0]  # noqa: S608
        for (name,) in names
    }


def _write_over(copy: sqlite3.Connection, database: Path) -> None:
    with _opened(database) as live:
        copy.backup(live)
        live.execute("PRAGMA journal_mode=WAL")


@contextlib.contextmanager
def _opened(path: Path):  # type: ignore[no-untyped-def]
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise OperationError(f"La base « {path} » est abîmée : {said}.")
