"""Several voices: where they differ. Figures from five people on, never by role (field rule 24)."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from equilibre.diagnosis.questionnaire import Answer, Answers, Length, Question, Questionnaire, Variant
from equilibre.diagnosis.results import Gap, Spread
from equilibre.diagnosis.visibility import visible_questions
from equilibre.formatting import NBSP, NNBSP

THRESHOLD = 5
AGENDA = 3
POINTS = ("Un point", "Deux points", "Trois points")
ASK = f"qu’est-ce que chacun a en tête{NNBSP}?"


def spread(
    questionnaire: Questionnaire, variant: Variant, length: Length, voices: Sequence[Answers]
) -> Spread:
    """Where respondents gave different levels; the order of ``voices`` changes nothing.

    Under five respondents, only which questions differ, in the order of the bank. From five on, widest first;
    a question that fewer than five of them answered still has no figure.
    """
    shown = len(voices) >= THRESHOLD
    asked = [{one.key for one in visible_questions(questionnaire, variant, length, said)} for said in voices]
    gaps = []
    for one in visible_questions(questionnaire, variant, length, {}):
        given = [
            said[one.key]
            for said, seen in zip(voices, asked, strict=True)
            if one.key in seen and one.key in said
        ]
        gap = _gap(one, given, figures=shown and len(given) >= THRESHOLD)
        if gap is not None:
            gaps.append(gap)
    if not shown:
        return Spread(respondents=len(voices), shown=False, gaps=tuple(gaps), agenda=())
    widest = sorted(gaps, key=lambda gap: -(gap.width or 0.0))
    agenda = tuple(gap for gap in widest if gap.width is not None)[:AGENDA]
    return Spread(respondents=len(voices), shown=True, gaps=tuple(widest), agenda=agenda)


def debate(questionnaire: Questionnaire, gap: Gap, *, titled: bool = False) -> str:
    """A neutral question to open the debate: « Sur « … », vos réponses vont de « … » à « … » : … ».

    ``titled``: the question is written just above, « Vos réponses vont de… » is enough. Under the threshold
    of anonymity the answers themselves are not said.
    """
    opening = "Vos réponses" if titled else f"Sur «{NBSP}{gap.text}{NBSP}», vos réponses"
    asked = questionnaire.question(gap.question)
    given = [level for level, count in enumerate(gap.counts) if count]
    if asked is None or not given:
        return f"{opening} diffèrent{NBSP}: {ASK}"
    low, high = asked.levels[given[0]], asked.levels[given[-1]]
    return f"{opening} vont de «{NBSP}{low}{NBSP}» à «{NBSP}{high}{NBSP}»{NBSP}: {ASK}"


def agenda_title(found: Spread) -> str:
    """« Trois points à mettre à l’ordre du jour »; fewer when fewer questions have figures."""
    count = len(found.agenda)
    return f"{POINTS[count - 1]} à mettre à l’ordre du jour" if count else ""


def _gap(question: Question, given: Sequence[Answer], *, figures: bool) -> Gap | None:
    levels = [answer for answer in given if isinstance(answer, int)]
    if len(set(levels)) < 2:
        return None
    if not figures:
        return Gap(question=question.key, dimension=question.dimension, text=question.text, width=None)
    return Gap(
        question=question.key,
        dimension=question.dimension,
        text=question.text,
        width=statistics.pstdev(levels),
        counts=(levels.count(0), levels.count(1), levels.count(2), levels.count(3)),
        nsp=given.count("nsp"),
    )
