"""Back up and restore PostgreSQL with its own tools, in one snapshot and in one transaction."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from trajectoires.operations.archive import OperationError

TOOLS = Path("/usr/lib/postgresql")
"""Where Debian keeps the tools of each version."""
EMPTY = """
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE %I CASCADE', found.tablename);
  END LOOP;
  FOR found IN SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP SEQUENCE IF EXISTS %I CASCADE', found.sequencename);
  END LOOP;
END $$;
"""
"""Drops what the dump is about to create again, whatever the version that made it."""


def tool(name: str) -> str:
    """Path of ``pg_dump`` or ``psql``, the newest of Debian's first; ``OperationError`` without one."""
    versions = [path for path in TOOLS.glob("*/bin") if (path / name).exists()]
    if versions:
        return str(max(versions, key=lambda path: float(path.parent.name)) / name)
    found = shutil.which(name)
    if not found:
        raise OperationError(f"« {name} » manque. Installez le paquet postgresql-client.")
    return found


def environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """Where and as whom to connect, by environment: a password never appears in a list of processes."""
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    given = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    options = settings.get("OPTIONS") or {}
    if options.get("sslmode"):
        given["PGSSLMODE"] = str(options["sslmode"])
    return {**os.environ, **given}


def connect(settings: Mapping[str, Any]) -> psycopg.Connection:
    """A connection of our own, outside Django's."""
    return psycopg.connect(
        host=settings.get("HOST") or None,
        port=settings.get("PORT") or None,
        user=settings.get("USER") or None,
        password=settings.get("PASSWORD") or None,
        dbname=settings.get("NAME") or None,
    )


def copy_out(settings: Mapping[str, Any], payload: Path) -> dict[str, int]:
    """Dump the database to ``payload`` and count the rows of the same snapshot by table."""
    with connect(settings) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot is not None
        rows = count_rows(connection)
        _run(
            [
                tool("pg_dump"),
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot[0]}",
                f"--file={payload}",
            ],
            settings,
        )
    return rows


def copy_in(payload: Path, settings: Mapping[str, Any], rows: dict[str, int]) -> None:
    """Replace the content of the database; nothing changes when any line of the dump fails."""
    prelude = payload.with_name("vider.sql")
    prelude.write_text(EMPTY)
    _run(
        [
            tool("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
            f"--file={prelude}", f"--file={payload}",
        ],
        settings,
    )  # fmt: skip
    with connect(settings) as connection:
        if count_rows(connection) != rows:
            raise OperationError("La base restaurée ne contient pas ce que le manifeste annonce.")


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Table → number of rows, in the connection's snapshot."""
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ).fetchall()
    counted = {}
    for (name,) in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        assert row is not None
        counted[name] = int(row[0])
    return counted


def _run(command: list[str], settings: Mapping[str, Any]) -> None:
    done = subprocess.run(  # noqa: S603  our own tool and arguments, no shell
        command,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["sans explication"])[-1]
        raise OperationError(f"« {Path(command[0]).name} » a échoué : {said}")
