"""N against N+1: only what both asked in the same words."""

from __future__ import annotations

from equilibre.diagnosis.freezing import Frozen
from equilibre.diagnosis.questionnaire import Question
from equilibre.diagnosis.results import Change, Comparison
from equilibre.diagnosis.scoring import level_of, median_level
from equilibre.diagnosis.visibility import visible_questions
from equilibre.formatting import typographic


def compare(before: Frozen, after: Frozen) -> Comparison:
    """What moved between two diagnoses. A dimension is the median of the questions levelled both times."""
    old = {one.key: one for one in _seen(before)}
    new = {one.key: one for one in _seen(after)}
    same = [one for key, one in new.items() if key in old and _words(one) == _words(old[key])]
    both = [
        (one, first, second)
        for one in same
        if (first := level_of(one, before.answers)) is not None
        and (second := level_of(one, after.answers)) is not None
    ]
    dimensions = tuple(
        Change(
            key=dimension.code,
            label=dimension.label,
            before=median_level([before.answers[one.key] for one in mine]),
            after=median_level([after.answers[one.key] for one in mine]),
        )
        for dimension in after.questionnaire.dimensions
        if (mine := [one for one, *_ in both if one.dimension == dimension.code])
    )
    changes = [
        Change(key=one.key, label=one.text, before=float(first), after=float(second))
        for one, first, second in both
        if first != second
    ]
    moved = tuple(sorted(changes, key=lambda one: -abs((one.after or 0) - (one.before or 0))))
    compared = {one.key for one in same}
    left = {key: one.text for key, one in {**old, **new}.items() if key not in compared}
    return Comparison(
        dimensions=dimensions,
        moved=moved,
        not_compared=tuple(left.values()),
        sentence=typographic(_sentence(len(both), moved)),
    )


def _seen(frozen: Frozen) -> tuple[Question, ...]:
    return visible_questions(frozen.questionnaire, frozen.variant, frozen.length, frozen.answers)


def _words(question: Question) -> tuple[str, tuple[str, ...]]:
    return question.text, question.levels


def _sentence(compared: int, moved: tuple[Change, ...]) -> str:
    if not compared:
        return "Aucune question n’a reçu un niveau les deux fois : rien ne se compare encore."
    up = sum((one.after or 0) > (one.before or 0) for one in moved)
    told = "Une question" if compared == 1 else f"{compared} questions"
    verb = "se compare" if compared == 1 else "se comparent"
    return (
        f"{told} {verb} : {_count(up)} à un niveau plus avancé, "
        f"{_count(len(moved) - up)} à un niveau moins avancé, {_count(compared - len(moved))} au même niveau."
    )


def _count(count: int) -> str:
    return "aucune" if not count else "une" if count == 1 else str(count)
