"""What a bank must hold to be asked: each fault in words, for whoever writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from equilibre.diagnosis.facts import FACTS
from equilibre.diagnosis.questionnaire import DIMENSIONS, VARIANTS, Question, Questionnaire
from equilibre.diagnosis.visibility import asked_at_most

FLASH = 8
SCALE = range(1, 6)


def faults(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every fault of a questionnaire; empty when it is coherent."""
    return (*_questions(questionnaire), *_actions(questionnaire), *_flashes(questionnaire))


def _questions(questionnaire: Questionnaire) -> Iterator[str]:
    known = {action.code for action in questionnaire.actions}
    earlier: set[str] = set()
    if tuple(one.code for one in questionnaire.dimensions) != DIMENSIONS:
        yield "the seven dimensions are not there, in order"
    for one in questionnaire.questions:
        if one.key in earlier:
            yield f"{one.key}: key used twice"
        told = (*one.actions, *one.urgent_actions)
        yield from (f"{one.key}: unknown action {code}" for code in told if code not in known)
        yield from (f"{one.key}: {fault}" for fault in _question(one, earlier))
        earlier.add(one.key)


def _question(one: Question, earlier: set[str]) -> Iterator[str]:
    if not one.actions:
        yield "no action"
    if not one.variants:
        yield "no variant"
    if one.lengths not in (("flash", "standard", "complet"), ("standard", "complet"), ("complet",)):
        yield "lengths do not fit into one another"
    if len(set(one.levels)) < len(one.levels) or not all(one.levels):
        yield "levels are not four different descriptions"
    if one.effect not in SCALE:
        yield "effect is not 1 to 5"
    if one.fact and one.fact not in FACTS:
        yield f"unknown fact {one.fact}"
    if not (
        one.text and one.strength.title and one.strength.why and one.fragility.title and one.fragility.why
    ):
        yield "words are missing"
    for condition in one.asked_if:
        if condition.question not in earlier:
            yield f"asked after {condition.question}, which is not earlier in the bank"
        if not condition.levels or not set(condition.levels) < {0, 1, 2, 3}:
            yield f"the levels of {condition.question} never or always let it be asked"


def _actions(questionnaire: Questionnaire) -> Iterator[str]:
    cited = {code for one in questionnaire.questions for code in (*one.actions, *one.urgent_actions)}
    for code, times in Counter(action.code for action in questionnaire.actions).items():
        if times > 1:
            yield f"{code}: action given twice"
    for action in questionnaire.actions:
        told = (action.title, action.why, action.how, action.first_half_hour, action.sheet, action.contact)
        if not all(told) or action.hours <= 0 or action.effect not in SCALE or action.effort not in SCALE:
            yield f"{action.code}: incomplete action"
        if action.code not in cited:
            yield f"{action.code}: action that no question cites"


def _flashes(questionnaire: Questionnaire) -> Iterator[str]:
    for variant in VARIANTS:
        if variant not in questionnaire.variants:
            yield f"{variant}: variant without a label"
        flash = asked_at_most(questionnaire, variant, "flash")
        if len(flash) != FLASH:
            yield f"{variant}: {len(flash)} flash questions, {FLASH} expected"
        if any(one.asked_if for one in flash):
            yield f"{variant}: a flash question has a condition"
        if {one.dimension for one in flash} != set(DIMENSIONS):
            yield f"{variant}: the flash leaves a dimension out"
