"""What became of earlier decisions, in the words of the screen and of the minutes."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from equilibre.documents.minutes_docx import minutes_docx
from equilibre.documents.minutes_pdf import minutes_pdf
from equilibre.facilitation.carrying import to_follow
from equilibre.facilitation.following import (
    Followed,
    followed_step,
    line,
    lines,
    on_screen,
    title,
)
from equilibre.facilitation.formats import faults, shipped
from equilibre.facilitation.minutes import Outcome, SessionRecord, minutes
from equilibre.facilitation.tally import Tally

MARCH, JUNE = dt.date(2027, 3, 12), dt.date(2027, 6, 10)
PAY = Followed(key="a", label="Former à la paie", who="le bureau", by=dt.date(2027, 6, 30), decided_on=MARCH)
RENT = Followed(key="b", label="Louer la salle.", decided_on=JUNE)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (
            PAY,
            "Former à la paie. S’en charge : le bureau. Pour le 30 juin 2027. Rien n’en a été dit.",
        ),
        (
            msgspec.structs.replace(PAY, state="en_cours", word="elle débute en mai."),
            "Former à la paie. S’en charge : le bureau. Pour le 30 juin 2027. En cours : elle débute en mai.",
        ),
        (msgspec.structs.replace(RENT, state="abandonne"), "Louer la salle. Abandonné."),
    ],
)
def test_the_minutes_say_where_it_stands(one: Followed, told: str) -> None:
    assert plain(line(one)) == told


def test_the_title_names_the_session_or_the_sessions() -> None:
    assert plain(title([PAY])) == "Suites données aux décisions du 12 mars 2027"
    both = "Suites données aux décisions du 12 mars 2027 et du 10 juin 2027"
    assert plain(title([RENT, PAY])) == both
    assert "Décision du" not in lines([PAY])[0]
    assert "Décision du 10 juin 2027." in plain(lines([PAY, RENT])[1])


def test_the_room_reads_one_line_each() -> None:
    assert plain(on_screen(PAY)) == "Former à la paie (le bureau, 30 juin 2027). À dire"
    done = msgspec.structs.replace(RENT, state="fait", word="signé")
    assert plain(on_screen(done)) == "Louer la salle. Fait : signé"


def test_the_step_opens_any_shipped_format() -> None:
    step = followed_step([PAY])
    assert "décidé le 12 mars 2027 ?" in plain(step.room)
    for form in shipped().values():
        assert faults(msgspec.structs.replace(form, steps=(step, *form.steps))) == []


def test_the_next_session_follows_what_is_kept_and_what_is_still_open() -> None:
    yes = Outcome(
        key="n", label="Relire", who="la secrétaire", tally=Tally(answered=1, counts={"pour": {1: 1}})
    )
    no = Outcome(key="m", label="Vendre", tally=Tally(answered=1, counts={"contre": {1: 1}}))
    again = Outcome(key="r", label="Refaire")
    before = (
        msgspec.structs.replace(PAY, state="en_cours", word="à moitié"),
        msgspec.structs.replace(RENT, state="fait"),
        Followed(key="g", label="Laisser", decided_on=MARCH, state="abandonne"),
        Followed(key="r", label="Refaire", decided_on=MARCH),
    )
    record = SessionRecord(
        title="CA", on=JUNE, format_title="", steps=(), outcomes=(yes, no, again), followed=before
    )
    assert [(one.key, one.decided_on, one.state) for one in to_follow(record)] == [
        ("n", JUNE, ""),
        ("r", JUNE, ""),
        ("a", MARCH, ""),
    ]
    part = next(one for one in minutes(record).parts if one.title.startswith("Suites"))
    assert len(part.items) == 4
    assert minutes_docx(record)[:2] == b"PK" and minutes_pdf(record, address="x")[:4] == b"%PDF"
