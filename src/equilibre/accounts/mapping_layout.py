"""Where labels, amounts and sides are in a free sheet: sections, two columns, side by side, or signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from equilibre.accounts.amounts import DecimalMark
from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.periods import plain
from equilibre.accounts.table import Row, amount_of, at, column_mark, is_number, text_of
from equilibre.formatting import euros_exact

FoundSide = Literal["recette", "depense", "solde_debut", "solde_fin", "inconnu"]

_IN = re.compile(r"\b(?:recettes?|produits?|ressources?|entrees?|encaissements?|credits?|revenus)\b")
_OUT = re.compile(r"\b(?:depenses?|charges?|emplois|sorties?|decaissements?|debits?)\b")
_TOTAL = re.compile(
    r"\btota(?:l|ux)\b|\bsous[ -]?total\b|\bresultat\b|\bexcedent\b|\bdeficit\b|\bbenefice\b|\bperte de l"
    r"|\bsolde\b|\bdifference\b|\bequilibre\b"
)
_HEADING = re.compile(r"(?:[ivx0-9]+ ?[-.)/:] ?)?(?:les |nos |total (?:des )?)?(?:[a-z]+s? )?")
"""What may come before « recettes » or « dépenses » in the title of a section."""
_BANK = re.compile(r"\b(?:solde|tresorerie|avoir en banque|en caisse|en banque|disponible|report)\b")
_START = re.compile(
    r"\b(?:debut|initial|ouverture|precedent|report|anterieur|au 0?1[/ .-]|au 1er|janvier|n ?- ?1)\b"
)
_END = re.compile(r"\b(?:fin|final|cloture|au 3[01]|au 2[89]|actuel|nouveau|decembre)\b")
_REALISED = re.compile(r"\b(?:realises?|realisations?|reel|constate|montants?|execute)\b")
_FORECAST = re.compile(
    r"\b(?:budget|previsionnels?|prevus?|previsions?|vote)\b|%|\bpourcentage\b|\bpart\b|\becart\b"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_AMOUNT_TITLE = re.compile(
    r"(?:montants?|sommes?|totaux|total|euros?|en euros|€|realises?|budget|previsions?|previsionnel|prevus?"
    r"|recettes?|depenses?|charges?|produits?|debit|credit)(?: .*)?"
)
"""What may stand at the head of a column of amounts, and be repeated at each section."""
_ACCOUNT = re.compile(r"[678][0-9]{1,9}")
HEADER_ROWS = 40


@dataclass(frozen=True)
class FoundRow:
    """A label with its amount (cents). ``account``: a number of class 6, 7 or 8 written beside it."""

    line: int
    label: str
    amount: int
    side: FoundSide
    account: str = ""


@dataclass
class _Columns:
    """Where to look: one block per side, or one for both (``side`` « inconnu »)."""

    label: int
    amount: int
    side: FoundSide


def find_rows(rows: list[Row], log: AnomalyLog) -> list[FoundRow]:
    """The rows that hold an amount, totals left out (and compared: M02), sides as far as the sheet tells."""
    blocks, first = _two_sided(rows) or _one_sided(rows)
    if not blocks:
        return []
    found: list[FoundRow] = []
    mark = column_mark(rows, [block.amount for block in blocks])
    for block in blocks:
        found += _read_block(rows[first:], block, blocks, mark, log)
    return _sided_by_sign(found)


def _two_sided(rows: list[Row]) -> tuple[list[_Columns], int] | None:
    """« Recettes » and « Dépenses » on one header row: two columns of amounts, or two tables side by side."""
    for index, row in enumerate(rows[:HEADER_ROWS]):
        titles = [plain(text_of(cell)) if isinstance(cell, str) else "" for cell in row.cells]
        into = next((c for c, t in enumerate(titles) if _IN.search(t) and not _OUT.search(t)), None)
        out = next((c for c, t in enumerate(titles) if _OUT.search(t) and not _IN.search(t)), None)
        amounts = [cell for cell in row.cells if is_number(cell) and not _YEAR.fullmatch(text_of(cell))]
        if into is None or out is None or amounts:
            continue
        below = rows[index + 1 :]
        blocks = [
            _block(below, into, "recette", max(into, out)),
            _block(below, out, "depense", max(into, out)),
        ]
        if all(block is not None for block in blocks):
            return [block for block in blocks if block is not None], index + 1
    return None


def _block(below: list[Row], column: int, side: FoundSide, last: int) -> _Columns | None:
    """Amounts under the title itself (labels in the first column of text), or one column further right."""
    if _numbers(below, column) > 0 and _numbers(below, column) >= _texts(below, column):
        label = next((c for c in range(column) if _texts(below, c) and not _numbers(below, c)), None)
        return None if label is None else _Columns(label, column, side)
    stop = last if column < last else column + 6
    amount = next((c for c in range(column + 1, stop + 1) if _numbers(below, c)), None)
    if amount is None or (column < last and amount >= last):
        return None
    return _Columns(column, amount, side)


def _one_sided(rows: list[Row]) -> tuple[list[_Columns], int]:
    """One column of labels and one of amounts; realised rather than forecast, the latest year otherwise."""
    width = max((len(row.cells) for row in rows), default=0)
    numeric = [c for c in range(width) if _numbers(rows, c) >= max(1, len(rows) // 5)]
    numeric = [c for c in numeric if not _all_accounts(rows, c)]
    if not numeric:
        return [], 0
    labels = [c for c in range(width) if c not in numeric and _texts(rows, c)]
    if not labels:
        return [], 0
    label = max(labels, key=lambda c: sum(len(text_of(at(row, c))) for row in rows))
    amount = max(numeric, key=lambda c: (_preference(rows, c), -c))
    return [_Columns(label, amount, "inconnu")], 0


def _preference(rows: list[Row], column: int) -> int:
    """How much the title of a column of amounts says that it is the year realised."""
    for row in rows[:HEADER_ROWS]:
        cell = at(row, column)
        title = plain(text_of(cell))
        if _FORECAST.search(title):
            return -1
        years = [int(y) for y in _YEAR.findall(title)]
        if years and not (isinstance(cell, float) and cell not in range(1990, 2100)):
            return max(years)
        if _REALISED.search(title):
            return 3000
        if isinstance(cell, float):
            break
    return 0


def _numbers(rows: list[Row], column: int) -> int:
    return sum(is_number(at(row, column)) for row in rows)


def _texts(rows: list[Row], column: int) -> int:
    return sum(
        isinstance(cell := at(row, column), str) and not is_number(cell) and any(c.isalpha() for c in cell)
        for row in rows
    )


def _all_accounts(rows: list[Row], column: int) -> bool:
    filled = [text_of(at(row, column)) for row in rows if at(row, column) is not None]
    filled = [text for text in filled if any(c.isdigit() for c in text)]
    return bool(filled) and sum(bool(_ACCOUNT.fullmatch(t)) for t in filled) * 10 >= len(filled) * 8


def _read_block(
    rows: list[Row], block: _Columns, blocks: list[_Columns], mark: DecimalMark, log: AnomalyLog
) -> list[FoundRow]:
    found: list[FoundRow] = []
    side, since = block.side, 0
    others = {b.amount for b in blocks}
    for row in rows:
        label = text_of(at(row, block.label))
        words = plain(label)
        cell = at(row, block.amount)
        titled = isinstance(cell, str) and _AMOUNT_TITLE.fullmatch(plain(cell)) is not None
        amount = None if titled else amount_of(row, block.amount, mark, log, "montant")
        if amount is None:
            if label and block.side == "inconnu" and not any(is_number(at(row, c)) for c in others):
                side, since = _section(words, side, since, len(found))
            continue
        bank = _bank_side(words)
        if bank is not None:
            found.append(FoundRow(row.line, label, amount, bank))
        elif _TOTAL.search(words):
            _check_total(row.line, amount, (found[since:], found), log)
            since = len(found) if "sous" in words else since
        elif _YEAR.fullmatch(text_of(at(row, block.amount))) and not found:
            continue
        elif label or amount:
            account = _account_beside(row, block)
            found.append(FoundRow(row.line, label or account, amount, side, account))
    return found


def _section(words: str, side: FoundSide, since: int, count: int) -> tuple[FoundSide, int]:
    """A title such as « RECETTES » changes the side of the rows below."""
    if len(words) > 60:
        return side, since
    into, out = (any(p.match(words, end) for end in _heading_ends(words)) for p in (_IN, _OUT))
    if into == out:
        return side, since
    return ("recette" if into else "depense"), count


def _heading_ends(words: str) -> set[int]:
    """Where the key word of a section title may start: at once, or after a numeral or one word."""
    found = _HEADING.match(words)
    return {0, found.end() if found else 0, *(m.end() for m in re.finditer(r"^[^ ]+ ", words))}


def _bank_side(words: str) -> FoundSide | None:
    """A bank balance at one end of the year: neither a receipt nor an expense."""
    if not _BANK.search(words) or _IN.search(words) or _OUT.search(words):
        return None
    start, end = bool(_START.search(words)), bool(_END.search(words))
    if start == end:
        return None
    return "solde_debut" if start else "solde_fin"


def _check_total(
    line: int, amount: int, above: tuple[list[FoundRow], list[FoundRow]], log: AnomalyLog
) -> None:
    """Note a total row (M01), and its gap (M02) when it is no sum of its section nor of the whole block."""
    log.note("M01", line=line)
    sums: set[int] = set()
    for rows in above:
        into = sum(row.amount for row in rows if row.side == "recette")
        out = sum(row.amount for row in rows if row.side == "depense")
        rest = sum(row.amount for row in rows if row.side == "inconnu")
        sums |= {into, out, rest, into - out, into + out + rest}
    section = sum(row.amount for row in above[0])
    if above[1] and abs(amount) not in {abs(s) for s in sums}:
        log.note("M02", line=line, read=euros_exact(amount), expected=euros_exact(section))


def _account_beside(row: Row, block: _Columns) -> str:
    """A number of class 6, 7 or 8 in the row, left of the amount: it is believed."""
    for column in range(block.amount):
        text = text_of(at(row, column))
        if _ACCOUNT.fullmatch(text) and len(text) >= 2:
            return text
        found = re.match(r"([678][0-9]{1,5}) ?[-–:. ]", text)
        if found and column == block.label:
            return found[1]
    return ""


def _sided_by_sign(found: list[FoundRow]) -> list[FoundRow]:
    """Without sections, a column that mixes signs tells sides: received is positive, spent negative."""
    unknown = [row for row in found if row.side == "inconnu" and not row.account]
    if not any(row.amount < 0 for row in unknown) or not any(row.amount > 0 for row in unknown):
        return found
    return [
        replace(row, side="recette" if row.amount > 0 else "depense", amount=abs(row.amount))
        if row.side == "inconnu" and not row.account and row.amount
        else row
        for row in found
    ]
