"""Back up the database to one file; restore it from one. What the commands and the drill call."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from trajectoires.operations import postgresql, sqlite
from trajectoires.operations.archive import (
    FORMAT,
    Engine,
    Manifest,
    OperationError,
    digest,
    read_archive,
    write_archive,
)

PREFIX, SUFFIX = "trajectoires-", ".sauvegarde.zip"


def engine() -> Engine:
    """The engine of the database in use."""
    return "postgresql" if connection.vendor == "postgresql" else "sqlite"


def database() -> Mapping[str, Any]:
    """The settings of the database in use."""
    return connections["default"].settings_dict


def back_up(folder: Path) -> Path:
    """Write a backup into ``folder`` while the site serves; its path."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = dt.datetime.now(tz=dt.UTC)
    target = folder / f"{PREFIX}{now:%Y%m%dT%H%M%S%f}{SUFFIX}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as scratch:
        payload = Path(scratch) / "base"
        if engine() == "sqlite":
            rows = sqlite.copy_out(Path(database()["NAME"]), payload)
        else:
            rows = postgresql.copy_out(database(), payload)
        manifest = Manifest(
            format=FORMAT,
            engine=engine(),
            made_at=now,
            migrations=applied_migrations(),
            rows=rows,
            sha256=digest(payload),
        )
        write_archive(target, payload, manifest)
    return target


def restore(source: Path) -> Manifest:
    """Put a backup back in place of the database, bring its tables to this version, drop what has expired.

    Refused, before anything changes, when the file is damaged, of another engine or of a newer version.
    """
    with tempfile.TemporaryDirectory(prefix="trajectoires-") as scratch:
        payload = Path(scratch) / "base"
        manifest = read_archive(source, payload)
        if manifest.engine != engine():
            raise OperationError(
                f"« {source} » vient de {manifest.engine} et la base en service est {engine()}. "
                "Indiquez une base du même genre par DATABASE_URL."
            )
        unknown = sorted(set(manifest.migrations) - known_migrations())
        if unknown:
            raise OperationError(
                f"« {source} » vient d’une version plus récente (migration {unknown[0]}). "
                "Installez cette version ou une suivante, puis recommencez."
            )
        connections.close_all()
        if manifest.engine == "sqlite":
            sqlite.copy_in(payload, Path(database()["NAME"]), manifest.rows)
        else:
            postgresql.copy_in(payload, database(), manifest.rows)
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def rotate(folder: Path, keep: int) -> list[Path]:
    """Remove the oldest backups of ``folder`` beyond ``keep``; what was removed."""
    found = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))
    removed = found[: max(0, len(found) - keep)]
    for path in removed:
        path.unlink()
    return removed


def default_folder() -> Path:
    """``var/sauvegardes``, or the folder that VAR_DIR names."""
    return Path(settings.VAR_DIR) / "sauvegardes"


def applied_migrations() -> tuple[str, ...]:
    """« application.migration » of the database in use."""
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def known_migrations() -> set[str]:
    """« application.migration » that this version ships."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
