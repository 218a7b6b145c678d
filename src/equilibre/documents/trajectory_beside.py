"""Activities and alliances in the workbook of a trajectory: two sheets beside the budget, never added to it.

Contributions, full costs and values are formulas on the amounts that were typed; recomputed by a spreadsheet,
they give the cents of the engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from equilibre.documents.sheets import (
    INPUT,
    TOTAL,
    Blank,
    Cell,
    Column,
    Formula,
    Sheet,
    Value,
    Workbook,
    columns,
)
from equilibre.documents.trajectory_cells import EPSILON, cell_euros, cents
from equilibre.documents.words import CERTAINTIES
from equilibre.formatting import NBSP, euros
from equilibre.trajectory.activities import ActivitiesMap, ActivityRow, UnitCost
from equilibre.trajectory.alliances import (
    ENDED,
    MEANING,
    TITLE,
    US,
    Alliance,
    AllianceValue,
    Amount,
    Gained,
    faults,
    together,
    value_of,
)
from equilibre.trajectory.wording import ALLIANCE_WORDS, BURDEN_WORDS, GAIN_WORDS

ACTIVITIES, ALLIANCES = "Activités", "Alliances"
OURS_IN, OURS_OUT, THEIRS_IN, THEIRS_OUT = "nous apporte", "nous coûte", "lui apporte", "lui coûte"
"""What a row of an alliance is, in words of ours: formulas sum by them."""
_ACTIVITY_COLUMNS = (
    "Activité 34 | Utilité, sur 10 12 | Ressources 15 | Dont prix payés à l’unité 15 | Coûts directs 15 | "
    "Contribution 15 | Part des coûts communs 15 | Coût complet 15 | Ressources moins coût complet 17"
)
_ALLIANCE_COLUMNS = (
    "Alliance 28 | Côté ou type 26+ | Sens 14 | Ce que c’est 34+ | Montant par an 14 | Heures 9 | "
    "Coût d’une heure 12 | Payé quand même 14 | Part due à l’alliance 11 | Valeur, ou coût 15 | Certitude 15"
)


def _over_figures(spec: str, *, first: int) -> list[Column]:
    """Columns whose headings stand on the right from this one on, over figures."""
    return [replace(one, right=rank >= first) for rank, one in enumerate(columns(spec))]


def activities_sheet(book: Workbook, read: ActivitiesMap) -> None:
    """Each activity over the base year, what belongs to none, then what a unit costs."""
    made = _over_figures(_ACTIVITY_COLUMNS, first=2)
    sheet = book.sheet(ACTIVITIES, made, header=False)
    sheet.title("Les activités, en euros de l’année de départ")
    sheet.heads(*(one.label for one in made))
    first = sheet.next
    rows: dict[str, int] = {}
    for row in read.rows:
        rows[row.activity.key] = sheet.next
        sheet.row(*_activity(row, sheet.next))
    last = sheet.next - 1
    sheet.row("Ressources communes", None, cell_euros(read.common_resources, typed=True))
    sheet.row("Coûts communs", None, None, None, cell_euros(read.common, typed=True))
    total = f"=SUM(F{first}:F{last})+C{last + 1}-E{last + 2}"
    sheet.bold(
        "Résultat de l’année", None, None, None, None, Formula(total, read.result / 100, "euro" + TOTAL)
    )
    sheet.skip()
    _units(sheet, [(row, unit, rows[row.activity.key]) for row in read.rows for unit in row.units])
    sheet.row(
        "On décide sur la contribution\u00a0: si une activité s’arrête, les coûts communs restent, "
        "à payer par les autres."
    )
    sheet.row("La part des coûts communs est écrite en nombre\u00a0: elle vient de la clé choisie.")
    if read.unspread:
        left = euros(read.common - read.spread)
        sheet.row(f"{left} de coûts communs n’entrent dans aucun coût complet\u00a0: leur clé ne pèse rien.")


def _activity(row: ActivityRow, at: int) -> list[Cell]:
    one = row.activity
    return [
        one.label,
        None if one.usefulness is None else Value(one.usefulness, "number"),
        cell_euros(one.resources, typed=True),
        cell_euros(one.sales, typed=True),
        cell_euros(one.direct_costs, typed=True),
        Formula(f"=C{at}-E{at}", row.contribution / 100, "euro"),
        cell_euros(sum(row.common.values()), typed=True),
        Formula(f"=E{at}+G{at}", row.full_cost / 100, "euro"),
        Formula(f"=C{at}-H{at}", row.net / 100, "euro"),
    ]


def _units(sheet: Sheet, counted: Sequence[tuple[ActivityRow, UnitCost, int]]) -> None:
    if not counted:
        return
    sheet.heads(
        "Ce que coûte une unité", "Unité", "Nombre", "", "Coût direct", "Coût complet", "Payé aujourd’hui",
        "Prix qui équilibre",
    )  # fmt: skip
    for row, unit, at in counted:
        count = f"C{sheet.next}"
        to_pay = f"MAX({cents(f'H{at}')}-({cents(f'C{at}')}-{cents(f'D{at}')}),0)"
        each = [
            Formula(f"=ROUND({cents(f'{column}{at}')}/{count}+{EPSILON},0)/100", amount / 100, "euro")
            for column, amount in (("E", unit.direct), ("H", unit.full), ("D", unit.price))
        ]
        balancing = Formula(f"=ROUNDUP({to_pay}/{count},0)/100", unit.balancing / 100, "euro")
        quantity = Value(unit.quantity, "number" + INPUT)
        sheet.row(row.activity.label, unit.label, quantity, None, *each, balancing)
    sheet.skip()


def alliances_sheet(book: Workbook, alliances: Sequence[Alliance], *, on: dt.date) -> None:
    """Every amount of each alliance, then each of them and all together. One with a fault is only named."""
    made = _over_figures(_ALLIANCE_COLUMNS, first=4)
    sheet = book.sheet(ALLIANCES, made, header=False)
    sheet.title(TITLE)
    sheet.heads(*(one.label for one in made))
    told: list[tuple[Alliance, AllianceValue, int, int]] = []
    for one in alliances:
        if faults(one):
            sheet.row(one.label, None, None, "À corriger\u00a0: elle n’est pas comptée.")
            continue
        first = sheet.next
        _amounts(sheet, one)
        told.append((one, value_of(one, today=on), first, sheet.next - 1))
    sheet.skip()
    _summary(sheet, told)
    sheet.skip()
    sheet.row(MEANING)


def _amounts(sheet: Sheet, one: Alliance) -> None:
    sides = {US: "Nous", **{ally.key: ally.label for ally in one.allies}}
    for gain in one.gains:
        sense = OURS_IN if gain.side == US else THEIRS_IN
        _amount(sheet, one, gain, sides[gain.side], sense, GAIN_WORDS[gain.kind])
    for spent in one.costs:
        sense = OURS_OUT if spent.side == US else THEIRS_OUT
        _amount(sheet, one, spent, sides[spent.side], sense, BURDEN_WORDS[spent.kind])
    if not one.gains and not one.costs:
        sheet.row(one.label, None, None, "Pas encore dit\u00a0: rien n’est compté à sa place.")


def _amount(sheet: Sheet, one: Alliance, told: Amount, side: str, sense: str, kind: str) -> None:
    at = sheet.next
    whole = f"({cents(f'E{at}')}+ROUND(F{at}*{cents(f'G{at}')}+{EPSILON},0))"
    gained = isinstance(told, Gained)
    value = told.value if isinstance(told, Gained) else -told.cents
    formula = (
        f"=ROUND(({whole}-{cents(f'H{at}')})*I{at}+{EPSILON},0)/100" if gained else f"=-{whole}/100"
    )  # fmt: skip
    sheet.row(
        one.label,
        side,
        sense,
        f"{told.label}{NBSP}: {kind[0].lower()}{kind[1:]}",
        cell_euros(told.amount, typed=True) if told.amount or told.hours is None else Blank("euro" + INPUT),
        None if told.hours is None else Value(told.hours, "number" + INPUT),
        None if told.hours is None else cell_euros(told.rate, typed=True),
        cell_euros(told.less, typed=True) if isinstance(told, Gained) else None,
        Value(told.attribution, "share" + INPUT) if isinstance(told, Gained) else None,
        Formula(formula, value / 100, "euro"),
        CERTAINTIES[told.certainty],
    )


def _summary(sheet: Sheet, told: Sequence[tuple[Alliance, AllianceValue, int, int]]) -> None:
    """One row each; those that have ended, or of which nobody told anything, count for nothing."""
    sheet.heads(
        "En un an", "Type", "Compte", "", "Nous apporte", "", "Nous coûte", "Solde pour nous", "",
        "Solde de l’autre côté", "Valeur partagée",
    )  # fmt: skip
    first = sheet.next
    for one, value, top, bottom in told:
        at = sheet.next
        over = any(notice.code == ENDED for notice in value.notices)
        counted = value.ours.net is not None and not over

        def total(sense: str, top: int = top, bottom: int = bottom) -> str:
            return f'SUMIFS(J{top}:J{bottom},C{top}:C{bottom},"{sense}")'

        known = [side.net for side in value.others if side.net is not None]
        theirs, shared = sum(known), value.shared
        ours: list[Cell] = [
            Formula(f"={total(OURS_IN)}", (value.ours.value or 0) / 100, "euro"),
            None,
            Formula(f"=-{total(OURS_OUT)}", (value.ours.cost or 0) / 100, "euro"),
            Formula(f"=E{at}-G{at}", (value.ours.net or 0) / 100, "euro"),
        ]
        others = Formula(f"={total(THEIRS_IN)}+{total(THEIRS_OUT)}", theirs / 100, "euro") if known else None
        sheet.row(
            one.label + (" (accord fini)" if over else ""),
            ALLIANCE_WORDS[one.type],
            Value(int(counted), "whole"),
            None if value.ours.net is not None else "Pas encore dit de notre côté",
            *(ours if value.ours.net is not None else [None] * 4),
            None,
            others,
            None if shared is None else Formula(f"=H{at}+J{at}", shared / 100, "euro"),
        )
    last = sheet.next - 1
    whole = together(tuple(value for _, value, _, _ in told))
    if not whole.counted:
        return

    def weighed(column: str, amount: int) -> Formula:
        text = f"=SUMPRODUCT(C{first}:C{last},{column}{first}:{column}{last})"
        return Formula(text, amount / 100, "euro" + TOTAL)

    sheet.bold(
        "Ensemble", None, None, None, weighed("E", whole.value), None, weighed("G", whole.cost),
        weighed("H", whole.net), None, None, None if whole.shared is None else weighed("K", whole.shared),
    )  # fmt: skip
