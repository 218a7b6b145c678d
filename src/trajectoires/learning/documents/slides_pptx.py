"""A deck as an editable presentation (PPTX): real titles, native tables and shapes, notes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

from equilibre.documents import slide_master as look
from equilibre.documents.slide_parts import write, write_bullets, write_table
from trajectoires.learning.documents import slide_drawing
from trajectoires.learning.documents.svg_marks import drawn
from trajectoires.learning.documents.words import INDEPENDENT
from trajectoires.learning.domain.decks import CitedSource, Deck, Run, Slide
from trajectoires.pages.facets import STATUSES


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
    write(slide.shapes.title.text_frame, [(Run(told.title),)])
    if told.bullets:
        area = look.OPENING_BODY_AREA if opening else look.BODY_AREA
        write_bullets(slide.placeholders[look.BODY], told.bullets, area)
        if opening:
            caption = slide.placeholders[look.CAPTION].text_frame
            write(caption, [(Run(deck.title, bold=True),), (Run(deck.subtitle),)])
    elif told.table:
        write(slide.placeholders[look.CAPTION].text_frame, [(Run(told.table.caption),)])
        write_table(slide.placeholders[look.TABLE], (told.table.header, *told.table.rows), told.table.caption)
    elif told.picture:
        slide_drawing.place(slide, drawn(told.picture.key), look.DRAWING_AREA)
        write(slide.placeholders[look.CAPTION].text_frame, [(Run(told.picture.sentence),)])
    look.number_and_footer(slide, footer)
    write(slide.notes_slide.notes_text_frame, told.notes)


def _sources(made: Any, deck: Deck, sources: Mapping[str, CitedSource]) -> None:
    rows = []
    for citation in deck.sources:
        source = sources.get(citation.key)
        title = source.line if source else citation.key
        rows.append(((Run(title),), (Run(citation.note),), (Run(STATUSES[citation.status]),)))
    header = ((Run("Source"),), (Run("Ce qu’elle appuie"),), (Run("Statut"),))
    slide = made.slides.add_slide(made.slide_layouts[look.TABLES])
    slide._element.set("show", "0")
    write(slide.shapes.title.text_frame, [(Run("Sources"),)])
    write(
        slide.placeholders[look.CAPTION].text_frame,
        [(Run("Diapositive masquée\u00a0: elle s’imprime, elle ne se projette pas."),)],
    )
    write_table(slide.placeholders[look.TABLE], (header, *rows), "Les sources de la présentation")
    look.number_and_footer(slide, INDEPENDENT)
    write(slide.notes_slide.notes_text_frame, [(Run(INDEPENDENT),)])
