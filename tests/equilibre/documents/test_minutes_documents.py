"""The minutes as a text to correct and as a page to send: the same words in both, whatever was typed."""

from __future__ import annotations

import datetime as dt
import io

import pypdf
from docx import Document

from equilibre.documents.minutes_docx import minutes_docx
from equilibre.documents.minutes_pdf import minutes_pdf
from equilibre.facilitation.answers import Answer
from equilibre.facilitation.formats import shipped
from equilibre.facilitation.minutes import Held, Outcome, SessionRecord, minutes
from equilibre.facilitation.tally import Tally, tally

HOSTILE = "<b>#set page()</b> $x$ =cmd|' /C calc'!A0 \\ * _ ` @ [a](b) " + "trèslongmot" * 12
GOVERNANCE = shipped()["gouvernance"]


def record() -> SessionRecord:
    """A session of six people, one line of which looks like markup."""
    ask = GOVERNANCE.ask("forces")
    assert ask is not None
    lines = [Answer(texts=(f"Une force numéro {rank}",)) for rank in range(5)] + [Answer(texts=(HOSTILE,))]
    return SessionRecord(
        title="Conseil de mars",
        on=dt.date(2027, 3, 4),
        format_title=GOVERNANCE.title,
        steps=tuple((step.title, step.minutes) for step in GOVERNANCE.steps),
        organisation="Les Ateliers du Préau (association fictive)",
        host="une administratrice",
        people=6,
        guests=1,
        model="Des bénévoles, une convention, des stages payants.",
        held=(Held(ask=ask, options=(), tally=tally(lines)),),
        outcomes=(
            Outcome(
                key="d",
                label="Écrire à la mairie",
                who="le bureau",
                by=dt.date(2027, 4, 1),
                tally=Tally(answered=5, counts={"pour": {1: 5}}),
                again=(dt.date(2027, 9, 4),),
                roll=(("Zoé Martin", "Pour"), (HOSTILE[:60], "Contre")),
            ),
        ),
    )


def squeezed(text: str) -> str:
    """Without any space: lines are broken anywhere in a PDF."""
    return "".join(text.split()).replace("\u200b", "").replace("-", "")


def test_both_documents_hold_every_word_of_the_minutes() -> None:
    told = minutes(record())
    pages = pypdf.PdfReader(io.BytesIO(minutes_pdf(record(), address="https://exemple.org"))).pages
    printed = squeezed(" ".join(page.extract_text() for page in pages))
    typed = squeezed(" ".join(one.text for one in Document(io.BytesIO(minutes_docx(record()))).paragraphs))
    for part in told.parts:
        asked = [words for block in part.blocks for words in (block.lead, *block.items)]
        for words in (part.title, *part.paragraphs, *asked, *part.items):
            assert squeezed(words) in printed, words
            assert squeezed(words) in typed, words
    (table,) = Document(io.BytesIO(minutes_docx(record()))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Nom", "Vote"],
        ["Zoé Martin", "Pour"],
        [HOSTILE[:60], "Contre"],
    ]
    for words in ("Vote nominatif : écrire à la mairie", "Zoé Martin", HOSTILE[:60]):
        assert squeezed(words) in printed, words
    assert squeezed("S’en charge : le bureau.") in printed
    assert squeezed("projet à approuver") in printed


def test_the_pdf_is_the_same_for_the_same_session() -> None:
    assert minutes_pdf(record()) == minutes_pdf(record())
