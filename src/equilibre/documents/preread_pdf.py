"""« À lire avant la séance », to send eight days ahead: two sides of A4, whatever was written."""

from __future__ import annotations

from typing import Any

from equilibre.documents.diagnosis_data import FOOT, shown_address
from equilibre.documents.typeset import typeset
from equilibre.drawings.drawing import Drawing, Table
from equilibre.facilitation.preread import TITLE, PreRead, Side, backs, fronts, when_and_where


def preread_pdf(pre: PreRead, *, address: str = "") -> bytes:
    """The PDF/UA-1. ``address`` (of the site) is written at the foot."""
    picture = pre.background.picture
    drawing = None
    if picture is not None:
        drawing = Drawing(
            svg=picture.svg,
            title=picture.title,
            description=picture.description,
            sentence=picture.sentence,
            table=Table(header=(), rows=()),
        )
    data = {
        "title": f"{TITLE} : {pre.title}",
        "kicker": TITLE,
        "above": f"{TITLE} · {pre.organisation}" if pre.organisation else TITLE,
        "heading": pre.title,
        "when": when_and_where(pre),
        "year": pre.made_on.year,
        "month": pre.made_on.month,
        "day": pre.made_on.day,
        "picture": {
            "title": picture.title if picture else "",
            "description": picture.description if picture else "",
            "sentence": picture.sentence if picture else "",
        },
        "fronts": [_side(one) for one in fronts(pre)],
        "backs": [_side(one) for one in backs(pre)],
        "foot": FOOT,
        "address": shown_address(address),
    }
    drawings = {} if drawing is None else {"picture": drawing}
    return typeset("preread.typ", data, on=pre.made_on, drawings=drawings)


def _side(side: Side) -> dict[str, Any]:
    """``after``: rank of the block of the model, after which figures and picture come."""
    return {
        "blocks": [
            {
                "title": one.title,
                "paragraphs": list(one.paragraphs),
                "items": list(one.items),
                "rows": [list(row) for row in one.rows],
            }
            for one in side.blocks
        ],
        "leading": side.leading,
        "after": min(1, len(side.blocks) - 1),
        "figures": [list(one) for one in side.figures],
        "pictured": side.pictured,
        "left_out": side.left_out,
    }
