"""The terms of the glossary that a text uses, in the order in which they come: to explain them beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.models import GlossaryTerm
from trajectoires.pages.search.passages import folded

LEAST = 8
"""Letters of a word that is worth explaining: « projet », « balance » or « don » have a plain meaning too."""


@dataclass(frozen=True)
class UsedTerm:
    """A term and what it means."""

    term: str
    definition: str


def used_terms(text: str) -> list[UsedTerm]:
    """Each once, whole words only. One query."""
    said = folded(text)
    found = []
    for row in GlossaryTerm.objects.order_by("term", "pk"):
        words = [word for word in map(folded, (row.term, *map(str, row.forms))) if len(word) >= LEAST]
        places = [match.start() for word in words if (match := _found(word, said))]
        if places:
            found.append((min(places), row.term, UsedTerm(typeset(row.term), typeset(row.definition))))
    return [one for *_, one in sorted(found, key=lambda row: row[:2])]


def _found(word: str, said: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(word)}\b", said)
