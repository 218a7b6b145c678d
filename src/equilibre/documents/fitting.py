"""How much room words take, about: what decides the size of a slide's text before anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

NARROW, WIDE, CAPITAL, OTHER = 0.27, 0.86, 0.69, 0.545
"""The widths of letters in Arial, for a size of 1, a little generous."""
_NARROW, _WIDE = frozenset("iljtfrI.,;:!’'()[]/-\u00a0\u202f "), frozenset("mwMW%…—œ")
SHARE_MIN, SHARE_MAX = 0.1, 0.62
NUMBER = re.compile(r"[-−]?\d[\d\s\u00a0\u202f.,]*(?:€|%)?")
LEADING = 1.22
"""The height of a line, for a size of 1."""


def width_of(text: str) -> float:
    """The width of words on one line, for a size of 1."""
    return sum(
        NARROW if sign in _NARROW else WIDE if sign in _WIDE else CAPITAL if sign.isupper() else OTHER
        for sign in text
    )


def lines_of(text: str, size: float, width: float) -> int:
    """How many lines a text takes at a size (points) in a width (points), broken between words."""
    room = max(width / size, 1.0)
    lines, used = 1, 0.0
    for word in text.split(" "):
        length = width_of(word)
        if used and used + NARROW + length > room:
            lines, used = lines + 1, 0.0
        # A word longer than a line breaks inside.
        lines += int(length // room)
        used += length % room + (NARROW if used else 0.0)
    return lines


def largest(sizes: Sequence[float], height: float, needed: Callable[[float], float]) -> float:
    """The largest of these sizes at which what is needed fits; the smallest when none does."""
    return next((size for size in sizes if needed(size) <= height), sizes[-1])


def shares(texts: Sequence[Sequence[str]]) -> list[float]:
    """The part of a width for each column of a table, by its longest words and by how much it holds."""
    weights = [
        max(max(width_of(text) ** 0.75 * 2, *map(width_of, text.split(" "))) for text in column)
        for column in zip(*texts, strict=True)
    ]
    bounded = [min(SHARE_MAX, max(SHARE_MIN, weight / sum(weights))) for weight in weights]
    return [part / sum(bounded) for part in bounded]


def numeric(texts: Sequence[Sequence[str]]) -> set[int]:
    """The columns of a table that hold nothing but numbers under their heading."""
    columns = list(zip(*texts[1:], strict=True))
    return {rank for rank, column in enumerate(columns) if all(map(NUMBER.fullmatch, column))}
