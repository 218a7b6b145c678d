"""Around the triangle: the scale of the areas, what lies outside, and the caption under it."""

from __future__ import annotations

import math

from equilibre.drawings import palette
from equilibre.drawings.labels import Box, text_width, wrap
from equilibre.drawings.svg import SERIF, Markup, element, group
from equilibre.drawings.triangle_frame import Canvas, Outside, Triangle
from equilibre.formatting import kilo_euros

SCALE = "Surface = euros"


def _round_euros(cents: float) -> int:
    """The largest 1, 2 or 5 × 10ⁿ euros that is not above, in cents."""
    euros = max(cents / 100, 1)
    power = 10 ** math.floor(math.log10(euros))
    step = max(s for s in (1, 2, 5) if s * power <= euros)
    return int(step * power * 100)


def _sample(cents: int, x: float, bottom: float, canvas: Canvas) -> Markup:
    radius = canvas.radius(cents)
    return element("circle", cx=x, cy=bottom - radius, r=radius, **palette.stroke("muted", 1))


def legend(canvas: Canvas, largest: int) -> list[Markup]:
    """Two nested discs and their euros, in the free corner at the top left; nothing without a euro."""
    if largest < 100:
        return []
    size = canvas.layout.text_size - 1
    line = size * 1.3
    big = _round_euros(largest)
    small = _round_euros(big / 9)
    wide = canvas.radius(big)
    x, bottom = 6 + wide, size + 12 + max(2 * wide, line * 1.6)
    label_x = x + wide + 9
    label_y = bottom - wide - line / 2
    words = [element("text", SCALE, x=4, y=size + 2)]
    words += [
        element("text", kilo_euros(cents), x=label_x, y=label_y + size * 0.35 + rank * line)
        for rank, cents in enumerate((big, small))
    ]
    canvas.taken.append(Box(0, 0, max(label_x + 62, text_width(SCALE, size)), bottom + 6))
    return [
        *(_sample(cents, x, bottom, canvas) for cents in (big, small)),
        group(*words, font_size=size, **palette.fill("muted")),
    ]


def outside(triangle: Triangle, canvas: Canvas) -> list[Markup]:
    """What lies outside the triangle, in the free corner at the top right, right-aligned."""
    layout = canvas.layout
    size = layout.text_size - 1
    if not triangle.outside:
        return []
    right, y = layout.width - 4, size + 2 if triangle.aside else 0.0
    discs: list[Markup] = []
    words = [element("text", triangle.aside, x=right, y=y)] if triangle.aside else []
    wide = text_width(triangle.aside, size)
    for item in triangle.outside:
        radius = canvas.radius(item.amount) if item.amount else 0.0
        y += max(size * 1.4, radius + size * 0.9)
        words.append(element("text", item.words, x=right, y=y))
        room = text_width(item.words, size)
        if radius:
            discs.append(_pebble(canvas, item, right - room - radius - 8, y - size * 0.35, radius))
        wide = max(wide, room + (2 * radius + 8 if radius else 0))
    canvas.taken.append(Box(right - wide, 0, right, y + 6))
    return [*discs, group(*words, font_size=size, text_anchor="end", **palette.fill("muted"))]


def _pebble(canvas: Canvas, item: Outside, x: float, y: float, radius: float) -> Markup:
    return element("circle", cx=x, cy=y, r=radius, **palette.disc(canvas.prefix, item.colour, radius))


def rows_below(triangle: Triangle, canvas: Canvas, largest: int) -> list[Markup]:
    """The same on a phone: one row each, under the corners."""
    size = canvas.layout.text_size
    y = max(box.bottom for box in canvas.taken) + 6
    discs: list[Markup] = []
    words: list[Markup] = []
    if triangle.aside and triangle.outside:
        y += size * 1.4
        words.append(element("text", triangle.aside, x=4, y=y))
    for item in triangle.outside:
        radius = canvas.radius(item.amount) if item.amount else 0.0
        y += max(size * 1.5, radius + size)
        if radius:
            discs.append(_pebble(canvas, item, 4 + radius, y - size * 0.35, radius))
        words.append(element("text", item.words, x=4 + (2 * radius + 8 if radius else 0), y=y))
    if largest < 100:
        canvas.taken.append(Box(0, 0, canvas.layout.width, y + 2))
        return [*discs, group(*words, font_size=size, **palette.fill("muted"))]
    big = _round_euros(largest)
    y += canvas.radius(big) * 2 + 12
    x = 4 + text_width(SCALE, size) + 10
    words.append(element("text", SCALE, x=4, y=y - canvas.radius(big) + size * 0.35))
    for cents in (big, _round_euros(big / 9)):
        radius = canvas.radius(cents)
        discs.append(_sample(cents, x + radius, y - canvas.radius(big) + radius, canvas))
        words.append(
            element("text", kilo_euros(cents), x=x + 2 * radius + 5, y=y - canvas.radius(big) + size * 0.35)
        )
        x += 2 * radius + 5 + text_width(kilo_euros(cents), size) + 14
    canvas.taken.append(Box(0, 0, canvas.layout.width, y + 2))
    return [*discs, group(*words, font_size=size, **palette.fill("muted"))]


def foot(triangle: Triangle, canvas: Canvas) -> tuple[list[Markup], float]:
    """The caption under everything, in the serif, and the height of the whole drawing."""
    layout = canvas.layout
    bottom = max(box.bottom for box in canvas.taken) + 6
    if not triangle.foot:
        return [], bottom
    size = layout.text_size
    rows = wrap(triangle.foot, size, layout.width - 8)
    words = group(
        *(
            element("text", row, x=4, y=bottom + size * (1.2 + 1.3 * rank), font_size=size)
            for rank, row in enumerate(rows)
        ),
        font_style="italic",
        font_family=SERIF,
        class_="serif f-muted",
        fill=palette.TOKENS["muted"],
    )
    return [words], bottom + size * (1.3 * len(rows) + 0.6)
