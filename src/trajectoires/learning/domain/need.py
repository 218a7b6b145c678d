"""« Définir mon besoin »: a few questions, then the first result whose conditions are met. Pure functions.

``content/data/need.yaml`` says the questions, what follows each answer, and the results; ``guide_of`` refuses
a file by which somebody could walk in circles, be asked more than five questions, or end on nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

QUESTIONS_MAX = 5


class NeedError(ValueError):
    """A guide that leads nowhere: what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Choice:
    """An answer, and the question that follows; None ends."""

    key: str
    label: str
    next: str | None


@dataclass(frozen=True)
class Question:
    """A question with its answers."""

    key: str
    question: str
    help: str
    choices: tuple[Choice, ...]

    def choice(self, key: str) -> Choice | None:
        """The answer of this key."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True)
class Result:
    """Where one is sent: why, the first half hour, pages, tool. ``when`` maps questions to answers."""

    key: str
    when: Mapping[str, frozenset[str]]
    title: str
    why: str
    first_half_hour: str
    pages: tuple[str, ...]
    tool: str

    def answers(self, given: Mapping[str, str]) -> bool:
        """Whether every condition is met."""
        return all(given.get(question) in accepted for question, accepted in self.when.items())


@dataclass(frozen=True)
class Guide:
    """The questions by their key, the first one first, and the results in order."""

    questions: Mapping[str, Question]
    results: tuple[Result, ...]

    @property
    def first(self) -> Question:
        """The question that everybody is asked."""
        return next(iter(self.questions.values()))


@dataclass(frozen=True)
class Step:
    """A question that was answered."""

    question: Question
    choice: Choice


@dataclass(frozen=True)
class Walk:
    """How far somebody is: what was answered, then a question or a result."""

    steps: tuple[Step, ...]
    question: Question | None
    result: Result | None

    @property
    def given(self) -> dict[str, str]:
        """Question → answer."""
        return {step.question.key: step.choice.key for step in self.steps}


def walk(guide: Guide, given: Mapping[str, str]) -> Walk:
    """Follow the answers from the first question; the walk stops at the first that is missing or unknown."""
    steps: list[Step] = []
    key: str | None = guide.first.key
    while key is not None:
        question = guide.questions[key]
        choice = question.choice(given.get(key, ""))
        if choice is None:
            return Walk(tuple(steps), question, None)
        steps.append(Step(question, choice))
        key = choice.next
    answers = {step.question.key: step.choice.key for step in steps}
    return Walk(tuple(steps), None, _result(guide, answers))


def _result(guide: Guide, answers: Mapping[str, str]) -> Result:
    found = next((result for result in guide.results if result.answers(answers)), None)
    if found is None:
        raise NeedError(
            f"aucun résultat pour {dict(answers)}\u00a0: ajoutez-en un sans condition, le dernier"
        )
    return found


def longest(guide: Guide, key: str | None = None) -> int:
    """The most questions that a path asks, from ``key`` on (the first question)."""
    question = guide.questions[key] if key else guide.first
    return 1 + max(longest(guide, choice.next) if choice.next else 0 for choice in question.choices)


def paths(guide: Guide) -> Iterator[dict[str, str]]:
    """Every way to answer to the end."""

    def follow(key: str, before: dict[str, str]) -> Iterator[dict[str, str]]:
        for choice in guide.questions[key].choices:
            given = {**before, key: choice.key}
            if choice.next is None:
                yield given
            else:
                yield from follow(choice.next, given)

    yield from follow(guide.first.key, {})


def guide_of(told: Any, clean: Callable[[str], str] = str) -> Guide:
    """The guide of a file that was read, typeset by ``clean``; ``NeedError`` at the first fault."""
    try:
        questions = {row["key"]: _question(row, clean) for row in told["questions"]}
        results = tuple(_result_of(row, clean) for row in told["results"])
    except (KeyError, TypeError, AttributeError) as error:
        raise NeedError(f"need.yaml\u00a0: il manque {error}") from None
    if not questions or not results:
        raise NeedError("need.yaml\u00a0: il faut des questions et des résultats")
    guide = Guide(questions, results)
    _check_questions(guide)
    _check_results(guide)
    return guide


def _question(row: Mapping[str, Any], clean: Callable[[str], str]) -> Question:
    choices = tuple(Choice(one["key"], clean(one["label"]), one["next"]) for one in row["choices"])
    return Question(row["key"], clean(row["question"]), clean(row.get("help") or ""), choices)


def _result_of(row: Mapping[str, Any], clean: Callable[[str], str]) -> Result:
    return Result(
        key=row["key"],
        when={question: frozenset(keys) for question, keys in row["when"].items()},
        title=clean(row["title"]),
        why=clean(row["why"]),
        first_half_hour=clean(row["first_half_hour"]),
        pages=tuple(row["pages"]),
        tool=row.get("tool") or "",
    )


def _check_questions(guide: Guide) -> None:
    known = set(guide.questions)
    for question in guide.questions.values():
        for choice in question.choices:
            if choice.next is not None and choice.next not in known:
                raise NeedError(
                    f"question «\u00a0{question.key}\u00a0»\u00a0: next inconnu «\u00a0{choice.next}\u00a0»"
                )
        if not question.choices or len({c.key for c in question.choices}) < len(question.choices):
            raise NeedError(f"question «\u00a0{question.key}\u00a0»\u00a0: des réponses de clés différentes")
    _check_circles(guide, guide.first.key, ())
    if longest(guide) > QUESTIONS_MAX:
        raise NeedError(f"un chemin pose plus de {QUESTIONS_MAX} questions\u00a0: raccourcissez-le")


def _check_circles(guide: Guide, key: str, above: tuple[str, ...]) -> None:
    if key in above:
        raise NeedError(f"les questions tournent en rond\u00a0: {' → '.join((*above, key))}")
    for following in {choice.next for choice in guide.questions[key].choices if choice.next}:
        _check_circles(guide, following, (*above, key))


def _check_results(guide: Guide) -> None:
    for result in guide.results:
        for key, accepted in result.when.items():
            question = guide.questions.get(key)
            if question is None or not accepted <= {choice.key for choice in question.choices}:
                raise NeedError(
                    f"résultat «\u00a0{result.key}\u00a0»\u00a0: condition inconnue sur «\u00a0{key}\u00a0»"
                )
    reached = {_result(guide, given).key for given in paths(guide)}
    # The last one, without a condition, is there for the day when somebody adds an answer.
    idle = [result.key for result in guide.results if result.key not in reached and result.when]
    if idle:
        raise NeedError(f"résultats que rien n’atteint\u00a0: {', '.join(idle)}")
