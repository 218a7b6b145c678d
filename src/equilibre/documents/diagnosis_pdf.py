"""The diagnosis on two A4 sides, as a tagged PDF: what can be read, then what can be done.

Where several people answered apart, what follows says on what they differ.
"""

from __future__ import annotations

import datetime as dt

from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import DiagnosisResult, Spread
from equilibre.diagnosis.signals import Signal, by_notion
from equilibre.documents.diagnosis_data import diagnosis_data
from equilibre.documents.spread_data import bars, printed, spread_data
from equilibre.documents.typeset import typeset
from equilibre.drawings.radar import radar
from equilibre.formatting import NBSP

CONFIRM = "Ces notions sont différentes\u00a0: rien ici ne conclut en droit, faites confirmer."


def diagnosis_pdf(
    result: DiagnosisResult,
    questionnaire: Questionnaire,
    *,
    on: dt.date,
    organisation: str = "",
    address: str = "",
    spread: Spread | None = None,
    signals: tuple[Signal, ...] = (),
) -> bytes:
    """The PDF/UA-1 of a result. ``questionnaire``: the one it was answered with.

    ``on`` is printed as its date; ``address`` (of the site, or of the result) is written at the foot, and
    the sheets are linked on the same site. A flash has no radar (field rule 24). ``spread``: printed
    from five people on. ``signals`` of the six criteria make one paragraph, notion by notion.
    """
    data = diagnosis_data(result, questionnaire, on=on, organisation=organisation, address=address)
    drawings = {}
    if result.length != "flash":
        drawings["radar"] = radar(result.dimensions, variant="print", levels=questionnaire.levels)
    told = drawings["radar"].description if drawings else None
    told_apart = printed(spread)
    data |= {"radar": told, "spread": None, "signals": _signals(signals)}
    if told_apart is not None:
        data["spread"] = spread_data(told_apart, questionnaire)
        drawings |= bars(told_apart, questionnaire)
    return typeset("diagnosis.typ", data, on=on, drawings=drawings)


def _signals(found: tuple[Signal, ...]) -> str:
    """« Utilité sociale : les adhérents. … À faire confirmer. »; empty when no answer points to a notion."""
    parts = [
        f"{name[0].upper()}{name[1:]}{NBSP}: {', '.join(f'«{NBSP}{one.said}{NBSP}»' for one in signals)}."
        for name, signals in by_notion(found).items()
    ]
    return " ".join((*parts, CONFIRM)) if parts else ""
