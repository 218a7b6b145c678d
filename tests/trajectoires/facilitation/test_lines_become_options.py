"""A line as long as the room may write is proposed whole, everywhere, and what is too long is said."""

from __future__ import annotations

import io

import pytest
from docx import Document

from equilibre.facilitation.answers import LONGEST
from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.facilitation.domain import rounds
from trajectoires.facilitation.domain.refusals import RefusedError

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
    for link in (held.screen, phones[0].link):
        assert LINE in client.get(f"/seance/{link}/").content.decode()
    for phone in phones:
        phone.says(asked, values={"p1": 4, "p2": 1})
    held.close(asked, show=True)
    assert LINE in client.get(held.url("paper", asked.pk)).content.decode()
    for link in (held.link, held.screen, phones[0].link):
        assert LINE in client.get(f"/seance/{link}/").content.decode()
    made = Document(io.BytesIO(client.get(held.url("minutes_file", "docx")).content))
    assert any(LINE in one.text for one in made.paragraphs)


def test_longer_than_a_line_is_refused_with_its_beginning(db: None) -> None:
    held = hold().at("gravite")
    with pytest.raises(RefusedError, match="raccourcissez «\u00a0La personne"):
        rounds.open_round(session=held.session, ask_key="gravite", lines=[LINE + "!"])
