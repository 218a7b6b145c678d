"""The budget of the years to come as a workbook that recomputes: assumptions, months, years, scenarios.

Every amount but those of the assumptions is a formula of ours; whatever a label holds is written as text.
Recomputed by a spreadsheet, it gives the cents of the engine (docs/method-trajectory.md, « Le classeur »).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from equilibre.documents.sheets import INPUT, Blank, Cell, Column, Formula, Sheet, Value, Workbook, columns
from equilibre.documents.trajectory_beside import ACTIVITIES, ALLIANCES, activities_sheet, alliances_sheet
from equilibre.documents.trajectory_cells import (
    ACTIONS,
    ASSUMPTIONS,
    EPSILON,
    FULL,
    NEVER,
    SCENARIOS,
    SHOCKS,
    Places,
    at,
    cell_euros,
    cents,
    letter,
    month_value,
    rank_formula,
)
from equilibre.documents.trajectory_months import COST, RESOURCE, month_columns, month_sheet
from equilibre.documents.trajectory_years import BudgetSheet, budget_sheet, compare_sheet, year_columns
from equilibre.documents.words import INDEPENDENT
from equilibre.formatting import NBSP, day
from equilibre.trajectory.activities import ActivitiesMap
from equilibre.trajectory.alliances import Alliance
from equilibre.trajectory.cash_alert import TITLE as CASH_FIRST
from equilibre.trajectory.cash_alert import before_any_scenario
from equilibre.trajectory.flows import to_cents
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Line, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both, year_label
from equilibre.trajectory.wording import READING_WORDS, STATUS_WORDS, month_words

TITLE = "Budget prévisionnel pluriannuel"
COMPARE = "Comparer"
MOST_SCENARIOS = 4


def trajectory_xlsx(
    plan: TrajectoryPlan,
    scenarios: Sequence[Scenario],
    *,
    on: dt.date,
    organisation: str = "",
    sources: Sequence[str] = (),
    activities: ActivitiesMap | None = None,
    alliances: Sequence[Alliance] = (),
) -> bytes:
    """The XLSX file of one to four scenarios of a plan without fault (``checking.faults``).

    ``on`` is printed as its date, and tells which alliances have ended; ``sources`` say where the base year
    comes from; activities and alliances have a sheet each, beside the budget. ``ValueError`` without a
    scenario or with more than four.
    """
    if not 1 <= len(scenarios) <= MOST_SCENARIOS:
        raise ValueError("one to four scenarios")
    places = Places.of(plan, tuple(scenarios))
    title = f"{TITLE} · {organisation}" if organisation else TITLE
    buffer = io.BytesIO()
    with Workbook(buffer, title=title, today=on) as book:
        read_me = book.sheet("Lisez-moi", columns("Rubrique 24 | Texte 96+"), header=False)
        years = plan.years
        side = [Column("", 34), Column("", 18), Column("", 26)]
        compare = book.sheet(COMPARE, year_columns(years, side), header=False)
        left = [Column("", 42), Column("", 11), Column("", 13), Column("", 9)]
        ranks = range(1, len(scenarios) + 1)
        budgets = [book.sheet(f"Budget {n}", year_columns(years, left), header=False) for n in ranks]
        months = [book.sheet(f"Mois {n}", month_columns(plan.months), header=False) for n in ranks]
        _assumptions(book, places)
        _actions(book, places)
        _shocks(book, places)
        _scenarios(book, places)
        _full_years(book, places)
        told: list[BudgetSheet] = []
        for rank, scenario in enumerate(scenarios, 1):
            month = month_sheet(months[rank - 1], f"Mois {rank}", places, scenario)
            told.append(budget_sheet(budgets[rank - 1], f"Budget {rank}", places, month))
        compare_sheet(compare, places, told)
        if activities is not None:
            activities_sheet(book, activities)
        if alliances:
            alliances_sheet(book, alliances, on=on)
        beside = [name for name, there in ((ACTIVITIES, activities), (ALLIANCES, alliances)) if there]
        _read_me(read_me, places, title, on, [*_beside(beside), *(("Source", one) for one in sources)])
    return buffer.getvalue()


def _beside(names: Sequence[str]) -> list[tuple[str, str]]:
    if not names:
        return []
    told = " et ".join(f"«{NBSP}{name}{NBSP}»" for name in names)
    return [("À côté du budget", f"{told}\u00a0: rien n’en est ajouté aux autres feuilles.")]


def _read_me(sheet: Sheet, places: Places, title: str, on: dt.date, more: Sequence[tuple[str, str]]) -> None:
    plan = places.plan
    last = plan.first_month.plus(plan.months - 1)
    sheet.title(title)
    named = [f"{rank}{NBSP}: «{NBSP}{one.label}{NBSP}»" for rank, one in enumerate(places.scenarios, 1)]
    scenarios = "\u202f; ".join(named)
    alert = before_any_scenario(plan, both(plan, places.scenarios[0]))
    rows = [
        *([(CASH_FIRST, " ".join(alert))] if alert else []),
        ("Écrit le", day(on)),
        ("Période", f"De {month_words(plan.first_month)} à {month_words(last)}."),
        (
            "Scénarios",
            f"{scenarios}. Chacun a une feuille «{NBSP}Budget{NBSP}» et une feuille «{NBSP}Mois{NBSP}».",
        ),
        (
            "Ce que c’est",
            "Ce qui arrive si vos hypothèses sont vraies. Ce n’est pas une prévision\u00a0: "
            "aucun montant n’est supposé par le logiciel.",
        ),
        (
            "Deux lectures",
            f"«{NBSP}{READING_WORDS['acquis']}{NBSP}»\u00a0: les ressources déjà acquises et "
            "toutes les charges. "
            f"«{NBSP}{READING_WORDS['tout']}{NBSP}»\u00a0: tout ce qui est saisi.",
        ),
        (
            "Pour essayer",
            "Changez une case sur fond jaune des feuilles «\u00a0Hypothèses\u00a0», «\u00a0Actions\u00a0», "
            "«\u00a0Chocs\u00a0» et «\u00a0Scénarios\u00a0»\u00a0: tout le classeur se recalcule.",
        ),
        (
            "Ce qui ne se change pas ici",
            "Le nombre d’années, les lignes, les mois de versement, les lignes qu’un choc touche, et les "
            "échéanciers des investissements et des emprunts, écrits en nombres.",
        ),
        (
            "Arrondis",
            "Une fois par année, au centime. Les mois d’une année diffèrent d’un centime au plus.",
        ),
        ("Logiciel", f"Trajectoires, {INDEPENDENT}."),
    ]
    for name, text in (*rows, *more):
        sheet.row(name, text)


def _assumptions(book: Workbook, places: Places) -> None:
    plan = places.plan
    most = max((len(line.payments) for line in plan.lines), default=0)
    headings = columns(
        "Ligne 34 | Sens 11 | Statut 14 | Montant de départ 16 | Prix, par an 10 | Volume, par an 10 | "
        "Premier mois 11 | Dernier mois 11 | Payé après (mois) 11 | Suit la ressource 24 | Payé 8 | "
        "Compte dans l’acquis 11 | Rang du premier mois 10 | Rang du dernier mois 10"
    )
    headings += [Column(f"Versement {rank + 1}\u00a0: mois", 11) for rank in range(most)]
    headings += [Column(f"Versement {rank + 1}\u00a0: part", 11) for rank in range(most)]
    sheet = book.sheet(ASSUMPTIONS, headings, header=False)
    sheet.title("Les hypothèses")
    for name, label, value in (
        ("first_month", "Premier mois projeté", month_value(plan.first_month)),
        ("cash", "Trésorerie la veille", cell_euros(plan.opening_cash, typed=True)),
        ("equity", "Fonds propres la veille", cell_euros(plan.opening_equity, typed=True)),
    ):
        setattr(places, name, at(ASSUMPTIONS, "D", sheet.next))
        sheet.row(label, None, None, value)
    sheet.skip()
    sheet.heads(*(column.label for column in headings))
    first = sheet.next
    places.lines = {line.key: first + rank for rank, line in enumerate(plan.lines)}
    for line in plan.lines:
        if line.side == "resource":
            sheet.choices(sheet.next, 2, tuple(STATUS_WORDS.values()))
        sheet.row(*_line(places, line, most))


def _line(places: Places, line: Line, most: int) -> list[Cell]:
    resource = line.side == "resource"
    followed = next((one for one in places.plan.lines if one.key == line.follows), None)
    counted = Formula(f'=IF({places.line(line.key, "C")}="{STATUS_WORDS["acquis"]}",1,0)',
                      int(line.status == "acquis"), "whole")  # fmt: skip
    if not resource:
        counted = Formula("=1", 1, "whole")
    if followed is not None:
        counted = Formula(f"={places.line(followed.key, 'L')}", int(followed.status == "acquis"), "whole")
    start, end = places.line(line.key, "G"), places.line(line.key, "H")
    first = places.plan.first_month
    cells: list[Cell] = [
        line.label,
        RESOURCE if resource else COST,
        STATUS_WORDS[line.status] if resource else "",
        cell_euros(line.amount, typed=True),
        Value(line.indexation, "share" + INPUT),
        Value(line.volume, "share" + INPUT),
        _month(line.starts),
        _month(line.ends),
        Value(line.delay, "whole" + INPUT) if line.cash and not line.payments else None,
        followed.label if followed else "",
        "oui" if line.cash else "non",
        counted,
        rank_formula(start, places.first_month, 0, line.starts, first),
        rank_formula(end, places.first_month, NEVER, line.ends, first),
    ]
    blank: list[Cell] = [None] * (most - len(line.payments))
    cells += [*(Value(one.month, "whole") for one in line.payments), *blank]
    return [*cells, *(Value(one.share, "share" + INPUT) for one in line.payments), *blank]


def _month(month: Month | None) -> Cell:
    return Blank("month" + INPUT) if month is None else month_value(month)


def _actions(book: Workbook, places: Places) -> None:
    ramp = max((len(one.ramp) for one in places.actions), default=1)
    headings = columns(
        "Action 34 | Montant de croisière, par an 16 | Coût, une fois 14 | Coût, par an 14 | "
        "Premier mois 11 | Mois jusqu’au premier euro 13 | Dernier mois 11 | Rang du début 9 | "
        "Rang du premier euro 9 | Rang de la fin 9 | Temps plein 9"
    )
    headings += [Column(f"Montée en charge, année {rank + 1}", 12) for rank in range(ramp)]
    sheet = book.sheet(ACTIONS, headings)
    first = places.plan.first_month
    for one in places.actions:
        row = places.action_rows[one.key] = sheet.next
        shares = [*one.ramp, *[one.ramp[-1]] * (ramp - len(one.ramp))]
        start = one.starts.since(first)
        sheet.row(
            one.label,
            cell_euros(one.yearly, typed=True),
            cell_euros(one.cost_once, typed=True),
            cell_euros(one.cost_yearly, typed=True),
            month_value(one.starts),
            Value(one.delay, "whole" + INPUT),
            _month(one.ends),
            rank_formula(f"E{row}", places.first_month, 0, one.starts, first),
            Formula(f"=H{row}+F{row}", start + one.delay, "whole"),
            rank_formula(f"G{row}", places.first_month, NEVER, one.ends, first),
            Value(one.etp, "number"),
            *(Value(share, "share" + INPUT) for share in shares),
        )


def _shocks(book: Workbook, places: Places) -> None:
    headings = columns(
        "Choc 34 | Sorte 20 | Lignes touchées 40+ | Part perdue 10 | Mois d’attente 10 | Premier mois 11 | "
        "Dernier mois 11 | Rang du début 9 | Rang de la fin 9"
    )
    sheet = book.sheet(SHOCKS, headings)
    labels = {line.key: line.label for line in places.plan.lines}
    first = places.plan.first_month
    for one in places.shocks:
        row = places.shock_rows[one.key] = sheet.next
        cut = one.kind == "cut"
        sheet.row(
            one.label,
            "baisse" if cut else "paiement retardé",
            ", ".join(labels[key] for key in one.lines),
            Value(one.share, "share" + INPUT) if cut else None,
            None if cut else Value(one.months, "whole" + INPUT),
            month_value(one.starts),
            _month(one.ends),
            rank_formula(f"F{row}", places.first_month, 0, one.starts, first),
            rank_formula(f"G{row}", places.first_month, NEVER, one.ends, first),
        )


def _scenarios(book: Workbook, places: Places) -> None:
    headings = columns("Ce que le scénario retient (1) ou laisse (0) 46 | Sorte 14")
    headings += [
        Column(f"{rank}\u00a0: {one.label}", 18, right=True) for rank, one in enumerate(places.scenarios, 1)
    ]
    sheet = book.sheet(SCENARIOS, headings)
    for kind, rows in (("action", places.actions), ("choc", places.shocks)):
        for one in rows:
            held = [one.key in (*scenario.actions, *scenario.shocks) for scenario in places.scenarios]
            for rank, scenario in enumerate(places.scenarios):
                places.flags[scenario.key, one.key] = at(SCENARIOS, letter(2 + rank), sheet.next)
            sheet.row(one.label, kind, *(Value(int(flag), "whole" + INPUT) for flag in held))
    if not places.actions and not places.shocks:
        sheet.row("Aucune action ni aucun choc")


def _full_years(book: Workbook, places: Places) -> None:
    plan = places.plan
    labels = [year_label(plan.first_month.plus(year * MONTHS_IN_YEAR)) for year in range(plan.years)]
    sheet = book.sheet(
        FULL, [Column("Ligne, avant dates et chocs", 34), *(Column(one, 16, right=True) for one in labels)]
    )
    for line in plan.lines:
        cells: list[Cell] = [line.label]
        for year in range(plan.years):
            places.full[line.key, year] = at(FULL, letter(1 + year), sheet.next)
            price, volume = (places.line(line.key, column) for column in "EF")
            growth = f"((1+{price})*(1+{volume}))^{year + 1}"
            amount = to_cents(line.amount * ((1.0 + line.indexation) * (1.0 + line.volume)) ** (year + 1))
            text = f"=ROUND({cents(places.line(line.key, 'D'))}*{growth}+{EPSILON},0)/100"
            cells.append(Formula(text, amount / 100, "euro"))
        sheet.row(*cells)
