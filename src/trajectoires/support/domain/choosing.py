"""Choosing among many things by facets and words: what is kept, and how many each further choice would keep.

Inside a facet choices add up (a method *or* a tool); from a facet to another they narrow. Pure: the things
are given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Facet:
    """A way of sorting: the name of its parameter, its title, its labels, and what a thing has of it."""

    name: str
    title: str
    labels: Mapping[str, str]
    values: Values


@dataclass(frozen=True)
class Choice:
    """What a visitor asked: words, and codes by facet."""

    text: str = ""
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, name: str) -> frozenset[str]:
        """The codes chosen in a facet."""
        return self.codes.get(name, frozenset())

    @property
    def is_empty(self) -> bool:
        """Nothing was asked."""
        return not self.text and not any(self.codes.values())


@dataclass(frozen=True)
class Option:
    """A code of a facet, with how many things it would keep and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


def folded(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe: what two spellings have in common."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return bare.replace("’", "'").replace("œ", "oe")


def words_of(text: str) -> list[str]:
    """The words of a search."""
    return folded(text).split()


def chosen(
    things: Sequence[Any], choice: Choice, facets: Sequence[Facet], haystack: Callable[[Any], str]
) -> list[Any]:
    """What answers the choice, in the order given."""
    return [
        thing
        for thing in _spoken(things, choice, haystack)
        if all(_holds(thing, facet, choice.of(facet.name)) for facet in facets)
    ]


def options(
    things: Sequence[Any], choice: Choice, facets: Sequence[Facet], haystack: Callable[[Any], str]
) -> list[tuple[Facet, list[Option]]]:
    """Each facet with its options; a count supposes the choices of the *other* facets."""
    spoken = _spoken(things, choice, haystack)
    rows = []
    for facet in facets:
        others = [other for other in facets if other.name != facet.name]
        left = [t for t in spoken if all(_holds(t, other, choice.of(other.name)) for other in others)]
        totals = dict.fromkeys(facet.labels, 0)
        for thing in left:
            for code in set(facet.values(thing)):
                if code in totals:
                    totals[code] += 1
        asked = choice.of(facet.name)
        rows.append((facet, [Option(c, label, totals[c], c in asked) for c, label in facet.labels.items()]))
    return rows


def _spoken(things: Sequence[Any], choice: Choice, haystack: Callable[[Any], str]) -> list[Any]:
    words = words_of(choice.text)
    if not words:
        return list(things)
    kept = []
    for thing in things:
        hay = folded(haystack(thing))
        if all(word in hay for word in words):
            kept.append(thing)
    return kept


def _holds(thing: Any, facet: Facet, codes: frozenset[str]) -> bool:
    return not codes or not codes.isdisjoint(facet.values(thing))
