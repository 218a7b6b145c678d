"""What a process keeps in memory of the index: its words, its entries. Read anew when it changed."""

from __future__ import annotations

import bisect
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from trajectoires.pages.search import analysis, synonyms
from trajectoires.pages.search.entries import TERM
from trajectoires.pages.search.stores import LINE_MARK, TABLE

LINE_FLOOR = 0.2
"""What any word of a line is worth, however frequent."""
FAMILY = 6
"""Letters that two stems share, at least, to be of one family."""
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An entry without its texts."""

    id: int
    kind: str
    address: str
    title: str
    label: str
    weight: float
    values: dict[str, tuple[str, ...]]
    """Facet → codes; the duration is one of four."""
    duration: int | None = None
    about: str = ""


DURATIONS = {
    "10": "10 min au plus",
    "30": "De 11 à 30 min",
    "60": "De 31 min à 1 h",
    "plus": "Plus d’une heure",
}
STORED = {"porte": "door", "genre": "medoc", "pilier": "pillar", "public": "audience"}


def _values(facets: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    values = {name: tuple(facets.get(stored, ())) for name, stored in STORED.items()}
    minutes = facets.get("duration")
    span = next((code for code in ("10", "30", "60") if minutes <= int(code)), "plus") if minutes else ""
    return values | {"duree": (span,) if span else ()}


@dataclass
class Catalogue:
    """Words and entries at one moment of the index."""

    mark: str
    cards: dict[int, Card] = field(default_factory=dict)
    terms: dict[Stems, int] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    """Stem → how many entries hold it."""
    stems: dict[str, Stems] = field(default_factory=dict)
    """Word without accents → the stems of what is written so."""
    forms: dict[str, list[str]] = field(default_factory=dict)
    """Stem → the words, without accents, that have it."""
    shown: dict[str, str] = field(default_factory=dict)
    """Word without accents → as it is most often written."""
    counts: dict[str, int] = field(default_factory=dict)
    titles: dict[str, list[int]] = field(default_factory=dict)
    keywords: dict[str, list[int]] = field(default_factory=dict)
    """Stem → the entries whose title, or one of whose keywords or questions, holds it."""
    lines: dict[int, list[tuple[frozenset[str], float]]] = field(default_factory=dict)
    """Entry → its title, then each keyword and question: their stems, and what these are worth together."""
    rarities: dict[str, float] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    sorted_stems: list[str] = field(default_factory=list)
    by_length: dict[int, list[str]] = field(default_factory=dict)

    def rarity(self, stem: str) -> float:
        """What finding this stem tells: BM25's idf, 0 for one that is nowhere."""
        return self.rarities.get(stem, 0.0)

    def knows(self, word: str, stem: str) -> bool:
        """Whether a word, without accents, or its stem, is in the index or in the synonyms."""
        return word in self.stems or stem in self.totals

    def starting_with(self, prefix: str, limit: int) -> list[str]:
        """The most frequent words that begin so."""
        low = bisect.bisect_left(self.words, prefix)
        high = bisect.bisect_left(self.words, prefix + "\uffff", lo=low)
        found = self.words[low:high]
        return sorted(found, key=lambda word: (-self.counts.get(word, 0), word))[:limit]

    def relatives(self, stem: str, limit: int) -> list[str]:
        """Stems of one family that the stemmer keeps apart: « cartograph » and « cartographi »."""
        if len(stem) < FAMILY:
            return []
        prefix = stem[: max(FAMILY, -(-len(stem) * 4 // 5))]
        low = bisect.bisect_left(self.sorted_stems, prefix)
        high = bisect.bisect_left(self.sorted_stems, prefix + "\uffff", lo=low)
        found = {other for other in self.sorted_stems[low:high] if len(other) <= len(stem) + 5}
        found |= {stem[:length] for length in range(FAMILY, len(stem)) if stem[:length] in self.totals}
        found.discard(stem)
        return sorted(found, key=lambda other: (-self.totals[other], other))[:limit]

    def nearest(self, word: str, limit: int) -> list[str]:
        """Words that a slip of the keyboard turns into this one: one slip in five letters, two in nine."""
        slips = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
        choices = [
            choice
            for length in range(len(word) - slips, len(word) + slips + 1)
            for choice in self.by_length.get(length, ())
        ]
        found = process.extract(
            word, choices, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=12
        )
        ranked = sorted(
            found,
            key=lambda hit: (hit[1], hit[0][0] != word[0], -self.counts.get(hit[0], 0), hit[0]),
        )
        best = [hit for hit in ranked if hit[1] <= ranked[0][1]]
        return [hit[0] for hit in best[:limit]]


_kept: dict[str, Catalogue] = {}


def current() -> Catalogue:
    """The catalogue of the index as it is now: one small query when nothing changed."""
    alias = connection.alias
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM pages_searchstate WHERE id = 1")
        row = cursor.fetchone()
    mark = row[0] if row else ""
    known = _kept.get(alias)
    if known is None or known.mark != mark:
        known = _load(mark)
        _kept[alias] = known
    return known


def _load(mark: str) -> Catalogue:
    made = Catalogue(mark)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, kind, address, title, label, weight, facets FROM pages_searchentry ORDER BY id"
        )
        for row in cursor.fetchall():
            facets = row[6] if isinstance(row[6], dict) else json.loads(row[6])
            made.cards[row[0]] = Card(
                *row[:6], _values(facets), facets.get("duration"), facets.get("about", "")
            )
        cursor.execute("SELECT word, stem, total FROM pages_searchword WHERE total > 0 ORDER BY id")
        _learn_words(made, cursor.fetchall())
        cursor.execute(f"SELECT rowid, title, keywords FROM {TABLE} ORDER BY rowid")  # noqa: S608
        for identifier, title, keywords in cursor.fetchall():
            if identifier in made.cards:
                _learn_lines(made, identifier, title, keywords)
        cursor.execute(
            "SELECT id, title, keywords FROM pages_searchentry WHERE kind = %s ORDER BY id", [TERM]
        )
        for identifier, title, keywords in cursor.fetchall():
            for line in (title, *keywords.split("\n")):
                if stems := analysis.sequence(line):
                    made.terms.setdefault(stems, identifier)
    return made


def _learn_lines(made: Catalogue, identifier: int, title: str, keywords: str) -> None:
    lines = [frozenset(line.split()) for line in (title, *keywords.split(LINE_MARK))]
    made.lines[identifier] = [
        (stems, sum(made.rarity(stem) + LINE_FLOOR for stem in stems)) for stems in lines if stems
    ]
    for places, found in ((made.titles, lines[0]), (made.keywords, frozenset().union(*lines[1:]))):
        for stem in found:
            places.setdefault(stem, []).append(identifier)


def _learn_words(made: Catalogue, rows: Sequence[tuple[str, str, int]]) -> None:
    analysis.learn({word: stem for word, stem, _ in rows})
    totals: dict[str, int] = defaultdict(int)
    for word, stem, total in _with_synonyms(rows):
        totals[stem] += total
        folded = analysis.fold(word)
        made.stems[folded] = tuple(dict.fromkeys((*made.stems.get(folded, ()), stem)))
        made.forms.setdefault(stem, []).append(folded)
        if total > made.counts.get(folded, -1):
            made.counts[folded], made.shown[folded] = total, word
    made.totals = {stem: min(total, len(made.cards)) for stem, total in totals.items() if total}
    everything = len(made.cards)
    made.rarities = {
        stem: math.log(1 + (everything - total + 0.5) / (total + 0.5)) for stem, total in made.totals.items()
    }
    made.sorted_stems = sorted(stem for stem in made.totals if stem.isalpha())
    made.words = sorted(word for word in made.stems if word.isalpha())
    for word in made.words:
        made.by_length.setdefault(len(word), []).append(word)


def _with_synonyms(rows: Iterable[tuple[str, str, int]]) -> Iterable[tuple[str, str, int]]:
    yield from rows
    for word, stem in synonyms.load().words.items():
        yield word, stem, 0
