"""The board's document: two A4 sides and an annexe of figures, as a tagged PDF (PDF/UA-1).

Made by Typst inside its package: its own fonts, no system font, no network, no file of the machine.
"""

from __future__ import annotations

import datetime as dt
from importlib import resources

import msgspec
import typst

from equilibre.documents.board_data import board_data
from equilibre.documents.printable import printable
from equilibre.drawings import palette
from equilibre.drawings.barycentre import natures_svg, pillars_svg
from equilibre.drawings.cash import cash_svg
from equilibre.drawings.drawing import Drawing
from equilibre.drawings.families import family_bar_svg
from equilibre.drawings.flow import flow_svg
from equilibre.model.results import SocioEconomicModel

STANDARD = "ua-1"


def board_pdf(model: SocioEconomicModel, *, today: dt.date, url: str = "") -> bytes:
    """The PDF of the last exercice, with the path of the others. ``url`` is written at the foot."""
    drawings = {
        "pillars": pillars_svg(model, variant="print"),
        "natures": natures_svg(model, variant="print"),
        "family": family_bar_svg(model, variant="print"),
        "flow": flow_svg(model, variant="print"),
        "cash": cash_svg(model, variant="print"),
    }
    drawn = {name: drawing for name, drawing in drawings.items() if drawing.svg}
    data = _printable(board_data(model, drawn, today=today, url=url))
    files: dict[str, bytes] = {
        "main.typ": resources.files("equilibre.documents").joinpath("board.typ").read_bytes(),
        "board.json": msgspec.json.encode(data),
        **{f"{name}.svg": _on_white(drawing) for name, drawing in drawn.items()},
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


def _on_white(drawing: Drawing) -> bytes:
    """The drawing for white paper instead of the warm white of the page."""
    return printable(drawing.svg).replace(palette.TOKENS["paper"], "#ffffff").encode()


def _printable(value: object) -> object:
    """The same data with every text printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value
