"""A deck as an editable presentation (PPTX): real titles, native tables and shapes, notes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from trajectoires.learning.documents import slide_drawing
from trajectoires.learning.documents import slide_master as look
from trajectoires.learning.documents.fitting import LEADING, largest, lines_of, numeric, shares
from trajectoires.learning.documents.svg_marks import drawn
from trajectoires.learning.documents.words import INDEPENDENT
from trajectoires.learning.domain.decks import CitedSource, Deck, Line, Run, Slide, Table, plain
from trajectoires.pages.facets import STATUSES

POINTS = 72
BULLET_SIZES = (32, 30, 28, 26, 24, 22, 20, 18, 16)
CELL_SIZES = (24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10)
UNBROKEN_MIN, UNBROKEN_CELL_MIN = 24, 18
BULLET_GAP, BULLET_GAP_MAX = 14, 34
CELL_MARGIN, CELL_GAP = 0.07, 0.22
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's « no style, no grid »."""
HAIRLINE, INK_LINE = ("DDD6CA", 9525), (look.COLORS["dk1"][1:], 19050)


def deck_pptx(deck: Deck, *, sources: Mapping[str, CitedSource], today: dt.date) -> bytes:
    """The file. A last slide, hidden when one presents, holds the sources."""
    made = look.empty_presentation()
    _properties(made, deck, today)
    for rank, slide in enumerate(deck.slides):
        last = rank == len(deck.slides) - 1
        _slide(made, deck, slide, opening=rank == 0, footer=INDEPENDENT if last else deck.title)
    _sources(made, deck, sources)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _properties(made: Any, deck: Deck, today: dt.date) -> None:
    told = made.core_properties
    told.title, told.subject, told.author = deck.title, deck.subtitle, "Trajectoires"
    told.language, told.comments, told.keywords = look.LANGUAGE, INDEPENDENT, "modèle socio-économique"
    told.last_modified_by = "Trajectoires"
    told.created = told.modified = dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC).replace(
        tzinfo=None
    )


def _slide(made: Any, deck: Deck, told: Slide, *, opening: bool, footer: str) -> None:
    kind = look.OPENING if opening else look.BULLETS
    if told.table:
        kind = look.TABLES
    elif told.picture:
        kind = look.DRAWINGS
    slide = made.slides.add_slide(made.slide_layouts[kind])
    _write(slide.shapes.title.text_frame, [(Run(told.title),)])
    if told.bullets:
        area = look.OPENING_BODY_AREA if opening else look.BODY_AREA
        _bullets(slide.placeholders[look.BODY], told.bullets, area)
        if opening:
            caption = slide.placeholders[look.CAPTION].text_frame
            _write(caption, [(Run(deck.title, bold=True),), (Run(deck.subtitle),)])
    elif told.table:
        _write(slide.placeholders[look.CAPTION].text_frame, [(Run(told.table.caption),)])
        _table(slide.placeholders[look.TABLE], told.table)
    elif told.picture:
        slide_drawing.place(slide, drawn(told.picture.key), look.DRAWING_AREA)
        _write(slide.placeholders[look.CAPTION].text_frame, [(Run(told.picture.sentence),)])
    look.number_and_footer(slide, footer)
    _write(slide.notes_slide.notes_text_frame, told.notes)


def _sources(made: Any, deck: Deck, sources: Mapping[str, CitedSource]) -> None:
    rows = []
    for citation in deck.sources:
        source = sources.get(citation.key)
        title = source.line if source else citation.key
        rows.append(((Run(title),), (Run(citation.note),), (Run(STATUSES[citation.status]),)))
    header = ((Run("Source"),), (Run("Ce qu’elle appuie"),), (Run("Statut"),))
    slide = made.slides.add_slide(made.slide_layouts[look.TABLES])
    slide._element.set("show", "0")
    _write(slide.shapes.title.text_frame, [(Run("Sources"),)])
    _write(
        slide.placeholders[look.CAPTION].text_frame,
        [(Run("Diapositive masquée\u00a0: elle s’imprime, elle ne se projette pas."),)],
    )
    _table(slide.placeholders[look.TABLE], Table("Les sources de la présentation", header, tuple(rows)))
    look.number_and_footer(slide, INDEPENDENT)
    _write(slide.notes_slide.notes_text_frame, [(Run(INDEPENDENT),)])


def _bullets(placeholder: Any, bullets: Sequence[Line], area: look.Area) -> None:
    width, height = area.width * POINTS - 34, area.height * POINTS * 0.96

    def needed(size: float) -> float:
        return sum(lines_of(plain(bullet), size, width) * size * LEADING + BULLET_GAP for bullet in bullets)

    # Bullets on one line each read better than larger ones that break.
    whole = [one for one in BULLET_SIZES if max(lines_of(plain(b), one, width) for b in bullets) == 1]
    size = largest([one for one in whole if one >= UNBROKEN_MIN] or BULLET_SIZES, height, needed)
    spare = max(0.0, height - needed(size)) / len(bullets)
    _write(placeholder.text_frame, bullets, size=size)
    for paragraph in placeholder.text_frame.paragraphs[1:]:
        paragraph.space_before = Pt(min(BULLET_GAP_MAX, BULLET_GAP + spare))


def _table(placeholder: Any, table: Table) -> None:
    count = len(table.header)
    cells = [table.header, *table.rows]
    texts = table.texts
    frame = placeholder.insert_table(rows=len(cells), cols=count)
    frame._element.find(f".//{qn('p:cNvPr')}").set("descr", table.caption)
    area = look.TABLE_AREA
    widths = [part * area.width for part in shares(texts)]

    def lines(size: float) -> list[int]:
        room = [(width - CELL_GAP) * POINTS for width in widths]
        return [max(lines_of(*told) for told in zip(row, [size] * count, room, strict=True)) for row in texts]

    def heights(size: float) -> list[float]:
        return [most * size * LEADING + 2 * CELL_MARGIN * POINTS for most in lines(size)]

    whole = [one for one in CELL_SIZES if one >= UNBROKEN_CELL_MIN and max(lines(one)) == 1]
    size = largest(whole or CELL_SIZES, area.height * POINTS, lambda one: sum(heights(one)))
    numbers = numeric(texts)
    native = frame.table
    native.first_row, native.horz_banding = True, False
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Emu(round(width * look.Inches(1)))
    # The rows share what is left, so that a short table does not hug the top.
    needed = heights(size)
    spare = min(0.2 * POINTS, max(0.0, area.height * POINTS - sum(needed)) / len(needed))
    for rank, (row, height) in enumerate(zip(native.rows, needed, strict=True)):
        row.height = Pt(height + spare)
        for column, (cell, line) in enumerate(zip(row.cells, cells[rank], strict=True)):
            _cell(cell, line, size, head=rank == 0, number=column in numbers)
    frame.height = sum(row.height for row in native.rows)


def _cell(cell: Any, line: Line, size: float, *, head: bool, number: bool) -> None:
    cell.margin_left, cell.margin_right = Emu(0), Pt(CELL_GAP * (2 if number else 1) * POINTS)
    cell.margin_top = cell.margin_bottom = Pt(CELL_MARGIN * POINTS)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    _write(cell.text_frame, [line], size=size, bold=head)
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


def _write(frame: Any, lines: Sequence[Line], *, size: float | None = None, bold: bool = False) -> None:
    """Paragraphs of runs, in French."""
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
