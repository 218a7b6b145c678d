"""A deck as a document to print (PDF/UA-1): each slide above what the speaker says, A4 landscape.

Made by Typst inside its package: its own fonts, no system font, no network, no file of the machine.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import typst

from equilibre.documents.fitting import numeric, shares
from equilibre.documents.printable import printable
from trajectoires.learning.documents.svg_marks import coloured, drawn
from trajectoires.learning.documents.words import INDEPENDENT
from trajectoires.learning.domain.decks import CitedSource, Deck, Line, Slide, plain
from trajectoires.pages.facets import STATUSES

STANDARD = "ua-1"
FACE = "Libertinus Serif"


def deck_pdf(deck: Deck, *, sources: Mapping[str, CitedSource], today: dt.date) -> bytes:
    """The PDF; its last page holds the sources."""
    keys = {slide.picture.key for slide in deck.slides if slide.picture}
    data = {
        "title": printable(deck.title),
        "subtitle": printable(deck.subtitle),
        "independent": INDEPENDENT,
        "year": today.year,
        "month": today.month,
        "day": today.day,
        "slides": [_slide(slide) for slide in deck.slides],
        "sources": [
            {
                "source": printable(sources[one.key].line if one.key in sources else one.key),
                "note": printable(one.note),
                "status": STATUSES[one.status],
            }
            for one in deck.sources
        ],
    }
    files: dict[str, bytes] = {
        "main.typ": resources.files("trajectoires.learning.documents").joinpath("deck.typ").read_bytes(),
        "deck.json": json.dumps(data, ensure_ascii=False).encode(),
        **{f"{key}.svg": coloured(key, FACE) for key in keys},
    }
    made = typst.compile(  # type: ignore[call-overload]  # virtual files are missing from its hints
        files,
        format="pdf",
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
        timestamp=int(dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _slide(slide: Slide) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": printable(slide.title),
        "notes": [[_runs(line) for line in column] for column in _columns(slide.notes)],
        "bullets": [_runs(line) for line in slide.bullets],
        "table": None,
        "picture": None,
    }
    if slide.table:
        told["table"] = {
            "caption": printable(slide.table.caption),
            "shares": shares(slide.table.texts),
            "numbers": sorted(numeric(slide.table.texts)),
            "header": [_runs(cell) for cell in slide.table.header],
            "rows": [[_runs(cell) for cell in row] for row in slide.table.rows],
        }
    if slide.picture:
        told["picture"] = {
            "file": f"{slide.picture.key}.svg",
            "said": printable(drawn(slide.picture.key).said),
            "sentence": printable(slide.picture.sentence),
        }
    return told


def _columns(notes: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Two columns of about the same length, paragraphs whole, in order."""
    lengths = [len(plain(line)) for line in notes]

    def gap(cut: int) -> int:
        return abs(sum(lengths[:cut]) - sum(lengths[cut:]))

    cut = min(range(1, len(notes) + 1), key=gap)
    return notes[:cut], notes[cut:]


def _runs(line: Line) -> Sequence[dict[str, Any]]:
    return [{"text": printable(run.text), "bold": run.bold, "italic": run.italic} for run in line]
