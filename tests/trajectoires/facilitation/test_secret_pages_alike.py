"""Two sessions that differ only by what too few said in secret: every page, file and row is the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.domain import conducting, deciding, rounds
from trajectoires.facilitation.enums import BY_NAME, SECRET
from trajectoires.facilitation.models import RoundAnswer

LABELS = {"a" * 32: "Former à la paie", "b" * 32: "Garder le local"}
NAMES = ("Ada", "Boris", "Chloé", "Driss", "Emma")
FIRST, SECOND = LABELS


class Said:
    """What is said in secret: nothing else differs from one session to the other."""

    def __init__(self, *, notes: str, votes: str, bodies: str, lines: str) -> None:
        self.notes = [int(one) for one in notes]
        self.votes = [{"p": "pour", "c": "contre"}[one] for one in votes]
        self.bodies = [{"b": "bureau", "c": "conseil", "g": "assemblee"}[one] for one in bodies]
        self.lines = [f"ce que dit {one}" for one in lines]


ONE = Said(notes="1234", votes="pppc", bodies="bcg", lines="stuv")
OTHER = Said(notes="4411", votes="cccp", bodies="gbc", lines="wxyz")


def whole_session(said: Said) -> tuple[Held, list[Phone]]:
    """Everything that too few say, then a vote by name on the same decision."""
    held = hold(form=shipped()["decisions"], named=True, title="Conseil")
    for key, label in LABELS.items():
        deciding.add_decision(session=held.session, key=key, said=deciding.Decided(label=label))
    phones = [held.phone(name=name) for name in NAMES]
    put = held.put("pret", *LABELS.values())
    for phone, note in zip(phones, said.notes, strict=False):
        phone.says(put, values={"p1": note, "p2": 3})
    phones[4].says(put, values={"p2": 3})
    held.close(put, show=True)
    put = held.put("instance", decision=FIRST)
    for phone, body in zip(phones, said.bodies, strict=False):
        phone.says(put, values={body: 1})
    held.close(put)
    raw = {"answered": 9, "abstained": 0, "talk": 0, "counts": {"conseil": {1: 9}}, "texts": []}
    rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
    rounds.show(session=held.session, round_id=put.pk, shown=True)
    put = held.put("manque")
    for phone, line in zip(phones, said.lines, strict=False):
        phone.says(put, texts=[line])
    held.close(put, show=True)
    held.at("vote")
    for key in LABELS:
        put = rounds.open_round(session=held.session, ask_key="vote", decision_key=key, manner=SECRET)
        for phone, vote in zip(phones, said.votes, strict=False):
            phone.says(put, values={vote: 1})
        held.close(put, show=True)
    put = rounds.open_round(session=held.session, ask_key="vote", decision_key=FIRST, manner=BY_NAME)
    for phone in phones:
        phone.says(put, values={"pour": 1})
    held.close(put, show=True)
    return held, phones


def looked_at(client: ScanningClient, held: Held, phones: list[Phone]) -> Iterator[tuple[str, str]]:
    """What each person can open, name and words."""
    second = held.second()
    addresses = [held.url("host"), held.url("host", link=second), held.url("screen", link=held.screen)]
    addresses += [reverse("facilitation:phone", args=[phone.link]) for phone in phones]
    names = ("minutes", "decisions", "prepare", "who_decides", "next_session", "ballots")
    addresses += [held.url(name, link=link) for name in names for link in (held.link, second)]
    for rank, address in enumerate(addresses):
        answer = client.get(address)
        yield f"{rank} {address}", answer.content.decode() if answer.status_code == 200 else ""
    for rank, put in enumerate(held.room.puts):
        yield f"papier-{rank}", client.get(held.url("paper", put.row.pk)).content.decode()
    for name in ("minutes_file", "preread_file"):
        made = client.get(held.url(name, "docx")).content
        yield name, zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    yield "agenda", client.get(held.url("dates_file")).content.decode()
    yield (
        "trajectoire",
        client.post(reverse("trajectories:from_session"), {"seance": str(held.link)}).content.decode(),
    )


def bare(words: str) -> str:
    """Without what is drawn at random: links, codes, identifiers, pictures of codes, hours."""
    text = re.sub(r"<svg.*?</svg>|<script.*?</script>|<input[^>]*>", " ", words, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"\b[ACDEFHJKMNPQRTVWXY34679]{3}[\u00a0 ]?[ACDEFHJKMNPQRTVWXY34679]{3}\b", "CODE", text)
    text = re.sub(r"UID:\S+|DTSTAMP:\S+|\d+:\d\d", " ", text)
    return " ".join(text.split())


@pytest.mark.parametrize("over", [False, True])
def test_what_too_few_said_in_secret_changes_no_page(client: ScanningClient, db: None, over: bool) -> None:
    pages: list[dict[str, str]] = []
    for said in (ONE, OTHER):
        held, phones = whole_session(said)
        if over:
            conducting.end(session=held.session)
        found = [(name.split()[0], bare(words)) for name, words in looked_at(client, held, phones)]
        pages.append(dict(found))
        told = " ".join(words for _, words in found)
        assert "ce que dit" not in told, "no line of four people is read anywhere"
        assert "Vote nominatif" in told, "and what was agreed to is"
    first, second = pages
    assert [name for name in first if first[name] != second[name]] == []
    assert not RoundAnswer.objects.exists()


def test_the_test_sees_a_vote_that_may_be_shown(client: ScanningClient, db: None) -> None:
    """The same look, on what five people said in secret: it differs, so that the one above can fail."""
    pages: list[Any] = []
    for vote in ("pour", "contre"):
        held = hold(form=shipped()["decisions"], title="Conseil")
        deciding.add_decision(session=held.session, key=FIRST, said=deciding.Decided(label="Former"))
        phones = [held.phone() for _ in range(5)]
        held.at("vote")
        put = rounds.open_round(session=held.session, ask_key="vote", decision_key=FIRST, manner=SECRET)
        for phone in phones:
            phone.says(put, values={vote: 1})
        held.close(put, show=True)
        pages.append({name.split()[0]: bare(words) for name, words in looked_at(client, held, phones)})
    assert pages[0]["0"] != pages[1]["0"] and pages[0]["minutes_file"] != pages[1]["minutes_file"]
