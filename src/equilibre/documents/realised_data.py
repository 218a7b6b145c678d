"""What both documents of a financial report say around the table."""

from __future__ import annotations

from equilibre.formatting import NBSP, day, percent
from equilibre.trajectory.realised import FORM, FORM_SOURCE, FinancialReport, ReadReport, due_of, grant_share
from equilibre.trajectory.realised_words import due_words, gap_words, threshold_words, whole

TITLE, TITLES = "Compte rendu financier", "Comptes rendus financiers"
HOW = (
    "Chaque ligne est arrondie une fois à l’euro\u202f; les totaux additionnent ces lignes. Écart\u00a0: "
    "réalisé moins prévu. Pourcentage\u00a0: écart divisé par prévu\u202f; il n’y en a pas là où rien "
    "n’était prévu."
)
WHERE_FROM = (
    "Le réalisé est celui de l’action seule, saisi ligne par ligne d’après vos comptes et vos pièces. "
    "Gardez-les\u00a0: le financeur peut les demander."
)
WITH_IT = (
    "À joindre, dit le formulaire\u00a0: le dernier rapport annuel d’activité et les comptes approuvés du "
    "dernier exercice clos. Le bilan qualitatif de l’action reste à écrire dans le formulaire officiel, que "
    "ce document ne remplace pas."
)
OLD_NUMBERS = (
    "Rubriques 86 et 87\u00a0: même total des deux côtés, hors des charges et des produits. Le formulaire "
    "garde l’ancienne numérotation\u00a0: bénévolat en 870, dons en nature en 875."
)
NO_KIND = "Contributions en nature\u00a0: non renseignées. Rien n’est compté à zéro."


def title_of_report(report: FinancialReport) -> str:
    """« Compte rendu financier · Ateliers du mercredi »."""
    return f"{TITLE} · {report.label}"


def kicker_of_report(report: FinancialReport) -> str:
    """« Tableau du Cerfa n° 15059*02 · Exercice clos le 31 décembre 2026 »."""
    return f"Tableau du {FORM.replace(' ', NBSP)} · Exercice clos le {day(report.closing)}"


def in_kind_told(read: ReadReport) -> bool:
    """Something of class 86 was told."""
    return any(row.used for row in read.uses_in_kind.rows)


def facts(report: FinancialReport, read: ReadReport) -> list[tuple[str, str]]:
    """Who gave what, for when: label, words."""
    told = [("Action ou projet", report.label)]
    if report.funder:
        told.append(("Financeur", report.funder))
    if report.grant is not None:
        share = grant_share(report, read)
        part = "" if share is None else f", {percent(share, 1)} du total des produits"
        told.append(("Subvention attribuée", f"{whole(round(report.grant / 100))}{part}"))
    due = due_of(report)
    told.append(("Envoi", f"{due_words(due)}."))
    if report.taken_from and report.taken_on:
        told.append(("Budget prévu", f"Repris le {day(report.taken_on)} de {report.taken_from}."))
    return told


def balance(read: ReadReport) -> list[str]:
    """Whether both sides are equal, or by how much they are not."""
    if read.gap is None:
        count = len(read.untold)
        left = "Un réalisé reste" if count == 1 else f"{count}{NBSP}réalisés restent"
        return [*gap_words(read), f"{left} à saisir\u00a0: rien n’est conclu du total."]
    return list(gap_words(read)) or ["Charges et produits sont égaux, au budget comme au réalisé."]


def notes_of_report(report: FinancialReport, read: ReadReport) -> list[str]:
    """What must be known to use the table."""
    due = due_of(report)
    asked = (
        f"Écarts à expliquer\u00a0: au-dessus de {threshold_words(report)}, en plus comme en moins. Ce seuil "
        "est une convention\u00a0: votre financeur peut en demander un autre."
    )
    return [
        WHERE_FROM,
        HOW,
        asked,
        OLD_NUMBERS if in_kind_told(read) else NO_KIND,
        WITH_IT,
        f"Délai\u00a0: {due.source}. Lignes et écarts\u00a0: {FORM_SOURCE}. Vérifiez la version que demande "
        "votre financeur.",
    ]
