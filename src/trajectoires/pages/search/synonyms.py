"""The synonyms of the field, shipped as data (``synonyms.yaml``): a sequence of stems → what also says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from trajectoires.pages.search import analysis

FILE = Path(__file__).with_name("synonyms.yaml")
SAME, NEAR = 0.8, 0.5
LONGEST = 5

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """``of`` maps a sequence of stems to others, with what each is worth; ``words`` are as written."""

    of: dict[Stems, tuple[tuple[Stems, float], ...]]
    words: dict[str, str]

    def starting_with(self, stems: Stems) -> tuple[tuple[Stems, float], ...]:
        """What also says exactly this sequence."""
        return self.of.get(stems, ())


@cache
def load() -> Synonyms:
    """Read the file once."""
    found: dict[Stems, dict[Stems, float]] = {}
    words: dict[str, str] = {}
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        for origin, target, worth in _pairs(row):
            for text in (origin, target):
                words |= {token.word: token.stem for token in analysis.tokens(text)}
            here, there = analysis.sequence(origin), analysis.sequence(target)
            if here and there and here != there:
                others = found.setdefault(here, {})
                others[there] = max(worth, others.get(there, 0.0))
    return Synonyms({stems: tuple(others.items()) for stems, others in found.items()}, words)


def _pairs(row: dict[str, Any]) -> Iterator[tuple[str, str, float]]:
    """« same »: each says all the others. « from », « to »: one direction. « near »: each, for less."""
    for key, worth in (("same", SAME), ("near", NEAR)):
        members = [str(member) for member in row.get(key, ())]
        for origin in members:
            for target in members:
                if origin != target:
                    yield origin, target, worth
    worth = float(row.get("worth", NEAR))
    for origin in row.get("from", ()):
        for target in row.get("to", ()):
            yield str(origin), str(target), worth
