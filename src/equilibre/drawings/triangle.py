"""The triangle of the two barycentres: corners that hold weights, and the dot where they balance.

One scale of area for everything: a corner holds a disc as large as its euros, the dot of an exercice is as
large as the three together. The dot sits where the three discs balance, literally.
"""

from __future__ import annotations

import dataclasses
import math

from equilibre.drawings import palette, triangle_margins, triangle_path
from equilibre.drawings.drawing import Variant
from equilibre.drawings.labels import Box, crosses, text_width, wrap
from equilibre.drawings.svg import SERIF, Markup, element, group, number, path, polyline_path
from equilibre.drawings.triangle_frame import LAYOUTS, Canvas, Corner, Layout, Point, Triangle

_SMALLEST = 0.55
"""Dots that crowd a path shrink down to this, and every disc with them."""


def draw(triangle: Triangle, *, variant: Variant, prefix: str) -> tuple[list[Markup], float, float]:
    """The parts of the drawing with its width and height."""
    layout = LAYOUTS[variant]
    sizes = [dot.size for dot in triangle.dots] + [c.amount or 0 for c in triangle.corners]
    largest = max([*sizes, 1])
    canvas = Canvas(layout, prefix, layout.radius / math.sqrt(largest), lines=layout.edges)
    factor = triangle_path.magnification(triangle, canvas)
    crowding = triangle_path.crowding(triangle, canvas)
    if not factor and crowding < 1:
        canvas.scale *= max(crowding, _SMALLEST)
    if triangle.axis:
        layout = layout.as_axis(magnified=bool(factor))
        canvas = dataclasses.replace(canvas, layout=layout, lines=layout.edges[:1])
    tokens = [corner.colour for corner in triangle.corners] + [o.colour for o in triangle.outside]
    parts = [palette.definitions(prefix, tokens, strong=layout.strong)]
    parts += _ground(triangle, layout)
    parts += _weights(triangle, canvas)
    if not layout.below:
        parts += triangle_margins.legend(canvas, largest)
        parts += triangle_margins.outside(triangle, canvas)
    parts += triangle_path.trail(triangle, canvas, factor)
    if triangle.middle and not triangle.axis:
        parts.append(_middle(triangle.middle, canvas))
    if layout.below:
        parts += triangle_margins.rows_below(triangle, canvas, largest)
    foot, height = triangle_margins.foot(triangle, canvas)
    return [part for part in [*parts, *foot] if part], layout.width, height


# --- the ground: territories, grid, edges ---------------------------------------------------------------


def _ground(triangle: Triangle, layout: Layout) -> list[Markup]:
    left, right, top = layout.corners
    if triangle.axis:
        return _axis(layout)
    parts: list[Markup] = []
    if triangle.territories:
        for index, corner in enumerate(triangle.corners):
            points = [layout.at(_towards(index, 1.0)), *(layout.at(w) for w in _halves(index))]
            parts.append(
                path(
                    polyline_path(points, closed=True),
                    fill_opacity=0.1,
                    **palette.fill(corner.colour),
                )
            )
    parts.append(path(_grid(layout), **palette.stroke("hairline", 1)))
    edge = polyline_path([left, right, top], closed=True)
    parts.append(path(edge, stroke="currentColor", stroke_width=1.4, fill="none", stroke_linejoin="round"))
    return parts


def _towards(index: int, weight: float) -> tuple[float, float, float]:
    rest = (1 - weight) / 2
    weights = [rest, rest, rest]
    weights[index] = weight
    return weights[0], weights[1], weights[2]


def _halves(index: int) -> list[tuple[float, float, float]]:
    """The middles of the two edges that leave a corner."""
    found = []
    for other in range(3):
        if other != index:
            weights = [0.0, 0.0, 0.0]
            weights[index] = weights[other] = 0.5
            found.append((weights[0], weights[1], weights[2]))
    return found


def _grid(layout: Layout) -> str:
    """Lines of equal weight at one quarter, one half and three quarters of each corner, as one path."""
    steps = ""
    for index in range(3):
        for weight in (0.25, 0.5, 0.75):
            ends = []
            for other in range(3):
                if other != index:
                    weights = [0.0, 0.0, 0.0]
                    weights[index], weights[other] = weight, 1 - weight
                    ends.append(layout.at((weights[0], weights[1], weights[2])))
            steps += polyline_path(ends)
    return steps


