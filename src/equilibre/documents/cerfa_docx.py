"""The budget table of the Cerfa form in a word processor: a page like the form’s, then what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import zip_longest

from equilibre.documents.cerfa_data import (
    FormRow,
    form_title,
    kicker_of,
    notes_of,
    readings_rows,
    requested,
    rows_of,
)
from equilibre.documents.docx_pages import Pages, Run, Text
from equilibre.formatting import day, euros_exact, number
from equilibre.trajectory.cerfa_budget import CerfaBudget
from equilibre.trajectory.wording import STATUS_WORDS

_WIDTHS = (0.36, 0.13, 0.38, 0.13)
_EMPTY: tuple[Text, Text] = ("", "")


def cerfa_docx(
    budget: CerfaBudget,
    *,
    on: dt.date,
    scenario: str,
    organisation: str = "",
    sources: Sequence[str] = (),
) -> bytes:
    """The DOCX of a budget. ``scenario``: its label; ``sources`` say where the base year comes from."""
    pages = Pages(form_title(organisation), on=on, kicker=kicker_of(budget))
    pages.table(
        ("CHARGES", "Montant", "PRODUITS", "Montant"),
        _both_sides(budget),
        widths=_WIDTHS,
        caption="Budget de l’association, charges à gauche et produits à droite, en euros",
        numbers=(1, 3),
        size=7.5,
    )
    pages.new_page()
    pages.heading("Les deux lectures")
    pages.table(
        ("En euros", "Acquis seulement", "Tout compris"), readings_rows(budget),
        widths=(0.4, 0.3, 0.3), caption="Ressources, charges et résultat en deux lectures", numbers=(1, 2),
        strong=(2,),
    )  # fmt: skip
    asked = requested(budget)
    if asked:
        pages.heading("Subventions encore à obtenir")
        pages.paragraph("Le formulaire demande la part de chaque subvention dans le total des produits.")
        pages.table(
            ("Subvention", "Montant", "Part des produits"), asked,
            widths=(0.6, 0.2, 0.2), caption="Subventions demandées ou à rechercher", numbers=(1, 2),
        )  # fmt: skip
    pages.heading("D’où viennent ces montants")
    pages.table(
        ("Ligne du formulaire", "Votre ligne", "Où elle en est", "Montant"),
        _origins(budget),
        widths=(0.36, 0.34, 0.14, 0.16),
        caption="Pour chaque ligne du formulaire, les lignes du plan qui la composent",
        numbers=(3,),
        size=8.5,
    )
    for text in (
        *notes_of(budget),
        f"Scénario\u00a0: {scenario}. Écrit le {day(on)}.",
        *(f"Source\u00a0: {source}" for source in sources),
    ):
        pages.note(text)
    return pages.content()


def _both_sides(budget: CerfaBudget) -> list[tuple[Text, Text, Text, Text]]:
    rows = _paired(rows_of(budget.costs), rows_of(budget.resources))
    rows.append(
        (
            *_strong("Excédent prévisionnel (bénéfice)", budget.surplus or None),
            *_strong("Insuffisance prévisionnelle (déficit)", budget.deficit or None),
        )
    )
    rows.append((*_strong("TOTAL DES CHARGES", budget.total), *_strong("TOTAL DES PRODUITS", budget.total)))
    rows.append((*_strong("CONTRIBUTIONS VOLONTAIRES EN NATURE", None), *_EMPTY))
    told = budget.in_kind_told
    rows += _paired(rows_of([budget.uses_in_kind], told=told), rows_of([budget.in_kind], told=told))
    return rows


def _paired(left: list[FormRow], right: list[FormRow]) -> list[tuple[Text, Text, Text, Text]]:
    return [(*_cells(one), *_cells(other)) for one, other in zip_longest(left, right)]


def _cells(row: FormRow | None) -> tuple[Text, Text]:
    if row is None:
        return _EMPTY
    if row.kind == "section":
        return _strong(row.label, row.euros)
    return f"    {row.label}", "" if row.euros is None else number(row.euros)


def _strong(label: str, euros: int | None) -> tuple[Text, Text]:
    return Run(label, bold=True), "" if euros is None else Run(number(euros), bold=True)


def _origins(budget: CerfaBudget) -> list[tuple[Text, Text, Text, Text]]:
    return [
        (
            f"{part.section} - {row.label}",
            source.label if source.sure else (source.label, Run(" (à vérifier)", italic=True)),
            STATUS_WORDS[source.status] if part.section.startswith("7") else "",
            euros_exact(source.cents),
        )
        for part in (*budget.costs, *budget.resources)
        for row in part.rows
        for source in row.sources
    ]
