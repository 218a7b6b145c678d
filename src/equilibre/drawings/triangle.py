"""The triangle of the two barycentres: corners that hold weights, and the dot where they balance.

One scale of area for everything: a corner holds a disc as large as its euros, the dot of an exercice is as
large as the three together. The dot sits where the three discs balance, literally.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from equilibre.drawings import palette
from equilibre.drawings.drawing import Variant
from equilibre.drawings.labels import Box, place, text_width, wrap
from equilibre.drawings.svg import SERIF, Markup, element, group, number, path, polyline_path
from equilibre.formatting import kilo_euros

Point = tuple[float, float]


@dataclass(frozen=True)
class Corner:
    """A corner: its words, its token and what it weighs in the exercice drawn last."""

    name: str
    caption: str
    """« des personnes · 82 k€ »: the line under the name."""
    token: str
    amount: int | None
    """Cents; None when it is not measured."""
    open: bool = False
    """Something of it is not measured: its disc is drawn open, and the caption says so."""


@dataclass(frozen=True)
class Dot:
    """An exercice in the triangle; ``weights`` follow the corners (left, right, top) and add up to 1."""

    label: str
    weights: tuple[float, float, float]
    size: int
    hollow: bool = False
    unmeasured: tuple[int, ...] = ()
    joined: bool = False


@dataclass(frozen=True)
class Outside:
    """What is printed beside the triangle, with its own disc when it has an amount."""

    words: tuple[str, ...]
    token: str = "neutre"
    amount: int | None = None


@dataclass(frozen=True)
class Triangle:
    """All that one triangle shows."""

    corners: tuple[Corner, Corner, Corner]
    """Left, right, top."""
    dots: tuple[Dot, ...]
    """In chronological order: the last one is the exercice that the page opens on."""
    territories: bool = False
    middle: str = ""
    axis: bool = False
    """The top corner is out of play: the base is drawn as an axis."""
    outside: tuple[Outside, ...] = ()
    foot: str = ""
    """The caption under the drawing."""


@dataclass(frozen=True)
class _Layout:
    width: float
    side: float
    top: float
    name_size: float
    text_size: float
    radius: float
    """Of the largest dot."""
    strong: bool = False

    @property
    def height(self) -> float:
        return self.side * math.sqrt(3) / 2

    @property
    def corners(self) -> tuple[Point, Point, Point]:
        left = (self.width - self.side) / 2
        base = self.top + self.height
        return (left, base), (left + self.side, base), (self.width / 2, self.top)

    def at(self, weights: tuple[float, float, float]) -> Point:
        """The barycentre of the corners."""
        total = sum(weights) or 1
        x = sum(w * c[0] for w, c in zip(weights, self.corners, strict=True)) / total
        y = sum(w * c[1] for w, c in zip(weights, self.corners, strict=True)) / total
        return x, y


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(width=600, side=372, top=112, name_size=17, text_size=14.5, radius=19),
    "print": _Layout(width=600, side=372, top=112, name_size=19, text_size=16.5, radius=19, strong=True),
    "phone": _Layout(width=344, side=262, top=128, name_size=15.5, text_size=13.5, radius=15),
}


@dataclass
class _Canvas:
    """The drawing while it is made: what is drawn, and where no word may go."""

    layout: _Layout
    prefix: str
    scale: float
    """Radius = scale × √cents."""
    taken: list[Box] = field(default_factory=list)

    def radius(self, cents: int) -> float:
        return max(self.scale * math.sqrt(max(cents, 0)), 2.5)


def draw(triangle: Triangle, *, variant: Variant, prefix: str) -> tuple[list[Markup], float, float]:
    """The parts of the drawing with its width and height."""
    layout = _LAYOUTS[variant]
    places = [layout.at(dot.weights) for dot in triangle.dots]
    sizes = [dot.size for dot in triangle.dots] + [c.amount or 0 for c in triangle.corners]
    canvas = _Canvas(layout, prefix, _scale(layout, places, triangle, max([*sizes, 1])))
    tokens = [corner.token for corner in triangle.corners] + [o.token for o in triangle.outside]
    parts = [palette.definitions(prefix, tokens, strong=layout.strong)]
    parts += _ground(triangle, canvas)
    parts += _weights(triangle, canvas)
    parts += _dots(triangle, canvas, places)
    parts += _legend(triangle, canvas, max([*sizes, 1]))
    parts += _outside(triangle, canvas)
    parts += _year_labels(triangle, canvas, places)
    if triangle.middle and not triangle.axis:
        parts.append(_middle(triangle.middle, canvas))
    foot, height = _foot(triangle, canvas)
    return [part for part in [*parts, *foot] if part], layout.width, height


def _scale(layout: _Layout, places: Sequence[Point], triangle: Triangle, largest: int) -> float:
    """Radius per √cent: as large as allowed, smaller when neighbouring dots would hide each other."""
    radius = layout.radius
    for index, (x, y) in enumerate(places):
        for other_x, other_y in places[:index]:
            apart = math.hypot(x - other_x, y - other_y)
            radius = min(radius, max(apart * 0.75, 9.0))
    return radius / math.sqrt(largest)


# --- the ground: territories, grid, edges ---------------------------------------------------------------


def _ground(triangle: Triangle, canvas: _Canvas) -> list[Markup]:
    layout = canvas.layout
    left, right, top = layout.corners
    if triangle.axis:
        return _axis(canvas)
    parts: list[Markup] = []
    if triangle.territories:
        for index, corner in enumerate(triangle.corners):
            points = [layout.at(_towards(index, 1.0)), *(layout.at(w) for w in _halves(index))]
            parts.append(
                path(
                    polyline_path(points, closed=True),
                    fill_opacity=0.1,
                    **palette.fill(corner.token),
                )
            )
    parts.append(path(_grid(layout), **palette.stroke("hairline", 1)))
    edge = polyline_path([left, right, top], closed=True)
    parts.append(
        path(edge, stroke="currentColor", stroke_width=1.4, fill="none", stroke_linejoin="round")
    )
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


def _grid(layout: _Layout) -> str:
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


def _axis(canvas: _Canvas) -> list[Markup]:
    """The base as a graduated axis; the rest of the triangle only as a trace."""
    layout = canvas.layout
    left, right, top = layout.corners
    ticks = "".join(
        polyline_path([(x, left[1] - (7 if share % 2 == 0 else 4)), (x, left[1])])
        for share in range(5)
        for x in [left[0] + layout.side * share / 4]
    )
    return [
        path(
            polyline_path([left, top, right]),
            stroke_dasharray="2 6",
            **palette.stroke("muted", 1),
        ),
        path(
            polyline_path([left, right]) + ticks,
            stroke="currentColor",
            stroke_width=1.8,
            fill="none",
            stroke_linecap="round",
        ),
    ]


# --- the weights at the corners -------------------------------------------------------------------------


def _weights(triangle: Triangle, canvas: _Canvas) -> list[Markup]:
    layout = canvas.layout
    parts: list[Markup] = []
    for index, (corner, (x, y)) in enumerate(zip(triangle.corners, layout.corners, strict=True)):
        radius = 8.0 if corner.amount is None else canvas.radius(corner.amount)
        if corner.open:
            radius = max(radius, 6.0)
        above = index == 2
        hang = 9.0
        centre_y = y - hang - radius if above else y + hang + radius
        edge = y - hang if above else y + hang
        colour = palette.stroke(corner.token, 1.6)
        if corner.amount is not None and corner.amount > 0:
            parts.append(path(f"M{number(x)} {number(y)}V{number(edge)}", **colour))
            parts.append(
                element("circle", cx=x, cy=centre_y, r=radius, **palette.patterned(canvas.prefix, corner.token))
            )
        if corner.open:
            ring = radius if corner.amount is None else radius + 4
            parts.append(element("circle", cx=x, cy=centre_y, r=ring, stroke_dasharray="3 3", **colour))
        canvas.taken.append(Box.around(x, centre_y, radius + 4))
        parts.append(_corner_words(canvas, corner, index, centre_y, radius))
    return parts


def _corner_words(canvas: _Canvas, corner: Corner, index: int, centre_y: float, radius: float) -> Markup:
    layout = canvas.layout
    anchor, x = (("start", 4.0), ("end", layout.width - 4), ("middle", layout.width / 2))[index]
    room = layout.width - 8 if index == 2 else layout.width / 2 - 12
    captions = wrap(corner.caption, layout.text_size, room, lines=3)
    line = layout.text_size * 1.3
    tall = layout.name_size + line * len(captions)
    clear = 8 if corner.open else 4
    top = centre_y - radius - clear - tall - 2 if index == 2 else centre_y + radius + clear
    first = top + layout.name_size * 0.95
    wide = max(
        [text_width(corner.name, layout.name_size, bold=True)]
        + [text_width(row, layout.text_size) for row in captions]
    )
    start = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    canvas.taken.append(Box(start, top, start + wide, top + tall + 4))
    rows = [
        element(
            "text", corner.name, x=x, y=first, font_size=layout.name_size, font_weight=600, **palette.fill(corner.token)
        )
    ]
    rows += [
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
    return group(*rows, text_anchor=anchor)


# --- the dots and the path ------------------------------------------------------------------------------


def _dots(triangle: Triangle, canvas: _Canvas, places: Sequence[Point]) -> list[Markup]:
    parts: list[Markup] = []
    corners = canvas.layout.corners
    for dot, (x, y) in zip(triangle.dots, places, strict=True):
        for index in dot.unmeasured:
            if dot is triangle.dots[-1] and not (triangle.axis and index == 2):
                end = corners[index]
                parts.append(
                    path(
                        polyline_path([(x, y), end]),
                        stroke="currentColor",
                        stroke_width=1.4,
                        stroke_dasharray="2 5",
                        stroke_linecap="round",
                        fill="none",
                    )
                )
    way = _way(triangle, canvas, places)
    if way:
        parts.append(
            path(way, stroke="currentColor", stroke_width=2, fill="none", stroke_linecap="round")
        )
    last = len(triangle.dots) - 1
    for index, (dot, (x, y)) in enumerate(zip(triangle.dots, places, strict=True)):
        radius = canvas.radius(dot.size)
        canvas.taken.append(Box.around(x, y, radius + 1))
        parts += _disc(dot, x, y, radius, index == last)
    return parts


def _disc(dot: Dot, x: float, y: float, radius: float, last: bool) -> list[Markup]:
    ground = element("circle", cx=x, cy=y, r=radius, **palette.fill("paper"))
    if dot.hollow:
        return [
            element(
                "circle", cx=x, cy=y, r=radius, stroke="currentColor", stroke_width=2.6 if last else 1.6,
                **palette.fill("paper"),
            )
        ]  # fmt: skip
    if last:
        halo = element("circle", cx=x, cy=y, r=radius + 1.5, **palette.fill("paper"))
        return [halo, element("circle", cx=x, cy=y, r=radius)]
    return [
        ground,
        element("circle", cx=x, cy=y, r=radius, fill_opacity=0.28, stroke="currentColor", stroke_width=1.4),
    ]


def _way(triangle: Triangle, canvas: _Canvas, places: Sequence[Point]) -> str:
    """The path through the joined dots, with an arrow head at each step that has room for it."""
    steps = ""
    for index in range(1, len(places)):
        dot, before = triangle.dots[index], triangle.dots[index - 1]
        if not dot.joined:
            continue
        (x0, y0), (x1, y1) = places[index - 1], places[index]
        apart = math.hypot(x1 - x0, y1 - y0)
        start, end = canvas.radius(before.size), canvas.radius(dot.size) + 3
        if triangle.axis and apart > 2:
            lift = 20 + apart * 0.12 + max(start, end)
            steps += (
                f"M{number(x0)} {number(y0 - start)}"
                f"Q{number((x0 + x1) / 2)} {number(y0 - lift)} {number(x1)} {number(y1 - end)}"
            )
            continue
        if apart <= start + end + 1:
            continue
        across, down = (x1 - x0) / apart, (y1 - y0) / apart
        tip = (x1 - across * end, y1 - down * end)
        steps += polyline_path([(x0 + across * start, y0 + down * start), tip])
        if apart > start + end + 10:
            steps += _head(tip, across, down)
    return steps


def _head(tip: Point, across: float, down: float) -> str:
    wings = []
    for side in (-1, 1):
        back_x = tip[0] - across * 6 + side * down * 4
        back_y = tip[1] - down * 6 - side * across * 4
        wings.append((back_x, back_y))
    return polyline_path([wings[0], tip, wings[1]])


# --- the words ------------------------------------------------------------------------------------------


def _year_labels(triangle: Triangle, canvas: _Canvas, places: Sequence[Point]) -> list[Markup]:
    """Every year beside its dot, the last one first so that it gets the best place."""
    layout = canvas.layout
    within = Box(2, layout.top - 40, layout.width - 2, layout.top + layout.height - (8 if triangle.axis else 4))
    parts: list[Markup] = []
    for index in range(len(places) - 1, -1, -1):
        dot, (x, y) = triangle.dots[index], places[index]
        last = index == len(places) - 1
        size = layout.name_size if last else layout.text_size
        amount = kilo_euros(dot.size) if last else ""
        wide = text_width(dot.label, size, bold=last)
        wide += text_width(f" {amount}", layout.text_size) + 3 if amount else 0
        radius = canvas.radius(dot.size)
        placed = place(x, y, radius, (wide, size * 1.25), canvas.taken, within)
        canvas.taken.append(placed.box.grown(1))
        if placed.leader:
            parts.append(_leader((x, y), radius, placed.box))
        words: list[str] = [dot.label]
        if amount:
            words.append(
                element(
                    "tspan", amount, dx=5, font_size=layout.text_size, font_weight="normal", **palette.fill("muted")
                )
            )
        parts.append(
            element(
                "text",
                *words,
                x=placed.box.left,
                y=placed.box.top + size * 0.98,
                font_size=size,
                font_weight=700 if last else None,
                class_="s-paper",
                stroke=palette.TOKENS["paper"],
                stroke_width=3,
                stroke_linejoin="round",
                paint_order="stroke",
            )
        )
    return parts


def _leader(centre: Point, radius: float, box: Box) -> Markup:
    """A hairline from the edge of the dot to the nearest side of the label."""
    x = min(max(centre[0], box.left), box.right)
    y = min(max(centre[1], box.top + 2), box.bottom - 2)
    apart = math.hypot(x - centre[0], y - centre[1]) or 1
    start = (centre[0] + (x - centre[0]) / apart * radius, centre[1] + (y - centre[1]) / apart * radius)
    return path(polyline_path([start, (x, y)]), stroke="currentColor", stroke_width=0.9, fill="none")


def _middle(words: str, canvas: _Canvas) -> Markup:
    """« aucune dominante », as near the centre as the dots allow."""
    layout = canvas.layout
    x, y = layout.at((1 / 3, 1 / 3, 1 / 3))
    size = layout.text_size
    wide = text_width(words, size)
    best = None
    for step in (0, -1, 1, -2, 2, -3, 3):
        centre = y - 12 + step * size * 1.2
        box = Box(x - wide / 2, centre - size * 0.7, x + wide / 2, centre + size * 0.7)
        if not any(box.overlaps(other) for other in canvas.taken):
            best = box
            break
    if best is None:
        return Markup("")
    canvas.taken.append(best)
    return element(
        "text", words, x=x, y=best.bottom - size * 0.4, font_size=size, text_anchor="middle",
        font_style="italic", font_family=SERIF, class_="serif f-muted", fill=palette.TOKENS["muted"],
    )  # fmt: skip


def _round_euros(cents: float) -> int:
    """The largest 1, 2 or 5 × 10ⁿ euros that is not above, in cents."""
    euros = max(cents / 100, 1)
    power = 10 ** math.floor(math.log10(euros))
    step = max(s for s in (1, 2, 5) if s * power <= euros)
    return int(step * power * 100)


def _legend(triangle: Triangle, canvas: _Canvas, largest: int) -> list[Markup]:
    """The scale of the areas: two discs and their euros, in the free corner at the top left."""
    layout = canvas.layout
    size = layout.text_size - 1
    big = _round_euros(largest)
    small = _round_euros(big / 9)
    x, bottom = 6 + canvas.radius(big), 30 + 2 * canvas.radius(big)
    parts = [
        element("text", "Surface = euros", x=4, y=size + 4, font_size=size, **palette.fill("muted")),
    ]
    rows = ""
    for cents in (big, small):
        radius = canvas.radius(cents)
        parts.append(element("circle", cx=x, cy=bottom - radius, r=radius, **palette.stroke("muted", 1)))
    label_x = x + canvas.radius(big) + 8
    tops = (max(bottom - 2 * canvas.radius(big) + 4, 0), bottom - 1)
    if tops[1] - tops[0] < size * 1.15:
        tops = (tops[1] - size * 1.15, tops[1])
    for cents, y in zip((big, small), tops, strict=True):
        parts.append(
            element("text", kilo_euros(cents), x=label_x, y=y + size * 0.3, font_size=size, **palette.fill("muted"))
        )
    canvas.taken.append(Box(0, 0, max(label_x + 60, 110), bottom + 6))
    return [*parts, Markup(rows)]


def _outside(triangle: Triangle, canvas: _Canvas) -> list[Markup]:
    """What lies outside the triangle, in the free corner at the top right, right-aligned."""
    layout = canvas.layout
    size = layout.text_size - 0.5
    right, y = layout.width - 4, 4.0
    parts: list[Markup] = []
    for item in triangle.outside:
        radius = canvas.radius(item.amount) if item.amount else 0.0
        if radius:
            y += radius
            parts.append(
                element(
                    "circle", cx=right - radius, cy=y + radius * 0.2, r=radius,
                    **palette.patterned(canvas.prefix, item.token),
                )
            )  # fmt: skip
            y += radius + 4
        for row in item.words:
            y += size * 1.3
            parts.append(
                element("text", row, x=right, y=y, font_size=size, text_anchor="end", **palette.fill("muted"))
            )
        wide = max(text_width(row, size) for row in item.words)
        canvas.taken.append(Box(right - max(wide, 2 * radius), 0, right, y + 6))
        y += 8
    return parts


def _foot(triangle: Triangle, canvas: _Canvas) -> tuple[list[Markup], float]:
    """The caption under everything, in the serif, and the height of the whole drawing."""
    layout = canvas.layout
    bottom = max(box.bottom for box in canvas.taken) + 6
    if not triangle.foot:
        return [], bottom
    size = layout.text_size
    rows = wrap(triangle.foot, size, layout.width - 8)
    parts = [
        element("text", row, x=4, y=bottom + size * (1.1 + 1.3 * rank), font_size=size)
        for rank, row in enumerate(rows)
    ]
    words = group(
        *parts, font_style="italic", font_family=SERIF, class_="serif f-muted", fill=palette.TOKENS["muted"]
    )
    return [words], bottom + size * (1.3 * len(rows) + 0.6)
