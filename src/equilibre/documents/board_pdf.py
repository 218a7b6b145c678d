"""The board's document: two A4 sides and an annexe of figures, as a tagged PDF (PDF/UA-1).

Made by Typst inside its package: its own fonts, no system font, no network, no file of the machine.
"""

from __future__ import annotations

import datetime as dt

from equilibre.documents.board_data import board_data
from equilibre.documents.typeset import typeset
from equilibre.drawings.barycentre import natures_svg, pillars_svg
from equilibre.drawings.cash import cash_svg
from equilibre.drawings.families import family_bar_svg
from equilibre.drawings.flow import flow_svg
from equilibre.model.results import SocioEconomicModel


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
    data = board_data(model, drawn, today=today, url=url)
    return typeset("board.typ", data, on=today, drawings=drawn)
