"""A database of tests with the shipped content in it, made once and copied in an instant.

Migrating and loading the content take longer than most test sessions. The first session of a kind makes a
template, the others copy it: an SQLite file, or a PostgreSQL database (``CREATE DATABASE … TEMPLATE``).
A template is named after all that it is made from: any change of a migration, of the content, or of the code
that loads it makes a new one. ``TRAJECTOIRES_FRESH_DATABASE=1`` trusts none.
"""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from harness import content_copy

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "trajectoires"
LOADERS = ("pages", "support", "agenda", "learning", "config", "people", "operations")
"""The apps whose code writes the shipped content or changes how it is stored; of the others, migrations."""
PREFIX = "essais_trajectoires_"
KEPT = 6
"""Templates of earlier states that stay beside: branches go back and forth."""


def fingerprint() -> str:
    """What the template is made from, in twelve characters."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {connection.vendor} {sqlite3.sqlite_version}".encode())
    for path in sorted(_made_from()):
        digest.update(os.path.relpath(path, ROOT).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _made_from() -> Iterator[Path]:
    yield ROOT / "requirements" / "base.txt"
    yield from (path for path in Path(settings.CONTENT_DIR).rglob("*") if path.is_file())
    yield from SOURCE.glob("*/migrations/*.py")
    yield from SOURCE.glob("*/models/*.py")
    for app in LOADERS:
        yield from (SOURCE / app).rglob("*.py")


@contextmanager
def _one_at_a_time() -> Iterator[Path]:
    """The folder of templates, held: the workers of one session arrive together."""
    folder = Path(tempfile.gettempdir()) / f"{PREFIX}{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def use(fill: Callable[[], None]) -> None:
    """Connect to a database of this process's own, where ``fill`` was run after the migrations."""
    trusted = os.environ.get("TRAJECTOIRES_FRESH_DATABASE", "") != "1"
    with _one_at_a_time() as folder:
        if connection.vendor == "sqlite":
            _use_sqlite(fill, folder, trusted)
        else:
            _use_postgresql(fill, trusted)
    # Loading the content had asked for every type; a copy has not, and queries are counted to the unit.
    ContentType.objects.get_for_models(*apps.get_models())


def drop() -> None:
    """Take the database of this process away; in memory, it goes with the process."""
    if connection.vendor == "sqlite":
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def another(folder: Path) -> Iterator[str]:
    """The address of one more database with the shipped content, for processes of their own."""
    if connection.vendor == "sqlite":
        path = folder / "copie.sqlite3"
        content_copy.to_file(path)
        yield f"sqlite:///{path}"
        return
    address, name = os.environ["DATABASE_URL"], f"copie_{os.getpid()}"
    with _one_at_a_time():
        _administer(f'CREATE DATABASE "{name}" TEMPLATE "{PREFIX}{fingerprint()}"')
    try:
        yield address[: address.rindex("/") + 1] + name
    finally:
        _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _use_sqlite(fill: Callable[[], None], folder: Path, trusted: bool) -> None:
    template = folder / f"{fingerprint()}.sqlite3"
    if trusted and template.exists():
        _connect_to(connection.creation._get_test_db_name())
        connection.ensure_connection()
        _copy(template, connection.connection)
        return
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    fill()
    partial = template.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    target = sqlite3.connect(partial)
    connection.connection.backup(target)
    target.close()
    partial.replace(template)
    for old in sorted(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink()


def _copy(template: Path, into: sqlite3.Connection) -> None:
    source = sqlite3.connect(f"file:{template}?mode=ro", uri=True)
    source.backup(into)
    source.close()
    template.touch()


def _use_postgresql(fill: Callable[[], None], trusted: bool) -> None:
    template = f"{PREFIX}{fingerprint()}"
    own = connection.creation._get_test_db_name()
    known = _administer("SELECT datname FROM pg_database WHERE datname LIKE %s", f"{PREFIX}%")
    if template not in known or not trusted:
        for old in known:
            _administer(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        fill()
        connection.close()
        _administer(f'CREATE DATABASE "{template}" TEMPLATE "{own}"')
        return
    _administer(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
    _administer(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    _connect_to(own)


def _connect_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _administer(statement: str, *values: str) -> list[str]:
    """Run one statement outside any database of tests; the first column of what it answers."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []
