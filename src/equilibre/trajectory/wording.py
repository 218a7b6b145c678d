"""The words of a trajectory, the same on the page, in a drawing and in a document."""

from __future__ import annotations

from collections.abc import Mapping

from equilibre.formatting import MINUS, NBSP, euros, month, number, typographic
from equilibre.trajectory.alliances import AllianceType, Burden, Gain
from equilibre.trajectory.hypotheses import Month, Reading, ResourceStatus
from equilibre.trajectory.results import Projection

READING_WORDS: dict[Reading, str] = {"acquis": "acquis seulement", "tout": "tout compris"}
VOWELS = "ao"
"""First letters of months before which « de » is cut short."""
STATUS_WORDS: dict[ResourceStatus, str] = {
    "acquis": "acquis",
    "notifie": "notifié",
    "demande": "demandé",
    "a_rechercher": "à rechercher",
}
ALLIANCE_WORDS: dict[AllianceType, str] = {
    "positionnement": "De positionnement",
    "production_diffusion": "De production ou de diffusion",
    "moyens": "De moyens",
}
GAIN_WORDS: dict[Gain, str] = {
    "cout_evite": "Une dépense évitée",
    "argent": "De l’argent qui ne serait pas venu sans elle",
    "temps": "Du temps donné",
    "en_nature": "Un lieu, du matériel, des biens",
    "marge": "Une activité devenue possible",
}
BURDEN_WORDS: dict[Burden, str] = {
    "coordination": "Du temps de coordination",
    "contribution": "Une contribution en argent",
    "ingenierie": "Un travail de conception",
}


def month_words(at: Month) -> str:
    """« mars 2027 »."""
    return month(f"{at.year}-{at.month:02d}")


def of_month(at: Month) -> str:
    """« de mars 2027 », « d’avril 2027 »."""
    words = month_words(at)
    return f"d’{words}" if words[0] in VOWELS else f"de {words}"


def thousands(cents: int) -> str:
    """Euros to the nearest thousand, for what rests on ranges: « 12 000 € », « −1 000 € », « 0 € »."""
    rounded = (abs(cents) + 50_000) // 100_000
    sign = MINUS if cents < 0 and rounded else ""
    return f"{sign}{number(rounded * 1000)}{NBSP}€"


def balance(cents: int) -> str:
    """« il reste 3 000 € », « il manque 12 000 € »."""
    return f"il manque {euros(-cents)}" if cents < 0 else f"il reste {euros(cents)}"


def in_two_sentences(projections: Mapping[Reading, Projection]) -> tuple[str, str]:
    """The last year and the lowest month of all the years, each in both readings."""
    acquired, everything = projections["acquis"], projections["tout"]
    last, sure = everything.years[-1], acquired.years[-1]
    results = (
        f"dans les deux lectures, {balance(last.result)}"
        if last.result == sure.result
        else f"avec ce qui est acquis seulement, {balance(sure.result)} ; "
        f"tout compris, {balance(last.result)}"
    )
    (low, at), (sure_low, sure_at) = everything.deepest, acquired.deepest
    if (low, at) == (sure_low, sure_at):
        lowest = f"{month_words(at)}, dans les deux lectures ({euros(low)})"
    elif at == sure_at:
        lowest = (
            f"{month_words(at)}, {euros(sure_low)} avec ce qui est acquis seulement et {euros(low)} tout "
            "compris"
        )
    else:
        lowest = (
            f"{month_words(sure_at)} avec ce qui est acquis seulement ({euros(sure_low)}), et "
            f"{month_words(at)} tout compris ({euros(low)})"
        )
    return (
        typographic(f"En {last.label}, {results}."),
        typographic(f"En banque, le mois le plus bas est {lowest}."),
    )
