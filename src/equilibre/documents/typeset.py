"""From a template of this package and plain data to a tagged PDF (PDF/UA-1), by Typst.

Typst's own fonts, no system font, no network, no file of the machine. The template reads its words from
``data.json``: nothing that somebody typed is ever read as markup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import resources

import msgspec
import typst

from equilibre.documents.printable import printable, printable_all
from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing

STANDARD = "ua-1"
SHARED = "page.typ"
"""What templates import."""


def typeset(
    template: str, data: Mapping[str, object], *, on: dt.date, drawings: Mapping[str, Drawing] | None = None
) -> bytes:
    """The PDF of ``template`` (« diagnosis.typ »); each drawing becomes ``<name>.svg``.

    ``on``: the date of the document, so that the same inputs give the same bytes.
    """
    package = resources.files("equilibre.documents")
    files: dict[str, bytes] = {
        "main.typ": package.joinpath(template).read_bytes(),
        SHARED: package.joinpath(SHARED).read_bytes(),
        "data.json": msgspec.json.encode(printable_all(dict(data))),
        **{f"{name}.svg": on_white(drawing) for name, drawing in (drawings or {}).items()},
    }
    made = typst.compile(  # type: ignore[call-overload]  # virtual files are missing from its hints
        files,
        format="pdf",
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
        timestamp=int(dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def on_white(drawing: Drawing) -> bytes:
    """The drawing for white paper instead of the warm white of the page."""
    return printable(drawing.svg).replace(palette.TOKENS["paper"], "#ffffff").encode()
