"""« À lire avant la séance », for a word processor: to correct, then to send. Two pages."""

from __future__ import annotations

from equilibre.documents.docx_pages import Pages, Run
from equilibre.documents.fitting import LEADING, lines_of
from equilibre.facilitation.preread import TITLE, PreRead, Side, backs, fronts, when_and_where
from equilibre.formatting import NBSP

SIZE, TITLE_SIZE, WIDTH, HEIGHT = 10.5, 24.0, 480.0, 690.0
"""Of the text and of the room it has on a page, in points; a little under what the page has."""
FRONT_HEAD = 90.0
"""Points that the title takes, beside its own lines."""
HEADING, BETWEEN = 38.0, 6.0
FACTORS = (1.0, 0.9, 0.8)
"""Sizes tried, the usual one first: what is written is cut before it is small."""


def preread_docx(pre: PreRead) -> bytes:
    """The DOCX file."""
    kicker = f"{TITLE} · {pre.organisation}" if pre.organisation else TITLE
    pages = Pages(pre.title, on=pre.made_on, kicker=kicker)
    factor, front, back = _fitting(pre)
    alone = _taken(front, factor) + _taken(back, factor) <= HEIGHT - FRONT_HEAD - _height(
        pre.title, TITLE_SIZE
    )
    pages.scale(factor)
    pages.paragraph(Run(when_and_where(pre), bold=True))
    _write(pages, front)
    if not alone:
        pages.new_page()
    _write(pages, back)
    return pages.content()


def _write(pages: Pages, side: Side) -> None:
    for rank, one in enumerate(side.blocks):
        pages.heading(one.title, 2)
        for words in one.paragraphs:
            pages.paragraph(words)
        if one.items:
            pages.bullets(one.items)
        for label, words in one.rows:
            pages.paragraph([Run(f"{label}{NBSP}: ", bold=True), words])
        if rank == min(1, len(side.blocks) - 1) and side.figures:
            pages.bullets([f"{label}{NBSP}: {words}. {origin}" for label, words, origin in side.figures])
    if side.left_out:
        pages.note(side.left_out)


def _fitting(pre: PreRead) -> tuple[float, Side, Side]:
    """The longest sides that hold on a page each, about, and their size; the shortest ones when none does."""
    for factor in FACTORS:
        head = FRONT_HEAD * factor + _height(pre.title, TITLE_SIZE * factor)
        head += _height(when_and_where(pre), SIZE * factor)
        front = next((one for one in fronts(pre) if _taken(one, factor) <= HEIGHT - head), None)
        back = next((one for one in backs(pre) if _taken(one, factor) <= HEIGHT), None)
        if front is not None and back is not None:
            return factor, front, back
    return FACTORS[-1], fronts(pre)[-1], backs(pre)[-1]


def _taken(side: Side, factor: float) -> float:
    taken = 0.0
    for one in side.blocks:
        taken += (HEADING - 13.0 * LEADING) * factor + _height(one.title, 13.0 * factor)
        for words in (*one.paragraphs, *one.items, *(f"{label} : {words}" for label, words in one.rows)):
            taken += _height(words, SIZE * factor) + BETWEEN * factor
    for words in (*(" ".join(one) for one in side.figures), side.left_out):
        taken += _height(words, SIZE * factor) + BETWEEN * factor if words else 0.0
    return taken


def _height(words: str, size: float) -> float:
    return lines_of(words, size, WIDTH) * size * LEADING
