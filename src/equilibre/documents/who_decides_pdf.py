"""« Qui décide quoi » on one side of A4: what texts fix, what custom gives, who takes each decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from equilibre.documents.diagnosis_data import FOOT, shown_address
from equilibre.documents.typeset import typeset
from equilibre.formatting import NBSP, day
from equilibre.reference.bodies import who_decides

TITLE = "Qui décide quoi"
PREVAIL = (
    f"Vos statuts prévalent. Cette page aide à poser la question{NBSP}; elle n’y répond pas à leur place."
)
USUAL = (
    f"Statut{NBSP}: lecture. Ce que l’on voit le plus souvent, d’après Service-Public.fr et l’usage des "
    "associations. Chez vous, un autre partage peut être écrit."
)
TO_SAY = "à préciser"
MOST = 6
"""Decisions printed: more are counted."""


def who_decides_pdf(
    decisions: Sequence[tuple[str, str]],
    *,
    on: dt.date,
    title: str,
    organisation: str = "",
    address: str = "",
) -> bytes:
    """The PDF/UA-1. ``decisions``: its words, and the body that takes it, « » when it was not said."""
    told = who_decides()
    others = len(decisions) - MOST
    data = {
        "title": f"{TITLE}{NBSP}: {title}",
        "kicker": TITLE,
        "above": " · ".join(one for one in (organisation, title) if one),
        "heading": TITLE,
        "prevail": PREVAIL,
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "decisions_title": "Vos décisions",
        "decisions_head": ["La décision", "Qui décide", "Article des statuts"],
        "decisions": [[label, body or TO_SAY] for label, body in decisions[:MOST]]
        or [["Écrivez ici vos décisions, et qui prend chacune.", ""], ["", ""], ["", ""]],
        "others": f"Et {others} autre{'s' if others > 1 else ''}, sur la page des décisions."
        if others > 0
        else "",
        "usual_title": "Ce que chaque instance décide, le plus souvent",
        "usual": USUAL,
        "bodies": [[one.name, one.usual, one.example] for one in told.body],
        "established_title": "Ce que les textes fixent",
        "established": [[one.text, f"Établi{NBSP}: {told.origin(one)}."] for one in told.established],
        "check_title": "Avant de décider, à vérifier",
        "check": [one.text for one in told.check],
        "checked": f"Textes relus le {day(told.checked)}. {told.sources['plateforme']}.",
        "foot": FOOT,
        "address": shown_address(address),
    }
    return typeset("who_decides.typ", data, on=on)
