"""The final order, the same whatever the database: how well each candidate's own words answer the question.

Three things add up: how rare and how present the words are (BM25 over four fields), how close a title, a
keyword or a question of the page is to what was typed, and whether words that follow one another there do so
here. The weight of the kind of page multiplies the sum.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trajectoires.pages.search.asking import Group, Question
from trajectoires.pages.search.catalogue import LINE_FLOOR, Catalogue
from trajectoires.pages.search.stores import Row

TITLE, KEYWORDS, SUMMARY, BODY = 4.5, 3.0, 2.0, 0.6
SATURATION = 1.6
RARITY_POWER, UNKNOWN = 0.75, 0.5
"""Rare words say more, but a word that a single page holds must not decide alone."""
BODY_USUAL = 3600  # characters of tokens of an ordinary page
LINE_SHARE, CLOSE_SHARE, COVER_POWER = 1.1, 0.15, 0.35
TITLE_LINE, IN_TITLE = 1.2, 1.5
BODY_LEAST = 0.6
"""From what worth an alternative is looked for in a body."""
APART, PARTIAL = 0.8, 0.55
"""What several words are worth when they do not follow one another, and when some are missing."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, and the share of the question that it answers."""

    id: int
    score: float
    cover: float


@dataclass(frozen=True, slots=True)
class _Needle:
    """An alternative made ready: its stems as they are found in a text, between spaces."""

    worth: float
    stems: tuple[str, ...]
    each: tuple[str, ...]
    phrase: str


def _holding(places: dict[str, list[int]], stems: Sequence[str]) -> Iterable[int]:
    if len(stems) == 1:
        return places.get(stems[0], ())
    return set.intersection(*(set(places.get(stem, ())) for stem in stems))


class _Texts:
    """The tokens of a candidate: the head is looked into first, the body only when it must be."""

    __slots__ = ("body", "head", "keywords", "length", "summary", "title")

    def __init__(self, title: str, keywords: str, summary: str, body: str) -> None:
        self.title, self.keywords, self.summary, self.body = title, keywords, summary, body
        self.head = title + keywords + summary
        self.length = 0.35 + 0.65 * len(body) / BODY_USUAL

    def strength(self, words: str, in_body: bool) -> float:
        """BM25's saturation over the four fields."""
        amount = BODY * self.body.count(words) / self.length if in_body else 0.0
        if words in self.head:
            amount += TITLE * (words in self.title)
            amount += KEYWORDS * (words in self.keywords)
            amount += SUMMARY * (words in self.summary)
        return amount / (amount + SATURATION)


