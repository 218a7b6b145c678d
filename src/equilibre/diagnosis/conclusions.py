"""From answers to a reading: strengths, fragilities, actions. The same answers always say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from equilibre.diagnosis import facts as accounts
from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import (
    Answers,
    DiagnosisAction,
    Length,
    Question,
    Questionnaire,
    Variant,
)
from equilibre.diagnosis.results import DiagnosisFinding, DiagnosisResult, DimensionReading
from equilibre.diagnosis.scoring import level_of, readings
from equilibre.diagnosis.visibility import visible_questions
from equilibre.formatting import typographic

AT_MOST = 3
ACTIONS_AT_MOST = 6
STRONG = 2
"""Levels 2 and 3 are strengths, 0 and 1 fragilities: a convention of the platform."""
ENOUGH = 0.5
"""Under this share of questions with a level, the sentence says that it is too little to conclude."""
NAMED = 2
"""Dimensions named at each end of the sentence."""


def conclude(
    questionnaire: Questionnaire,
    variant: Variant,
    length: Length,
    answers: Answers,
    facts: Facts | None = None,
) -> DiagnosisResult:
    """Read the answers. Total: any combination of blank, nsp, nc and levels gives a result, and empty
    strengths or fragilities are a valid reading (« vos réponses ne le disent pas »)."""
    seen = visible_questions(questionnaire, variant, length, answers)
    dimensions = readings(questionnaire, variant, length, answers)
    strengths = _strengths(seen, answers)
    fragile = _fragile(seen, answers)
    fragilities = [_finding(one, answers, strong=False) for one in fragile]
    actions = _actions(questionnaire, fragile, answers)
    return DiagnosisResult(
        version=questionnaire.version,
        variant=variant,
        length=length,
        answers={one.key: answers[one.key] for one in seen if one.key in answers},
        dimensions=dimensions,
        strengths=tuple(strengths[:AT_MOST]),
        fragilities=tuple(fragilities[:AT_MOST]),
        actions=tuple(actions[:ACTIONS_AT_MOST]),
        more_strengths=tuple(strengths[AT_MOST:]),
        more_fragilities=tuple(fragilities[AT_MOST:]),
        more_actions=tuple(actions[ACTIONS_AT_MOST:]),
        contradictions=accounts.contradictions(questionnaire, variant, length, answers, facts),
        sentence=typographic(_sentence(dimensions)),
        accounts_year=facts.year if facts else "",
        model_findings=facts.findings if facts else (),
        model_actions=facts.actions if facts else (),
    )


def _strengths(seen: Sequence[Question], answers: Answers) -> list[DiagnosisFinding]:
    held = [
        (-one.effect, -level, rank, one)
        for rank, one in enumerate(seen)
        if (level := level_of(one, answers)) is not None and level >= STRONG
    ]
    return [_finding(one, answers, strong=True) for *_, one in sorted(held, key=lambda row: row[:3])]


def _fragile(seen: Sequence[Question], answers: Answers) -> list[Question]:
    weak = [
        (-one.effect, level, rank, one)
        for rank, one in enumerate(seen)
        if (level := level_of(one, answers)) is not None and level < STRONG
    ]
    return [one for *_, one in sorted(weak, key=lambda row: row[:3])]


def _finding(question: Question, answers: Answers, *, strong: bool) -> DiagnosisFinding:
    level = level_of(question, answers) or 0
    words = question.strength if strong else question.fragility
    return DiagnosisFinding(
        question=question.key,
        dimension=question.dimension,
        title=words.title,
        why=words.why,
        level=level,
        said=question.levels[level],
    )


def _actions(
    questionnaire: Questionnaire, fragile: Iterable[Question], answers: Answers
) -> list[DiagnosisAction]:
    """What the fragilities call for, once each: by effect, then by effort, then as first called."""
    codes = dict.fromkeys(code for one in fragile for code in _called(one, answers))
    called = [action for code in codes if (action := questionnaire.action(code)) is not None]
    return sorted(called, key=lambda action: (-action.effect, action.effort))


def _called(question: Question, answers: Answers) -> tuple[str, ...]:
    urgent = question.urgent_actions if level_of(question, answers) == 0 else ()
    return (*urgent, *question.actions)


def _sentence(dimensions: Sequence[DimensionReading]) -> str:
    asked = sum(one.asked for one in dimensions)
    scored = sum(one.scored for one in dimensions)
    if not scored:
        return "Vos réponses ne le disent pas encore : aucune question n’a reçu de niveau."
    told = [(one.level, rank, one.label) for rank, one in enumerate(dimensions) if one.level is not None]
    held = [label for level, _, label in sorted(told, key=lambda row: (-row[0], row[1])) if level >= STRONG]
    weak = [label for level, _, label in sorted(told) if level < STRONG]
    parts = []
    if held:
        parts.append(f"vos réponses décrivent un appui sur {_named(held)}")
    if weak:
        parts.append(f"un travail à mener sur {_named(weak)}")
    reading = " et ".join(parts) if held else f"vos réponses décrivent {parts[0]}"
    if scored < ENOUGH * asked:
        count = "une question" if scored == 1 else f"{scored} questions"
        return (
            f"Avec un niveau pour {count} sur {asked}, c’est trop peu pour conclure ; à ce stade, {reading}."
        )
    return f"{reading[0].upper()}{reading[1:]}."


def _named(labels: Sequence[str]) -> str:
    return " et ".join(f"« {label} »" for label in labels[:NAMED])
