"""What the two Cerfa tables say: the rows of both sides, the readings beside, the words around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from equilibre.formatting import NBSP, euros
from equilibre.trajectory.cerfa_budget import CerfaBudget, CerfaSection
from equilibre.trajectory.cerfa_lines import FORM, FORM_SOURCE
from equilibre.trajectory.wording import month_words, of_month

TITLE = "Budget prévisionnel de l’association"
CHECK_VERSION = (
    f"Lignes et numéros\u00a0: {FORM_SOURCE}. Vérifiez la version demandée par votre financeur, puis "
    "recopiez ces montants dans le formulaire officiel\u00a0: ce document ne le remplace pas."
)
HOW_ROUNDED = (
    "Chaque ligne est la somme de vos lignes, arrondie une fois à l’euro\u202f; les totaux additionnent ces "
    "lignes. Le formulaire ne prend pas les centimes. Répartir un compte sur ces lignes est une "
    "convention de la plateforme."
)
OLD_NUMBERS = (
    "Rubriques 86 et 87\u00a0: le formulaire garde l’ancienne numérotation. Le bénévolat y est en 870 et les "
    "dons en nature en 875\u202f; dans vos comptes, depuis 2020, c’est l’inverse."
)
NOT_TOLD = (
    "Contributions volontaires\u00a0: non renseignées. Rien n’est compté à zéro\u00a0: saisissez-les, ou "
    "laissez ces lignes vides."
)
WHAT_IS_COUNTED = (
    "Le tableau compte tout ce qui est saisi, avec les demandes en cours\u00a0: un formulaire de demande "
    "l’attend. Ce qui est acquis est donné à côté."
)


def form_heading(budget: CerfaBudget) -> str:
    """« Exercice du 1er janvier 2027 au 31 décembre 2027 » in months."""
    return f"Exercice {budget.year}\u00a0: {of_month(budget.opening)} à {month_words(budget.closing)}"


@dataclass(frozen=True)
class FormRow:
    """A row of one side. ``euros`` is None where the form prints nothing."""

    kind: Literal["section", "line"]
    label: str
    euros: int | None
    members: int = 0
    """Of a section: how many rows below add up to it; 0 when it stands alone."""


def rows_of(parts: Sequence[CerfaSection], *, told: bool = True) -> list[FormRow]:
    """The rows of some sections. Not ``told``: no amount at all."""
    return list(_rows(parts, told=told))


def _rows(parts: Sequence[CerfaSection], *, told: bool) -> Iterator[FormRow]:
    for part in parts:
        below = [] if part.single else part.rows
        # What is nil is left empty: a budget with zeros everywhere is not read.
        yield FormRow("section", part.title, part.euros or None if told else None, members=len(below))
        for row in below:
            yield FormRow("line", row.label, row.euros if told and row.euros else None)


def readings_rows(budget: CerfaBudget) -> list[tuple[str, str, str]]:
    """Label, acquired only, everything."""
    sure, whole = budget.acquired, budget.everything
    return [
        ("Ressources", euros(sure.resources), euros(whole.resources)),
        ("Charges", euros(sure.costs), euros(whole.costs)),
        ("Résultat", euros(sure.result), euros(whole.result)),
    ]


def requested(budget: CerfaBudget) -> list[tuple[str, str, str]]:
    """Each subsidy that is asked for: label, amount, part of the products (the form asks for it)."""
    found = [
        source
        for part in budget.resources
        if part.section == "74"
        for row in part.rows
        for source in row.sources
        if source.status in ("demande", "a_rechercher")
    ]
    products = sum(source.cents for part in budget.resources for row in part.rows for source in row.sources)
    return [
        (one.label, euros(one.cents), f"{one.cents * 100 / products:.1f}{NBSP}%".replace(".", ","))
        for one in found
        if products
    ]


def notes_of(budget: CerfaBudget) -> list[str]:
    """What must be known to use the table."""
    told = [WHAT_IS_COUNTED, HOW_ROUNDED, OLD_NUMBERS if budget.in_kind_told else NOT_TOLD, CHECK_VERSION]
    if budget.to_check:
        names = ", ".join(f"«{NBSP}{one}{NBSP}»" for one in dict.fromkeys(budget.to_check.values()))
        told.insert(0, f"À vérifier, la ligne est seulement proposée\u00a0: {names}.")
    return told


def form_title(organisation: str = "") -> str:
    """Of both documents and in their properties."""
    return f"{TITLE} · {organisation}" if organisation else TITLE


def kicker_of(budget: CerfaBudget) -> str:
    """« Tableau du Cerfa n° 12156*06 · Exercice 2027… »."""
    return f"Tableau du {FORM.replace(' ', NBSP)} · {form_heading(budget)}"
