"""What is written on a slide: paragraphs, bullets and native tables, at the largest size that fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from equilibre.documents import slide_master as look
from equilibre.documents.diagnosis_data import FOOT
from equilibre.documents.fitting import LEADING, largest, lines_of, numeric, shares, width_of
from equilibre.drawings.svg import clean

POINTS = 72
BULLET_SIZES = (32, 30, 28, 26, 24, 22, 20, 18, 16, 14, 12)
CELL_SIZES = (24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10)
UNBROKEN_MIN, UNBROKEN_CELL_MIN = 24, 18
BULLET_GAP, BULLET_GAP_MAX = 14, 34
CELL_MARGIN, CELL_GAP = 0.07, 0.22
BOLD, SERIF = 1.08, 1.2
"""How much wider bold words are, and those of titles."""
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's « no style, no grid »."""
HAIRLINE, INK_LINE = ("DDD6CA", 9525), (look.COLORS["dk1"][1:], 19050)


class Words(Protocol):
    """Some words in one look."""

    @property
    def text(self) -> str: ...
    @property
    def bold(self) -> bool: ...
    @property
    def italic(self) -> bool: ...


class Said(NamedTuple):
    """The plainest :class:`Words`."""

    text: str
    bold: bool = False
    italic: bool = False


Line = Sequence[Words]


def plain(line: Line) -> str:
    """The words of a line without their looks."""
    return "".join(told.text for told in line)


def line_of(text: str, *, bold: bool = False) -> list[Said]:
    """A line in one look, without the characters that no document may hold."""
    return [Said(clean(text), bold=bold)]


def properties(made: Any, title: str, on: dt.date) -> None:
    """What a file manager shows of a presentation. ``on``: its date; nobody's name is in it."""
    told = made.core_properties
    told.title, told.author, told.last_modified_by = title[:250], "Trajectoires", "Trajectoires"
    told.language, told.comments = look.LANGUAGE, FOOT
    told.created = told.modified = dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC).replace(tzinfo=None)


def new_slide(
    made: Any, kind: int, title: str, caption: Sequence[str] = (), notes: Sequence[str] = ()
) -> Any:
    """A slide with its title, its caption and its notes, one paragraph for each text.

    ``kind``: a layout of ``slide_master``; ``caption`` goes where that layout has a place for it.
    """
    slide = made.slides.add_slide(made.slide_layouts[kind])
    write(slide.shapes.title.text_frame, [line_of(title)])
    if kind != look.BULLETS:
        write(slide.placeholders[look.CAPTION].text_frame, [line_of(text) for text in caption])
    write(slide.notes_slide.notes_text_frame, [line_of(text) for text in notes if text])
    return slide


def write(frame: Any, lines: Sequence[Line], *, size: float | None = None, bold: bool = False) -> None:
    """Paragraphs of words in a text frame, in French. ``size`` is in points."""
    for rank, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        for told in line:
            run = paragraph.add_run()
            run.text = told.text
            run._r.get_or_add_rPr().set("lang", look.LANGUAGE)
            if size is not None:
                run.font.size = Pt(size)
            if told.bold or bold:
                run.font.bold = True
            if told.italic:
                run.font.italic = True


def write_fitted(placeholder: Any, text: str, area: look.Area, sizes: Sequence[float]) -> None:
    """A text in the serif of titles, in a placeholder that fills ``area``: at the largest of ``sizes``
    (points) that fits."""

    def needed(size: float) -> float:
        return lines_of(text, size, area.width * POINTS / SERIF) * size * LEADING

    size = largest(sizes, area.height * POINTS * 0.95, needed)
    frame = placeholder.text_frame
    frame.clear()
    write(frame, [line_of(text)], size=size)


