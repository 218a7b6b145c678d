"""The library as its page shows it: one query, then choosing in memory (a few hundred rows)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trajectoires.pages import facets
from trajectoires.support import enums
from trajectoires.support.domain import choosing
from trajectoires.support.domain.choosing import Choice, Facet, Option
from trajectoires.support.models import Resource

ACCESS = {"gratuit": "Gratuit", "payant": "Payant"}

FACETS = (
    Facet("genre", "Sorte", facets.MEDOC, lambda r: (r.kind,)),
    Facet("pilier", "Pilier", facets.PILLARS, lambda r: r.pillar),
    Facet("public", "Pour qui", facets.AUDIENCES, lambda r: r.audience),
    Facet("format", "Format", facets.FORMATS, lambda r: (r.format,)),
    Facet("acces", "Accès", ACCESS, lambda r: ("gratuit" if r.free else "payant",)),
    Facet("levier", "Levier", facets.LEVERS, lambda r: r.levers),
)


@dataclass(frozen=True)
class Library:
    """What was found, every facet with its options, and how many resources there are in all."""

    found: list[Resource]
    facets: list[tuple[Facet, list[Option]]]
    total: int
    alone: bool = False


def library(*, choice: Choice, only: str = "") -> Library:
    """Ask once, then choose and sort. ``only`` is the key of a resource that is asked alone."""
    rows = list(Resource.objects.all())
    alone = [row for row in rows if row.key == only] if only else []
    found = alone or choosing.chosen(rows, choice, FACETS, haystack)
    words = choosing.words_of(choice.text)
    found.sort(key=lambda row: rank(row, words))
    return Library(found, choosing.options(rows, choice, FACETS, haystack), len(rows), bool(alone))


def haystack(row: Resource) -> str:
    """Everything that words are looked for in."""
    return " ".join((row.title, row.publisher, row.year, row.annotation, *_labels(row)))


def rank(row: Resource, words: Iterable[str]) -> tuple[Any, ...]:
    """Words in the title first, then what was read, then what can be opened, then the most recent."""
    title = choosing.folded(row.title)
    year = int(row.year[:4]) if row.year[:4].isascii() and row.year[:4].isdigit() else 0
    missed = sum(word not in title for word in words)
    return (missed, row.status != "verifie", not row.url, -year, title, row.pk)


def _labels(row: Resource) -> list[str]:
    return [
        facets.MEDOC.get(row.kind, ""),
        facets.FORMATS.get(row.format, ""),
        *(facets.PILLARS.get(code, "") for code in row.pillar),
        *(facets.LEVERS.get(code, "") for code in row.levers),
        "" if row.territory == enums.NATIONAL else enums.PLACES.get(row.territory, ""),
    ]
