"""What a diagnosis brings to a debate: strengths, fragilities, where answers differ, where to begin.

Never who. Under five people, only which questions differ, in the order of the questionnaire (field rule 24).
"""

from __future__ import annotations

from equilibre.diagnosis.handed import HandedDiagnosis
from equilibre.diagnosis.results import Gap
from equilibre.diagnosis.voices import debate
from equilibre.facilitation.background import Background
from equilibre.facilitation.formats import MOST_OPTIONS

MOST_PRIORITIES = 3


def lines(handed: HandedDiagnosis) -> dict[str, list[str]]:
    """Source of options → lines, as the page of the diagnosis says them."""
    result = handed.result
    told = {
        "forces": [one.title for one in result.strengths],
        "fragilites": [one.title for one in result.fragilities],
        "desaccords": [gap.text for gap in _gaps(handed)],
    }
    return {key: found for key, found in told.items() if found}


def background(handed: HandedDiagnosis) -> Background:
    """Sentences: the points to debate, and the first actions."""
    return Background(
        differ=tuple(debate(handed.questionnaire, gap) for gap in _gaps(handed)),
        priorities=tuple(one.title for one in handed.result.actions[:MOST_PRIORITIES]),
    )


def _gaps(handed: HandedDiagnosis) -> tuple[Gap, ...]:
    """The three widest from five people on; under, all that differ, and nothing says which most."""
    if handed.spread is None:
        return ()
    return handed.spread.agenda if handed.spread.shown else handed.spread.gaps[:MOST_OPTIONS]
