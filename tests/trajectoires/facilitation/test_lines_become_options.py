"""A line as long as the room may write is proposed whole, everywhere, and what is too long is said."""

from __future__ import annotations

import io

import pytest
from docx import Document

from equilibre.facilitation.answers import LONGEST
from equilibre.facilitation.formats import Option
from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.facilitation.domain import rounds
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.templatetags.sessions import any_cut, for_screen

LINE = ("La personne qui fait la paie part en juin, " * 9)[: LONGEST - 1] + "!"


def test_a_long_line_stays_whole_from_the_phone_to_the_minutes(client: ScanningClient, db: None) -> None:
    held = hold()
    phones = [held.phone() for _ in range(5)]
    put = held.put("fragilites")
    for rank, phone in enumerate(phones):
        phone.says(put, texts=[LINE, f"Autre {rank}"])
    held.close(put)
    held.at("gravite")
    assert LINE in client.get(held.url("host")).content.decode(), "in the box of what is proposed"
    asked = held.put("gravite", LINE, "Un seul financeur")
    assert LINE in client.get(f"/seance/{phones[0].link}/").content.decode()
    screen = client.get(f"/seance/{held.screen}/").content.decode()
    assert LINE not in screen and "La personne qui fait la paie part en juin" in screen
    assert "le texte entier est sur les téléphones" in screen
    for phone in phones:
        phone.says(asked, values={"p1": 4, "p2": 1})
    held.close(asked, show=True)
    assert LINE in client.get(held.url("paper", asked.pk)).content.decode()
    for link in (held.link, phones[0].link):
        assert LINE in client.get(f"/seance/{link}/").content.decode()
    assert "le texte entier est sur les téléphones" in client.get(f"/seance/{held.screen}/").content.decode()
    made = Document(io.BytesIO(client.get(held.url("minutes_file", "docx")).content))
    assert any(LINE in one.text for one in made.paragraphs)


def test_what_fits_the_projector_is_not_cut() -> None:
    short = tuple(Option(key=str(n), label="Une fragilité en une ligne") for n in range(12))
    assert not any_cut(short) and for_screen(short[0].label, 12) == short[0].label
    assert len(for_screen(LINE, 2)) <= 120 and len(for_screen(LINE, 12)) <= 45
    assert for_screen(LINE, 12).endswith("…") and LINE.startswith(for_screen(LINE, 12)[:-1])


def test_longer_than_a_line_is_refused_with_its_beginning(db: None) -> None:
    held = hold().at("gravite")
    with pytest.raises(RefusedError, match="raccourcissez «\u00a0La personne"):
        rounds.open_round(session=held.session, ask_key="gravite", lines=[LINE + "!"])
