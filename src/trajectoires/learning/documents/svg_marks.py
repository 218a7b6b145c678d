"""The drawings of the pages, read for documents: their classes become colours, their paths become points.

The drawings use few things (``g``, ``rect``, ``circle``, ``path``, ``text``); anything else is a programming
error and says so. Curves become short straight lines: a slide's shapes are made of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from equilibre.drawings import palette

DRAWINGS = Path(__file__).resolve().parents[2] / "pages" / "templates" / "pages" / "drawings"
SVG = "http://www.w3.org/2000/svg"
CURVE_STEPS = 24
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "fill-opacity",
    "font-size",
    "font-weight",
)

Point = tuple[float, float]


@dataclass(frozen=True)
class Look:
    """How a mark is drawn; None is nothing. ``opacity`` is that of the fill."""

    fill: str | None
    stroke: str | None
    width: float
    dashed: bool
    opacity: float


@dataclass(frozen=True)
class Box:
    """A rectangle, its corners more or less round."""

    x: float
    y: float
    width: float
    height: float
    round: bool
    look: Look


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    look: Look


@dataclass(frozen=True)
class Outline:
    """A path: its contours, each with whether it is closed."""

    contours: tuple[tuple[tuple[Point, ...], bool], ...]
    look: Look


@dataclass(frozen=True)
class Words:
    """A line of words; ``y`` is its baseline."""

    x: float
    y: float
    size: float
    anchor: str
    text: str
    color: str
    bold: bool
    serif: bool


Mark = Box | Disc | Outline | Words


@dataclass(frozen=True)
class Drawn:
    """A drawing: its size, what it shows in words, its marks from back to front."""

    width: float
    height: float
    said: str
    marks: tuple[Mark, ...]


@cache
def drawn(key: str) -> Drawn:
    """A drawing of the platform as marks."""
    root = _root(key)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return Drawn(width, height, root.attrib.get("aria-label", ""), tuple(_marks(root, {})))


@cache
def coloured(key: str, font: str) -> bytes:
    """The same drawing as an SVG file that needs no stylesheet."""
    root = _root(key)
    for node in root.iter():
        resolved = _own(node)
        for name in ("class", "role", "aria-label", "href", "tabindex"):
            node.attrib.pop(name, None)
        for name in ("fill", "stroke"):
            value = resolved.get(name)
            if value:
                node.set(name, palette.INK if value == "currentColor" else value)
        if node.tag == "text":
            node.set("font-family", font)
    root.set("xmlns", SVG)
    return ElementTree.tostring(root, encoding="utf-8")


def _root(key: str) -> ElementTree.Element:
    # Our own files, never a visitor's.
    return ElementTree.fromstring((DRAWINGS / f"{key}.svg").read_text(encoding="utf-8"))  # noqa: S314


def _own(node: ElementTree.Element) -> dict[str, str]:
    """The attributes of an element, its classes turned into colours."""
    told = {name: node.attrib[name] for name in _INHERITED if name in node.attrib}
    for name in node.attrib.get("class", "").split():
        kind, _, token = name.partition("-")
        if kind in ("f", "s") and token in palette.TOKENS:
            told["fill" if kind == "f" else "stroke"] = palette.TOKENS[token]
    return told


def _marks(node: ElementTree.Element, above: dict[str, str]) -> Iterator[Mark]:
    told = {**above, **_own(node)}
    number = {name: float(value) for name, value in node.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
    if node.tag == "rect":
        x, y = number.get("x", 0.0), number.get("y", 0.0)
        yield Box(x, y, number["width"], number["height"], number.get("rx", 0) > 0, _look(told))
    elif node.tag == "circle":
        yield Disc(number["cx"], number["cy"], number["r"], _look(told))
    elif node.tag == "path":
        yield Outline(tuple(_contours(node.attrib["d"])), _look(told))
    elif node.tag == "text":
        yield Words(
            x=number["x"],
            y=number["y"],
            size=float(told.get("font-size", 14)),
            anchor=node.attrib.get("text-anchor", "start"),
            text="".join(node.itertext()).strip(),
            color=_color(told.get("fill", "currentColor")) or palette.INK,
            bold=told.get("font-weight", "") in ("600", "700", "bold"),
            serif="serif" in node.attrib.get("class", "").split(),
        )
    elif node.tag in ("svg", "g", "a"):
        for child in node:
            yield from _marks(child, told)
    elif node.tag not in ("title", "desc"):
        raise ValueError(f"<{node.tag}> in a drawing: teach svg_marks to read it")


def _look(told: dict[str, str]) -> Look:
    return Look(
        fill=_color(told.get("fill", "currentColor")),
        stroke=_color(told.get("stroke", "none")),
        width=float(told.get("stroke-width", 1)),
        dashed="stroke-dasharray" in told,
        opacity=float(told.get("fill-opacity", 1)),
    )


def _color(value: str) -> str | None:
    if value == "none":
        return None
    return palette.INK if value == "currentColor" else value


def _contours(path: str) -> Iterator[tuple[tuple[Point, ...], bool]]:
    pen = _Pen(_TOKEN.findall(path))
    pen.draw()
    yield from ((tuple(points), closed) for points, closed in pen.contours if len(points) > 1)


class _Pen:
    """Follows the commands of a path: M L H V C Q T Z and their relative forms."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at: Point = (0.0, 0.0)
        self.control: Point | None = None
        self.contours: list[tuple[list[Point], bool]] = []

    def draw(self) -> None:
        """To the end."""
        command = ""
        while self.tokens:
            if self.tokens[0].isalpha():
                command = self.tokens.pop(0)
            self._step(command)
            if command in "Mm":
                command = "L" if command == "M" else "l"

    def _step(self, command: str) -> None:
        upper, relative = command.upper(), command.islower()
        if upper == "Z":
            points, _ = self.contours[-1]
            self.contours[-1] = (points, True)
            self.at = points[0]
        elif upper == "M":
            self.at = self._point(relative)
            self.contours.append(([self.at], False))
        elif upper == "L":
            self._to(self._point(relative))
        elif upper in "HV":
            value = float(self.tokens.pop(0))
            x, y = self.at
            across = (value + x if relative else value, y)
            down = (x, value + y if relative else value)
            self._to(across if upper == "H" else down)
        elif upper == "C":
            self._curve(self._point(relative), self._point(relative), self._point(relative))
        elif upper in "QT":
            self._quadratic(upper, relative)
        else:
            raise ValueError(f"« {command} » in a path: teach svg_marks to read it")

    def _quadratic(self, upper: str, relative: bool) -> None:
        (x, y), last = self.at, self.control
        if upper == "Q":
            middle = self._point(relative)
        else:
            middle = (2 * x - last[0], 2 * y - last[1]) if last else self.at
        end = self._point(relative)
        first = (x + 2 / 3 * (middle[0] - x), y + 2 / 3 * (middle[1] - y))
        second = (end[0] + 2 / 3 * (middle[0] - end[0]), end[1] + 2 / 3 * (middle[1] - end[1]))
        self._curve(first, second, end)
        self.control = middle

    def _point(self, relative: bool) -> Point:
        x, y = float(self.tokens.pop(0)), float(self.tokens.pop(0))
        return (x + self.at[0], y + self.at[1]) if relative else (x, y)

    def _to(self, point: Point) -> None:
        self.at = point
        self.control = None
        self.contours[-1][0].append(point)

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        start = self.at
        for step in range(1, CURVE_STEPS + 1):
            t = step / CURVE_STEPS
            u = 1 - t
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            corners = (start, first, second, end)
            x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
            self._to((x, y))
