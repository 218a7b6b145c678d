"""The pages of questions: two at a time for the flash, a dimension at a time otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.diagnosis.questionnaire import Answer, Answers, Question, Questionnaire
from equilibre.diagnosis.visibility import asked_at_most, visible_questions
from trajectoires.diagnoses.domain.saved import Saved
from trajectoires.diagnoses.enums import NOT_KNOWN

FLASH_PAIR = 2


@dataclass(frozen=True)
class Option:
    """A radio button."""

    value: str
    label: str
    chosen: bool
    described: bool
    """One of the four levels, not « je ne sais pas » nor « ne nous concerne pas »."""


@dataclass(frozen=True)
class Asked:
    """A question as its page shows it."""

    name: str
    text: str
    help: str
    options: tuple[Option, ...]
    beside: str = ""
    """What the accounts say, when they do."""
    proposed: bool = False
    """The chosen answer comes from the accounts: nobody gave it yet."""


@dataclass(frozen=True)
class Screen:
    """A page of questions; ``keys`` are those that it may ask, whatever was answered."""

    number: int
    label: str
    about: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class ScreenState:
    """A page of questions in the list of pages."""

    screen: Screen
    answered: int
    asked: int


def screens(questionnaire: Questionnaire, saved: Saved) -> tuple[Screen, ...]:
    """Every page, in order. Which questions a page may ask never depends on the answers, so that going back
    always finds the same page."""
    every = asked_at_most(questionnaire, saved.variant, saved.length)
    if saved.length == "flash":
        pairs = [every[start : start + FLASH_PAIR] for start in range(0, len(every), FLASH_PAIR)]
        return tuple(
            Screen(number, "", "", tuple(one.key for one in pair))
            for number, pair in enumerate(pairs, start=1)
        )
    found = [
        (dimension, tuple(one.key for one in every if one.dimension == dimension.code))
        for dimension in questionnaire.dimensions
    ]
    return tuple(
        Screen(number, dimension.label, dimension.about, keys)
        for number, (dimension, keys) in enumerate((pair for pair in found if pair[1]), start=1)
    )


def visible_of(
    questionnaire: Questionnaire, saved: Saved, keys: Sequence[str], answers: Answers | None = None
) -> tuple[Question, ...]:
    """Among these questions, those that the answers (of the diagnosis, or those given) let see."""
    told = saved.answers if answers is None else answers
    seen = visible_questions(questionnaire, saved.variant, saved.length, told)
    return tuple(one for one in seen if one.key in keys)


def asked(question: Question, answers: Answers, *, beside: str = "", proposed: Answer | None = None) -> Asked:
    """A question with its six options, the given answer chosen; without one, the answer ``proposed``."""
    given = answers.get(question.key, proposed)
    levels = [
        Option(str(level), words, given == level and given is not None, True)
        for level, words in enumerate(question.levels)
    ]
    unknown = [Option(str(code), words, given == code, False) for code, words in NOT_KNOWN]
    return Asked(
        field_name(question.key),
        question.text,
        question.help,
        (*levels, *unknown),
        beside,
        proposed is not None and question.key not in answers,
    )


def field_name(key: str) -> str:
    """Name of the radio buttons of a question."""
    return f"q-{key}"


def states(questionnaire: Questionnaire, saved: Saved) -> tuple[ScreenState, ...]:
    """Each page with how many of its questions were answered."""
    found = []
    for screen in screens(questionnaire, saved):
        seen = visible_of(questionnaire, saved, screen.keys)
        answered = sum(one.key in saved.answers for one in seen)
        found.append(ScreenState(screen, answered, len(seen)))
    return tuple(found)


def opened_by(questionnaire: Questionnaire, before: Saved, after: Saved, keys: Sequence[str]) -> bool:
    """Whether the answers just saved show, on the same page, a question that was not there."""
    old = {one.key for one in visible_of(questionnaire, before, keys)}
    new = {one.key for one in visible_of(questionnaire, after, keys)}
    return any(key not in after.answers for key in new - old)


def next_unanswered(questionnaire: Questionnaire, saved: Saved, *, after: int) -> int:
    """Number of the next page with a question left blank, 0 when there is none."""
    return next(
        (
            state.screen.number
            for state in states(questionnaire, saved)
            if state.screen.number > after and state.answered < state.asked
        ),
        0,
    )
