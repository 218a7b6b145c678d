"""The financial report of a grant (Cerfa n° 15059*02): planned, realised, differences that are explained.

Planned figures are those of the budget that went with the request; realised ones are typed line by line, of
the action alone. Formula: each line is rounded to the euro once, as on the budget; a difference is realised −
planned, its percentage that difference ÷ planned, and there is none where nothing was planned. A line that
nobody told is never zero: sums that need it are not concluded. Status: the lines, the differences in euros
and in percent and the six months are established (arrêté of 11 October 2006, law 2000-321 article 10); from
which difference on an explanation is asked is a convention that the user sets.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

import msgspec

from equilibre.accounts.dates import add_months
from equilibre.formatting import typographic
from equilibre.reference.parameters import value_at
from equilibre.trajectory.cerfa_budget import PAIRS, euros_of
from equilibre.trajectory.cerfa_lines import IN_KIND, Side, printed_lines, section_title
from equilibre.trajectory.checking import Fault

FORM = "Cerfa n° 15059*02"
FORM_SOURCE = (
    "Service-Public, formulaire R46623 (Cerfa n°\u00a015059*02), page vérifiée par Service-Public le "
    "30\u00a0décembre 2025\u202f; arrêté du 11\u00a0octobre 2006 (NOR PRMX0609605A)"
)
DELAY = "delai_compte_rendu_financier"
PERCENT = 0.10
AMOUNT = 50_000
"""A difference above 10 % and 500 € is to explain: the platform's convention, that each report can change."""
INDIRECT, OWN = "indirectes", "propres"
_MORE = (
    (INDIRECT, "ind-fixes", "Charges fixes de fonctionnement"),
    (INDIRECT, "ind-frais", "Frais financiers"),
    (INDIRECT, "ind-autres", "Autres charges indirectes"),
    (OWN, "propres", "Ressources propres affectées à l’action"),
)
"""Lines that the report has and the budget of the association has not."""
_MORE_TITLES = {
    INDIRECT: "Charges indirectes affectées à l’action",
    OWN: "Ressources propres affectées à l’action",
}


class FormLine(NamedTuple):
    """A line of the report on which amounts are written."""

    section: str
    code: str
    label: str
    side: Side


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a line. Cents; None: not in the budget, not told yet. Storage: add with a default."""

    code: str
    planned: int | None = None
    realised: int | None = None
    why: str = ""
    """Why the two differ."""


class FinancialReport(msgspec.Struct, frozen=True, kw_only=True):
    """The report of one grant, for one action. Its storage format: add fields with a default."""

    key: str
    label: str
    """The action or the project."""
    funder: str = ""
    grant: int | None = None
    """Cents that were granted."""
    closing: dt.date
    """Last day of the exercice for which the grant was given, as the user says it."""
    agreed: dt.date | None = None
    """The day that the convention gives, when it gives one."""
    taken_from: str = ""
    """What the planned figures come from, in words; empty when they were typed."""
    taken_on: dt.date | None = None
    lines: tuple[ReportLine, ...] = ()
    """Those that something was said of; class 87 is read from class 86."""
    percent: float = PERCENT
    amount: int = AMOUNT
    sharing: str = ""
    """How indirect costs are shared out."""
    in_kind_words: str = ""
    """How contributions in kind are counted."""
    remarks: str = ""

    def line(self, code: str) -> ReportLine:
        """What was said of a line of the form; nothing yet otherwise."""
        return next((one for one in self.lines if one.code == code), ReportLine(code=code))


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Whole euros planned and realised; ``realised`` is None while something of it was not told."""

    planned: int
    realised: int | None

    @property
    def difference(self) -> int | None:
        """Realised − planned."""
        return None if self.realised is None else self.realised - self.planned

    @property
    def percent(self) -> float | None:
        """Difference ÷ planned, 0.1 for +10 %; None when nothing was planned, or nothing is told."""
        if self.difference is None or not self.planned:
            return None
        return self.difference / self.planned


class ReportRow(Compared, frozen=True, kw_only=True):
    """A line of the form."""

    code: str
    label: str
    used: bool
    """Something was planned or told: the others are printed empty."""
    to_explain: bool
    why: str


