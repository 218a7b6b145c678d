"""Rows of a trial balance that repeat others: classes, roots and section totals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from equilibre.accounts.assemble import AnomalyLog
from equilibre.formatting import euros_exact

if TYPE_CHECKING:
    from equilibre.accounts.balance import BalanceRow


def without_subtotals(rows: list[BalanceRow], log: AnomalyLog) -> list[BalanceRow]:
    """The rows to add up. A row is a subtotal when its number starts those of other rows and

    - it has one or two digits (a class, a root), or
    - its balance is the sum of theirs (« 606 » printed above « 606100 » and « 606300 »).

    In an analytical balance, a row without section that equals the sum of its sections is one too.
    """
    by_section: dict[str, list[BalanceRow]] = defaultdict(list)
    for row in rows:
        by_section[row.section].append(row)
    kept = [row for group in by_section.values() for row in _leaves(group, log)]
    if len(by_section) > 1 and "" in by_section:
        kept = _without_section_totals(kept, log)
    return sorted(kept, key=lambda row: row.line)


def _leaves(rows: list[BalanceRow], log: AnomalyLog) -> list[BalanceRow]:
    below: dict[str, int] = defaultdict(int)
    """Prefix → sum of the leaves that it starts, itself excluded."""
    has_below: set[str] = set()
    leaves = []
    for row in sorted(rows, key=lambda r: (-len(r.number), r.line)):
        number = row.number
        if number in has_below:
            equal = row.closing == below[number]
            if equal or len(number) <= 2:
                if not equal:
                    _note_gap(row, below[number], log)
                log.note("B02", line=row.line, read=number)
                continue
        leaves.append(row)
        for length in range(1, len(number)):
            below[number[:length]] += row.closing
            has_below.add(number[:length])
    return leaves


def _note_gap(row: BalanceRow, wanted: int, log: AnomalyLog) -> None:
    # A class printed without sign (« Total classe 7 : 21 617,44 ») agrees with its accounts.
    if abs(row.closing) != abs(wanted):
        log.note(
            "B03",
            line=row.line,
            field=row.number,
            read=euros_exact(abs(row.closing)),
            expected=euros_exact(abs(wanted)),
        )


def _without_section_totals(rows: list[BalanceRow], log: AnomalyLog) -> list[BalanceRow]:
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.section:
            sums[row.number] += row.closing
    kept = []
    for row in rows:
        if not row.section and row.number in sums and row.closing == sums[row.number]:
            log.note("B02", line=row.line, read=row.number)
        else:
            kept.append(row)
    return kept
