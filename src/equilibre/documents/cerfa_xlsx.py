"""The budget table of the Cerfa form as a workbook: whole euros, totals that recompute, lines behind it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from itertools import zip_longest

from equilibre.documents.cerfa_data import (
    NOT_TOLD,
    FormRow,
    form_heading,
    form_title,
    notes_of,
    readings_rows,
    rows_of,
)
from equilibre.documents.sheets import (
    INPUT,
    Blank,
    Cell,
    Column,
    Formula,
    Sheet,
    Strong,
    Value,
    Workbook,
    columns,
)
from equilibre.documents.words import INDEPENDENT
from equilibre.formatting import day
from equilibre.trajectory.cerfa_budget import CerfaBudget
from equilibre.trajectory.wording import STATUS_WORDS

TABLE, ORIGINS = "Budget", "D’où ça vient"
_LEFT, _RIGHT = "B", "E"
_GAP = None
"""The empty column between the two sides."""


def cerfa_xlsx(
    budget: CerfaBudget,
    *,
    on: dt.date,
    scenario: str,
    organisation: str = "",
    sources: Sequence[str] = (),
) -> bytes:
    """The XLSX of a budget: the form's table, the lines of the plan behind each amount, what to know."""
    buffer = io.BytesIO()
    with Workbook(buffer, title=form_title(organisation), today=on) as book:
        side = [Column("", 46, wrap=True), Column("", 13, right=True)]
        _table(book.sheet(TABLE, [*side, Column("", 2), *side], header=False), budget, organisation)
        _origins(book, budget)
        readings = book.sheet("Deux lectures", columns("En euros 30 | Acquis seulement 22 | Tout compris 22"))
        for row in readings_rows(budget):
            readings.row(*row)
        _read_me(book, budget, on, scenario, sources)
    return buffer.getvalue()


def _table(sheet: Sheet, budget: CerfaBudget, organisation: str) -> None:
    sheet.one_page()
    sheet.title(form_title(organisation))
    sheet.row(Strong(form_heading(budget)))
    sheet.skip()
    sheet.heads("CHARGES", "Montant", "", "PRODUITS", "Montant")
    left, right = _paired(sheet, rows_of(budget.costs), rows_of(budget.resources))
    difference = f"({right})-({left})"
    last = sheet.next
    sheet.row(
        Strong("Excédent prévisionnel (bénéfice)"),
        Formula(f"=MAX(0,{difference})", budget.surplus, "whole_total"),
        _GAP,
        Strong("Insuffisance prévisionnelle (déficit)"),
        Formula(f"=MAX(0,-({difference}))", budget.deficit, "whole_total"),
    )
    sheet.row(
        Strong("TOTAL DES CHARGES"),
        Formula(f"={left}+{_LEFT}{last}", budget.total, "whole_total"),
        _GAP,
        Strong("TOTAL DES PRODUITS"),
        Formula(f"={right}+{_RIGHT}{last}", budget.total, "whole_total"),
    )
    sheet.skip()
    sheet.row(Strong("CONTRIBUTIONS VOLONTAIRES EN NATURE"))
    told = budget.in_kind_told
    if not told:
        sheet.row(NOT_TOLD)
    else:
        left, right = _paired(sheet, rows_of([budget.uses_in_kind]), rows_of([budget.in_kind]))
        total = budget.uses_in_kind.euros
        sheet.row(
            Strong("TOTAL"), Formula(f"={left}", total, "whole_total"), _GAP,
            Strong("TOTAL"), Formula(f"={right}", total, "whole_total"),
        )  # fmt: skip


def _paired(sheet: Sheet, left: list[FormRow], right: list[FormRow]) -> tuple[str, str]:
    """Writes both sides; the formula of the sum of each."""
    sums: tuple[list[str], list[str]] = ([], [])
    for one, other in zip_longest(left, right):
        for row, column, total in ((one, _LEFT, sums[0]), (other, _RIGHT, sums[1])):
            if row is not None and row.kind == "section":
                total.append(f"{column}{sheet.next}")
        sheet.row(*_cells(one, _LEFT, sheet.next), _GAP, *_cells(other, _RIGHT, sheet.next))
    return "+".join(sums[0]), "+".join(sums[1])


def _cells(row: FormRow | None, column: str, at: int) -> tuple[Cell, Cell]:
    """Label and amount. The lines of a section are to change; its total is their sum."""
    if row is None:
        return None, None
    typed = Blank("whole" + INPUT) if row.euros is None else Value(row.euros, "whole" + INPUT)
    if row.kind == "line":
        return f"   {row.label}", typed
    if not row.members:
        return Strong(row.label), typed
    return Strong(row.label), Formula(
        f"=SUM({column}{at + 1}:{column}{at + row.members})", row.euros or 0, "whole_total"
    )


def _origins(book: Workbook, budget: CerfaBudget) -> None:
    sheet = book.sheet(
        ORIGINS,
        columns("Ligne du formulaire 50+ | Votre ligne 50+ | Où elle en est 14 | Montant 16 | Placement 30"),
    )
    for part in (*budget.costs, *budget.resources):
        for row in part.rows:
            for source in row.sources:
                status = STATUS_WORDS[source.status] if part.section.startswith("7") else ""
                place = "d’après vos comptes ou vos mots" if source.sure else "proposé, à vérifier"
                sheet.row(
                    f"{part.section} - {row.label}", source.label, status, sheet.euros(source.cents), place
                )


def _read_me(book: Workbook, budget: CerfaBudget, on: dt.date, scenario: str, sources: Sequence[str]) -> None:
    sheet = book.sheet("Lisez-moi", columns("Rubrique 20 | Texte 100+"))
    sheet.row("Écrit le", day(on))
    sheet.row("Scénario", scenario)
    for text in notes_of(budget):
        sheet.row("À savoir", text)
    sheet.row("Pour essayer", "Changez une case sur fond jaune de la feuille «\u00a0Budget\u00a0».")
    for source in sources:
        sheet.row("Source", source)
    sheet.row("Logiciel", f"Trajectoires, {INDEPENDENT}.")
