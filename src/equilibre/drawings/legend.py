"""The key of a drawing: a sample of each mark and its words, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equilibre.drawings.labels import shorten, text_width
from equilibre.drawings.svg import Attribute, Markup, element, group, number, path

_SWATCH = 13.0
_DASH = 34.0
_GAP = 16.0


@dataclass(frozen=True)
class Sample:
    """A mark of the drawing: its attributes (those of a stroke when it is a line) and its name."""

    words: str
    look: Mapping[str, Attribute]
    line: bool = False


def legend(samples: Sequence[Sample], width: float, size: float) -> tuple[list[Markup], float]:
    """The key from the top of the drawing, letters of ``size``, and how far down it goes."""
    x, y = 0.0, size * 1.05
    marks: list[Markup] = []
    words: list[Markup] = []
    for sample in samples:
        long = _DASH if sample.line else _SWATCH
        label = shorten(sample.words, size, width - long - 8)
        wide = long + 8 + text_width(label, size)
        if x and x + wide > width:
            x, y = 0.0, y + size * 1.6
        marks.append(_sample(sample, x, y - size * 0.34, long))
        words.append(element("text", label, x=x + long + 8, y=y))
        x += wide + _GAP
    return [*marks, group(*words, font_size=size)], y + size * 0.5


def _sample(sample: Sample, x: float, middle: float, long: float) -> Markup:
    if sample.line:
        return path(f"M{number(x)} {number(middle)}h{number(long)}", **sample.look)
    return element("rect", x=x, y=middle - long / 2, width=long, height=long, **sample.look)
