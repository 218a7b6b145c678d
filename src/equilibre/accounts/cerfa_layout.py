"""The two sides of a budget table: which columns hold codes, labels and amounts, and what each row says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.periods import plain
from equilibre.accounts.table import Row, amount_of, at, column_mark, is_number, text_of

HEADER_ROWS = 60

_CODE = re.compile(r"[678][0-9]{1,7}")
_LEADING_CODE = re.compile(r"[-–•* ]*\(?([678][0-9]{1,7})(?![0-9,])[a-z]?\)?[ .:)–—-]*")
_PERCENT = re.compile(r"%|\bpourcentage\b|\bpart\b|\becart\b|\bdifference\b|\bevolution\b")
_REALISED = re.compile(r"\brealis(?:es?|ations?)\b|\breel\b|\bexecute\b")


@dataclass(frozen=True)
class Item:
    """One row of one side. ``code``: digits written on it (« 60 », « 741110 »), « » when none."""

    line: int
    code: str
    label: str
    amount: int | None
    """Cents as written, None when the cell is empty."""


@dataclass(frozen=True)
class Side:
    """The items of one block of columns, in order. ``realised``: amounts from a « réalisé » column."""

    items: tuple[Item, ...]
    realised: bool


def read_sides(rows: list[Row], log: AnomalyLog) -> list[Side]:
    """The blocks of a budget table, from left to right; empty when no label has an amount beside it."""
    width = max((len(row.cells) for row in rows), default=0)
    kinds = [_column_kind(rows, column) for column in range(width)]
    sides = []
    labels: list[int] = []
    amounts: list[int] = []
    for column in [*range(width), width]:
        kind = kinds[column] if column < width else "fin"
        if kind in {"texte", "code", "fin"} and amounts:
            if labels:
                sides.append(_side(rows, labels, amounts, log))
            labels, amounts = [], []
        if kind in {"texte", "code"}:
            labels.append(column)
        elif kind == "montant":
            amounts.append(column)
    return [side for side in sides if side.items]


def _column_kind(rows: list[Row], column: int) -> str:
    """« texte », « code », « montant » or « » (empty, or a share)."""
    cells = [cell for row in rows if (cell := at(row, column)) is not None]
    if not cells:
        return ""
    numbers = [cell for cell in cells if is_number(cell)]
    if len(numbers) * 3 < len(cells) and len(numbers) < 3:
        return "texte"
    codes = sum(bool(_CODE.fullmatch(text_of(cell))) for cell in numbers)
    if codes * 10 >= len(numbers) * 7 and len(numbers) * 2 >= len(cells) and _before_text(rows, column):
        return "code"
    texts = sum(isinstance(cell, str) and not is_number(cell) for cell in cells)
    if texts > len(numbers) * 2:
        return "texte"
    titles = [plain(cell) for cell in cells[:HEADER_ROWS] if isinstance(cell, str) and not is_number(cell)]
    return "" if any(_PERCENT.search(title) for title in titles) else "montant"


def _before_text(rows: list[Row], column: int) -> bool:
    """Whether texts stand just right of a column: codes are written before their label."""
    return sum(isinstance(cell := at(row, column + 1), str) and not is_number(cell) for row in rows) > 0


def _side(rows: list[Row], labels: list[int], amounts: list[int], log: AnomalyLog) -> Side:
    amount, realised = _chosen(rows, amounts)
    mark = column_mark(rows, [amount])
    items = []
    for row in rows:
        code, label = _code_and_label([text_of(at(row, column)) for column in labels])
        cell = at(row, amount)
        titled = isinstance(cell, str) and not any(c.isdigit() for c in cell)
        value = None if titled else amount_of(row, amount, mark, log, "montant")
        if code or label:
            items.append(Item(row.line, code, label, value))
    return Side(tuple(items), realised)


def _chosen(rows: list[Row], amounts: list[int]) -> tuple[int, bool]:
    """« Réalisé » rather than « prévu » when it is filled; otherwise the first column of amounts."""
    for column in amounts:
        titles = [
            plain(cell)
            for row in rows[:HEADER_ROWS]
            if isinstance(cell := at(row, column), str) and not is_number(cell)
        ]
        filled = sum(isinstance(at(row, column), float) or is_number(at(row, column)) for row in rows)
        if filled >= 3 and any(_REALISED.search(title) for title in titles):
            return column, True
    return max(amounts, key=lambda c: (sum(is_number(at(row, c)) for row in rows), -c)), False


def _code_and_label(texts: list[str]) -> tuple[str, str]:
    """« 60 », « 60 - Achats » or « 741110 » beside its label → code and label, without bullets."""
    code = ""
    words: list[str] = []
    for text in texts:
        if not text:
            continue
        if not code and _CODE.fullmatch(text):
            code = text
            continue
        found = _LEADING_CODE.match(text) if not code and not words else None
        if found is not None:
            code = found[1]
            text = text[found.end() :]
        words.append(text)
    label = " ".join(" ".join(words).split())
    return code, label.strip(" -–—•*.:")