class ReportSection(msgspec.Struct, frozen=True, kw_only=True):
    """« 60 - Achats » with its lines; a section of a single line says it in its title."""

    section: str
    title: str
    rows: tuple[ReportRow, ...]

    @property
    def total(self) -> Compared:
        """Sum of the rounded lines."""
        return added(self.rows)

    @property
    def single(self) -> bool:
        """The form prints its title alone."""
        return len(self.rows) == 1


class ReadReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole table."""

    costs: tuple[ReportSection, ...]
    resources: tuple[ReportSection, ...]
    uses_in_kind: ReportSection
    in_kind: ReportSection
    exact_gap: int | None
    """Cents by which realised resources exceed realised costs, before any rounding; None: not all told."""

    @property
    def charges(self) -> Compared:
        """Of the action, contributions in kind apart."""
        return added(row for one in self.costs for row in one.rows)

    @property
    def products(self) -> Compared:
        """Of the action, contributions in kind apart."""
        return added(row for one in self.resources for row in one.rows)

    @property
    def planned_gap(self) -> int:
        """Euros by which planned resources exceed planned costs; 0: the budget balances."""
        return self.products.planned - self.charges.planned

    @property
    def gap(self) -> int | None:
        """Euros by which realised resources exceed realised costs in the table; None: not all told."""
        resources, costs = self.products.realised, self.charges.realised
        return None if resources is None or costs is None else resources - costs

    @property
    def rows(self) -> tuple[ReportRow, ...]:
        """Every line that is typed, in the order of the form."""
        return tuple(row for one in (*self.costs, *self.resources, self.uses_in_kind) for row in one.rows)

    @property
    def untold(self) -> tuple[ReportRow, ...]:
        """Planned lines whose realised figure nobody told yet."""
        return tuple(one for one in self.rows if one.used and one.realised is None)

    @property
    def unexplained(self) -> tuple[ReportRow, ...]:
        """Differences above the threshold without a word."""
        return tuple(one for one in self.rows if one.to_explain and not one.why)

    @property
    def told(self) -> bool:
        """At least one realised figure."""
        return any(one.used and one.realised is not None for one in self.rows)


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """The day after which it is late, and where it comes from."""

    on: dt.date
    legal: dt.date
    """Day of the law."""
    agreed: bool
    """``on`` is given by the convention; otherwise by the law."""
    months: int
    source: str


@cache
def form_lines() -> tuple[FormLine, ...]:
    """Every line that is typed: costs, resources, then class 86."""
    printed = [FormLine(one.section, one.code, one.label, one.side) for one in printed_lines()]
    more = [FormLine(section, code, label, "cost" if section == INDIRECT else "resource")
            for section, code, label in _MORE]  # fmt: skip
    money = [*(one for one in printed if one.section not in IN_KIND), *more]
    return (
        *(one for one in money if one.side == "cost"),
        *(one for one in money if one.side == "resource"),
        *(one for one in printed if one.section == "86"),
    )


def title_of(section: str) -> str:
    """« 60 - Achats », « Charges indirectes affectées à l’action »."""
    return _MORE_TITLES.get(section) or section_title(section)


def added(rows: Iterable[Compared]) -> Compared:
    """The sum; nothing is concluded of what was realised while a planned line is not told."""
    told = tuple(rows)
    realised = [one.realised for one in told]
    whole = None if any(one is None for one in realised) else sum(one or 0 for one in realised)
    return Compared(planned=sum(one.planned for one in told), realised=whole)


def read_report(report: FinancialReport) -> ReadReport:
    """Planned, realised and differences of a report without a fault (``faults``)."""
    sections = [
        ReportSection(
            section=section, title=title_of(section), rows=tuple(_row(report, line) for line in lines)
        )
        for section, lines in groupby(form_lines(), key=lambda one: one.section)
    ]
    sides = {line.section: line.side for line in form_lines()}
    money = [one for one in sections if one.section not in IN_KIND]
    uses = next(one for one in sections if one.section == "86")
    return ReadReport(
        costs=tuple(one for one in money if sides[one.section] == "cost"),
        resources=tuple(one for one in money if sides[one.section] == "resource"),
        uses_in_kind=uses,
        in_kind=_counterparts(uses),
        exact_gap=_exact_gap(report),
    )


def _row(report: FinancialReport, line: FormLine) -> ReportRow:
    said = report.line(line.code)
    used = said.planned is not None or said.realised is not None
    # Nothing planned and nothing told: the line does not wait for anything.
    realised = euros_of(said.realised) if said.realised is not None else None if used else 0
    compared = Compared(planned=euros_of(said.planned or 0), realised=realised)
    return ReportRow(
        code=line.code,
        label=line.label,
        planned=compared.planned,
        realised=compared.realised,
        used=used,
        to_explain=_above(compared, report),
        why=said.why,
    )


def _above(one: Compared, report: FinancialReport) -> bool:
    """Above both thresholds; above that in euros alone when there is no percentage."""
    if not one.difference or abs(one.difference) * 100 <= report.amount:
        return False
    return one.percent is None or abs(one.percent) > report.percent


def _counterparts(uses: ReportSection) -> ReportSection:
    """Class 87 from class 86, added up once rounded so that both totals are equal."""
    planned: dict[str, int] = defaultdict(int)
    realised: dict[str, list[int | None]] = defaultdict(list)
    used: set[str] = set()
    for row in uses.rows:
        code = PAIRS[row.code]
        planned[code] += row.planned
        realised[code].append(row.realised)
        used |= {code} if row.used else set()
    rows = []
    for one in printed_lines():
        if one.section != "87":
            continue
        told = realised[one.code]
        rows.append(
            ReportRow(
                code=one.code,
                label=one.label,
                planned=planned[one.code],
                realised=None if None in told else sum(amount or 0 for amount in told),
                used=one.code in used,
                to_explain=False,
                why="",
            )
        )
    return ReportSection(section="87", title=section_title("87"), rows=tuple(rows))


def _exact_gap(report: FinancialReport) -> int | None:
    sums = {"cost": 0, "resource": 0}
    for line in form_lines():
        said = report.line(line.code)
        if line.section in IN_KIND or (said.planned is None and said.realised is None):
            continue
        if said.realised is None:
            return None
        sums[line.side] += said.realised
    return sums["resource"] - sums["cost"]


def grant_share(report: FinancialReport, read: ReadReport) -> float | None:
    """The grant ÷ realised resources, as the form asks; None while one of the two is not known."""
    products = read.products.realised
    return report.grant / (products * 100) if report.grant is not None and products else None


def due_of(report: FinancialReport) -> Due:
    """The day of the convention; otherwise the same day of the sixth month after the exercice ends.

    31 December → 30 June; 30 June → 30 December, the earlier of the two readings.
    """
    found = value_at(DELAY, report.closing)
    months = round(float(found.value))
    legal = add_months(report.closing, months)
    return Due(
        on=report.agreed or legal,
        legal=legal,
        agreed=report.agreed is not None,
        months=months,
        source=found.source,
    )


def faults(report: FinancialReport) -> tuple[Fault, ...]:
    """What no reading can be made of, each fault at its place; kind « realised »."""
    return tuple(_faults(report))


def _faults(report: FinancialReport) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return Fault(
            kind="realised", key=report.key, field=field, message=typographic(message),
            remedy=typographic(remedy),
        )  # fmt: skip

    known = {one.code for one in form_lines()}
    codes = [one.code for one in report.lines]
    for line in report.lines:
        if line.code not in known:
            yield told("lines", f"La ligne « {line.code} » n’est pas au formulaire.", "Retirez-la.")
        if min(line.planned or 0, line.realised or 0) < 0:
            yield told("lines", f"La ligne « {line.code} » est négative.", "Écrivez un montant positif.")
    if len(set(codes)) < len(codes):
        yield told("lines", "Une ligne est saisie deux fois.", "Gardez-en une seule.")
    if report.grant is not None and report.grant < 0:
        yield told("grant", "La subvention est négative.", "Écrivez un montant positif.")
    if report.amount < 0 or not 0.0 <= report.percent <= 1.0:
        yield told(
            "percent", "Le seuil n’est pas lisible.", "Écrivez un pourcentage de 0 à 100 % et un montant."
        )
    if report.agreed is not None and report.agreed <= report.closing:
        yield told(
            "agreed", "La date de la convention précède la fin de l’exercice.",
            "Pour un compte rendu intermédiaire, écrivez comme dernier jour celui de la période dont vous "
            "rendez compte.",
        )  # fmt: skip
