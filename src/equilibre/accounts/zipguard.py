"""Opening the ZIP inside an XLSX or an ODS without ever inflating more than the limits allow."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from equilibre.accounts.options import Limits
from equilibre.errors import ReadError

_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError,
    ValueError, OSError, EOFError, KeyError, OverflowError,
)  # fmt: skip
"""All that the standard library raises on a damaged, encrypted or exotic archive."""
_BLOCK = 1 << 16
_FIRST_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class ZipParts:
    """The names in an archive whose declared sizes fit the limits; a part is inflated when asked for."""

    names: frozenset[str]
    _archive: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """One part. Raises ReadError when it is missing or damaged (its size and checksum are verified)."""
        try:
            with self._archive.open(name) as part:
                # In one call the standard library inflates a whole part before cutting it to its declared
                # size; in blocks, a part that lies about its size costs no more than it declared.
                return b"".join(iter(lambda: part.read(_BLOCK), b""))
        except _BROKEN as error:
            raise _damaged() from error


def open_zip(data: bytes, limits: Limits) -> ZipParts:
    """Check an archive before reading any of it. Raises ReadError for a bomb or a damaged file.

    Parts are read in blocks and never beyond their declared size (``ZipParts.read``), so that bounding the
    declared sizes bounds the real ones; overlapping parts count as many times as they are declared.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _BROKEN as error:
        raise _damaged() from error
    if len(entries) > limits.zip_entries:
        raise _bomb(f"{len(entries)} fichiers dans l’archive", f"au plus {limits.zip_entries}")
    total = sum(entry.file_size for entry in entries)
    if total > limits.inflated_bytes:
        raise _bomb(
            f"{total / 1e6:.0f} Mo une fois décompressé", f"au plus {limits.inflated_bytes / 1e6:.0f} Mo"
        )
    if total > _FIRST_MEGABYTE and total > limits.inflated_ratio * len(data):
        raise _bomb(
            f"{total // max(1, len(data))} fois sa taille une fois décompressé",
            f"au plus {limits.inflated_ratio} fois",
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise _damaged()
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected()
    return ZipParts(frozenset(names), archive)


def protected() -> ReadError:
    """The error for a workbook that asks for a password."""
    return ReadError(
        "classeur_protege",
        "Ce classeur est protégé par un mot de passe",
        remedy="Enregistrez-le sans mot de passe, puis déposez-le à nouveau.",
    )


def _damaged() -> ReadError:
    return ReadError(
        "classeur_abime",
        "Ce classeur est abîmé ou incomplet",
        remedy="Ouvrez-le dans votre tableur, enregistrez-le à nouveau au format XLSX ou ODS, "
        "puis déposez-le.",
    )


def _bomb(read: str, expected: str) -> ReadError:
    return ReadError(
        "classeur_demesure",
        "Ce classeur se décompresse de façon démesurée",
        read=read,
        expected=expected,
        remedy="Gardez la feuille des comptes seule, enregistrez-la au format CSV, puis déposez-la.",
    )