def _axis(layout: Layout) -> list[Markup]:
    """The base as an axis graduated by quarters."""
    left, right, _ = layout.corners
    ticks = "".join(
        polyline_path([(x, left[1] - (7 if quarter % 2 == 0 else 4)), (x, left[1])])
        for quarter in range(5)
        for x in [left[0] + layout.side * quarter / 4]
    )
    axis = polyline_path([left, right]) + ticks
    return [path(axis, stroke="currentColor", stroke_width=1.8, fill="none", stroke_linecap="round")]


# --- the weights at the corners -------------------------------------------------------------------------


def _weights(triangle: Triangle, canvas: Canvas) -> list[Markup]:
    layout = canvas.layout
    parts: list[Markup] = []
    for index, (corner, (x, y)) in enumerate(zip(triangle.corners, layout.corners, strict=True)):
        if triangle.axis and index == 2:
            continue
        radius = 8.0 if corner.amount is None else canvas.radius(corner.amount)
        if corner.open:
            radius = max(radius, 6.0)
        above = index == 2
        hang = _hang(triangle, canvas, (x, y))
        centre_y = y - hang - radius if above else y + hang + radius
        edge = y - hang if above else y + hang
        line = palette.stroke(corner.colour, 1.6)
        if corner.amount is not None and corner.amount > 0:
            parts.append(path(f"M{number(x)} {number(y)}V{number(edge)}", **line))
            parts.append(
                element(
                    "circle",
                    cx=x,
                    cy=centre_y,
                    r=radius,
                    **palette.disc(canvas.prefix, corner.colour, radius),
                )
            )
        if corner.open:
            ring = radius if corner.amount is None else radius + 4
            parts.append(element("circle", cx=x, cy=centre_y, r=ring, stroke_dasharray="3 3", **line))
        canvas.taken.append(Box.around(x, centre_y, radius + 4))
        parts.append(_corner_words(canvas, corner, index, centre_y, radius))
    return parts


def _hang(triangle: Triangle, canvas: Canvas, corner: Point) -> float:
    """How far the weight hangs from its corner: further when a dot sits there."""
    near = [
        canvas.radius(dot.size) + 6
        for dot in triangle.dots
        if math.dist(canvas.layout.at(dot.weights), corner) < canvas.radius(dot.size) + 9
    ]
    return max([9.0, *near])


def _corner_words(canvas: Canvas, corner: Corner, index: int, centre_y: float, radius: float) -> Markup:
    """Name and captions: under the bottom discs, above the top one."""
    layout = canvas.layout
    anchor, x = (("start", 4.0), ("end", layout.width - 4), ("middle", layout.width / 2))[index]
    room = layout.width - 8 if index == 2 else layout.width / 2 - 8
    captions = [row for caption in corner.captions for row in wrap(caption, layout.text_size, room, lines=2)]
    line = layout.text_size * 1.3
    tall = layout.name_size + line * len(captions)
    clear = 9 if corner.open else 5
    top = centre_y - radius - clear - tall - 3 if index == 2 else centre_y + radius + clear
    first = top + layout.name_size * 0.95
    wide = max(
        [text_width(corner.name, layout.name_size, bold=True)]
        + [text_width(row, layout.text_size) for row in captions]
    )
    start = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    canvas.taken.append(Box(start, top, start + wide, top + tall + 4))
    name = element(
        "text",
        corner.name,
        x=x,
        y=first,
        font_size=layout.name_size,
        font_weight=600,
        **palette.fill(corner.colour),
    )
    rows = [
        element(
            "text",
            caption,
            x=x,
            y=first + line * (rank + 1),
            font_size=layout.text_size,
            **palette.fill("muted"),
        )
        for rank, caption in enumerate(captions)
    ]
    return group(name, *rows, text_anchor=anchor)


def _middle(words: str, canvas: Canvas) -> Markup:
    """« aucune dominante », as near the centre as the dots allow."""
    layout = canvas.layout
    x = layout.width / 2
    size = layout.text_size
    half = text_width(words, size) / 2
    seats = []
    for row, shift in ((1, 0), (0, 0), (1, -24), (1, 24), (2, 0), (0, -40), (0, 40)):
        centre = layout.top + layout.height / 2 + size * (1 + 1.2 * row)
        seats.append(Box(x + shift - half, centre - size * 0.7, x + shift + half, centre + size * 0.7))
    clear = [seat for seat in seats if not any(seat.overlaps(other) for other in canvas.taken)]
    if not clear:
        return Markup("")
    free = min(clear, key=lambda seat: sum(crosses(line, seat) for line in canvas.lines))
    canvas.taken.append(free)
    return element(
        "text", words, x=free.left + half, y=free.bottom - size * 0.4, font_size=size, text_anchor="middle",
        font_style="italic", font_family=SERIF, class_="serif f-muted", fill=palette.TOKENS["muted"],
    )  # fmt: skip
