"""From rows that name an account and an amount to AccountTotals: one place for every input but the FEC."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from equilibre.accounts.anomalies import ITEMS_PER_CODE, Anomaly, AnomalyReport
from equilibre.accounts.sheet_checks import CATALOGUE
from equilibre.accounts.totals import (
    AccountLine,
    AccountTotals,
    AnalyticLine,
    Basis,
    SourceInfo,
)
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact, typographic
from equilibre.reference import chart, labels

_LEADING_DIGITS = re.compile(r"[0-9]+", re.ASCII)
LONGEST_EXERCICE_DAYS = 24 * 31
"""Two years: beyond it the two dates are not those of one exercice."""


class AnomalyLog:
    """Collects what a reader notices; lists at most ``ITEMS_PER_CODE`` per code and counts all."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._items: list[Anomaly] = []

    def note(
        self,
        code: str,
        *,
        line: int | None = None,
        field: str = "",
        read: str = "",
        expected: str = "",
        detail: str = "",
    ) -> None:
        """Count one occurrence of a code of ``sheet_checks.CATALOGUE``; ``detail`` ends its message."""
        check = CATALOGUE[code]
        self._counts[code] += 1
        if self._counts[code] > ITEMS_PER_CODE:
            return
        self._items.append(
            Anomaly(
                code=code,
                severity=check.severity,
                message=typographic(f"{check.message}{detail}."),
                remedy=typographic(check.remedy),
                line=line,
                field=field,
                read=read[:80],
                expected=typographic(expected or check.expected),
            )
        )

    def extend(self, report: AnomalyReport) -> None:
        """Take over what an earlier step noticed."""
        self._counts.update(report.by_code)
        self._items.extend(report.items)

    def report(self) -> AnomalyReport:
        """What was noticed, for AccountTotals."""
        return AnomalyReport(by_code=dict(self._counts), items=tuple(self._items))


@dataclass
class _Sum:
    label: str = ""
    opening: int = 0
    movement: int = 0
    months: dict[str, int] = field(default_factory=dict)


class Ledger:
    """Adds amounts (cents, debit minus credit) by account number."""

    def __init__(self) -> None:
        self._sums: dict[str, _Sum] = {}

    def add(self, number: str, label: str, *, movement: int = 0, opening: int = 0, month: str = "") -> None:
        """Add to an account; the first label that is not empty stays."""
        found = self._sums.setdefault(number, _Sum())
        found.label = found.label or label
        found.opening += opening
        found.movement += movement
        if month:
            found.months[month] = found.months.get(month, 0) + movement

    def balance_of(self, prefix: str) -> int:
        """Debit minus credit of the accounts that start with a prefix."""
        return sum(s.opening + s.movement for n, s in self._sums.items() if n.startswith(prefix))

    def has(self, prefix: str) -> bool:
        """Whether an account starts with this prefix."""
        return any(number.startswith(prefix) for number in self._sums)

    def lines(self) -> tuple[AccountLine, ...]:
        """The accounts in order, each with the label rules that its label matches."""
        return tuple(
            AccountLine(
                number=number,
                label=found.label,
                opening=found.opening,
                movement=found.movement,
                months=dict(sorted(found.months.items())),
                hints=labels.match_hints(found.label),
            )
            for number, found in sorted(self._sums.items())
        )


def said(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes of a Reading with their French spacing."""
    return tuple(typographic(note) for note in notes)


def account_number(text: str) -> str:
    """The digits that start an account number: « 411DUPONT » → « 411 », since the rest may name a person."""
    found = _LEADING_DIGITS.match(text.strip())
    return found.group() if found else ""


def totals_of(
    ledger: Ledger,
    *,
    opening: dt.date,
    closing: dt.date,
    basis: Basis,
    source: SourceInfo,
    log: AnomalyLog,
    has_balance_sheet: bool = False,
    openings_known: bool = True,
    perimeter: Literal["organisation", "action", "inconnu"] = "organisation",
    analytics: tuple[AnalyticLine, ...] = (),
    may_be_empty: bool = False,
) -> AccountTotals:
    """AccountTotals of what was added. Raises ReadError on impossible dates, or when nothing was counted.

    ``may_be_empty``: rows wait for the user's word, so that nothing counted yet is no error.
    """
    check_period(opening, closing)
    if not (may_be_empty or ledger.has("6") or ledger.has("7")):
        raise ReadError(
            "aucun_produit_ni_charge",
            "Aucun produit ni aucune charge n’a été trouvé",
            expected="des comptes qui commencent par 6 (charges) ou 7 (produits)",
            remedy="Vérifiez que c’est le bon fichier, et qu’il couvre toute l’association.",
        )
    return AccountTotals(
        opening=opening,
        closing=closing,
        regime=chart.regime_for(opening),
        basis=basis,
        scope="produits_et_charges" if ledger.has("6") else "produits_seuls",
        accounts=ledger.lines(),
        source=source,
        has_balance_sheet=has_balance_sheet,
        openings_known=openings_known,
        perimeter=perimeter,
        analytics=analytics,
        anomalies=log.report(),
    )


def check_period(opening: dt.date, closing: dt.date) -> None:
    """Raise ReadError unless the two dates can bound one exercice."""
    if opening < closing and (closing - opening).days <= LONGEST_EXERCICE_DAYS:
        return
    raise ReadError(
        "exercice_impossible",
        "Ces dates ne peuvent pas être celles d’un exercice",
        read=f"du {opening:%d/%m/%Y} au {closing:%d/%m/%Y}",
        expected="une date d’ouverture, puis une date de clôture au plus deux ans après",
        remedy="Indiquez les deux dates de l’exercice.",
    )


def note_cash_gap(log: AnomalyLog, *, start: int, receipts: int, expenses: int, end: int) -> None:
    """Say by how much the money at the end does not follow from the year's receipts and expenses (K01)."""
    gap = end - (start + receipts - expenses)
    if gap:
        log.note(
            "K01",
            field="solde de fin",
            read=euros_exact(end),
            expected=euros_exact(start + receipts - expenses),
            detail=f" : écart de {euros_exact(gap)}",
        )