class Ranker:
    """One question, prepared once for all the candidates."""

    def __init__(self, question: Question, catalogue: Catalogue, *, title_line: float = TITLE_LINE) -> None:
        self.title_line = title_line
        self.catalogue = catalogue
        self.rarity = catalogue.rarity
        self.worths = [self._worth(group) for group in question.groups]
        self.total = sum(self.worths) or 1.0
        self.groups = [self._needles(group) for group in question.groups]
        self.wanted = {stem for needles in self.groups for needle in needles for stem in needle.stems}
        self.pairs = self._pairs(question)
        self.pairs_total = sum(worth for _, worth in self.pairs) or 1.0

    def _worth(self, group: Group) -> float:
        """A group is worth what its rarest stem is, typed or, when nobody writes it, the best synonym's."""
        typed = max((self.rarity(stem) for stem in group.typed), default=0.0)
        others = [
            max(self.rarity(stem) for stem in alternative.stems)
            for alternative in group.alternatives[1:]
            if all(stem in self.catalogue.totals for stem in alternative.stems)
        ]
        if not typed:
            return max(others, default=UNKNOWN) ** RARITY_POWER
        # A rare word with a frequent synonym is hardly rarer than it.
        worth = (min(typed, max(others)) + typed) / 2 if others else typed
        return worth**RARITY_POWER

    def _needles(self, group: Group) -> list[_Needle]:
        """The alternatives that somebody writes, the worthiest first."""
        made = [
            _Needle(
                alternative.worth,
                alternative.stems,
                tuple(f" {stem} " for stem in alternative.stems),
                f" {' '.join(alternative.stems)} ",
            )
            for alternative in group.alternatives
            if any(stem in self.catalogue.totals for stem in alternative.stems)
        ]
        return sorted(made, key=lambda needle: -needle.worth)

    def _pairs(self, question: Question) -> list[tuple[str, float]]:
        stems = [
            (stem, worth)
            for group, worth in zip(question.groups, self.worths, strict=True)
            for stem in group.typed
        ]
        return [
            (f" {first} {second} ", (one + two) / 2)
            for (first, one), (second, two) in itertools.pairwise(stems)
        ]

    def heads(self, limit: int) -> list[int]:
        """The entries whose titles, keywords, questions hold most of the question; no database is asked."""
        scores: dict[int, float] = {}
        for needles, worth in zip(self.groups, self.worths, strict=True):
            found: dict[int, float] = {}
            for needle in reversed(needles):
                if needle.worth < BODY_LEAST:
                    continue
                for places, share in ((self.catalogue.keywords, 1.0), (self.catalogue.titles, IN_TITLE)):
                    value = worth * needle.worth * share
                    for identifier in _holding(places, needle.stems):
                        if value > found.get(identifier, 0.0):
                            found[identifier] = value
            for identifier, value in found.items():
                scores[identifier] = scores.get(identifier, 0.0) + value
        cards = self.catalogue.cards
        ranked = [(value * cards[identifier].weight, -identifier) for identifier, value in scores.items()]
        return [-identifier for _, identifier in heapq.nlargest(limit, ranked)]

    def rank(self, rows: Iterable[Row]) -> list[Ranked]:
        """Candidates, best first."""
        found = [self._score(row) for row in rows if row[0] in self.catalogue.cards]
        return sorted(found, key=lambda ranked: (-ranked.score, ranked.id))

    def _score(self, row: Row) -> Ranked:
        identifier, title, keywords, summary, body = row
        texts = _Texts(f" {title} ", f" {keywords} ", f" {summary} ", f" {body} ")
        base = cover = 0.0
        for needles, worth in zip(self.groups, self.worths, strict=True):
            strength, present = self._group(needles, texts)
            base += worth * strength
            cover += worth * present
        cover /= self.total
        close = (
            sum(w for pair, w in self.pairs if pair in texts.head or pair in texts.body) / self.pairs_total
        )
        score = base / self.total + LINE_SHARE * self._best_line(identifier) + CLOSE_SHARE * close
        weight = self.catalogue.cards[identifier].weight
        return Ranked(identifier, score * (cover**COVER_POWER) * weight, cover)

    def _group(self, needles: Sequence[_Needle], texts: _Texts) -> tuple[float, float]:
        """How strongly a group is there (0 to 1), and whether it is (0 to 1)."""
        best = present = 0.0
        for needle in needles:
            worth = needle.worth
            if worth <= best:
                break
            # For what says a group loosely, or when it is there already, only the head is worth a look.
            in_body = worth >= BODY_LEAST and not present and needle.phrase in texts.body
            if in_body or needle.phrase in texts.head:
                strength, share = texts.strength(needle.phrase, in_body), 1.0
            elif len(needle.stems) > 1 and not (present and worth < 1.0):
                strength, share = self._apart(needle, texts)
            else:
                continue
            best = max(best, strength * worth)
            present = max(present, share * min(1.0, worth + 0.2))
        return best, present

    def _apart(self, needle: _Needle, texts: _Texts) -> tuple[float, float]:
        """Words that do not follow one another here."""
        in_body = [one in texts.body for one in needle.each]
        there = [inside or one in texts.head for one, inside in zip(needle.each, in_body, strict=True)]
        # Part of « conseil d'administration » says something only when it is what was typed.
        if not any(there) or (needle.worth < 1.0 and not all(there)):
            return 0.0, 0.0
        strengths = [texts.strength(one, inside) for one, inside in zip(needle.each, in_body, strict=True)]
        if all(there):
            return min(strengths) * APART, 1.0
        worths = [self.rarity(stem) or 0.1 for stem in needle.stems]
        share = sum(worth for worth, is_there in zip(worths, there, strict=True) if is_there) / sum(worths)
        return sum(strengths) / len(strengths) * PARTIAL, share * PARTIAL

    def _best_line(self, identifier: int) -> float:
        """The title, the keyword or the question most alike what was typed."""
        best, share = 0.0, self.title_line
        for stems, worth in self.catalogue.lines[identifier]:
            if not self.wanted.isdisjoint(stems):
                best = max(best, self._alike(stems, worth) * share)
            share = 1.0  # the title comes first
        return best

    def _alike(self, stems: frozenset[str], worth: float) -> float:
        """What a line and the question hold of each other, weighed by rarity."""
        told: set[str] = set()
        asked = 0.0
        for needles, group_worth in zip(self.groups, self.worths, strict=True):
            for needle in needles:
                if stems.issuperset(needle.stems):
                    asked += group_worth * needle.worth
                    told.update(needle.stems)
                    break
        if not told:
            return 0.0
        asked /= self.total
        held = sum(self.rarity(stem) + LINE_FLOOR for stem in told) / worth
        return 2 * asked * held / (asked + held)
