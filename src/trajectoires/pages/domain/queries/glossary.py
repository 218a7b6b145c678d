"""The glossary as its page shows it: one query, in the order of the alphabet without its accents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.models import GlossaryTerm
from trajectoires.pages.search.passages import folded


@dataclass(frozen=True)
class Line:
    """A term. ``letter`` is said on the first of each letter only."""

    term: GlossaryTerm
    letter: str = ""

    @property
    def forms(self) -> list[str]:
        """Its other forms, less those that only put it, or one another, in the plural."""
        kept = {_singular(self.term.term): ""}
        for form in sorted(map(str, self.term.forms), key=len):
            kept.setdefault(_singular(form), form)
        return [typeset(form) for form in kept.values() if form]


@dataclass(frozen=True)
class Glossary:
    """What was found; ``total`` counts every term."""

    lines: list[Line]
    total: int

    @property
    def letters(self) -> list[tuple[str, str]]:
        """Each letter with the key of its first term."""
        return [(line.letter, line.term.key) for line in self.lines if line.letter]


def glossary(*, text: str) -> Glossary:
    """Every term, or those in which each word of ``text`` is found."""
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: (_sorted(term.term), term.pk))
    words = folded(text).split()
    lines, letter = [], ""
    for term in terms:
        if words and not _holds(term, words):
            continue
        first = _letter(term.term)
        lines.append(Line(term, "" if first == letter else first))
        letter = first
    return Glossary(lines, len(terms))


def _holds(term: GlossaryTerm, words: list[str]) -> bool:
    said = folded(" ".join((term.term, *map(str, term.forms), term.definition)))
    return all(word in said for word in words)


def _singular(words: str) -> str:
    return re.sub(r"[sx]\b", "", folded(words))


def _letter(word: str) -> str:
    first = _sorted(word)[:1].upper()
    return first if first.isalpha() else "0–9"


def _sorted(word: str) -> str:
    return re.sub(r"^\W+", "", folded(word))
