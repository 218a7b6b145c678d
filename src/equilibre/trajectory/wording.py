"""The words of a trajectory, the same on the page, in a drawing and in a document."""

from __future__ import annotations

from equilibre.formatting import MINUS, NBSP, month, number
from equilibre.trajectory.hypotheses import Month, Reading, ResourceStatus

READING_WORDS: dict[Reading, str] = {"acquis": "acquis seulement", "tout": "tout compris"}
STATUS_WORDS: dict[ResourceStatus, str] = {
    "acquis": "acquis",
    "notifie": "notifié",
    "demande": "demandé",
    "a_rechercher": "à rechercher",
}


def month_words(at: Month) -> str:
    """« mars 2027 »."""
    return month(f"{at.year}-{at.month:02d}")


def thousands(cents: int) -> str:
    """Euros to the nearest thousand, for what rests on ranges: « 12 000 € », « −1 000 € », « 0 € »."""
    rounded = (abs(cents) + 50_000) // 100_000
    sign = MINUS if cents < 0 and rounded else ""
    return f"{sign}{number(rounded * 1000)}{NBSP}€"
