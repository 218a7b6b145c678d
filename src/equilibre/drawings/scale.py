"""The scale of euros of a drawing with months or years across, and the names of what is across."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.labels import text_width
from equilibre.drawings.svg import Markup, element, group, path, polyline_path
from equilibre.formatting import euros, kilo_euros

SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def step_of(span: float) -> int:
    """A round step of euros, in cents, that cuts the span in two to five."""
    power = 10 ** math.floor(math.log10(max(span, 1)))
    return int(next((power * s for s in (0.2, 0.5, 1, 2) if span / (power * s) <= 4.5), power * 2)) or 1


@dataclass(frozen=True)
class Scale:
    """Cents upward: ``low`` lies on ``bottom``, ``high`` on ``top`` (units of the drawing)."""

    low: int
    high: int
    step: int
    top: float
    bottom: float

    @classmethod
    def of(cls, values: Sequence[int], top: float, bottom: float) -> Scale:
        """The scale that holds zero and every value, ended on round euros."""
        high, low = max([*values, 1]), min([*values, 0])
        step = step_of(high - low)
        return cls(math.floor(low / step) * step, math.ceil(high / step) * step, step, top, bottom)

    def at(self, cents: float) -> float:
        """How far down an amount lies."""
        return self.bottom - (cents - self.low) * (self.bottom - self.top) / (self.high - self.low)

    @property
    def rules(self) -> range:
        """Amounts that have a horizontal rule."""
        return range(self.low, self.high + 1, self.step)

    def written(self, cents: int) -> str:
        """An amount of the scale; whole euros when thousands would round two rules to the same words."""
        if not cents:
            return "0"
        return euros(cents) if self.step < 100_000 else kilo_euros(cents)

    def margin(self, size: float) -> float:
        """Room on the left for the amounts written in letters of ``size``."""
        return max(text_width(self.written(v), size) for v in self.rules) + 10

    def marks(self, left: float, right: float, size: float) -> list[Markup]:
        """Horizontal rules and their euros, written in letters of ``size``."""
        grid = "".join(polyline_path([(left, self.at(v)), (right, self.at(v))]) for v in self.rules if v)
        words = [element("text", self.written(v), x=left - 8, y=self.at(v) + size * 0.36) for v in self.rules]
        return [
            path(grid, **palette.stroke("hairline", 1)),
            group(*words, font_size=size, text_anchor="end", **palette.fill("muted")),
        ]

    def ground(self, left: float, right: float) -> Markup:
        """The line of zero."""
        level = polyline_path([(left, self.at(0)), (right, self.at(0))])
        return path(level, stroke="currentColor", stroke_width=1.4, fill="none")
