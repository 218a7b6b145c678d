"""What kind of file the first bytes announce, and a clear refusal for those that are no accounts."""

from __future__ import annotations

import re
from typing import Literal

from equilibre.accounts.encodings import detect_encoding
from equilibre.accounts.options import Limits
from equilibre.errors import ReadError

FileKind = Literal["texte", "zip", "ole", "pdf", "image", "html", "rtf", "xml", "comprime", "binaire", "vide"]

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "comprime"),
    (b"7z\xbc\xaf", "comprime"),
    (b"Rar!", "comprime"),
    (b"BZh", "comprime"),
    (b"{\\rtf", "rtf"),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<table|<head)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1a\x1b")

_REFUSALS: dict[str, tuple[str, str]] = {
    "vide": ("Le fichier est vide", "Exportez à nouveau vos comptes, puis déposez le fichier obtenu."),
    "pdf": (
        "C’est un PDF : ses chiffres ne peuvent pas être lus sans risque d’erreur",
        "Demandez à votre logiciel ou à votre expert-comptable le FEC ou la balance (CSV ou Excel), "
        "ou saisissez douze totaux.",
    ),
    "image": (
        "C’est une image : ses chiffres ne peuvent pas être lus",
        "Demandez le FEC ou la balance (CSV ou Excel), ou saisissez douze totaux.",
    ),
    "html": (
        "C’est une page web, même si le nom du fichier dit autre chose",
        "Ouvrez-la dans votre tableur, enregistrez-la au format XLSX ou ODS, puis déposez ce fichier.",
    ),
    "rtf": (
        "C’est un document de traitement de texte",
        "Exportez vos comptes au format FEC, CSV, XLSX ou ODS.",
    ),
    "comprime": (
        "C’est une archive compressée",
        "Ouvrez l’archive, puis déposez le fichier de comptes qu’elle contient.",
    ),
    "binaire": (
        "Ce fichier n’est ni un texte ni un classeur",
        "Exportez vos comptes au format FEC, CSV, XLSX ou ODS.",
    ),
}


def file_kind(data: bytes) -> FileKind:
    """The kind of a file from its first bytes; its name is never trusted."""
    nothing = b"\x00 \t\r\n\xef\xbb\xbf"
    if not data[:_HEAD].strip(nothing) and not data.strip(nothing):
        return "vide"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind if signature != b"BM" or b"\x00" in data[:64] else "texte"
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if head.lstrip().startswith(b"<?xml"):
        return "xml"
    if data.startswith(_UTF16) or detect_encoding(head) == "utf-16":
        return "texte"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binaire" if controls > len(head) // 50 else "texte"


def refuse_unreadable(data: bytes, limits: Limits) -> FileKind:
    """The kind of a file that may be read. Raises ReadError for what is no accounts, or too large."""
    if len(data) > limits.file_bytes:
        raise ReadError(
            "fichier_trop_gros",
            "Le fichier est trop gros",
            read=f"{len(data) / 1e6:.0f} Mo",
            expected=f"au plus {limits.file_bytes / 1e6:.0f} Mo",
            remedy="Exportez un seul exercice, ou la balance au lieu des écritures.",
        )
    kind = file_kind(data)
    if kind in _REFUSALS:
        message, remedy = _REFUSALS[kind]
        raise ReadError(f"fichier_{kind}", message, remedy=remedy)
    return kind
