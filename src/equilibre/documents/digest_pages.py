"""What accounts said, as pages: the same tables in the shared diagnosis and in the financial report."""

from __future__ import annotations

from collections.abc import Sequence

from equilibre.documents.docx_pages import Pages, Run
from equilibre.formatting import NBSP, euros
from equilibre.trajectory.cash_alert import TITLE as CASH_FIRST
from equilibre.trajectory.digest import ExerciceDigest, FindingDigest


def known(amount: int | None) -> str:
    """Euros, or « non publié »."""
    return "non publié" if amount is None else euros(amount)


def results_table(pages: Pages, exercices: Sequence[ExerciceDigest]) -> None:
    """Resources, costs and result of each exercice."""
    labels = tuple(one.label for one in exercices)
    pages.table(
        ("En euros", *labels),
        [
            ("Ressources (produits)", *(euros(one.products) for one in exercices)),
            ("Charges", *(known(one.charges) for one in exercices)),
            ("Résultat", *(known(one.result) for one in exercices)),
        ],
        widths=(0.4, *(0.6 / len(labels) for _ in labels)),
        caption="Ressources, charges et résultat de chaque exercice",
        numbers=range(1, len(labels) + 1),
        strong=(2,),
    )


def support_words(last: ExerciceDigest) -> str:
    """What a share is of, and how much of support is public."""
    split = next((part for part in last.natures if part.public_amount is not None), None)
    base = "Part = montant divisé par le total des produits (classe 7)."
    if split is None:
        return base
    return (
        f"{base} En {last.label}, les soutiens sont publics pour {euros(split.public_amount or 0)} et privés "
        f"pour {euros(split.private_amount or 0)}."
    )


def findings(pages: Pages, found: Sequence[FindingDigest]) -> None:
    """Strengths or fragilities, each with its reason."""
    if not found:
        pages.paragraph(f"Rien de net{NBSP}: vos comptes seuls ne le disent pas.")
        return
    pages.bullets([(Run(f"{one.title}. ", bold=True), one.why) for one in found])


def cash_first(pages: Pages, first: Sequence[str]) -> None:
    """What goes before anything else when cash is short; nothing otherwise."""
    if first:
        pages.heading(CASH_FIRST)
        pages.paragraph(" ".join(first))
