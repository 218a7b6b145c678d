"""What the pages of the financial reports show: the day it is due, what is missing, each line compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from equilibre.formatting import NBSP
from equilibre.trajectory.realised import (
    Compared,
    Due,
    FinancialReport,
    ReadReport,
    due_of,
    grant_share,
    read_report,
)
from equilibre.trajectory.realised_words import due_words, gap_words, signed, signed_percent, threshold_words
from trajectoires.trajectories.domain.saved import Saved


@dataclass(frozen=True)
class SideTotal:
    """Charges or produits in short."""

    label: str
    total: Compared

    @property
    def difference(self) -> str:
        """« +120 € »."""
        return signed(self.total.difference)

    @property
    def percent(self) -> str:
        """« +12,5 % »."""
        return signed_percent(self.total)


@dataclass(frozen=True)
class ShownReport:
    """A report with its reading."""

    report: FinancialReport
    read: ReadReport
    due: Due
    late: bool
    """The day is past."""

    @property
    def due_words(self) -> str:
        """« À envoyer au plus tard le 30 juin 2027, d’après la loi… »."""
        return due_words(self.due)

    @property
    def left(self) -> tuple[str, ...]:
        """What is still to do, in words; empty when the report is whole."""
        if not self.report.lines:
            return ("Il manque le budget joint à la demande.",)
        untold, unexplained = len(self.read.untold), len(self.read.unexplained)
        found = []
        if untold:
            found.append(f"{untold}{NBSP}réalisé{'s' if untold > 1 else ''} à saisir.")
        if unexplained:
            found.append(f"{unexplained}{NBSP}écart{'s' if unexplained > 1 else ''} à expliquer.")
        return (*found, *gap_words(self.read))

    @property
    def totals(self) -> tuple[SideTotal, ...]:
        """The two sides, then what is given in kind when it was told."""
        given = self.read.uses_in_kind
        kind = (SideTotal("Contributions en nature", given.total),) if any(r.used for r in given.rows) else ()
        return (SideTotal("Charges", self.read.charges), SideTotal("Produits", self.read.products), *kind)

    @property
    def share(self) -> float | None:
        """The grant ÷ realised resources."""
        return grant_share(self.report, self.read)

    @property
    def threshold(self) -> str:
        """« 10 % et 500 € »."""
        return threshold_words(self.report)


def show(report: FinancialReport, *, today: dt.date) -> ShownReport:
    """A report and its reading."""
    due = due_of(report)
    return ShownReport(report=report, read=read_report(report), due=due, late=due.on < today)


def shown_reports(saved: Saved, *, today: dt.date) -> tuple[ShownReport, ...]:
    """Every report, the one that is due first at the top."""
    return tuple(sorted((show(one, today=today) for one in saved.realised), key=lambda one: one.due.on))
