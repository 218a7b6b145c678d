"""The budget of an exercice on the lines of the Cerfa form, in whole euros, charges equal to produits.

Formula: each line of the form is the sum of the cents placed on it, rounded to the euro once; totals add up
rounded lines, and the difference is written as « excédent » or « insuffisance », as the form asks. Everything
that was typed is counted (« tout compris »); what is acquired stands beside. Status: the lines are the
form's (established); which account goes where is a convention of the platform.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

import msgspec

from equilibre.trajectory.cerfa_lines import IN_KIND, PrintedLine, Side, printed_lines, section_title
from equilibre.trajectory.cerfa_placing import CerfaChoices, InKind, placed
from equilibre.trajectory.flows import shared
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Month, ResourceStatus, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both, year_label
from equilibre.trajectory.results import ProjectedYear

PAIRS = {"860": "875", "861": "871", "862": "871", "864": "870"}
"""Use → resource, numbered the form's way: 870 is bénévolat and 875 dons en nature, the reverse of the books
since 2020."""


class CerfaSource(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the plan, or a part of it, on a line of the form."""

    key: str
    label: str
    status: ResourceStatus
    cents: int
    sure: bool


class CerfaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the form. ``euros`` is whole."""

    code: str
    label: str
    euros: int
    acquired: int
    """Of which resources that are acquired; the whole of a cost."""
    sources: tuple[CerfaSource, ...]


class CerfaSection(msgspec.Struct, frozen=True, kw_only=True):
    """« 60 - Achats » with its lines; a section of a single line says it in its title."""

    section: str
    title: str
    rows: tuple[CerfaRow, ...]

    @property
    def euros(self) -> int:
        """Sum of the rounded lines."""
        return sum(row.euros for row in self.rows)

    @property
    def single(self) -> bool:
        """The form prints its title alone."""
        return len(self.rows) == 1


class CerfaBudget(msgspec.Struct, frozen=True, kw_only=True):
    """The whole table. Euros are whole; ``charges + surplus == products + deficit`` always."""

    year: str
    opening: Month
    closing: Month
    costs: tuple[CerfaSection, ...]
    resources: tuple[CerfaSection, ...]
    uses_in_kind: CerfaSection
    in_kind: CerfaSection
    """Without an amount typed, both are empty: not told is never zero."""
    in_kind_told: bool
    everything: ProjectedYear
    acquired: ProjectedYear

    @property
    def charges(self) -> int:
        """Euros of class 6."""
        return sum(one.euros for one in self.costs)

    @property
    def products(self) -> int:
        """Euros of class 7."""
        return sum(one.euros for one in self.resources)

    @property
    def surplus(self) -> int:
        """« Excédent prévisionnel (bénéfice) », on the side of charges."""
        return max(self.products - self.charges, 0)

    @property
    def deficit(self) -> int:
        """« Insuffisance prévisionnelle (déficit) », on the side of produits."""
        return max(self.charges - self.products, 0)

    @property
    def total(self) -> int:
        """Of either side."""
        return self.charges + self.surplus

    @property
    def acquired_products(self) -> int:
        """Euros of the resources that are acquired, line by line of the form."""
        return sum(row.acquired for one in self.resources for row in one.rows)

    @property
    def to_check(self) -> dict[str, str]:
        """Key → label of the lines whose place is only proposed; those of no amount are left out."""
        return {
            source.key: source.label
            for one in (*self.costs, *self.resources)
            for row in one.rows
            for source in row.sources
            if not source.sure
        }


def cerfa_budget(plan: TrajectoryPlan, scenario: Scenario, choices: CerfaChoices) -> CerfaBudget:
    """The form's table for the exercice of ``choices.year`` (the last one when it is beyond).

    The plan has no fault (``checking.faults``).
    """
    readings = both(plan, scenario)
    year = min(max(choices.year, 0), plan.years - 1)
    cents: dict[str, list[CerfaSource]] = defaultdict(list)
    for line in readings["tout"].lines:
        total = line.years[year]
        if not total:
            continue
        place = placed(line, plan, choices)
        parts = shared(total, tuple(part.share for part in place.parts))
        for part, amount in zip(place.parts, parts, strict=True):
            cents[part.code].append(
                CerfaSource(key=line.key, label=line.label, status=line.status, cents=amount, sure=place.sure)
            )
    opening = plan.first_month.plus(year * MONTHS_IN_YEAR)
    return CerfaBudget(
        year=year_label(opening),
        opening=opening,
        closing=opening.plus(MONTHS_IN_YEAR - 1),
        costs=_sections("cost", cents),
        resources=_sections("resource", cents),
        uses_in_kind=_typed("86", {one.code: euros_of(one.amount) for one in choices.in_kind}),
        in_kind=_typed("87", _counterparts(choices.in_kind)),
        in_kind_told=bool(choices.in_kind),
        everything=readings["tout"].years[year],
        acquired=readings["acquis"].years[year],
    )


def euros_of(cents: int) -> int:
    """Whole euros, half away from zero, as ``formatting.euros`` prints them."""
    whole = (abs(cents) + 50) // 100
    return -whole if cents < 0 else whole


def _sections(side: Side, cents: dict[str, list[CerfaSource]]) -> tuple[CerfaSection, ...]:
    wanted = [one for one in printed_lines() if one.side == side and one.section not in IN_KIND]
    return tuple(
        CerfaSection(
            section=section,
            title=section_title(section),
            rows=tuple(_row(line, cents.get(line.code, [])) for line in lines),
        )
        for section, lines in groupby(wanted, key=lambda one: one.section)
    )


def _row(line: PrintedLine, sources: list[CerfaSource]) -> CerfaRow:
    return CerfaRow(
        code=line.code,
        label=line.label,
        euros=euros_of(sum(one.cents for one in sources)),
        acquired=euros_of(sum(one.cents for one in sources if one.status == "acquis")),
        sources=tuple(sources),
    )


def _counterparts(typed: tuple[InKind, ...]) -> dict[str, int]:
    """Class 87 from class 86, rounded before it is added up so that both totals are equal."""
    found: dict[str, int] = defaultdict(int)
    for one in typed:
        found[PAIRS[one.code]] += euros_of(one.amount)
    return found


def _typed(section: str, euros: dict[str, int]) -> CerfaSection:
    rows = tuple(
        CerfaRow(code=one.code, label=one.label, euros=euros.get(one.code, 0), acquired=0, sources=())
        for one in printed_lines()
        if one.section == section
    )
    return CerfaSection(section=section, title=section_title(section), rows=rows)
