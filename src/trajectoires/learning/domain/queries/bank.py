"""The bank of questions: one query, then choosing in memory (a hundred rows)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trajectoires.learning import enums
from trajectoires.learning.domain.rounds import Round, draw
from trajectoires.learning.models import QuizQuestion
from trajectoires.pages.models import Source


@dataclass(frozen=True)
class Game:
    """A round with its questions."""

    round: Round
    questions: list[QuizQuestion]
    bank: list[QuizQuestion]

    @property
    def total(self) -> int:
        """How many questions it has."""
        return len(self.questions)

    @property
    def number(self) -> int:
        """The question one is at, from 1; one more than the total when all are answered."""
        return len(self.round.answers) + 1

    @property
    def is_over(self) -> bool:
        """Every question is answered."""
        return self.number > self.total

    @property
    def question(self) -> QuizQuestion:
        """The question one is at."""
        return self.questions[self.number - 1]


def questions() -> list[QuizQuestion]:
    """Every question."""
    return list(QuizQuestion.objects.order_by("key"))


def game(round_: Round) -> Game | None:
    """The round with its questions; None when there are none, or when an answer is none of the choices."""
    bank = questions()
    drawn = draw(bank, round_)
    if not drawn or len(round_.answers) > len(drawn):
        return None
    for question, mark in zip(drawn, round_.answers, strict=False):
        if not is_answer(question, mark):
            return None
    return Game(round_, drawn, bank)


def is_answer(question: QuizQuestion, mark: str) -> bool:
    """Whether a mark is one of the choices, or « je ne sais pas encore »."""
    return not mark.isdigit() or int(mark) < len(question.choices)


def source_of(question: QuizQuestion) -> Source | None:
    """Where its answer comes from."""
    return Source.objects.filter(key=question.source_key).first()


def counts(bank: Iterable[QuizQuestion]) -> tuple[dict[int, int], dict[str, int]]:
    """How many questions each level and each theme has."""
    levels, themes = dict.fromkeys(enums.LEVELS, 0), dict.fromkeys(enums.THEMES, 0)
    for question in bank:
        levels[question.level] += 1
        themes[question.theme] += 1
    return levels, themes
