"""What the result page says beside the engine's result."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.diagnosis.visibility import visible_questions
from trajectoires.diagnoses.domain.opening import Opened, OpenedVoice
from trajectoires.diagnoses.domain.queries.screens import screens
from trajectoires.diagnoses.enums import NOT_KNOWN


@dataclass(frozen=True)
class Answered:
    """A question and what was said; « » when nothing was."""

    text: str
    said: str
    screen: int
    """Number of the page that asks it."""


def answered(opened: Opened | OpenedVoice) -> tuple[Answered, ...]:
    """Every question that the answers let see, in the order of the pages."""
    saved, questionnaire = opened.saved, opened.questionnaire
    pages = {key: page.number for page in screens(questionnaire, saved) for key in page.keys}
    words = dict(NOT_KNOWN)
    found = []
    for one in visible_questions(questionnaire, saved.variant, saved.length, saved.answers):
        given = saved.answers.get(one.key)
        said = "" if given is None else one.levels[given] if isinstance(given, int) else words[given]
        found.append(Answered(one.text, said, pages.get(one.key, 1)))
    return tuple(sorted(found, key=lambda row: row.screen))
