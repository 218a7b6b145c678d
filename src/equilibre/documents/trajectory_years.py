"""The budget of several years of a scenario, and the scenarios side by side, summed from the months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from equilibre.documents.sheets import Cell, Column, Formula, Sheet
from equilibre.documents.trajectory_cells import Places, cell_euros, letter
from equilibre.documents.trajectory_months import COST, FIRST, RESOURCE, MonthSheet, same_name
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, STATUSES, Reading
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.results import ProjectedYear
from equilibre.trajectory.wording import READING_WORDS, STATUS_WORDS

LEFT = 4
"""Columns before the years."""
FIGURES: tuple[tuple[str, Callable[[ProjectedYear], int]], ...] = (
    ("Ressources", lambda year: year.resources),
    ("Charges", lambda year: year.costs),
    ("Résultat", lambda year: year.result),
    ("Fonds propres à la fin de l’année", lambda year: year.equity),
    ("Trésorerie à la fin de l’année", lambda year: year.cash),
    ("Trésorerie au plus bas", lambda year: year.lowest_cash),
)
_RESOURCES, _COSTS, _RESULT, _EQUITY = range(4)


@dataclass
class BudgetSheet:
    """Where the totals of a budget are."""

    name: str
    months: MonthSheet
    rows: dict[tuple[Reading, int], int] = field(default_factory=dict)
    """(reading, rank of the figure) → row, from 1."""


def year_columns(years: int, left: Sequence[Column]) -> list[Column]:
    """Columns of a sheet of so many years."""
    return [*left, *[Column("", 16, right=True)] * years]


def budget_sheet(sheet: Sheet, name: str, places: Places, months: MonthSheet) -> BudgetSheet:
    """Writes the lines, the totals by status and the totals of both readings."""
    made = BudgetSheet(name, months)
    plan = places.plan
    sheet.title(f"Budget prévisionnel\u00a0: «\u00a0{months.scenario.label}\u00a0»")
    sheet.heads("Ligne", "Sens", "Statut", "Acquis", *_labels(places))
    sheet.freeze(LEFT)
    first = sheet.next
    for key in months.due:
        values = [line.years for line in months.readings["tout"].lines if line.key == key]
        amounts = values[0] if values else (0,) * plan.years
        sheet.row(*same_name(months, key, months.name), *_sums(months, key, amounts))
    last = sheet.next - 1
    sheet.skip()
    sheet.heads("Ressources par statut, tout compris")
    for status in STATUSES:
        amounts = tuple(year.by_status.get(status, 0) for year in months.readings["tout"].years)
        asked = f'$B${first}:$B${last},"{RESOURCE}",$C${first}:$C${last},"{STATUS_WORDS[status]}"'
        sheet.row(
            STATUS_WORDS[status].capitalize(), None, None, None,
            *(_formula(f"ROUND(SUMIFS({_column(year, first, last)},{asked}),2)", amount)
              for year, amount in enumerate(amounts)),
        )  # fmt: skip
    for reading in ("tout", "acquis"):
        _totals(sheet, made, reading, first, last)
    return made


def _labels(places: Places) -> list[str]:
    return [
        year_label(places.plan.first_month.plus(year * MONTHS_IN_YEAR)) for year in range(places.plan.years)
    ]


def _sums(months: MonthSheet, key: str, amounts: Sequence[int]) -> list[Cell]:
    return [
        _formula(f"ROUND(SUM({months.elsewhere(months.year(months.due[key], year))}),2)", amount)
        for year, amount in enumerate(amounts)
    ]


def _totals(sheet: Sheet, made: BudgetSheet, reading: Reading, first: int, last: int) -> None:
    sheet.skip()
    sheet.heads(f"Totaux, {READING_WORDS[reading]}")
    top = sheet.next
    years = made.months.readings[reading].years
    for rank, (label, amount) in enumerate(FIGURES):
        made.rows[reading, rank] = sheet.next
        cells = [
            Formula(
                f"={_total(made, reading, rank, year, (first, last, top))}", amount(told) / 100, "euro_total"
            )
            for year, told in enumerate(years)
        ]
        sheet.bold(label, None, None, None, *cells)


def _total(made: BudgetSheet, reading: Reading, rank: int, year: int, rows: tuple[int, int, int]) -> str:
    """The formula of a total. ``rows``: first and last lines, first total."""
    first, last, top = rows
    here = letter(LEFT + year)
    if rank in (_RESOURCES, _COSTS):
        asked = f'$B${first}:$B${last},"{RESOURCE if rank == _RESOURCES else COST}"'
        if reading == "acquis":
            asked += f",$D${first}:$D${last},1"
        return f"ROUND(SUMIFS({_column(year, first, last)},{asked}),2)"
    if rank == _RESULT:
        return f"ROUND({here}{top}-{here}{top + 1},2)"
    if rank == _EQUITY:
        before = f"{letter(LEFT + year - 1)}{top + _EQUITY}" if year else made.months.places.equity
        months = made.months
        added = "".join(
            f"+SUM({months.elsewhere(months.year(granted, year))})" for granted in months.granted[reading]
        )
        return f"ROUND({before}+{here}{top + _RESULT}{added},2)"
    row = made.months.cash[reading]
    if rank == _EQUITY + 1:
        return made.months.elsewhere(f"${letter(FIRST + (year + 1) * MONTHS_IN_YEAR - 1)}${row}")
    return f"MIN({made.months.elsewhere(made.months.year(row, year))})"


def _column(year: int, first: int, last: int) -> str:
    return f"{letter(LEFT + year)}${first}:{letter(LEFT + year)}${last}"


def compare_sheet(sheet: Sheet, places: Places, budgets: Sequence[BudgetSheet]) -> None:
    """Each figure in both readings, a scenario a row."""
    sheet.title("Les scénarios côte à côte")
    sheet.heads("Chiffre", "Lecture", "Scénario", *_labels(places))
    sheet.freeze(3)
    for rank, (label, amount) in enumerate(FIGURES):
        for reading in ("tout", "acquis"):
            for budget in budgets:
                row = budget.rows[reading, rank]
                years = budget.months.readings[reading].years
                sheet.row(
                    label, READING_WORDS[reading], budget.months.scenario.label,
                    *(_formula(f"'{budget.name}'!{letter(LEFT + year)}{row}", amount(told))
                      for year, told in enumerate(years)),
                )  # fmt: skip
        sheet.skip()


def _formula(text: str, amount: int) -> Formula:
    return Formula(f"={text}", cell_euros(amount).number, "euro")
