"""A round of questions, without a session: everything is drawn again from a seed and what was answered.

Questions are ordered by a number made of the seed and of each one's key: a question that an editor adds or
withdraws during a round moves nothing else. Pure functions; ``Asked`` is what they need of a question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

ROUND_SIZE = 10
SEEDS = 36**4
TURNS_MAX = 99
UNKNOWN = "x"
"""« Je ne sais pas encore » is an answer."""
READING_MAX = 3


class Asked(Protocol):
    """A question of the bank."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def level(self) -> int:
        """From 1 to 3."""

    @property
    def theme(self) -> str:
        """Its theme."""

    @property
    def page(self) -> str:
        """Where one reads more, "" when nowhere."""

    @property
    def right(self) -> int:
        """The rank of the right answer."""


Q = TypeVar("Q", bound=Asked)


@dataclass(frozen=True)
class Scope:
    """The levels and themes asked for; an empty set asks for all."""

    levels: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()

    def holds(self, question: Asked) -> bool:
        """Whether a question is asked for."""
        return (not self.levels or question.level in self.levels) and (
            not self.themes or question.theme in self.themes
        )


@dataclass(frozen=True)
class Round:
    """Where somebody is: ``turn`` counts the rounds of one seed, ``answers`` has one mark a question."""

    scope: Scope
    seed: int
    turn: int = 0
    answers: str = ""

    def answered(self, mark: str) -> Round:
        """One question further."""
        return replace(self, answers=self.answers + mark)

    def next(self) -> Round:
        """The round after this one: the questions not yet seen come first."""
        return replace(self, turn=(self.turn + 1) % (TURNS_MAX + 1), answers="")


def draw(bank: Iterable[Q], round_: Round) -> list[Q]:
    """The questions of a round, the easiest first; all of them when there are no more than a round asks."""
    pool = [question for question in bank if round_.scope.holds(question)]
    pool.sort(key=lambda question: (_number(round_.seed, question.key), question.key))
    start, size = round_.turn * ROUND_SIZE, min(ROUND_SIZE, len(pool))
    drawn = [pool[(start + rank) % len(pool)] for rank in range(size)]
    return sorted(drawn, key=lambda question: question.level)


def _number(seed: int, key: str) -> bytes:
    return hashlib.blake2b(f"{seed}:{key}".encode(), digest_size=8).digest()


def unseen_next(bank: Iterable[Asked], round_: Round) -> int:
    """How many questions of the next round were in none of the rounds played so far."""
    total = sum(round_.scope.holds(question) for question in bank)
    return max(0, min(ROUND_SIZE, total - ROUND_SIZE * (round_.turn + 1)))


def found(questions: Sequence[Q], answers: str) -> tuple[list[Q], list[Q]]:
    """The questions answered right, and the others, in the order they were asked."""
    right: list[Q] = []
    missed: list[Q] = []
    for question, mark in zip(questions, answers, strict=True):
        (right if mark == str(question.right) else missed).append(question)
    return right, missed


def to_read(missed: Iterable[Asked]) -> list[tuple[str, Asked]]:
    """At most three pages, each with the missed question that sends there; themes most missed come first."""
    by_theme: dict[str, list[Asked]] = {}
    for question in missed:
        if question.page:
            by_theme.setdefault(question.theme, []).append(question)
    themes = sorted(by_theme.values(), key=len, reverse=True)
    pages: dict[str, Asked] = {}
    for rank in range(max(map(len, themes), default=0)):
        for theme in themes:
            if rank < len(theme):
                pages.setdefault(theme[rank].page, theme[rank])
    return list(pages.items())[:READING_MAX]
