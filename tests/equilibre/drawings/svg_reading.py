"""Reads a drawing back as a reader of the page would: its words, where they stand, what it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from equilibre.drawings.labels import Box, text_width

NS = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Word:
    """A line of text with the box that it fills (an upper estimate, like the layout's own)."""

    text: str
    box: Box


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def every(svg: str, tag: str) -> list[ET.Element]:
    return list(parse(svg).iter(NS + tag))


def words(svg: str) -> list[Word]:
    """Every line of text, with what it inherits from the groups around it."""
    found: list[Word] = []
    _collect(parse(svg), {"font-size": "16", "text-anchor": "start", "font-weight": "400"}, found)
    return found


def _collect(element: ET.Element, inherited: dict[str, str], found: list[Word]) -> None:
    own = {name: element.get(name, value) for name, value in inherited.items()}
    if element.tag == NS + "text":
        found.append(_word(element, own))
        return
    for child in element:
        _collect(child, own, found)


def _word(element: ET.Element, own: dict[str, str]) -> Word:
    size = float(own["font-size"])
    bold = own["font-weight"] in ("600", "700")
    wide = text_width(element.text or "", size, bold=bold)
    for span in element:
        wide += float(span.get("dx", 0)) + text_width(span.text or "", float(span.get("font-size", size)))
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[own["text-anchor"]]
    text = "".join(element.itertext())
    return Word(text, Box(left, y - size * 0.72, left + wide, y + size * 0.2))


def collisions(svg: str) -> list[tuple[str, str]]:
    """Pairs of lines that run into each other."""
    lines = words(svg)
    return [
        (a.text, b.text)
        for i, a in enumerate(lines)
        for b in lines[i + 1 :]
        if a.box.grown(-0.5).overlaps(b.box.grown(-0.5))
    ]


def outside(svg: str) -> list[str]:
    """Lines that leave the view box."""
    _, _, width, height = (float(v) for v in parse(svg).get("viewBox", "").split())
    frame = Box(-1, -1, width + 1, height + 1)
    return [
        word.text
        for word in words(svg)
        if word.box.left < frame.left
        or word.box.right > frame.right
        or word.box.top < frame.top
        or word.box.bottom > frame.bottom
    ]


def references(svg: str) -> set[str]:
    """Identifiers that marks refer to."""
    return set(re.findall(r"url\(#([^)]+)\)", svg)) | set(parse(svg).get("aria-labelledby", "").split())
