"""Where people differ, as a page shows it: a question to debate, a drawing, a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import Gap
from equilibre.diagnosis.voices import debate
from equilibre.drawings.drawing import Drawing
from equilibre.drawings.spread import DO_NOT_KNOW, spread_bar


@dataclass(frozen=True)
class Point:
    """A question on which people differ, with its figures; ``rows``: the answer in full, how many people."""

    text: str
    debate: str
    wide: Drawing
    narrow: Drawing
    rows: tuple[tuple[str, int], ...]


def points(questionnaire: Questionnaire, agenda: Iterable[Gap]) -> tuple[Point, ...]:
    """The points of the agenda, each with its drawing."""
    return tuple(_point(questionnaire, gap, f"ecart-{rank}") for rank, gap in enumerate(agenda, start=1))


def header(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The headings of the figures of ``counted``."""
    return (*questionnaire.levels, DO_NOT_KNOW)


def counted(gaps: Iterable[Gap]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The other questions that have figures: the question, how many people gave each answer of ``header``."""
    return tuple((gap.text, (*gap.counts, gap.nsp)) for gap in gaps if gap.counts)


def topics(gaps: Iterable[Gap]) -> tuple[str, ...]:
    """The titles of those that have none: fewer than five people answered."""
    return tuple(gap.text for gap in gaps if not gap.counts)


def _point(questionnaire: Questionnaire, gap: Gap, prefix: str) -> Point:
    levels = questionnaire.levels
    asked = questionnaire.question(gap.question)
    words = levels if asked is None else asked.levels
    rows = [*zip(words, gap.counts, strict=True)]
    if gap.nsp:
        rows.append((DO_NOT_KNOW, gap.nsp))
    return Point(
        text=gap.text,
        debate=debate(questionnaire, gap, titled=True),
        wide=spread_bar(gap, levels=levels, prefix=prefix),
        narrow=spread_bar(gap, levels=levels, variant="phone", prefix=f"{prefix}-t"),
        rows=tuple(rows),
    )
