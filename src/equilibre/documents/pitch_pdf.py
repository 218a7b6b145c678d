"""Three minutes to say one's trajectory, on one A4 side: seven parts, three figures, the listener's grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from equilibre.documents.diagnosis_data import FOOT, shown_address
from equilibre.documents.typeset import typeset
from equilibre.figures import Status
from equilibre.formatting import NBSP, day, inside
from equilibre.reference.pitch import Hearer, PartCode, frame
from equilibre.trajectory.cash_alert import TITLE as CASH_FIRST
from equilibre.trajectory.pitch import Pitch, clock
from equilibre.trajectory.pitch_figures import PitchFigure

TITLE = "Votre pitch en trois minutes"
TO_WRITE = "Début proposé d’après la trajectoire\u00a0: à reprendre avec vos mots."
HOW_TO_LISTEN = (
    "Une personne écoute et coche. On ne compte pas les oui\u00a0: un non dit quoi reprendre. Le cadre, les "
    "durées et les questions sont une convention de la plateforme."
)
STATUS_WORDS: dict[Status, str] = {
    "etabli": "Statut\u00a0: établi",
    "lecture": "Statut\u00a0: lecture proposée",
    "convention": "Statut\u00a0: convention de la plateforme",
}


def pitch_pdf(
    pitch: Pitch,
    figures: Sequence[PitchFigure],
    *,
    on: dt.date,
    beginnings: Mapping[PartCode, str],
    hearers: Mapping[Hearer, str],
    organisation: str = "",
    first: Sequence[str] = (),
    sources: Sequence[str] = (),
    address: str = "",
) -> bytes:
    """The PDF/UA-1 of a pitch.

    ``figures``: the chosen ones, in order; ``beginnings``: what is proposed for the parts that nobody wrote,
    printed as such; ``hearers``: the words of who listens; ``first``: what is said before anything else when
    cash is short (``cash_alert.before_any_scenario``); ``address`` (of the site) is at the foot.
    """
    data = {
        "title": f"{organisation}\u00a0: {inside(TITLE)}" if organisation else TITLE,
        "kicker": f"Pitch · {day(on)}",
        "heading": organisation or TITLE,
        "hearer": f"Trois minutes devant {inside(hearers[pitch.hearer])}",
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "cash_first": {"title": CASH_FIRST, "sentences": list(first)},
        "parts": _parts(pitch, beginnings),
        "to_write": TO_WRITE,
        "figures_title": "Les chiffres, et d’où ils viennent",
        "figures": [
            {
                "label": one.label,
                "words": one.words,
                "formula": f"{one.formula[:1].upper()}{one.formula[1:]}",
                "source": one.source,
                "status": STATUS_WORDS[one.status],
            }
            for one in figures
        ],
        "questions_title": "La grille de qui écoute",
        "questions": [one.text for one in frame().question],
        "yes": "oui",
        "no": "non",
        "how_to_listen": HOW_TO_LISTEN,
        "sources": [one.removesuffix(".") for one in sources],
        "foot": FOOT,
        "address": shown_address(address),
    }
    return typeset("pitch.typ", data, on=on)


def _parts(pitch: Pitch, beginnings: Mapping[PartCode, str]) -> list[dict[str, object]]:
    told = frame()
    return [
        {
            "title": f"{rank}. {part.title}",
            "when": clock(begin),
            "seconds": f"{part.seconds}{NBSP}secondes",
            "text": pitch.text(part.code) or beginnings[part.code],
            "written": bool(pitch.text(part.code)),
        }
        for rank, (part, begin) in enumerate(zip(told.part, told.begins(), strict=True), start=1)
    ]
