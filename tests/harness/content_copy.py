"""The shipped content put back in an instant.

A test with real transactions empties every table when it ends.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection

_copies: list[sqlite3.Connection] = []


def take() -> None:
    """Keep a copy of the database as it is (SQLite in memory only)."""
    if connection.vendor != "sqlite":
        return
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(copy)
    _copies.append(copy)


def put_back() -> None:
    """Make the database what it was when the copy was taken."""
    if _copies:
        connection.ensure_connection()
        _copies[-1].backup(connection.connection)


def to_file(path: Path) -> None:
    """The copy as a database of its own, for processes of their own."""
    target = sqlite3.connect(path)
    _copies[-1].backup(target)
    target.close()
