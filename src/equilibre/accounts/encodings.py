"""From the bytes of a text file to UTF-8 bytes with plain line ends, and how they had been written."""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass

from equilibre.errors import ReadError

SAMPLE = 1 << 16
"""Bytes looked at when the head of a file tells enough (line ends, NULs)."""

LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 avec BOM",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "cp850": "DOS (page de code 850)",
}
"""Python codec → what the user reads."""

_FRENCH = "éèêëàâäçùûüôöîïÉÈÊËÀÂÇÙÛÔÎÏ°«»"
_LATIN = Counter({bytes([b])[0]: 1 for b in _FRENCH.encode("iso8859-15")})
_WINDOWS = Counter(dict.fromkeys("€’‘“”–—…œŒ•".encode("cp1252"), 1))
_DOS = Counter(dict.fromkeys(_FRENCH.encode("cp850"), 1))
_ASCII = bytes(range(128))
_LONG = 1 << 20
"""Bytes under which every byte is looked at."""


@dataclass(frozen=True)
class Text:
    """``body``: UTF-8, lines end with LF, without BOM nor NUL. ``encoding``: the codec that was found."""

    body: bytes
    encoding: str
    notes: tuple[str, ...] = ()


def codec_of(name: str) -> str:
    """The codec of this module that a user's word means (« latin-1 » → iso8859-15). Raises ReadError."""
    aliases = {"latin-1": "iso8859-15", "iso-8859-1": "iso8859-15", "utf8": "utf-8", "utf-8-sig": "utf-8"}
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    wanted = aliases.get(wanted, wanted)
    for codec in LABELS:
        try:
            if codecs.lookup(wanted).name == codecs.lookup(codec).name:
                return codec
        except LookupError:
            break
    raise ReadError(
        "encodage_inconnu",
        "Cet encodage n’est pas connu",
        read=name[:30],
        expected=", ".join(LABELS),
        remedy="Choisissez un encodage de la liste, ou laissez-le se détecter.",
    )


def detect_encoding(data: bytes, *, thorough: bool = True) -> str:
    """The codec of a file: BOM, then strict UTF-8, then the code page whose French letters fit best.

    Without ``thorough`` UTF-8 is believed on samples: the caller must cope with a later byte that is not.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_utf16(data[:SAMPLE]):
        return "utf-16"
    if not thorough and len(data) > _LONG and _samples_are_utf8(data):
        return "utf-8"
    if data.isascii() or _is_utf8(data):
        return "utf-8"
    return _code_page(data)


def _samples_are_utf8(data: bytes) -> bool:
    """Whole lines from ten places of a long file."""
    for part in range(10):
        start = data.find(b"\n", len(data) * part // 10) + 1
        end = data.rfind(b"\n", start, start + SAMPLE)
        if end > start and not _is_utf8(data[start:end]):
            return False
    return True


def _looks_utf16(head: bytes) -> bool:
    """UTF-16 without BOM: one byte out of two is NUL in Western text."""
    return len(head) >= 8 and (head[1::2].count(0) > len(head) * 0.4 or head[0::2].count(0) > len(head) * 0.4)


def _is_utf8(data: bytes, *, whole: bool = False) -> bool:
    """Strictly valid; a last character cut in two is accepted unless ``whole``."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), 1 << 22):
            decoder.decode(data[start : start + (1 << 22)])
        decoder.decode(b"", final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(data: bytes) -> str:
    high = Counter(data.translate(None, delete=_ASCII))
    total = sum(high.values())
    sample = data if len(data) < (1 << 22) else data[: 1 << 22]
    decoded = sample.decode("utf-8", errors="replace")
    broken = decoded.count("\ufffd")
    letters = sum(1 for c in decoded if c > "\x7f") - broken
    if letters and broken <= max(2, letters // 20):
        return "utf-8"  # a few damaged bytes in a file that is otherwise UTF-8
    latin = sum(n for b, n in high.items() if b in _LATIN)
    windows = sum(n for b, n in high.items() if b in _WINDOWS)
    dos = sum(n for b, n in high.items() if b in _DOS)
    if dos > latin + windows / 2 and dos * 2 > total:
        return "cp850"
    return "cp1252" if any(0x80 <= b <= 0x9F for b in high) else "iso8859-15"


def _recode(data: bytes, encoding: str) -> bytes:
    """Transcode in blocks, so that the text never stands whole in memory as a str. Never raises."""
    if encoding == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    out = bytearray()
    for start in range(0, len(data), 1 << 22):
        out += decoder.decode(data[start : start + (1 << 22)]).encode("utf-8", "replace")
    out += decoder.decode(b"", final=True).encode("utf-8", "replace")
    return bytes(out)


def plain_lines(body: bytes) -> bytes:
    """Every line end as LF or CR LF; CR CR LF and lone CR (old Macs) become LF. NUL and final ^Z go."""
    head = body[:SAMPLE]
    if b"\r\r\n" in head:
        body = body.replace(b"\r\r\n", b"\n")
    if b"\r" in head.replace(b"\r\n", b""):
        lone = head.replace(b"\r\n", b"")
        if b"\n" not in head or lone.count(b"\r") > head.count(b"\n"):
            body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    if body.endswith(b"\x1a"):
        body = body.rstrip(b"\x1a")
    return body


def as_text(data: bytes, encoding: str = "", *, thorough: bool = True) -> Text:
    """The whole of it: detect unless ``encoding`` is given, transcode, settle the line ends.

    Raises ReadError for an ``encoding`` that is not known, and nothing else. Without ``thorough`` a long body
    may still hold bytes that are no UTF-8 (see ``detect_encoding``).
    """
    found = codec_of(encoding) if encoding else detect_encoding(data, thorough=thorough)
    if found == "utf-8" and data.startswith(codecs.BOM_UTF8):
        found = "utf-8-sig"
    if found == "utf-8-sig":
        data = data[3:]
    believed = found.startswith("utf-8") and not encoding and not thorough
    if found not in ("utf-8", "utf-8-sig"):
        data = _recode(data, found)
    elif not believed and not data.isascii() and not _is_utf8(data, whole=True):
        data = _recode(data, "utf-8")
    notes = ("Le fichier est en UTF-16 : il a été converti.",) if found == "utf-16" else ()
    return Text(plain_lines(data), found, notes)
