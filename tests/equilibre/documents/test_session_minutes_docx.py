"""In the minutes of a session, each question is followed by its own lines."""

from __future__ import annotations

import datetime as dt
import io

from docx import Document

from equilibre.documents.minutes_docx import minutes_docx
from equilibre.facilitation.formats import Option, shipped
from equilibre.facilitation.minutes import Held, SessionRecord
from equilibre.facilitation.tally import Tally

PAY = Option(key="p1", label="Une seule personne fait la paie")


def asked(key: str, value: int) -> Held:
    ask = shipped()["gouvernance"].ask(key)
    assert ask is not None
    return Held(ask=ask, options=(PAY,), tally=Tally(answered=6, counts={"p1": {value: 6}}))


def test_two_questions_of_a_section_are_not_mixed() -> None:
    record = SessionRecord(
        title="Conseil de mars",
        on=dt.date(2027, 3, 4),
        format_title="Débattre de notre modèle",
        steps=(("Débattre des écarts", 15),),
        people=6,
        held=(asked("gravite", 4), asked("horizon", 10)),
    )
    made = Document(io.BytesIO(minutes_docx(record)))
    found = [one.text.replace("\u00a0", " ").replace("\u202f", " ") for one in made.paragraphs]
    at = found.index("Ce sur quoi nous différons")
    assert found[at + 1].startswith("Est-ce grave pour notre projet ? 6 personnes")
    assert found[at + 2] == "Une seule personne fait la paie, note du milieu : 4 sur 4"
    assert found[at + 3].startswith("La note du milieu partage la salle")
    assert found[at + 4].startswith("Partagez dix points : par quoi commencer ? 6 personnes")
    assert found[at + 5] == "Une seule personne fait la paie : 60 points"
