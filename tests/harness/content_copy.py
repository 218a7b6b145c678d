"""The shipped content put back in an instant.

A test with real transactions cannot be rolled back: Django empties every table when it ends, which takes
longer than many tests and leaves nothing to the next one. The copy does better (SQLite in memory only).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

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


def instead_of_emptying(patch: Any) -> None:
    """What a test with real transactions leaves behind is the shipped content."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        if _copies:
            put_back()
        else:
            empty(self)

    patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)


def to_file(path: Path) -> None:
    """The copy as a database of its own, for processes of their own."""
    target = sqlite3.connect(path)
    _copies[-1].backup(target)
    target.close()
