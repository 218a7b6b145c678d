"""Fields between double quotes: removed once, so that everything after reads plain separated lines."""

from __future__ import annotations

import csv
import io

from equilibre.accounts.fec_columns import Header

PLAIN_SEPARATOR = "\x1f"
"""Put between fields after quotes were removed: a character that no field may hold."""
_LONGEST_RECORD = 20
"""Physical lines that one quoted record may span; beyond it a quote was left open."""


def has_quotes(body: bytes, header: Header) -> bool:
    """Whether quotes delimit fields: all over the header, or, with spreadsheet separators, somewhere."""
    if header.quoted:
        return True
    if header.separator not in ";,":
        return False
    return f'{header.separator}"'.encode() in body or b'\n"' in body


def unquote(body: bytes, header: Header) -> tuple[bytes, list[int] | None] | None:
    """The same lines with ``PLAIN_SEPARATOR`` and no quotes, and the original line of each when it changed.

    None when a quote is left open: the caller then reads quotes as letters.
    """
    quick = _quick(body, header)
    if quick is not None:
        return quick, None
    return _by_records(body, header)


def _quick(body: bytes, header: Header) -> bytes | None:
    """Every field quoted and none holds a quote, a separator or a line end: four replacements."""
    separator = header.separator.encode()
    text = body.replace(b"\r\n", b"\n").strip(b"\n")
    between = b'"' + separator + b'"'
    count = text.count(between)
    plain = text.replace(between, PLAIN_SEPARATOR.encode())
    plain = plain.replace(b'"\n"', b"\n").replace(b'"' + separator + b"\n", b'"\n')
    rows = plain.count(b"\n") + 1
    if not plain.startswith(b'"') or not plain.endswith(b'"') or body[:1] == b"\n":
        return None
    plain = plain[1:-1]
    width = len(header.names) - 1
    if b'"' in plain or separator in plain or count != width * rows:
        return None
    return plain + b"\n"


def _by_records(body: bytes, header: Header) -> tuple[bytes, list[int] | None] | None:
    text = io.TextIOWrapper(io.BytesIO(body), encoding="utf-8", errors="replace", newline="")
    reader = csv.reader(text, delimiter=header.separator)
    out = io.BytesIO()
    numbers: list[int] = []
    changed = False
    before = 0
    try:
        for record in reader:
            if reader.line_num - before > _LONGEST_RECORD:
                return None
            changed = changed or reader.line_num - before > 1
            numbers.append(before)
            before = reader.line_num
            row = PLAIN_SEPARATOR.join(
                c.replace(PLAIN_SEPARATOR, " ").replace("\r", " ").replace("\n", " ") for c in record
            )
            out.write(row.encode("utf-8", "replace"))
            out.write(b"\n")
    except csv.Error:
        return None
    return out.getvalue(), numbers if changed else None
