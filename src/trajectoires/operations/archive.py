"""The file of a backup: a ZIP that holds the database and a manifest that says what it must contain."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import zipfile
from pathlib import Path
from typing import Literal

import msgspec

FORMAT = "trajectoires/sauvegarde/1"
MANIFEST, PAYLOAD = "manifeste.json", "base"
BLOCK = 1 << 20

Engine = Literal["sqlite", "postgresql"]


class OperationError(Exception):
    """Something that whoever runs the site must know, in one French sentence."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself."""

    format: str
    engine: Engine
    made_at: dt.datetime
    migrations: tuple[str, ...]
    """« application.migration » applied when it was made."""
    rows: dict[str, int]
    """Table → rows in the same snapshot."""
    sha256: str
    """Of the database inside."""


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def write_archive(target: Path, payload: Path, manifest: Manifest) -> None:
    """Write the backup whole or not at all, readable by its owner only."""
    part = target.with_name(target.name + ".partiel")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        ):
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
            archive.write(payload, PAYLOAD)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def read_archive(source: Path, payload: Path) -> Manifest:
    """Check a backup and lay its database at ``payload``; ``OperationError`` when it is not sound."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            with archive.open(PAYLOAD) as stream, payload.open("wb") as out:
                shutil.copyfileobj(stream, out, BLOCK)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise OperationError(f"« {source} » n’est pas une sauvegarde lisible de Trajectoires.") from error
    if manifest.format != FORMAT:
        raise OperationError(f"« {source} » est d’un format inconnu ({manifest.format}).")
    if digest(payload) != manifest.sha256:
        raise OperationError(f"« {source} » est abîmée : l’empreinte de la base ne correspond pas.")
    return manifest
