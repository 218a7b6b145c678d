"""The path on one A4 side: dated steps with a box to tick, and why each is there."""

from __future__ import annotations

import datetime as dt

from equilibre.documents.diagnosis_data import FOOT, minutes_in_words, shown_address, site_of
from equilibre.documents.typeset import typeset
from equilibre.formatting import day
from equilibre.pathway.plans import Company, Plan, Step

TITLE = "Votre parcours"
HOW_TO_READ = (
    "Chaque date est un repère\u00a0: l’étape se fait ce jour-là au plus tard. Cochez ce qui est fait\u202f; "
    "sur la page du parcours, ce qui glisse est replacé. Le choix et l’ordre des étapes sont une convention "
    "de la plateforme."
)
NOTHING = "Aucune étape n’est proposée pour l’instant."
_TOGETHER: dict[Company, str] = {
    "seul": "à plusieurs",
    "binome": "à deux",
    "conseil": "avec le conseil d’administration",
    "accompagne": "avec la personne qui vous accompagne",
}


def plan_pdf(plan: Plan, *, on: dt.date, address: str = "") -> bytes:
    """The PDF/UA-1 of a plan. ``on`` is its date; ``address`` (of the site) is written at the foot.

    A very long plan runs on to another page rather than losing a step.
    """
    site = site_of(address)
    data = {
        "title": TITLE,
        "kicker": f"Parcours · {day(on)}",
        "heading": TITLE,
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "sentence": plan.sentence,
        "notes": list(plan.notes),
        "steps": [_step(step, plan, site) for step in plan.steps],
        "nothing": NOTHING,
        "how_to_read": HOW_TO_READ,
        "foot": FOOT,
        "address": shown_address(address),
    }
    return typeset("plan.typ", data, on=on)


def _step(step: Step, plan: Plan, site: str) -> dict[str, str]:
    key = step.item.key
    local = key.startswith("/")
    return {
        "title": step.item.title,
        "due": day(step.due),
        "minutes": minutes_in_words(step.minutes),
        "why": step.reasons[0].text if step.reasons else "",
        "together": _TOGETHER[plan.traveller.company] if step.together else "",
        "link": f"{site}{key}" if site and local else "",
        "address": shown_address(f"{site}{key}") if local else "",
    }
