"""« Compte rendu, projet à approuver » of a session, for a word processor: to correct, then to send."""

from __future__ import annotations

from equilibre.documents.docx_pages import Blank, Pages
from equilibre.facilitation.minutes import WHAT_IT_IS, SessionRecord, minutes


def minutes_docx(record: SessionRecord) -> bytes:
    """The DOCX file."""
    told = minutes(record)
    kicker = f"{record.organisation} · {told.heading}" if record.organisation else told.heading
    pages = Pages(told.title, on=record.on, kicker=kicker)
    pages.heading("Présence")
    for words in told.presence:
        pages.paragraph(words)
    if not record.names:
        pages.paragraph([Blank("les personnes présentes, excusées, représentées, si vous les nommez")])
    for part in told.parts:
        pages.heading(part.title)
        for words in part.paragraphs:
            pages.paragraph(words)
        for block in part.blocks:
            pages.paragraph(block.lead)
            if block.items:
                pages.bullets(block.items)
        if part.items:
            pages.bullets(part.items)
        for one in part.voters:
            pages.paragraph(one.caption)
            pages.table(("Nom", "Vote"), one.rows, widths=(0.5, 0.5), caption=one.caption)
    pages.note(WHAT_IT_IS)
    return pages.content()
