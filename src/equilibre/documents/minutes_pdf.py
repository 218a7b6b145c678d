"""« Compte rendu, projet à approuver » of a session, to send or to print."""

from __future__ import annotations

from equilibre.documents.diagnosis_data import FOOT, shown_address
from equilibre.documents.typeset import typeset
from equilibre.facilitation.minutes import WHAT_IT_IS, SessionRecord, minutes

SIGNED_BY = ("La personne qui a animé", "La personne qui préside")
"""Who may sign once it is approved: two functions, no name is supposed."""


def minutes_pdf(record: SessionRecord, *, address: str = "") -> bytes:
    """The PDF/UA-1. ``address`` (of the site) is written at the foot."""
    told = minutes(record)
    data = {
        "title": told.title,
        "kicker": f"{record.organisation} · {told.heading}" if record.organisation else told.heading,
        "heading": told.title,
        "year": record.on.year,
        "month": record.on.month,
        "day": record.on.day,
        "presence": list(told.presence),
        "parts": [
            {
                "title": part.title,
                "paragraphs": list(part.paragraphs),
                "blocks": [{"lead": one.lead, "items": list(one.items)} for one in part.blocks],
                "items": list(part.items),
                "voters": [
                    {"caption": one.caption, "rows": [list(row) for row in one.rows]} for one in part.voters
                ],
            }
            for part in told.parts
        ],
        "what_it_is": WHAT_IT_IS,
        "signatures": list(SIGNED_BY),
        "foot": FOOT,
        "address": shown_address(address),
    }
    return typeset("minutes.typ", data, on=record.on)
