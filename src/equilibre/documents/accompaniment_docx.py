"""A draft « cahier des charges d'accompagnement »: what is asked for, what one brings, what one expects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from equilibre.documents.digest_pages import cash_first
from equilibre.documents.docx_pages import Blank, Pages, Run
from equilibre.documents.shared_diagnosis_docx import NO_MODEL, kicker, pair_words, told
from equilibre.formatting import NBSP, day, euros, typographic
from equilibre.trajectory.digest import ModelDigest
from equilibre.trajectory.workspace import Brief, Workspace, places, settled

ASKED = (
    ("goals", "Ce que nous attendons", "une ou deux questions, pas un programme"),
    ("outputs", "Ce que l’accompagnement doit laisser", "par exemple une trajectoire votée, une méthode"),
    ("skills", "Les compétences cherchées", "par exemple finances d’associations, animation de conseil"),
)
ARRANGED = (
    ("means", "Le temps et l’argent que nous y mettons", "jours du binôme, budget, prise en charge possible"),
    ("practical", "Les conditions pratiques", "lieu, visioconférence, horaires des bénévoles"),
    ("criteria", "Comment nous choisirons", "trois critères au plus"),
)
"""A field of ``Brief``, its title, what to write when it is empty."""


def accompaniment_docx(
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
    pages = Pages("Cahier des charges d’accompagnement", on=on, kicker=f"Projet, à relire · {kicker(model)}")
    cash_first(pages, first)
    pages.paragraph(
        "Ce projet reprend notre feuille de route et notre diagnostic. Ce qui est surligné reste à compléter."
    )
    pages.heading("Qui nous sommes")
    _who(pages, workspace, model)
    pages.heading("Où nous en sommes")
    _where(pages, workspace, model)
    _asked(pages, workspace.brief, ASKED)
    pages.heading("Le calendrier")
    told(pages, workspace.brief.calendar, "les trois réunions, ce qui ne peut pas bouger")
    _days(pages, workspace)
    _asked(pages, workspace.brief, ARRANGED)
    _answering(pages, workspace.brief)
    pages.note(" ".join(sources))
    return pages.content()


def _asked(pages: Pages, brief: Brief, asked: Sequence[tuple[str, str, str]]) -> None:
    for name, title, expected in asked:
        pages.heading(title)
        told(pages, getattr(brief, name), expected)


def _who(pages: Pages, workspace: Workspace, model: ModelDigest | None) -> None:
    project = workspace.organisation.project or (model.vocation if model else "")
    told(pages, project, "votre projet en une phrase")
    if model is None:
        pages.paragraph(Run(NO_MODEL, italic=True))
    else:
        last = model.exercices[-1]
        family = f" La famille la plus proche est «{NBSP}{last.family}{NBSP}»." if last.family else ""
        pages.paragraph(f"Ressources de {last.label}{NBSP}: {euros(last.products)}.{family}")
    pages.paragraph((f"Le binôme qui pilote{NBSP}: ", *pair_words(workspace), "."))


def _where(pages: Pages, workspace: Workspace, model: ModelDigest | None) -> None:
    question = workspace.road.question or Blank("la question de la feuille de route")
    pages.paragraph((Run("Notre question. ", bold=True), question))
    if model is not None:
        pages.paragraph(f"La page de notre modèle dit{NBSP}: «{NBSP}{model.exercices[-1].sentence}{NBSP}»")
        if model.fragilities:
            pages.paragraph(f"D’après les comptes{NBSP}:")
            pages.bullets([one.title for one in model.fragilities])
    for title, text in (
        ("Ce que nous en disons. ", workspace.organisation.fragilities),
        ("Ce qu’il nous manque. ", workspace.organisation.needs),
        ("Ce qui n’est pas en discussion. ", workspace.road.untouched),
    ):
        if text:
            pages.paragraph((Run(title, bold=True), " ".join(text.split("\n"))))


def _days(pages: Pages, workspace: Workspace) -> None:
    shown = [
        (one, workspace.wish(one.code)) for one in places(workspace.variant) if not settled(workspace, one)
    ]
    if not any(by for _, by in shown):
        return
    pages.table(
        ("Étape qui reste", "Réunion", "Souhaitée pour le"),
        [
            (f"{one.number}. {one.title}", one.moment.title if one.moment else "", day(by) if by else Blank())
            for one, by in shown
        ],
        widths=(0.5, 0.28, 0.22),
        caption="Les étapes qui restent, leurs réunions et les dates souhaitées",
    )


def _answering(pages: Pages, brief: Brief) -> None:
    pages.heading("Comment nous répondre")
    by = day(brief.answer_by) if brief.answer_by else Blank("la date limite")
    pages.paragraph(("Réponse attendue au plus tard le ", by, ", à ", Blank("l’adresse où répondre"), "."))
    pages.paragraph(
        typographic(
            "Une réponse de deux pages suffit : ce que vous avez compris, comment vous vous y prenez, "
            "les jours, le prix et qui le prend en charge."
        )
    )
