"""Pages for a word processor: A4, real headings, tables whose header is repeated, blanks that are seen.

What is to be completed by hand is a :class:`Blank`: printed in brackets on a yellow ground, so that nobody
sends a document with a hole in it. One look for every DOCX of the house.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from equilibre.documents.diagnosis_data import FOOT
from equilibre.drawings import palette
from equilibre.drawings.svg import clean
from equilibre.formatting import NBSP, day

SERIF, SANS, LANGUAGE = "Georgia", "Arial", "fr-FR"
WIDTH, HEIGHT, MARGIN = 21.0, 29.7, 2.0
"""Of an A4 page, in centimetres."""
HAIRLINE, GROUND = "DDD6CA", "F3EEE4"
NOTE, KICKER, CELL = "Note", "Surtitre", "Cellule"
"""Styles of ours, by the name that a word processor shows."""
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


class Run(NamedTuple):
    """Some words in one look."""

    text: str
    bold: bool = False
    italic: bool = False


class Blank(NamedTuple):
    """What the reader completes: « [à compléter : la date] »."""

    what: str = ""


Words = str | Run | Blank
Text = Words | Sequence[Words]
"""One look, or several one after the other."""


def shown(text: Text) -> str:
    """The text without its looks, blanks in brackets."""
    return "".join(_words(one) for one in _parts(text))


class Pages:
    """A document written from top to bottom."""

    def __init__(self, title: str, *, on: dt.date, kicker: str = "", landscape: bool = False) -> None:
        """``on`` is printed at the foot with the mention of independence; ``kicker`` above the title."""
        self._made: Any = Document()
        self._width = _page(self._made.sections[0], landscape=landscape)
        _styles(self._made)
        _properties(self._made, title, on)
        _footer(self._made.sections[0], f"{FOOT} · {day(on)}", self._width)
        if kicker:
            self._write(self._made.add_paragraph(style=KICKER), kicker)
        self._write(self._made.add_paragraph(style="Title"), title)

    def scale(self, factor: float) -> None:
        """Every size and space of the text, larger or smaller."""
        for style in self._made.styles:
            if style.type != WD_STYLE_TYPE.PARAGRAPH or style.font.size is None:
                continue
            style.font.size = Pt(round(style.font.size.pt * factor, 1))
            for name in ("space_before", "space_after"):
                space = getattr(style.paragraph_format, name)
                if space is not None:
                    setattr(style.paragraph_format, name, Pt(space.pt * factor))

    def heading(self, text: Text, level: int = 1) -> None:
        """A heading of level 1 to 3: the pane of a word processor lists them."""
        self._write(self._made.add_paragraph(style=f"Heading {level}"), text)

    def paragraph(self, text: Text) -> None:
        """A paragraph."""
        self._write(self._made.add_paragraph(), text)

    def note(self, text: Text) -> None:
        """Smaller and grey: a source, a hypothesis."""
        self._write(self._made.add_paragraph(style=NOTE), text)

    def bullets(self, texts: Sequence[Text], *, numbered: bool = False) -> None:
        """A list. Numbers go on from one numbered list to the next: one list a document."""
        for text in texts:
            self._write(self._made.add_paragraph(style="List Number" if numbered else "List Bullet"), text)

    def room(self, what: str, lines: int = 3) -> None:
        """A framed place to write in, with what is expected there."""
        table = self._made.add_table(rows=1, cols=1)
        _grid(table, [self._width])
        _keep_whole(table.rows[0], header=False)
        cell = table.cell(0, 0)
        _borders(cell, dict.fromkeys(("top", "left", "bottom", "right"), ("single", 4, HAIRLINE)))
        self._write(_first(cell), Blank(what))
        for _ in range(lines - 1):
            cell.add_paragraph(style=CELL)
        self._made.add_paragraph(style=NOTE)

    def table(
        self,
        head: Sequence[Text],
        rows: Sequence[Sequence[Text]],
        *,
        widths: Sequence[float],
        caption: str,
        numbers: Collection[int] = (),
        strong: Collection[int] = (),
        size: float = 9.5,
    ) -> None:
        """A table across the page.

        ``widths``: parts that add up to 1; ``caption``: read aloud by a screen reader; ``numbers``: columns
        of amounts, to the right; ``strong``: ranks of the rows in bold, from 0; ``size`` in points.
        """
        table = self._made.add_table(rows=len(rows) + 1, cols=len(head))
        _grid(table, [part * self._width for part in widths])
        _described(table, caption)
        # Cells are asked row by row: python-docx rebuilds the grid at each ``table.cell``.
        for rank, (line, texts) in enumerate(zip(table.rows, (head, *rows), strict=True)):
            _keep_whole(line, header=rank == 0)
            for column, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
                heavy = rank == 0 or rank - 1 in strong
                self._cell(cell, text, size, heavy=heavy, right=column in numbers)
                _borders(cell, {"bottom": ("single", 8 if rank == 0 else 4, "20242C" if heavy else HAIRLINE)})
                if rank and heavy:
                    _ground(cell)
        self._made.add_paragraph(style=NOTE)

    def new_page(self) -> None:
        """What follows begins a page."""
        self._made.add_page_break()

    def content(self) -> bytes:
        """The DOCX file."""
        buffer = io.BytesIO()
        self._made.save(buffer)
        return buffer.getvalue()

    def _cell(self, cell: Any, text: Text, size: float, *, heavy: bool, right: bool) -> None:
        paragraph = _first(cell)
        self._write(paragraph, text, heavy=heavy)
        for run in paragraph.runs:
            run.font.size = Pt(size)
        _mark(paragraph, size)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    @staticmethod
    def _write(paragraph: Any, text: Text, *, heavy: bool = False) -> None:
        for one in _parts(text):
            run = paragraph.add_run(_words(one))
            if isinstance(one, Blank):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if heavy or (isinstance(one, Run) and one.bold):
                run.bold = True
            if isinstance(one, Run) and one.italic:
                run.italic = True


def _parts(text: Text) -> Sequence[Words]:
    return (text,) if isinstance(text, str | Run | Blank) else text


def _words(one: Words) -> str:
    if isinstance(one, Blank):
        return f"[à compléter{NBSP}: {clean(one.what)}]" if one.what else "[à compléter]"
    return clean(one.text if isinstance(one, Run) else one)


def _page(section: Any, *, landscape: bool) -> float:
    """Width between the margins, in centimetres."""
    width, height = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    section.footer_distance = Cm(0.8)
    return width - 2 * MARGIN


def _styles(made: Any) -> None:
    styles = made.styles
    default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    default.find(qn("w:lang")).set(qn("w:val"), LANGUAGE)
    for name in (NOTE, KICKER, CELL):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    ink, grey = palette.INK, palette.TOKENS["muted"]
    for name, face, size, color, before, after in (
        ("Normal", SANS, 10.5, ink, 0, 6),
        ("Title", SERIF, 24, ink, 0, 10),
        ("Heading 1", SERIF, 16, ink, 16, 5),
        ("Heading 2", SERIF, 13, ink, 12, 4),
        ("Heading 3", SANS, 10.5, ink, 8, 3),
        ("List Bullet", SANS, 10.5, ink, 0, 3),
        ("List Number", SANS, 10.5, ink, 0, 3),
        (NOTE, SANS, 8.5, grey, 0, 4),
        (KICKER, SANS, 10, grey, 0, 4),
        (CELL, SANS, 9.5, ink, 1.5, 1.5),
        ("Footer", SANS, 8, grey, 0, 0),
    ):
        style = styles[name]
        _face(style, face)
        style.font.size, style.font.color.rgb = Pt(size), _colour(color)
        style.font.bold = name == "Heading 3"
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    # The rule that the template draws under a title.
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)


def _face(style: Any, face: str) -> None:
    """A face by its name: the one that the theme gives would win otherwise."""
    style.font.name = face
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for name in _THEMES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), face)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.removeprefix("#").upper())


def _properties(made: Any, title: str, on: dt.date) -> None:
    told = made.core_properties
    told.title, told.author, told.last_modified_by = clean(title)[:250], "Trajectoires", "Trajectoires"
    told.language, told.comments = LANGUAGE, FOOT
    told.created = told.modified = dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC).replace(tzinfo=None)


def _footer(section: Any, text: str, width: float) -> None:
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{text}\t")
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run.append(mark)


def _first(cell: Any) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    return paragraph


def _mark(paragraph: Any, size: float) -> None:
    """The end of a paragraph has a size too: an empty cell is no taller than the others."""
    look, points = OxmlElement("w:rPr"), OxmlElement("w:sz")
    points.set(qn("w:val"), str(round(size * 2)))
    look.append(points)
    paragraph._p.get_or_add_pPr().append(look)


def _grid(table: Any, widths: Sequence[float]) -> None:
    """Widths in centimetres, on the grid and on each cell: word processors read one or the other."""
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _described(table: Any, caption: str) -> None:
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), clean(caption))
    table._tbl.tblPr.append(described)


def _keep_whole(row: Any, *, header: bool) -> None:
    """A row is never cut by a page; the header comes back on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _borders(cell: Any, sides: dict[str, tuple[str, int, str]]) -> None:
    borders = OxmlElement("w:tcBorders")
    for side, (kind, size, color) in sides.items():
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", str(size)), ("space", "0"), ("color", color)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    cell._tc.get_or_add_tcPr().append(borders)


def _ground(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", GROUND)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
