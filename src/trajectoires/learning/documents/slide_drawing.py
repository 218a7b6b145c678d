"""A drawing as native shapes of a slide, grouped under its alternative text: all can be edited."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from equilibre.documents.slide_master import COLORS, LANGUAGE, SANS, SERIF, Area
from trajectoires.learning.documents.svg_marks import Box, Disc, Drawn, Look, Outline, Words

INCH = 914400
ASCENT = 0.91
"""Of the two faces, about: how far above its baseline a line of words begins."""
LETTER = 0.62
"""A generous width for a letter: a box of words never breaks."""
ALIGNED = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


def place(slide: Any, drawing: Drawn, area: Area) -> None:
    """The largest that fits in the area, in its middle."""
    scale = min(area.width / drawing.width, area.height / drawing.height)
    left = area.x + (area.width - drawing.width * scale) / 2
    top = area.y + (area.height - drawing.height * scale) / 2
    group = slide.shapes.add_group_shape()
    pencil = _Pencil(group, left * INCH, top * INCH, scale * INCH)
    for mark in drawing.marks:
        pencil.draw(mark)
    told = group._element.find(f".//{qn('p:cNvPr')}")
    told.set("name", "Dessin")
    told.set("descr", drawing.said)


class _Pencil:
    def __init__(self, group: Any, left: float, top: float, scale: float) -> None:
        self.shapes = group.shapes
        self.left, self.top, self.scale = left, top, scale

    def draw(self, mark: Box | Disc | Outline | Words) -> None:
        """One mark."""
        if isinstance(mark, Words):
            self._words(mark)
        elif isinstance(mark, Outline):
            self._outline(mark)
        elif isinstance(mark, Box):
            kind = MSO_SHAPE.ROUNDED_RECTANGLE if mark.round else MSO_SHAPE.RECTANGLE
            shape = self.shapes.add_shape(
                kind, self._x(mark.x), self._y(mark.y), self._length(mark.width), self._length(mark.height)
            )
            self._look(shape, mark.look)
        else:
            side = self._length(2 * mark.radius)
            shape = self.shapes.add_shape(
                MSO_SHAPE.OVAL, self._x(mark.x - mark.radius), self._y(mark.y - mark.radius), side, side
            )
            self._look(shape, mark.look)

    def _outline(self, mark: Outline) -> None:
        first, *others = mark.contours
        builder = self.shapes.build_freeform(self._x(first[0][0][0]), self._y(first[0][0][1]), scale=1.0)
        for contour in (first, *others):
            points, closed = contour
            if contour is not first:
                builder.move_to(self._x(points[0][0]), self._y(points[0][1]))
            builder.add_line_segments([(self._x(x), self._y(y)) for x, y in points[1:]], close=closed)
        self._look(builder.convert_to_shape(), mark.look)

    def _words(self, mark: Words) -> None:
        width = max(len(mark.text) * mark.size * LETTER, mark.size)
        shift = {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
        box = self.shapes.add_textbox(
            self._x(mark.x - shift),
            self._y(mark.y - ASCENT * mark.size),
            self._length(width),
            self._length(mark.size * 1.2),
        )
        frame = box.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = False, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        paragraph = frame.paragraphs[0]
        paragraph.alignment = ALIGNED[mark.anchor]
        run = paragraph.add_run()
        run.text = mark.text
        run.font.size = Pt(round(mark.size * self.scale / 12700 * 2) / 2)
        run.font.bold = mark.bold
        run.font.name = SERIF if mark.serif else SANS
        run.font.color.rgb = _rgb(mark.color)
        run._r.get_or_add_rPr().set("lang", LANGUAGE)

    def _look(self, shape: Any, look: Look) -> None:
        # The theme's own effects: a shape of a drawing has no shadow.
        style = shape._element.find(qn("p:style"))
        if style is not None:
            shape._element.remove(style)
        if look.fill is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = _rgb(look.fill, look.opacity)
        if look.stroke is None:
            shape.line.fill.background()
            return
        shape.line.color.rgb = _rgb(look.stroke)
        shape.line.width = Emu(self._length(look.width))
        if look.dashed:
            shape.line.dash_style = MSO_LINE.DASH

    def _x(self, x: float) -> Emu:
        return Emu(round(self.left + x * self.scale))

    def _y(self, y: float) -> Emu:
        return Emu(round(self.top + y * self.scale))

    def _length(self, length: float) -> Emu:
        return Emu(round(length * self.scale))


def _rgb(color: str, opacity: float = 1.0) -> RGBColor:
    """The colour as it looks on the paper of a slide."""
    paper = COLORS["lt1"]
    parts = (
        round(int(color[at : at + 2], 16) * opacity + int(paper[at : at + 2], 16) * (1 - opacity))
        for at in (1, 3, 5)
    )
    return RGBColor(*parts)
