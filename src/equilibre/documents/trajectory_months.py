"""The sheet of months of a scenario: what is due, what is paid, the cash, all in live formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from equilibre.documents.sheets import Cell, Column, Formula, Sheet, Value
from equilibre.documents.trajectory_capital import capital_rows, granted_rows, switched
from equilibre.documents.trajectory_cells import EPSILON, Places, cents, letter, month_value, slice_of
from equilibre.trajectory.flows import Cents, Flow, split, to_cents
from equilibre.trajectory.hypotheses import (
    MONTHS_IN_YEAR,
    READINGS,
    LeverAction,
    Line,
    Reading,
    Scenario,
    Shock,
)
from equilibre.trajectory.projection import both, flows_of, year_label
from equilibre.trajectory.results import Projection
from equilibre.trajectory.wording import READING_WORDS, STATUS_WORDS

LEFT = 4
"""Columns before the months: line, side, status, counted when only what is acquired is."""
FIRST = LEFT + MONTHS_IN_YEAR
"""Column of the first projected month, after the twelve of the base year."""
RANKS = 3
"""Row of the ranks of months, from 1."""
RESOURCE, COST = "Ressource", "Charge"
OPENING = "\u00a0: reste dû de l’année de départ"
SIDES = ("ressource", "charge")
"""Ends of the keys of the two flows of an action."""


@dataclass
class MonthSheet:
    """What other sheets need of it, and what it needs to write itself."""

    name: str
    places: Places
    scenario: Scenario
    readings: dict[Reading, Projection]
    flows: dict[str, Flow]
    due: dict[str, int] = field(default_factory=dict)
    """Key of a flow → row, from 1."""
    paid: dict[str, int] = field(default_factory=dict)
    names: dict[str, tuple[str, str, str, int]] = field(default_factory=dict)
    """Key → label, side, status, 1 when it counts among what is acquired: what the first cells say today."""
    cash: dict[Reading, int] = field(default_factory=dict)
    granted: dict[Reading, list[int]] = field(default_factory=dict)
    """Rows of what investment grants add to equity."""

    def year(self, row: int, year: int) -> str:
        """The twelve cells of a year; −1 is the base year."""
        first = FIRST + year * MONTHS_IN_YEAR
        return f"${letter(first)}${row}:${letter(first + MONTHS_IN_YEAR - 1)}${row}"

    def elsewhere(self, cells: str) -> str:
        """The same cells, seen from another sheet."""
        return f"'{self.name}'!{cells}"


def month_columns(months: int) -> list[Column]:
    """Columns of a sheet of so many projected months."""
    left = [Column("", 42), Column("", 11), Column("", 13), Column("", 9)]
    return [*left, *[Column("", 13, right=True)] * (MONTHS_IN_YEAR + months)]


def month_sheet(sheet: Sheet, name: str, places: Places, scenario: Scenario) -> MonthSheet:
    """Writes a sheet and says where its rows are."""
    flows = {flow.key: flow for flow in flows_of(places.plan, scenario, "tout")}
    made = MonthSheet(name, places, scenario, both(places.plan, scenario), flows)
    _heads(sheet, made)
    _due(sheet, made)
    _paid(sheet, made)
    _capital(sheet, made)
    _cash(sheet, made)
    _granted(sheet, made)
    return made


def _heads(sheet: Sheet, made: MonthSheet) -> None:
    plan = made.places.plan
    sheet.title(f"Mois par mois\u00a0: «\u00a0{made.scenario.label}\u00a0»")
    ranks = range(-MONTHS_IN_YEAR, plan.months)
    sheet.row("Rang du mois", "", "", "", *(Value(rank, "whole") for rank in ranks))
    first = made.places.first_month
    sheet.row(
        "Mois", "", "", "",
        *(
            Formula(
                f"=DATE(YEAR({first}),MONTH({first})+{letter(LEFT + column)}${RANKS},1)",
                month_value(plan.first_month.plus(rank)).number, "month",
            )
            for column, rank in enumerate(ranks)
        ),
    )  # fmt: skip
    labels = ["départ", *(year_label(plan.first_month.plus(12 * year)) for year in range(plan.years))]
    sheet.heads(
        "Exercice", "Sens", "Statut", "Acquis", *(label for label in labels for _ in range(MONTHS_IN_YEAR))
    )
    sheet.freeze(LEFT)
    sheet.spread(plan.years + 1, LEFT)


def _due(sheet: Sheet, made: MonthSheet) -> None:
    places = made.places
    sheet.skip()
    sheet.heads("Ce qui est dû chaque mois")
    first = sheet.next
    lines = [
        *(one for one in places.plan.lines if not one.follows),
        *(o for o in places.plan.lines if o.follows),
    ]
    made.due = {line.key: first + rank for rank, line in enumerate(lines)}
    written = [one for one in capital_rows(places) if not one.flow.capital]
    moved = _followers(made, first + len(lines) + 2 * len(places.actions) + len(written) + 1)
    for line in lines:
        sheet.row(*_name(made, line), *_line_due(made, line, moved))
    for action in places.actions:
        for side, row in zip(SIDES, _action_due(made, action), strict=True):
            made.due[f"{action.key}.{side}"] = sheet.next
            sheet.row(*row)
    for one in written:
        key = one.flow.key
        made.due[key], made.names[key] = sheet.next, one.name
        amounts = switched(places, made.scenario, one.flow.action, one.flow.due)
        sheet.row(*one.name[:3], Value(one.name[3], "whole"), *[None] * MONTHS_IN_YEAR, *amounts)
    if moved:
        sheet.heads("Montant de l’année des charges variables")
        for key in moved:
            sheet.row(*_follower_years(made, key))


def _name(made: MonthSheet, line: Line) -> list[Cell]:
    counted = made.places.line(line.key, "L")
    sure = line.side == "cost" or line.status == "acquis"
    if line.follows:
        sure = next(one.status == "acquis" for one in made.places.plan.lines if one.key == line.follows)
    resource = line.side == "resource"
    words = STATUS_WORDS[line.status] if resource else ""
    side = RESOURCE if resource else COST
    made.names[line.key] = (line.label, side, words, int(sure))
    status: Cell = Formula(f"={made.places.line(line.key, 'C')}", words, "plain") if resource else ""
    return [line.label, side, status, Formula(f"={counted}", int(sure), "whole")]


def _followers(made: MonthSheet, first: int) -> dict[str, int]:
    """Rows of the yearly amounts of the costs that follow a resource."""
    keys = [line.key for line in made.places.plan.lines if line.follows]
    return {key: first + rank for rank, key in enumerate(keys)}


def _follower_years(made: MonthSheet, key: str) -> list[Cell]:
    """In the first month of each year: amount of the year × the resource it follows ÷ its base amount."""
    plan = made.places.plan
    line = next(one for one in plan.lines if one.key == key)
    base = next(one.amount for one in plan.lines if one.key == line.follows)
    row: list[Cell] = [line.label, "", "", "", *[None] * (MONTHS_IN_YEAR + plan.months)]
    for year in range(plan.years):
        followed = f"ROUND(SUM({made.year(made.due[line.follows], year)})*100,0)"
        text = (
            f"=ROUND({cents(made.places.full[key, year])}*{followed}"
            f"/{cents(made.places.line(line.follows, 'D'))}+{EPSILON},0)/100"
        )
        whole = to_cents(line.amount * ((1.0 + line.indexation) * (1.0 + line.volume)) ** (year + 1))
        months = slice(year * MONTHS_IN_YEAR, (year + 1) * MONTHS_IN_YEAR)
        amount = to_cents(whole * int(made.flows[line.follows].due[months].sum()) / base)
        row[FIRST + year * MONTHS_IN_YEAR] = Formula(text, amount / 100, "euro")
    return row


def _line_due(made: MonthSheet, line: Line, moved: dict[str, int]) -> list[Cell]:
    places = made.places
    base = cents(places.line(line.key, "D"))
    before = split(line.amount, MONTHS_IN_YEAR) if line.starts is None else np.zeros(MONTHS_IN_YEAR, np.int64)
    cells: list[Cell] = [
        _formula(f'IF({places.line(line.key, "G")}="",{slice_of(base, rank)}/100,0)', int(before[rank]))
        for rank in range(MONTHS_IN_YEAR)
    ]
    cuts = [one for one in places.shocks if one.kind == "cut" and line.key in one.lines]
    flow = made.flows[line.key]
    for month in range(places.plan.months):
        year, rank = divmod(month, MONTHS_IN_YEAR)
        n = _rank(month)
        total = places.full[line.key, year]
        if line.follows:
            total = f"${letter(FIRST + year * MONTHS_IN_YEAR)}${moved[line.key]}"
        part = slice_of(cents(total), rank)
        for cut in cuts:
            lost = f"{made.places.flags[made.scenario.key, cut.key]}*{places.shock(cut.key, 'D')}"
            part += f"*(1-IF({_within(places, cut, n)},{lost},0))"
        part = f"ROUND({part}+{EPSILON},0)/100" if cuts else f"{part}/100"
        dates = f"AND({n}>={places.line(line.key, 'M')},{n}<={places.line(line.key, 'N')})"
        cells.append(_formula(f"IF({dates},{part},0)", int(flow.due[month])))
    return cells


def _within(places: Places, shock: Shock, rank: str) -> str:
    return f"AND({rank}>={places.shock(shock.key, 'H')},{rank}<={places.shock(shock.key, 'I')})"


def _action_due(made: MonthSheet, action: LeverAction) -> tuple[list[Cell], list[Cell]]:
    places, flag = made.places, made.places.flags[made.scenario.key, action.key]
    names = (
        (action.label, RESOURCE, STATUS_WORDS["a_rechercher"], 0),
        (f"{action.label}\u00a0: coût", COST, "", 1),
    )
    nothing: list[Cell] = [None] * MONTHS_IN_YEAR
    income, cost = ([*name[:3], Value(name[3], "whole"), *nothing] for name in names)
    made.names |= {f"{action.key}.{side}": name for side, name in zip(SIDES, names, strict=True)}
    ramp = f"{places.action(action.key, 'L')}:{places.action(action.key, letter(10 + _ramp(places)))}"
    start, first, end = (places.action(action.key, column) for column in "HIJ")
    for month in range(places.plan.months):
        n = _rank(month)
        share = f"INDEX({ramp},1,MIN(INT(({n}-{first})/12)+1,{_ramp(places)}))"
        reached = f"ROUND({cents(places.action(action.key, 'B'))}*{share}+{EPSILON},0)"
        part = slice_of(reached, f"MOD({n}-{first},12)")
        income.append(
            _formula(
                f"{flag}*IF(OR({n}<{first},{n}>{end}),0,{part}/100)",
                _due_of(made, f"{action.key}.ressource", month),
            )
        )
        part = slice_of(cents(places.action(action.key, "D")), f"MOD({n}-{start},12)")
        once = f"IF({n}={start},{places.action(action.key, 'C')},0)"
        text = f"{flag}*IF(OR({n}<{start},{n}>{end}),0,{part}/100+{once})"
        cost.append(_formula(text, _due_of(made, f"{action.key}.charge", month)))
    return income, cost


def _ramp(places: Places) -> int:
    return max(len(one.ramp) for one in places.actions)


def _due_of(made: MonthSheet, key: str, month: int) -> int:
    return int(made.flows[key].due[month]) if key in made.flows else 0


def _paid(sheet: Sheet, made: MonthSheet) -> None:
    places = made.places
    sheet.skip()
    sheet.heads("Ce qui est payé chaque mois")
    never = {one.flow.key for one in capital_rows(places) if not one.flow.cash}
    for key, row in made.due.items():
        line = next((one for one in places.plan.lines if one.key == key), None)
        if line is None:
            # Never paid: dotations and quote-parts, whose row would only hold zeros.
            if key in never:
                continue
            made.paid[key] = sheet.next
            sheet.row(*same_name(made, key), *[None] * MONTHS_IN_YEAR, *_copied(made, key, row))
            continue
        _line_rows(sheet, made, line, opening=False)
        if line.cash and not (line.payments and all(one.month <= MONTHS_IN_YEAR for one in line.payments)):
            _line_rows(sheet, made, line, opening=True)


def _line_rows(sheet: Sheet, made: MonthSheet, line: Line, *, opening: bool) -> None:
    """What is paid of a line: its projected years or, ``opening``, what the base year left to be paid.

    What waits is first written as it should have been paid, on a row that no total counts.
    """
    late = [one for one in made.places.shocks if one.kind == "delay" and line.key in one.lines]
    stages = _stages(made, line.key, late if line.cash else [], opening=opening)
    label = f"{line.label}{OPENING if opening else ''}"
    for rank, stage in enumerate(stages):
        name: list[Cell] = [f"{label}\u00a0: sans retard {rank or ''}".rstrip()]
        if rank == len(stages) - 1:
            side = RESOURCE if line.side == "resource" else COST
            name = [label, side, "", Value(1, "whole")] if opening else same_name(made, line.key)
        cells = (
            _line_paid(made, line, stage, opening=opening)
            if rank == 0
            else _postponed(made, late[rank - 1], sheet.next - 1, stage)
        )
        made.paid[line.key + (OPENING if opening else "")] = sheet.next
        sheet.row(*name, *[None] * (LEFT - len(name) + MONTHS_IN_YEAR), *cells)


def _capital(sheet: Sheet, made: MonthSheet) -> None:
    """Purchases, loans, repayments and grants: paid, and never a resource or a cost."""
    for one in capital_rows(made.places):
        if one.flow.capital:
            made.paid[one.flow.key] = sheet.next
            amounts = switched(made.places, made.scenario, one.flow.action, one.flow.paid)
            sheet.row(*one.name[:3], Value(one.name[3], "whole"), *[None] * MONTHS_IN_YEAR, *amounts)


def _granted(sheet: Sheet, made: MonthSheet) -> None:
    """What investment grants add to equity: recorded once, taken back as quote-parts."""
    for reading in READINGS:
        made.granted[reading] = []
        rows = granted_rows(made.places, reading)
        old = [line for line in made.places.plan.lines if line.side == "resource" and not line.cash]
        if rows or old:
            sheet.skip()
            sheet.heads(f"Subventions d’investissement dans les fonds propres, {READING_WORDS[reading]}")
        for action, values in rows:
            made.granted[reading].append(sheet.next)
            labels = [one.label for one in made.places.actions if one.key == action]
            amounts = switched(made.places, made.scenario, action, values)
            sheet.row(labels[0] if labels else "Hors action", *[None] * (FIRST - 1), *amounts)
        for line in old:
            made.granted[reading].append(sheet.next)
            sheet.row(
                f"{line.label}\u00a0: déjà dans les fonds propres", *[None] * (FIRST - 1),
                *_taken_back(made, line, reading),
            )  # fmt: skip


def _taken_back(made: MonthSheet, line: Line, reading: Reading) -> list[Cell]:
    """What a quote-part of past years adds to the result, taken off: it was in equity already."""
    row, due = made.due[line.key], made.flows[line.key].due
    counted = f"*$D{row}" if reading == "acquis" else ""
    kept = reading == "tout" or line.status == "acquis"
    return [
        _formula(f"-{letter(FIRST + month)}{row}{counted}", -int(due[month]) * kept)
        for month in range(made.places.plan.months)
    ]


def same_name(made: MonthSheet, key: str, sheet: str = "") -> list[Cell]:
    """The first cells of what is due, seen again: totals find their side and their status there."""
    row, prefix = made.due[key], f"'{sheet}'!" if sheet else ""
    label, side, status, counted = made.names[key]
    return [
        *(
            Formula(f'={prefix}${column}${row}&""', text, "plain")
            for column, text in zip("ABC", (label, side, status), strict=True)
        ),
        Formula(f"={prefix}$D${row}", counted, "whole"),
    ]


def _stages(made: MonthSheet, key: str, late: Sequence[Shock], *, opening: bool) -> list[Cents]:
    """Payments before any delay, then after each: the values that the formulas have today."""
    delays = [one.key for one in late]
    stages = []
    for count in range(len(delays) + 1):
        kept = tuple(one for one in made.scenario.shocks if one not in delays[count:])
        scenario = msgspec.structs.replace(made.scenario, shocks=kept)
        flows = flows_of(made.places.plan, scenario, "tout") if delays else made.flows.values()
        flow = next(one for one in flows if one.key == key)
        owed = np.zeros_like(flow.paid) if flow.opening_paid is None else flow.opening_paid
        stages.append(owed if opening else flow.paid - owed)
    return stages


def _copied(made: MonthSheet, key: str, row: int) -> list[Cell]:
    return [
        _formula(f"{letter(FIRST + month)}{row}", _due_of(made, key, month))
        for month in range(made.places.plan.months)
    ]


def _line_paid(made: MonthSheet, line: Line, values: Cents, *, opening: bool) -> list[Cell]:
    months, row = range(made.places.plan.months), made.due[line.key]
    if not line.cash:
        return [Value(0, "euro") for _ in months]
    if line.payments:
        return [
            _formula(_instalments(made, line, month, opening=opening), int(values[month])) for month in months
        ]
    delay = made.places.line(line.key, "I")
    source = f"${letter(LEFT)}{row}:${letter(FIRST + len(months) - 1)}{row}"
    cells: list[Cell] = []
    for month in months:
        due = f"{_rank(month)}-{delay}"
        text = f"IF({_outside(due, opening)},0,INDEX({source},1,{due}+{MONTHS_IN_YEAR + 1}))"
        cells.append(_formula(text, int(values[month])))
    return cells


def _outside(rank: str, opening: bool) -> str:
    """The month that was due is not of the base year, or not of the projected ones."""
    return f"OR({rank}<{-MONTHS_IN_YEAR},{rank}>=0)" if opening else f"{rank}<0"


def _instalments(made: MonthSheet, line: Line, month: int, *, opening: bool) -> str:
    """Parts of this year's amount, and of the year before's, that fall on this month: ``flows.shared``."""
    year, rank = divmod(month, MONTHS_IN_YEAR)
    row = made.due[line.key]
    parts = []
    for index, payment in enumerate(line.payments):
        back, when = divmod(payment.month - 1, MONTHS_IN_YEAR)
        if when == rank and (year < back) == opening:
            total = f"SUM({made.year(row, year - back)})"
            upper = _edge(made, line, index + 1, total)
            lower = _edge(made, line, index, total)
            parts.append(f"({upper}-{lower})/100" if lower else f"{upper}/100")
    return "+".join(parts) or "0"


def _edge(made: MonthSheet, line: Line, count: int, total: str) -> str:
    """Cents of the first ``count`` payments together; the last takes what is left."""
    if not count:
        return ""
    if count == len(line.payments):
        return f"ROUND({total}*100,0)"
    first, last = (made.places.line(line.key, share_column(made.places, rank)) for rank in (0, count - 1))
    return f"ROUND(SUM({first}:{last})*ROUND({total}*100,0)+{EPSILON},0)"


def share_column(places: Places, rank: int) -> str:
    """Column of the share of a payment, after the months of all payments."""
    most = max(len(line.payments) for line in places.plan.lines)
    return letter(14 + most + rank)


def _postponed(made: MonthSheet, shock: Shock, row: int, values: Cents) -> list[Cell]:
    """Payments of the row above that wait, and those that come after having waited."""
    places, months = made.places, made.places.plan.months
    flag, wait = places.flags[made.scenario.key, shock.key], places.shock(shock.key, "E")
    source = f"${letter(FIRST)}{row}:${letter(FIRST + months - 1)}{row}"
    cells: list[Cell] = []
    for month in range(months):
        n = _rank(month)
        stays = f"{letter(FIRST + month)}{row}*(1-IF({_within(places, shock, n)},{flag},0))"
        came = f"IF({_within(places, shock, f'({n}-{wait})')},{flag}*INDEX({source},1,{n}-{wait}+1),0)"
        cells.append(_formula(f"{stays}+IF({n}>={wait},{came},0)", int(values[month])))
    return cells


def _cash(sheet: Sheet, made: MonthSheet) -> None:
    """Receipts, payments and what is left at the end of each month, in both readings."""
    rows = sorted(made.paid.values())
    for reading in ("tout", "acquis"):
        sheet.skip()
        sheet.heads(f"Trésorerie, {READING_WORDS[reading]}")
        first = sheet.next
        counted = flows_of(made.places.plan, made.scenario, reading)
        nothing = np.zeros(made.places.plan.months, np.int64)
        for label, side, code in (("Encaissements", RESOURCE, "resource"), ("Paiements", COST, "cost")):
            values = sum((flow.paid for flow in counted if flow.side == code), nothing)
            sheet.row(
                label, *[None] * (FIRST - 1),
                *(_formula(_sum(side, rows, month, reading), int(values[month]))
                  for month in range(made.places.plan.months)),
            )  # fmt: skip
        made.cash[reading] = sheet.next
        balances = made.readings[reading].monthly_cash
        cells = []
        for month, balance in enumerate(balances):
            before = f"{letter(FIRST + month - 1)}{sheet.next}" if month else made.places.cash
            here = letter(FIRST + month)
            text = f"=ROUND({before}+{here}{first}-{here}{first + 1},2)"
            cells.append(Formula(text, balance / 100, "euro_total"))
        sheet.bold("Trésorerie à la fin du mois", *[None] * (FIRST - 1), *cells)


def _sum(side: str, rows: Sequence[int], month: int, reading: Reading) -> str:
    column, first, last = letter(FIRST + month), rows[0], rows[-1]
    asked = f'$B${first}:$B${last},"{side}"'
    if reading == "acquis":
        asked += f",$D${first}:$D${last},1"
    return f"ROUND(SUMIFS({column}{first}:{column}{last},{asked}),2)"


def _rank(month: int) -> str:
    return f"{letter(FIRST + month)}${RANKS}"


def _formula(text: str, amount: int) -> Formula:
    return Formula(f"={text}", amount / 100, "euro")
