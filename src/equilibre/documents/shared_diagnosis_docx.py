"""« Diagnostic partagé »: what accounts say, the organisation's words and an adviser's, never mixed.

Four to six pages over at most three exercices. What nobody wrote is a framed place to complete; what a
trajectory typed by hand does not know is said plainly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from equilibre.documents.digest_pages import cash_first, findings, results_table, support_words
from equilibre.documents.docx_pages import Blank, Pages, Run
from equilibre.formatting import NBSP, day, euros, percent, typographic
from equilibre.trajectory.digest import ExerciceDigest, ModelDigest
from equilibre.trajectory.workspace import HEADINGS, Workspace

ACCOUNTS, OWN, GUIDE = "Ce que disent les comptes", "Nos mots", "Les mots de qui nous accompagne"
NO_MODEL = typographic(
    "Il manque ce que disent les comptes : cette trajectoire a été saisie à la main. Déposez vos comptes, "
    "puis choisissez « Construire la trajectoire avec ces chiffres » : les chiffres, les forces et les "
    "fragilités viendront s’ajouter à vos mots."
)
EXPECTED = {
    "project": "à quoi vous servez, ce qui vous distingue, votre ambition",
    "activities": "vos activités et ce que chacune apporte au projet",
    "model": "ce qui vous étonne dans ces chiffres",
    "strengths": "trois forces au plus, chacune avec un fait",
    "fragilities": "trois fragilités au plus, chacune avec un fait et une date",
    "questions": "ce que vos comptes ne disent pas, ce qui reste en débat",
    "needs": "ce qu’il vous manque pour avancer, en temps, compétences, argent, partenaires",
}


def shared_diagnosis_docx(
    workspace: Workspace,
    model: ModelDigest | None,
    *,
    on: dt.date,
    sources: Sequence[str],
    first: Sequence[str] = (),
) -> bytes:
    """The DOCX file. ``sources``: sentences on where the figures come from; ``first``: what goes before
    anything else (``cash_alert.before_any_scenario``).
    """
    pages = Pages("Diagnostic partagé", on=on, kicker=kicker(model))
    cash_first(pages, first)
    _opening(pages, workspace, model, on, sources)
    for name, title in HEADINGS.items():
        pages.heading(title)
        if model is not None and name != "needs":
            pages.heading(ACCOUNTS, 2)
            _accounts(pages, name, model)
        _voices(pages, workspace, name)
    _recognised(pages, workspace)
    return pages.content()


def kicker(model: ModelDigest | None) -> str:
    """What is printed above the title."""
    return "Document de travail" + (f" · {model.organisation}" if model and model.organisation else "")


def told(pages: Pages, text: str, expected: str, lines: int = 3) -> None:
    """A text paragraph by paragraph, or a framed place to write it."""
    if not text:
        pages.room(typographic(expected), lines)
    for line in filter(None, text.split("\n")):
        pages.paragraph(line)


def pair_words(workspace: Workspace) -> tuple[str | Blank, ...]:
    """« trésorière et coordinatrice », blanks for the roles that nobody gave."""
    road = workspace.road
    return (
        road.elected or Blank("une personne élue"),
        " et ",
        road.manager or Blank("une personne de la direction"),
    )


def _opening(
    pages: Pages, workspace: Workspace, model: ModelDigest | None, on: dt.date, sources: Sequence[str]
) -> None:
    pages.paragraph(
        typographic(
            "Ce document réunit trois paroles, chacune à sa place : ce que disent les comptes, les mots de "
            "l’association, ceux de qui l’accompagne. Il décrit ; il ne juge pas et ne donne aucune note."
        )
    )
    if model is None:
        pages.paragraph(Run(NO_MODEL, bold=True))
    read = ", ".join(one.label for one in model.exercices) if model else "aucun"
    guide = workspace.adviser_role or "personne pour l’instant"
    pages.table(
        ("Repère", "Pour ce diagnostic"),
        [
            ("Qui pilote", pair_words(workspace)),
            ("Qui accompagne", guide),
            ("La question", workspace.road.question or Blank("la question de la feuille de route")),
            ("Exercices lus", read),
            ("Établi le", day(on)),
            ("D’où viennent les chiffres", " ".join(sources)),
        ],
        widths=(0.28, 0.72),
        caption="Qui pilote, la question, les exercices lus et les sources",
    )


def _accounts(pages: Pages, name: str, model: ModelDigest) -> None:
    if name == "project":
        _project(pages, model)
    elif name == "activities":
        _activities(pages, model)
    elif name == "model":
        _model(pages, model)
    elif name == "questions":
        _questions(pages, model)
    else:
        findings(pages, model.strengths if name == "strengths" else model.fragilities)


def _project(pages: Pages, model: ModelDigest) -> None:
    lines = (
        ("Vocation et spécificités", model.vocation),
        ("Missions et activités", model.missions),
        ("Ambition à trois ans", model.ambition),
    )
    if not any(words for _, words in lines):
        pages.paragraph(f"Lecture sans votre projet{NBSP}: les trois lignes n’ont pas été écrites.")
        return
    pages.bullets(
        [(Run(f"{title}{NBSP}: ", bold=True), words or Blank(title.lower())) for title, words in lines]
    )
    pages.note("Ces trois lignes viennent de la page du modèle, où l’association les a écrites.")


def _activities(pages: Pages, model: ModelDigest) -> None:
    if not model.activities:
        pages.paragraph("Aucune activité n’a été décrite sur la page du modèle.")
        return
    pages.table(
        ("Activité", "Ressources", "Coûts directs", "Contribution", "Famille la plus proche"),
        [
            (
                one.name,
                euros(one.resources),
                euros(one.direct_costs),
                euros(one.contribution),
                one.family or "pas conclue",
            )
            for one in model.activities
        ],
        widths=(0.3, 0.15, 0.16, 0.16, 0.23),
        caption="Ressources, coûts directs et contribution de chaque activité",
        numbers=(1, 2, 3),
    )
    pages.note("Contribution = ressources rattachées moins coûts directs. Les coûts communs restent à part.")


def _model(pages: Pages, model: ModelDigest) -> None:
    for one in model.exercices:
        pages.paragraph(one.sentence)
    if model.exercices[-1].doubt:
        pages.paragraph((Run("Ce qui reste incertain. ", bold=True), model.exercices[-1].doubt))
    labels = tuple(one.label for one in model.exercices)
    widths = (0.4, *(0.6 / len(labels) for _ in labels))
    results_table(pages, model.exercices)
    pages.table(
        ("Part des ressources", *labels),
        [
            (name, *(_share(one, name) for one in model.exercices))
            for name in dict.fromkeys(part.label for one in model.exercices for part in one.natures)
        ],
        widths=widths,
        caption="Part de chaque nature de ressources, par exercice",
        numbers=range(1, len(labels) + 1),
    )
    pages.note(support_words(model.exercices[-1]))
    _pillars(pages, model.exercices[-1])
    last = model.exercices[-1]
    pages.paragraph(
        (Run("Famille la plus proche. ", bold=True), " ".join((f"{last.family}.", *last.family_reasons)))
        if last.family
        else f"La famille n’est pas conclue{NBSP}: des questions restent ouvertes."
    )


def _share(one: ExerciceDigest, name: str) -> str:
    return next((percent(part.share) for part in one.natures if part.label == name), "–")


def _pillars(pages: Pages, last: ExerciceDigest) -> None:
    pages.table(
        (f"Les trois piliers en {last.label}", "Montant", "Ce qui n’est pas mesuré"),
        [
            (
                one.label,
                "non mesuré" if one.amount is None else euros(one.amount),
                one.missing or ("rien de signalé" if one.complete else "une partie"),
            )
            for one in last.pillars
        ],
        widths=(0.34, 0.18, 0.48),
        caption="Ce que chaque pilier représente en euros, et ce qui n’est pas mesuré",
        numbers=(1,),
    )
    pages.note(
        f"Convention de la plateforme{NBSP}: les euros qui paient des personnes sont comptés avec elles. "
        "Une valeur estimée n’est pas de la comptabilité."
    )


def _questions(pages: Pages, model: ModelDigest) -> None:
    if not model.questions:
        pages.paragraph("Les comptes ne laissent pas de question ouverte sur la page du modèle.")
        return
    pages.paragraph(f"Les comptes ne suffisent pas à répondre à ces questions{NBSP}:")
    pages.bullets(model.questions)


def _voices(pages: Pages, workspace: Workspace, name: str) -> None:
    pages.heading(OWN, 2)
    told(pages, getattr(workspace.organisation, name), EXPECTED[name])
    spoken = getattr(workspace.adviser, name)
    if spoken or workspace.adviser_role:
        pages.heading(f"{GUIDE} ({workspace.adviser_role})" if workspace.adviser_role else GUIDE, 2)
        told(pages, spoken, "ses mots, s’il ou elle en ajoute", lines=2)


def _recognised(pages: Pages, workspace: Workspace) -> None:
    pages.heading("Ce que la réunion a reconnu")
    told(
        pages,
        workspace.output("diagnostic").text,
        "ce que la réunion a reconnu comme vrai, et ce qui reste en débat",
        lines=5,
    )
    pages.paragraph(
        (
            "Partagé le ",
            Blank("la date de la réunion"),
            " avec ",
            Blank("le conseil, l’équipe, des bénévoles"),
            ".",
        )
    )
    pages.note(
        typographic(
            "Un avis recueilli en réunion est indicatif. Les statuts disent qui décide, et comment. "
            "Au plus trois forces et trois fragilités sont retenues ; aucune ne vaut note."
        )
    )
