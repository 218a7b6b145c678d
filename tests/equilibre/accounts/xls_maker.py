"""The smallest XLS that a reader accepts: one BIFF8 sheet in an OLE container, written by hand.

No library writes this old format any more; treasurers still have such files. Layout after Microsoft's
[MS-XLS] and [MS-CFB] documents.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    out = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max((len(row) for row in rows), default=0)
    out += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                out += _record(0x0203, struct.pack("<HHHd", line, column, 0, value))
            elif value is not None:
                text = str(value).encode("utf-16-le")
                out += _record(0x0204, struct.pack("<HHHHB", line, column, 0, len(text) // 2, 1) + text)
    return out + _record(0x000A, b"")


def _workbook(rows: Sequence[Sequence[object]], title: str) -> bytes:
    name = title.encode("latin-1")
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    head += _record(0x0042, struct.pack("<H", 1200))
    size = len(head) + 4 + 8 + len(name) + 4
    head += _record(0x0085, struct.pack("<IBBBB", size, 0, 0, len(name), 0) + name)
    head += _record(0x000A, b"")
    return head + _sheet(rows)


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        text, len(text), kind, 1, _FREE, _FREE, child, b"", 0, 0, 0, start, size,
    )  # fmt: skip


def xls(rows: Sequence[Sequence[object]], *, title: str = "Feuille1") -> bytes:
    """One sheet of numbers and texts."""
    stream = _workbook(rows, title)
    stream += b"\0" * (-len(stream) % _SECTOR)
    stream += b"\0" * max(0, 4096 - len(stream))  # shorter streams live in another structure
    count = len(stream) // _SECTOR
    fat = [_FAT, _END, *range(3, count + 2), _END]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, 2, len(stream), _FREE)
    directory += (struct.pack("<64sHBBIII", b"", 0, 0, 0, _FREE, _FREE, _FREE) + b"\0" * 48) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6sIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    return header + struct.pack(f"<{_SECTOR // 4}I", *fat) + directory + stream
