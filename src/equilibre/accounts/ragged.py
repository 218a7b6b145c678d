"""Lines that do not have as many cells as the header: found by counting separators, repaired if only one way
fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from equilibre.accounts.dates import parse_date
from equilibre.accounts.fec_columns import Header
from equilibre.accounts.fec_table import Table, replace_rows

_CHUNK = 1 << 22
_SLICE = 1 << 20
_TEXTS = ("EcritureLib", "CompteLib", "CompAuxLib", "PieceRef", "JournalLib")
"""Columns where people type separators and line ends, the most likely first."""
_REPAIRED_AT_MOST = 20_000
_AMOUNT = re.compile(r"[\s\u00a0\u202f]*[-+(]?[0-9\s.,'\u00a0\u202f]*[-+)]?[\s\u00a0\u202f]*")
_ACCOUNT = re.compile(r"\s*[0-9]{2,}")


@dataclass
class Ragged:
    """What was found. Lines are those of the body, from 0."""

    lines: dict[int, int] = field(default_factory=dict)
    """Line → number of cells, for each line that differs from the others."""
    trailing: bool = False
    """Nearly every line has one empty cell more than the header, or one less than its empty last title."""
    repaired: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)


def first_byte(body: bytes, header: Header) -> int:
    """Where the lines under the header start."""
    start = 0
    for _ in range(header.line + 1):
        start = body.find(b"\n", start) + 1 or len(body)
    return start


def count_separators(body: bytes, header: Header) -> int:
    """Separators under the header. By slices, so that another thread is never kept waiting."""
    separator = header.separator.encode()
    start = first_byte(body, header)
    return sum(body.count(separator, at, at + _SLICE) for at in range(start, len(body), _SLICE))


def settle_ragged(table: Table, separators: int) -> Ragged:
    """Find ragged lines, repair those that can be in one way, drop those that cannot be read.

    Costs nothing when the separators add up. (A line one separator short and another one too long with
    nothing in it would balance: every field of both is then in its place.)
    """
    over = "over" in table.frame.columns and bool(table.frame["over"].any())
    if not over and separators == table.frame.height * (len(table.header.names) - 1):
        return Ragged()
    found = _count_cells(table.body, first_byte(table.body, table.header), table.header)
    if found.lines:
        _repair(table, found)
    return found


def _numbered(body: bytes, start: int, first: int) -> Iterator[tuple[int, bytes]]:
    """Lines with their number, in blocks so that they never stand all in memory."""
    number = first
    while start < len(body):
        end = body.rfind(b"\n", start, start + _CHUNK) + 1
        if end <= start:
            end = (body.find(b"\n", start) + 1) or len(body)
        for line in body[start:end].removesuffix(b"\n").split(b"\n"):
            yield number, line
            number += 1
        start = end


def _count_cells(body: bytes, start: int, header: Header) -> Ragged:
    separator = header.separator.encode()
    width = len(header.names)
    counts: Counter[int] = Counter()
    for _, line in _numbered(body, start, header.line + 1):
        if len(line) > 1 or line.strip():
            counts[line.count(separator) + 1] += 1
    usual = counts.most_common(1)[0][0] if counts else width
    found = Ragged()
    if usual == width + 1 or (usual == width - 1 and not header.names[-1]):
        found.trailing = counts[usual] * 10 > counts.total() * 9
    accepted = {width, usual} if found.trailing else {width}
    if set(counts) <= accepted:
        return found
    for number, line in _numbered(body, start, header.line + 1):
        cells = line.count(separator) + 1
        if cells not in accepted and (len(line) > 1 or line.strip()):
            found.lines[number] = cells
    return found


def _repair(table: Table, found: Ragged) -> None:
    width = len(table.header.names)
    fixed: dict[int, list[str]] = {}
    dropped: set[int] = set()
    numbers = sorted(found.lines)
    following = {a: b for a, b in pairwise(numbers) if b == a + 1}
    for number in numbers[:_REPAIRED_AT_MOST]:
        if number in dropped or number in fixed:
            continue
        cells = table.cells(number)
        if fits(cells, table.header):
            continue
        after = following.get(number)
        joined = _joined(cells, table.cells(after), width) if after is not None else None
        if joined is not None and after is not None and fits(joined, table.header):
            fixed[number] = joined
            dropped.add(after)
            continue
        merged = _merged(cells, table.header) if len(cells) > width else None
        if merged is not None:
            fixed[number] = merged
        else:
            dropped.add(number)
            found.dropped.append(number)
    if len(found.dropped) * 2 > _REPAIRED_AT_MOST:
        # So many cannot be read that the rest is not worth a look: the file is something else.
        found.dropped += numbers[_REPAIRED_AT_MOST:]
        dropped.update(numbers[_REPAIRED_AT_MOST:])
    found.repaired = sorted(fixed)
    replace_rows(table, fixed, dropped)


def fits(cells: list[str], header: Header) -> bool:
    """Whether the account, the date and the amounts are where the header says."""

    def at(column: str) -> str:
        position = header.columns.get(column, -1)
        return cells[position] if 0 <= position < len(cells) else ""

    dated = next((c for c in ("EcritureDate", "PieceDate", "ValidDate") if c in header.columns), "")
    amounts = ("Montant", "Sens") if header.signed else ("Debit", "Credit")
    if not _ACCOUNT.match(at("CompteNum")) or parse_date(at(dated)).day is None:
        return False
    if header.signed:
        return bool(at("Montant").strip()) and len(at("Sens").strip()) <= 8
    return all(_AMOUNT.fullmatch(at(c)) for c in amounts) and any(at(c).strip() for c in amounts)


def _joined(cells: list[str], following: list[str], width: int) -> list[str] | None:
    """A record cut in two by a line end inside a text."""
    if len(cells) + len(following) - 1 != width:
        return None
    return [*cells[:-1], f"{cells[-1]} {following[0]}", *following[1:]]


def _merged(cells: list[str], header: Header) -> list[str] | None:
    """A separator typed inside a text: the readings that fit must agree on account, date and amounts."""
    extra = len(cells) - len(header.names)
    readings: list[list[str]] = []
    for column in _TEXTS:
        at = header.columns.get(column)
        if at is None:
            continue
        one = [*cells[:at], " ".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]
        if fits(one, header):
            readings.append(one)
    if not readings:
        return None
    vital = [
        header.columns[c]
        for c in ("CompteNum", "EcritureDate", "Debit", "Credit", "Montant", "Sens")
        if c in header.columns
    ]
    first = readings[0]
    agree = all([r[i] for i in vital] == [first[i] for i in vital] for r in readings)
    return first if agree else None
