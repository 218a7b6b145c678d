"""Which column of a trial balance is what, whatever their order, their names and their title rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from equilibre.accounts.periods import plain
from equilibre.accounts.table import Row, at, is_number, text_of

HEADER_ROWS = 80
"""How far down a header is looked for: titles, addresses and logos come before."""

_ACCOUNT = re.compile(
    r"(?:(?:n ?°|no|num|numero|code|ref)?\.? ?(?:de |du )?)?"
    r"(?:comptes?|cpte|cpt|compte general|comptenum|comptes? comptables?|plan comptable)(?: num(?:ero)?| n°)?"
    r"|n ?°|numero|racine"
)
_LABEL = re.compile(
    r"(?:libelles?|intitules?|designations?|noms?|descriptions?)(?: (?:du|de|des) .*)?|comptelib"
    r"|libelle compte.*|compte libelle|nom compte|intitule compte|postes?"
)
_SECTION = re.compile(
    r".*\b(?:section|analytique|activite|action|axe|centre|projet|secteur|etablissement|antenne)\b.*"
)
_PREVIOUS = re.compile(r"\bn ?- ?1\b|precedent|anterieur")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DEBIT = re.compile(r"\bdeb(?:it|its|iteur|iteurs|itrice)?\b|\bsd\b|\bcharges?\b")
_CREDIT = re.compile(r"\bcre(?:dit|dits|diteur|diteurs|ditrice)?\b|\bsc\b|\bproduits?\b")
_OPENING = re.compile(
    r"\ba[ -]?nouveaux?\b|\ban\b|\breports?\b|\bouverture\b|\binitia(?:l|ux)\b"
    r"|\bdebut\b|\breprises?\b|\bran\b"
)
_MOVEMENT = re.compile(r"\bmouvements?\b|\bmvts?\b|\bperiode\b|\bcumuls?\b")
_CLOSING = re.compile(
    r"\bsoldes?\b|\bdebiteurs?\b|\bcrediteurs?\b|\bsd\b|\bsc\b|\bcloture\b|\bfina(?:l|ux)\b|\bfin\b"
)
_NET = re.compile(
    r"\bsoldes?\b|\bmontants?\b|\bnet\b|\bbalance\b|\brealise\b|\bcloture\b|\bexercice\b|^n$|\btotal\b"
)
_NUMBERED = re.compile(r"[1-8][0-9]{2,11}(?:[A-Z0-9]{0,10}| .{1,120})", re.ASCII)
"""« 706000 », « 411DUPONT », « 706000 Prestations »."""
_SENSE = re.compile(r"sens|d/c|debit/credit|d ou c")


@dataclass
class Amounts:
    """Columns (0-based) that give one balance: two sides, or one signed column."""

    debit: int | None = None
    credit: int | None = None
    net: int | None = None

    def __bool__(self) -> bool:
        return self.net is not None or (self.debit is not None and self.credit is not None)

    @property
    def columns(self) -> list[int]:
        """The columns that are there."""
        return [c for c in (self.debit, self.credit, self.net) if c is not None]


@dataclass
class Plan:
    """What each column is. ``first`` is the index in the rows of the first data row."""

    first: int = 0
    account: int | None = None
    label: int | None = None
    section: int | None = None
    sense: int | None = None
    opening: Amounts = field(default_factory=Amounts)
    movement: Amounts = field(default_factory=Amounts)
    closing: Amounts = field(default_factory=Amounts)
    previous: Amounts = field(default_factory=Amounts)
    previous_year: int | None = None
    guessed: bool = False
    """The columns had no title and were told from what they hold."""

    @property
    def usable(self) -> bool:
        """Accounts and at least one way to a closing balance."""
        return self.account is not None and bool(self.closing or self.movement)

    @property
    def amount_columns(self) -> list[int]:
        """Every column of amounts."""
        return [
            c for group in (self.opening, self.movement, self.closing, self.previous) for c in group.columns
        ]


def find_plan(rows: list[Row]) -> Plan | None:
    """The plan of a sheet, None when it is no trial balance."""
    for index, row in enumerate(rows[:HEADER_ROWS]):
        if not any(isinstance(cell, str) for cell in row.cells):
            continue
        plan = _plan_of(row, _group_titles(rows, index), rows[index + 1 :])
        if plan is not None:
            plan.first = index + 1
            return plan
    return _guessed(rows)


def _group_titles(rows: list[Row], index: int) -> Row | None:
    """The row just above a header when it holds group titles; a lone cell there is a title of the sheet."""
    if not index or rows[index - 1].line != rows[index].line - 1:
        return None
    above = rows[index - 1]
    return above if sum(cell is not None for cell in above.cells) >= 2 else None


def _titles(row: Row, above: Row | None) -> list[str]:
    """Each header with the group title written above it (« Mouvements » over « Débit » and « Crédit »)."""
    width = len(row.cells)
    titles = []
    group = ""
    for column in range(width):
        if above is not None:
            group = plain(text_of(at(above, column))) or group
        own = plain(text_of(at(row, column))).strip(" .:*()")
        titles.append(f"{group} {own}".strip() if own and group and len(group) < 60 else own)
    return titles


def _plan_of(row: Row, above: Row | None, below: list[Row]) -> Plan | None:
    bare = [plain(text_of(cell)).strip(" .:*()") for cell in row.cells]
    if any(is_number(cell) and not _YEAR.fullmatch(text_of(cell)) for cell in row.cells):
        return None
    plan = Plan()
    for column, title in enumerate(bare):
        if plan.account is None and _ACCOUNT.fullmatch(title):
            plan.account = column
        elif plan.label is None and _LABEL.fullmatch(title):
            plan.label = column
        elif plan.section is None and title and _SECTION.fullmatch(title):
            plan.section = column
        elif plan.sense is None and _SENSE.fullmatch(title):
            plan.sense = column
    if plan.account is None and any(_DEBIT.search(title) for title in bare):
        plan.account = _untitled_accounts(below)
    if plan.account is None:
        return None
    if plan.label is None:
        # « Numéro ; Compte ; Débit… »: the second names what the first numbers.
        plan.label = next(
            (c for c, t in enumerate(bare) if c != plan.account and _ACCOUNT.fullmatch(t)), None
        )
    _place_amounts(plan, _titles(row, above))
    return plan if plan.usable else None


def _untitled_accounts(below: list[Row]) -> int | None:
    """The column of account numbers under a header that does not name it (« 706000 Prestations »)."""
    if not below:
        return None
    shares = [_share(below, column, _looks_account) for column in range(3)]
    return shares.index(max(shares)) if max(shares) >= 0.6 else None


def _place_amounts(plan: Plan, titles: list[str]) -> None:
    taken = {plan.account, plan.label, plan.section, plan.sense}
    years = {int(y) for title in titles for y in _YEAR.findall(title)}
    latest = max(years, default=None)
    for column, title in enumerate(titles):
        if column in taken or not title:
            continue
        told = [int(y) for y in _YEAR.findall(title)]
        older = bool(told) and latest is not None and max(told) < latest
        debit, credit = bool(_DEBIT.search(title)), bool(_CREDIT.search(title))
        if _PREVIOUS.search(title) or older:
            group = plan.previous
            plan.previous_year = max(told) if told else plan.previous_year
        elif _OPENING.search(title):
            group = plan.opening
        elif _MOVEMENT.search(title) and (debit or credit):
            group = plan.movement
        elif _CLOSING.search(title) or not (debit or credit):
            group = plan.closing
        else:
            group = plan.movement
        _put(group, column, title, debit, credit)


def _put(group: Amounts, column: int, title: str, debit: bool, credit: bool) -> None:
    """Give a column to a group; the first of its kind stays."""
    if debit and not credit:
        group.debit = column if group.debit is None else group.debit
    elif credit and not debit:
        group.credit = column if group.credit is None else group.credit
    elif not (debit or credit) and (_NET.search(title) or _YEAR.search(title) or _PREVIOUS.search(title)):
        group.net = column if group.net is None else group.net


def _guessed(rows: list[Row]) -> Plan | None:
    """The plan of a sheet without titles: a column of account numbers, then a label, then amounts."""
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) < 3:
        return None
    shares = [_share(rows, c, _looks_account) for c in range(min(width, 3))]
    if not shares or max(shares) < 0.8:
        return None
    account = shares.index(max(shares))
    numbers = [c for c in range(account + 1, width) if _share(rows, c, is_number) >= 0.8]
    texts = [c for c in range(width) if c != account and c not in numbers]
    if len(numbers) not in {1, 2, 4, 6}:
        return None
    plan = Plan(account=account, label=texts[0] if texts else None, guessed=True)
    if len(numbers) == 1:
        plan.closing.net = numbers[0]
    else:
        plan.closing.debit, plan.closing.credit = numbers[-2:]
        if len(numbers) >= 4:
            plan.movement.debit, plan.movement.credit = numbers[-4:-2]
        if len(numbers) == 6:
            plan.opening.debit, plan.opening.credit = numbers[:2]
    return plan


def _looks_account(cell: object) -> bool:
    if isinstance(cell, float):
        return cell.is_integer() and 100 <= cell < 10**12
    return isinstance(cell, str) and _NUMBERED.fullmatch(cell) is not None


def _share(rows: list[Row], column: int, test: object) -> float:
    """Share of the rows whose cell passes a test."""
    assert callable(test)
    return sum(bool(test(at(row, column))) for row in rows) / len(rows)
