"""The dots, the path from exercice to exercice, and the magnifier when they lie close together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.labels import Box, Segment, place, text_width
from equilibre.drawings.svg import Markup, element, number, path, polyline_path
from equilibre.drawings.triangle_frame import Canvas, Dot, Layout, Point, Triangle
from equilibre.formatting import kilo_euros
from equilibre.formatting import number as written

_FACTORS = (20.0, 15.0, 10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.5, 2.0, 1.5)
_BEND = 0.12
"""How far a step of the path swings aside, as a part of its length."""
_ROOM = 14
"""A path shows when its two dots leave at least so much between their edges."""


def trail(triangle: Triangle, canvas: Canvas, factor: float) -> list[Markup]:
    """Threads, dashed lines toward what is not measured, path, dots and their years.

    ``factor`` is that of the magnifier (``magnification``); 0 when there is none.
    """
    places = [canvas.layout.at(dot.weights) for dot in triangle.dots]
    if not places:
        return []
    parts = _threads(triangle, canvas, places[-1])
    radii = [canvas.radius(dot.size) for dot in triangle.dots]
    if not factor:
        parts += _path(triangle, places, radii)
    for dot, (x, y), radius in zip(triangle.dots, places, radii, strict=True):
        parts += _disc(dot, x, y, radius, last=dot is triangle.dots[-1])
        canvas.taken.append(Box.around(x, y, radius + 1))
    if factor:
        parts += _lens(triangle, canvas, places, factor)
    layout = canvas.layout
    within = Box(2, layout.top - 20, layout.width - 2, layout.base - 3)
    if triangle.axis:
        within = Box(2, layout.base + 4, layout.width - 2, layout.base + 120)
    labelled = [len(places) - 1] if factor else range(len(places) - 1, -1, -1)
    for index in labelled:
        last = index == len(places) - 1
        dot, radius = triangle.dots[index], radii[index]
        parts += _year(
            dot, places[index], radius, layout, _Room(within, canvas.taken, canvas.lines, places), last=last
        )
    return parts


def magnification(triangle: Triangle, canvas: Canvas) -> float:
    """How many times the magnifier enlarges; 0 when the path shows without it, or never would."""
    places = [canvas.layout.at(dot.weights) for dot in triangle.dots]
    if len(places) < 2 or crowding(triangle, canvas) >= 1:
        return 0
    apart = max(math.dist(a, b) for a in places for b in places)
    if apart < 1:
        return 0
    room = canvas.layout.lens * 1.22
    return next((factor for factor in _FACTORS if apart * factor <= room), 0)


def crowding(triangle: Triangle, canvas: Canvas) -> float:
    """By how much the dots must shrink for the path between them to show: 1 when it shows already."""
    places = [canvas.layout.at(dot.weights) for dot in triangle.dots]
    radii = [canvas.radius(dot.size) for dot in triangle.dots]
    return min(
        (
            max(math.dist(places[i - 1], places[i]) - _ROOM, 0) / (radii[i - 1] + radii[i])
            for i in range(1, len(places))
        ),
        default=1.0,
    )


# --- lines ----------------------------------------------------------------------------------------------


def _threads(triangle: Triangle, canvas: Canvas, place: Point) -> list[Markup]:
    """From the last dot to each corner: as wide as its weight, dashed when it is not measured."""
    dot = triangle.dots[-1]
    parts = []
    for index, (corner, end) in enumerate(zip(triangle.corners, canvas.layout.corners, strict=True)):
        line = polyline_path([place, end])
        if index in dot.unmeasured or triangle.threads:
            canvas.lines.append((place, end))
        if index in dot.unmeasured and not triangle.axis:
            parts += [
                path(line, **palette.stroke("paper", 3.5)),
                path(
                    line, stroke="currentColor", stroke_width=1.8, stroke_dasharray="0.5 6",
                    stroke_linecap="round", fill="none",
                ),
            ]  # fmt: skip
        elif triangle.threads and dot.weights[index] > 0:
            parts.append(
                path(line, stroke_opacity=0.5, **palette.stroke(corner.colour, 1 + 7 * dot.weights[index]))
            )
    return parts


def _path(triangle: Triangle, places: Sequence[Point], radii: Sequence[float]) -> list[Markup]:
    """The path through the joined dots: each step a slight curve with its arrow head.

    It always bends to the left of the way, so that a path which comes back does not cover itself.
    """
    steps = ""
    for index in range(1, len(places)):
        if triangle.dots[index].joined:
            way = (places[index - 1], places[index], radii[index - 1], radii[index] + 3)
            steps += _leap(*way) if triangle.axis else _step(*way, _BEND)
    if not steps:
        return []
    return [
        path(
            steps, stroke="currentColor", stroke_width=1.8, fill="none",
            stroke_linecap="round", stroke_linejoin="round",
        )
    ]  # fmt: skip


def _step(start: Point, end: Point, start_radius: float, end_radius: float, bend: float) -> str:
    apart = math.dist(start, end)
    if apart <= start_radius + end_radius + 2:
        return ""
    across, down = (end[0] - start[0]) / apart * bend, (end[1] - start[1]) / apart * bend
    middle = ((start[0] + end[0]) / 2 + down * apart, (start[1] + end[1]) / 2 - across * apart)
    away, tip = _shifted(start, middle, start_radius), _shifted(end, middle, end_radius)
    return _curve(away, middle, tip, headed=math.dist(away, tip) > 9)


def _leap(start: Point, end: Point, start_radius: float, end_radius: float) -> str:
    """On the axis the path leaps from the top of a dot to the top of the next."""
    apart = abs(end[0] - start[0])
    if apart < 2:
        return ""
    away, tip = (start[0], start[1] - start_radius), (end[0], end[1] - end_radius)
    middle = ((start[0] + end[0]) / 2, min(away[1], tip[1]) - 22 - apart * 0.3)
    return _curve(away, middle, tip, headed=True)


def _curve(away: Point, middle: Point, tip: Point, *, headed: bool) -> str:
    gone = math.dist(middle, tip) or 1
    head = _head(tip, (tip[0] - middle[0]) / gone, (tip[1] - middle[1]) / gone) if headed else ""
    return (
        f"M{number(away[0])} {number(away[1])}"
        f"Q{number(middle[0])} {number(middle[1])} {number(tip[0])} {number(tip[1])}{head}"
    )


def _shifted(start: Point, toward: Point, by: float) -> Point:
    apart = math.dist(start, toward) or 1
    return start[0] + (toward[0] - start[0]) / apart * by, start[1] + (toward[1] - start[1]) / apart * by


def _head(tip: Point, across: float, down: float) -> str:
    wings = [
        (tip[0] - across * 6 + side * down * 4, tip[1] - down * 6 - side * across * 4) for side in (-1, 1)
    ]
    return polyline_path([wings[0], tip, wings[1]])


# --- dots and words -------------------------------------------------------------------------------------


def _disc(dot: Dot, x: float, y: float, radius: float, *, last: bool) -> list[Markup]:
    """Solid ink for the last exercice, grey for the ones before, hollow when something is not measured."""
    if dot.hollow:
        width = 2.8 if last else 1.6
        return [
            element(
                "circle",
                cx=x,
                cy=y,
                r=radius,
                stroke="currentColor",
                stroke_width=width,
                **palette.fill("paper"),
            )
        ]
    ground = element("circle", cx=x, cy=y, r=radius + (1.5 if last else 0), **palette.fill("paper"))
    if last:
        return [ground, element("circle", cx=x, cy=y, r=radius)]
    return [
        ground,
        element("circle", cx=x, cy=y, r=radius, fill_opacity=0.25, stroke="currentColor", stroke_width=1.3),
    ]


@dataclass(frozen=True)
class _Room:
    """Where a word may go: inside a frame, over nothing taken, rather not over lines."""

    within: Box
    taken: list[Box]
    lines: list[Segment]
    marks: Sequence[Point]
    lens: bool = False


def _year(dot: Dot, at: Point, radius: float, layout: Layout, room: _Room, *, last: bool) -> list[Markup]:
    """The year beside its dot (with the euros of the last one), where nothing else is written."""
    size = layout.name_size if last and not room.lens else layout.text_size
    amount = kilo_euros(dot.size) if last and not room.lens else ""
    wide = text_width(dot.label, size, bold=last)
    wide += text_width(amount, layout.text_size) + 6 if amount else 0
    placed = place(at[0], at[1], radius, (wide, size * 1.2), room.taken, room.within, room.lines, room.marks)
    room.taken.append(placed.box.grown(1))
    words: list[str] = [dot.label]
    if amount:
        words.append(
            element(
                "tspan", amount, dx=6, font_size=layout.text_size, font_weight=400,
                **palette.fill("muted"),
            )
        )  # fmt: skip
    parts = [_leader(at, radius, placed.box)] if placed.leader else []
    parts.append(
        element(
            "text", *words, x=placed.box.left, y=placed.box.top + size * 0.95, font_size=size,
            font_weight=700 if last else None, **palette.haloed(),
        )
    )  # fmt: skip
    return parts


def _leader(centre: Point, radius: float, box: Box) -> Markup:
    """A hairline from the edge of the dot to the nearest side of the label."""
    x = min(max(centre[0], box.left), box.right)
    y = min(max(centre[1], box.top + 2), box.bottom - 2)
    apart = math.dist(centre, (x, y)) or 1
    start = (centre[0] + (x - centre[0]) / apart * radius, centre[1] + (y - centre[1]) / apart * radius)
    return path(polyline_path([start, (x, y)]), stroke="currentColor", stroke_width=0.9, fill="none")


# --- the magnifier --------------------------------------------------------------------------------------


def _lens(triangle: Triangle, canvas: Canvas, places: Sequence[Point], factor: float) -> list[Markup]:
    """The same dots, further apart, in a disc at the right: the path that would not show at true scale."""
    layout = canvas.layout
    focus = (_middle_of([p[0] for p in places]), _middle_of([p[1] for p in places]))
    beside = [b.bottom for b in canvas.taken if b.right > layout.width - 2 * layout.lens and b.top < 1]
    top = 4.0 if triangle.axis else max(layout.top - 16, max(beside, default=0) + 12)
    centre = (layout.width / 2 if triangle.axis else layout.width - layout.lens - 4, top + layout.lens)
    seen = [(centre[0] + (x - focus[0]) * factor, centre[1] + (y - focus[1]) * factor) for x, y in places]
    largest = max([dot.size for dot in triangle.dots] + [1])
    radii = [max(layout.lens * 0.1 * math.sqrt(max(d.size, 0) / largest), 3) for d in triangle.dots]
    parts = _glass(canvas, triangle.dots, focus, centre, factor)
    edges = _magnified_edges(layout, focus, centre, factor)
    if edges:
        d = "".join(polyline_path(list(edge)) for edge in edges)
        parts.append(path(d, stroke="currentColor", stroke_width=1.2, fill="none"))
    parts += _path(triangle, seen, radii)
    room = _Room(
        Box(
            centre[0] - layout.lens,
            centre[1] - layout.lens * 0.9,
            min(centre[0] + layout.lens, layout.width - 2),
            centre[1] + layout.lens * 0.9,
        ),
        [Box.around(x, y, r + 1) for (x, y), r in zip(seen, radii, strict=True)],
        [*edges, *itertools.pairwise(seen)],
        seen,
        lens=True,
    )
    for dot, (x, y), radius in zip(triangle.dots, seen, radii, strict=True):
        parts += _disc(dot, x, y, radius, last=dot is triangle.dots[-1])
    for index in range(len(seen) - 1, -1, -1):
        last = index == len(seen) - 1
        parts += _year(triangle.dots[index], seen[index], radii[index], layout, room, last=last)
    canvas.taken.append(Box.around(*centre, layout.lens + 20))
    return parts


def _middle_of(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def _glass(canvas: Canvas, dots: Sequence[Dot], focus: Point, centre: Point, factor: float) -> list[Markup]:
    """The ring around the dots, the glass, the line that joins them, and how much it enlarges."""
    layout = canvas.layout
    near = max(layout.lens / factor, canvas.radius(max(dot.size for dot in dots)) + 4)
    apart = math.dist(centre, focus) or 1
    across, down = (focus[0] - centre[0]) / apart, (focus[1] - centre[1]) / apart
    start = (focus[0] - across * near, focus[1] - down * near)
    end = (centre[0] + across * layout.lens, centre[1] + down * layout.lens)
    canvas.lines.append((start, end))
    size = layout.text_size - 1
    times = written(factor, 0 if factor == int(factor) else 1)
    return [
        path(polyline_path([start, end]), **palette.stroke("muted", 1)),
        element("circle", cx=focus[0], cy=focus[1], r=near, **palette.stroke("muted", 1)),
        element(
            "circle", cx=centre[0], cy=centre[1], r=layout.lens, stroke="currentColor", stroke_width=1,
            **palette.fill("paper"),
        ),
        element(
            "text", f"le chemin, ×\u00a0{times}", x=centre[0], y=centre[1] + layout.lens + size * 1.3,
            font_size=size, text_anchor="middle", **palette.haloed("muted"),
        ),
    ]  # fmt: skip


def _magnified_edges(layout: Layout, focus: Point, centre: Point, factor: float) -> list[Segment]:
    """The edges of the triangle as they cross the magnifier, if they do."""
    found = []
    for ends in layout.edges:
        a, b = ((centre[0] + (x - focus[0]) * factor, centre[1] + (y - focus[1]) * factor) for x, y in ends)
        chord = _chord(a, b, centre, layout.lens)
        if chord is not None:
            found.append(chord)
    return found


def _chord(a: Point, b: Point, centre: Point, radius: float) -> Segment | None:
    """The part of the segment a–b that lies in the disc."""
    across, down = b[0] - a[0], b[1] - a[1]
    off_x, off_y = a[0] - centre[0], a[1] - centre[1]
    square = across * across + down * down
    half = off_x * across + off_y * down
    inside = half * half - square * (off_x * off_x + off_y * off_y - radius * radius)
    if square == 0 or inside <= 0:
        return None
    start = max((-half - math.sqrt(inside)) / square, 0.0)
    end = min((-half + math.sqrt(inside)) / square, 1.0)
    if start >= end:
        return None
    return (a[0] + across * start, a[1] + down * start), (a[0] + across * end, a[1] + down * end)
