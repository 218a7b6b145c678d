"""The decks that ship, with the sources they cite as the site knows them now."""

from __future__ import annotations

from pathlib import Path

from trajectoires.learning.domain.decks import CitedSource, Deck, read_deck
from trajectoires.pages.models import Source

# The name in an address → the file.
FILES = {"essentiel": "essentiel.md", "module": "module-de-gouvernance.md"}


def deck(*, content: Path, name: str) -> Deck | None:
    """A deck of a content folder; None when it has no such file."""
    path = content / "decks" / FILES[name]
    return read_deck(path) if path.is_file() else None


def sources(told: Deck) -> dict[str, CitedSource]:
    """The sources of a deck by their key; one that an editor deleted is left out."""
    keys = [citation.key for citation in told.sources]
    rows = Source.objects.filter(key__in=keys).order_by("key").values_list("key", "title", "author", "year")
    return {key: CitedSource(title, author, year) for key, title, author, year in rows}
