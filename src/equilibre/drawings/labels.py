"""Words on a drawing: how wide they are, and where to put them so that none runs into another.

Widths are those of a wide sans (DejaVu Sans): a page shown in a narrower one only gains room.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_ADVANCES: tuple[tuple[float, str], ...] = (
    (0.20, "\u202f"),
    (0.30, "' ,.IJijl\u2019\u00a0·"),
    (0.36, "-/:;\\f|"),
    (0.41, "!()[]rt"),
    (0.52, '"*_`sz–'),
    (0.57, "?Lc"),
    (0.62, "FPTYaekovxy«»"),
    (0.65, "$0123456789EKSbdghnpqu{}€"),
    (0.70, "ABCRVXZ"),
    (0.77, "DGHNU"),
    (0.82, "&OQw"),
    (0.87, "#+<=>M^~−×÷"),
    (0.98, "%m"),
    (1.03, "@W—…œ"),
    (1.10, "Œ"),
)
_ADVANCE = {char: width for width, chars in _ADVANCES for char in chars}
_UNKNOWN = 0.8
_BOLD = 1.11


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line of text, in the units of ``size``."""
    total = 0.0
    for char in unicodedata.normalize("NFC", text):
        if char not in _ADVANCE:
            char = unicodedata.normalize("NFD", char)[0]
        total += _ADVANCE.get(char, _UNKNOWN)
    return total * size * (_BOLD if bold else 1)


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, cut with « … » when it is wider than ``room``."""
    if text_width(text, size, bold=bold) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip(" ,;:(\u00a0\u202f") + "…"
        if text_width(cut, size, bold=bold) <= room:
            return cut
    return "…"


def wrap(text: str, size: float, room: float, *, bold: bool = False, lines: int | None = None) -> list[str]:
    """Break at ordinary spaces (never at a non-breaking one); the last of ``lines`` is shortened."""
    rows: list[str] = []
    for word in text.split(" "):
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(joined, size, bold=bold) <= room:
            rows[-1] = joined
        else:
            rows.append(word)
    if lines is not None and len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [shorten(row, size, room, bold=bold) for row in rows]


def spread(centres: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """New centres in the same order, as near as can be to the old ones, whose spans do not overlap.

    Blocks that touch move together by the mean of their wishes (pool of adjacent violators). When the
    spans are taller than ``high - low`` they are packed from ``low`` on: nothing overlaps even then.
    """
    if not centres:
        return []
    blocks: list[tuple[float, int, float]] = []
    for centre, height in zip(centres, heights, strict=True):
        wish, count, tall = centre - height / 2, 1, height
        while blocks and blocks[-1][0] + blocks[-1][2] > wish:
            top, members, previous = blocks.pop()
            wish = (top * members + (wish - previous) * count) / (members + count)
            count += members
            tall += previous
        blocks.append((wish, count, tall))
    tops = _clamped(blocks, low, high)
    placed: list[float] = []
    rest = iter(heights)
    for (_, count, _), top in zip(blocks, tops, strict=True):
        cursor = top
        for height in itertools.islice(rest, count):
            placed.append(cursor + height / 2)
            cursor += height
    return placed


def _clamped(blocks: list[tuple[float, int, float]], low: float, high: float) -> list[float]:
    tops = [top for top, _, _ in blocks]
    floor = high
    for index in range(len(blocks) - 1, -1, -1):
        floor -= blocks[index][2]
        tops[index] = floor = min(tops[index], floor)
    ceiling = low
    for index, (_, _, tall) in enumerate(blocks):
        tops[index] = max(tops[index], ceiling)
        ceiling = tops[index] + tall
    return tops


@dataclass(frozen=True)
class Box:
    """An upright rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, margin: float) -> Box:
        """The same with a margin all around."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def distance(self, x: float, y: float) -> float:
        """From a point to the nearest side; 0 inside."""
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Box:
        """The square that holds a disc."""
        return cls(x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True)
class Placed:
    """Where a label went: the box of its words, and whether it needs a leader line from its mark."""

    box: Box
    leader: bool


Segment = tuple[tuple[float, float], tuple[float, float]]

_TURNS = (0, 180, 45, 315, 135, 225, 90, 270, 22, 338, 158, 202, 67, 293, 113, 247)
_CROSSING = 2.5
"""A label that covers a line is worth as much as one that sits so many rings further."""
_RINGS = 10


def place(
    x: float,
    y: float,
    radius: float,
    size: tuple[float, float],
    taken: Sequence[Box],
    within: Box,
    lines: Sequence[Segment] = (),
    marks: Sequence[tuple[float, float]] = (),
) -> Placed:
    """The nearest free place for a label of ``size`` around the mark at (x, y), inside ``within``.

    Tries every direction at growing distances, never over ``taken``; over ``lines``, or nearer to another
    of ``marks`` than to its own, only when everything else is far. From the second ring on the label needs
    a leader line. As the last resort it goes to the nearest free place of ``within``: it never overlaps
    while there is any room at all.
    """
    wide, tall = size
    best: Placed | None = None
    best_cost = math.inf
    for ring in range(_RINGS):
        if ring >= best_cost:
            break
        gap = radius + 5 + ring * 9
        for rank, turn in enumerate(_TURNS):
            across, down = math.cos(math.radians(turn)), -math.sin(math.radians(turn))
            centre_x = x + across * (gap + wide / 2)
            centre_y = y + down * (gap + tall / 2)
            box = Box(centre_x - wide / 2, centre_y - tall / 2, centre_x + wide / 2, centre_y + tall / 2)
            if not _inside(box, within) or any(box.overlaps(other) for other in taken):
                continue
            cost = ring + rank / 100 + _CROSSING * sum(crosses(line, box) for line in lines)
            if ring and _led_over((x, y), box, taken):
                cost += _CROSSING
            if any(box.distance(*mark) < box.distance(x, y) + 4 for mark in marks if mark != (x, y)):
                cost += _CROSSING * 0.8
            if cost < best_cost:
                best, best_cost = Placed(box, leader=ring > 0), cost
    return best if best is not None else _anywhere(x, y, size, taken, within)


def _led_over(mark: tuple[float, float], box: Box, taken: Sequence[Box]) -> bool:
    """Whether the leader line from the mark to the box would cross something already there."""
    x, y = mark
    end = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    return any(crosses((mark, end), other) for other in taken if other.distance(x, y) > 0)


def _anywhere(x: float, y: float, size: tuple[float, float], taken: Sequence[Box], within: Box) -> Placed:
    """The free place nearest to the mark on a grid over the frame; over the mark when the frame is full."""
    wide, tall = size
    best: Box | None = None
    for row in range(max(int((within.bottom - within.top - tall) / (tall / 2)) + 1, 0)):
        for column in range(max(int((within.right - within.left - wide) / 12) + 1, 0)):
            left, top = within.left + column * 12, within.top + row * tall / 2
            box = Box(left, top, left + wide, top + tall)
            if best is not None and box.distance(x, y) >= best.distance(x, y):
                continue
            if not any(box.overlaps(other) for other in taken):
                best = box
    if best is None:
        return Placed(Box(x, y, x + wide, y + tall), leader=False)
    return Placed(best, leader=True)


def crosses(line: Segment, box: Box) -> bool:
    """Whether a segment passes through a box (Liang–Barsky)."""
    (x0, y0), (x1, y1) = line
    enter, leave = 0.0, 1.0
    for delta, start, low, high in ((x1 - x0, x0, box.left, box.right), (y1 - y0, y0, box.top, box.bottom)):
        if delta == 0:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / delta, (high - start) / delta))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def _inside(box: Box, within: Box) -> bool:
    return (
        box.left >= within.left
        and box.right <= within.right
        and box.top >= within.top
        and box.bottom <= within.bottom
    )
