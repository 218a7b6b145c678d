"""What a triangle shows, where its corners are, and what is already taken by words and discs."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field

from equilibre.drawings.drawing import Variant
from equilibre.drawings.labels import Box, Segment

Point = tuple[float, float]
Weights = tuple[float, float, float]


@dataclass(frozen=True)
class Corner:
    """A corner: its words, its colour and what it weighs in the exercice drawn last."""

    name: str
    captions: tuple[str, ...]
    """The lines under the name, « des personnes » then « 104 k€ · 55 % »."""
    colour: str
    amount: int | None
    """Cents; None when it is not measured."""
    open: bool = False
    """Something of it is not measured: its disc is drawn open, and the captions say so."""


@dataclass(frozen=True)
class Dot:
    """An exercice in the triangle; ``weights`` follow the corners (left, right, top) and add up to 1."""

    label: str
    weights: Weights
    size: int
    hollow: bool = False
    unmeasured: tuple[int, ...] = ()
    joined: bool = False


@dataclass(frozen=True)
class Outside:
    """What is printed beside the triangle, with its own disc when it has an amount."""

    words: str
    colour: str = "neutre"
    amount: int | None = None


@dataclass(frozen=True)
class Triangle:
    """All that one triangle shows."""

    corners: tuple[Corner, Corner, Corner]
    """Left, right, top."""
    dots: tuple[Dot, ...]
    """In chronological order: the last one is the exercice that the page opens on."""
    territories: bool = False
    threads: bool = False
    """Lines from the last dot to the corners, as wide as their weight."""
    middle: str = ""
    axis: bool = False
    """The top corner is out of play: the base is drawn as an axis."""
    outside: tuple[Outside, ...] = ()
    aside: str = ""
    """Heading of what lies outside."""
    foot: str = ""
    """The caption under the drawing."""


@dataclass(frozen=True)
class Layout:
    """The measures of a variant, in the units of its view box."""

    width: float
    side: float
    top: float
    name_size: float
    text_size: float
    radius: float
    """Of the largest disc."""
    lens: float
    """Radius of the magnifier."""
    strong: bool = False
    below: bool = False
    """Legend and what lies outside go under the triangle: there is no room beside it."""

    def as_axis(self, *, magnified: bool) -> Layout:
        """The same with only the base left, and room above it for the leaps and the magnifier."""
        base = 2 * self.lens + 60 if magnified else (84 if self.below else 104)
        return dataclasses.replace(self, top=base - self.height)

    @property
    def height(self) -> float:
        """Of the triangle."""
        return self.side * math.sqrt(3) / 2

    @property
    def base(self) -> float:
        """Ordinate of the base."""
        return self.top + self.height

    @property
    def edges(self) -> list[Segment]:
        """The three sides."""
        left, right, top = self.corners
        return [(left, right), (right, top), (top, left)]

    @property
    def corners(self) -> tuple[Point, Point, Point]:
        """Left, right, top."""
        left = (self.width - self.side) / 2
        return (left, self.base), (left + self.side, self.base), (self.width / 2, self.top)

    def at(self, weights: Weights) -> Point:
        """The barycentre of the corners."""
        total = sum(weights) or 1
        x = sum(w * c[0] for w, c in zip(weights, self.corners, strict=True)) / total
        y = sum(w * c[1] for w, c in zip(weights, self.corners, strict=True)) / total
        return x, y


LAYOUTS: dict[Variant, Layout] = {
    "page": Layout(width=600, side=372, top=132, name_size=17, text_size=14.5, radius=17, lens=74),
    "print": Layout(
        width=500, side=322, top=132, name_size=17, text_size=15, radius=16, lens=64, strong=True
    ),
    "phone": Layout(
        width=344, side=262, top=124, name_size=15.5, text_size=13.5, radius=14, lens=58, below=True
    ),
}


@dataclass
class Canvas:
    """The drawing while it is made: its scale of area, and where no word may go."""

    layout: Layout
    prefix: str
    scale: float
    """Radius = scale × √cents."""
    taken: list[Box] = field(default_factory=list)
    lines: list[Segment] = field(default_factory=list)
    """Lines that words would rather not cover."""

    def radius(self, cents: int) -> float:
        """The radius of a disc whose area says these euros; never too small to be seen."""
        return max(self.scale * math.sqrt(max(cents, 0)), 2.5)