def write_bullets(placeholder: Any, bullets: Sequence[Line], area: look.Area) -> None:
    """Bullets in a placeholder that fills ``area``."""
    width, height = area.width * POINTS - 34, area.height * POINTS * 0.96

    def needed(size: float) -> float:
        return sum(lines_of(plain(bullet), size, width) * size * LEADING + BULLET_GAP for bullet in bullets)

    # Bullets on one line each read better than larger ones that break.
    whole = [one for one in BULLET_SIZES if max(lines_of(plain(b), one, width) for b in bullets) == 1]
    size = largest([one for one in whole if one >= UNBROKEN_MIN] or BULLET_SIZES, height, needed)
    spare = max(0.0, height - needed(size)) / len(bullets)
    write(placeholder.text_frame, bullets, size=size)
    for paragraph in placeholder.text_frame.paragraphs[1:]:
        paragraph.space_before = Pt(min(BULLET_GAP_MAX, BULLET_GAP + spare))


def write_table(
    placeholder: Any,
    cells: Sequence[Sequence[Line]],
    caption: str,
    area: look.Area = look.TABLE_AREA,
    parts: Sequence[float] = (),
) -> None:
    """A native table in a table placeholder; the first row of ``cells`` is its header.

    It fills the placeholder, or ``area`` when that is another place. ``parts``: the part of the width for
    each column (they add up to 1); by default from what the columns hold.
    """
    texts = [[plain(cell) for cell in row] for row in cells]
    frame = placeholder.insert_table(rows=len(cells), cols=len(cells[0]))
    frame._element.find(f".//{qn('p:cNvPr')}").set("descr", caption)
    widths = [part * area.width for part in parts or shares(texts)]

    heavy = [[rank == 0 or any(one.bold for one in cell) for cell in row] for rank, row in enumerate(cells)]
    rooms = [(width - CELL_GAP) * POINTS for width in widths]

    def lines(size: float) -> list[int]:
        return [
            max(
                lines_of(text, size * (BOLD if strong else 1), room)
                for text, strong, room in zip(row, marks, rooms, strict=True)
            )
            for row, marks in zip(texts, heavy, strict=True)
        ]

    def heights(size: float) -> list[float]:
        return [most * size * LEADING + 2 * CELL_MARGIN * POINTS for most in lines(size)]

    def unbroken(size: float) -> bool:
        """Whether no word is cut; bold words are wider."""
        return all(
            width_of(word) * size * BOLD <= room
            for row in texts
            for text, room in zip(row, rooms, strict=True)
            for word in text.split(" ")
        )

    whole = [one for one in CELL_SIZES if one >= UNBROKEN_CELL_MIN and max(lines(one)) == 1]
    sizes = [one for one in CELL_SIZES if unbroken(one)]
    size = largest(whole or sizes or CELL_SIZES, area.height * POINTS, lambda one: sum(heights(one)))
    numbers = numeric(texts)
    native = frame.table
    native.first_row, native.horz_banding = True, False
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Emu(round(width * Inches(1)))
    # The rows share what is left, so that a short table does not hug the top.
    needed = heights(size)
    spare = min(0.2 * POINTS, max(0.0, area.height * POINTS - sum(needed)) / len(needed))
    for rank, (row, height) in enumerate(zip(native.rows, needed, strict=True)):
        row.height = Pt(height + spare)
        for column, (cell, line) in enumerate(zip(row.cells, cells[rank], strict=True)):
            _cell(cell, line, size, head=rank == 0, number=column in numbers)
    if area is not look.TABLE_AREA:
        frame.left, frame.top, frame.width = Inches(area.x), Inches(area.y), Inches(area.width)
    frame.height = sum(row.height for row in native.rows)


def _cell(cell: Any, line: Line, size: float, *, head: bool, number: bool) -> None:
    cell.margin_left, cell.margin_right = Emu(0), Pt(CELL_GAP * (2 if number else 1) * POINTS)
    cell.margin_top = cell.margin_bottom = Pt(CELL_MARGIN * POINTS)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [line], size=size, bold=head)
    if number:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    color, width = INK_LINE if head else HAIRLINE
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(
        0,
        parse_xml(
            '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f'w="{width}"><a:solidFill><a:srgbClr val="{color.upper()}"/></a:solidFill></a:lnB>'
        ),
    )
