"""A room that wishes harm: what is tried is refused in a clear sentence, by JavaScript and by a plain form.

Guessed codes and one phone posing as fifty are limited: ``test_entering``. Links that are not one's own get a
404: ``tests/access/test_session_access``. Two writes at the same instant: ``test_rounds_and_answers`` and
``test_votes_by_name``, under PostgreSQL.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.domain import conducting, deciding
from trajectoires.facilitation.domain.packing import read_tally
from trajectoires.facilitation.interfaces.adapting import AdaptForm
from trajectoires.facilitation.models import Decision, Round, RoundAnswer, Seat

WORDS = {"valeur-modele": "3", "valeur-humaines": "2"}


@pytest.fixture(params=["formulaire", "javascript"])
def road(request: pytest.FixtureRequest, client: ScanningClient, htmx: ScanningClient) -> ScanningClient:
    """The same posts, as a plain form sends them and as the page's script does."""
    return client if request.param == "formulaire" else htmx


def says(road: ScanningClient, phone: Phone, put: Round, **said: Any) -> tuple[int, str]:
    """Status and words of what the phone gets."""
    answer = road.post(reverse("facilitation:phone", args=[phone.link]), {"question": put.pk, **said})
    return answer.status_code, answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_double_vote_counts_once(road: ScanningClient, db: None) -> None:
    held = hold()
    phone, put = held.phone(), held.put("mots")
    for rank in ("1000", "1000", "1001", "999"):
        status, _ = says(road, phone, put, rang=rank, **WORDS)
        assert status in (200, 303)
    assert RoundAnswer.objects.count() == 1
    held.close(put)
    assert read_tally(Round.objects.get().tally).answered == 1


def test_a_forged_seat_opens_nothing(road: ScanningClient, db: None) -> None:
    held = hold()
    put = held.put("mots")
    for token in ("A" * 43, held.screen.token, held.token):
        forged = road.post(f"/seance/p/{token}/", {"question": put.pk, **WORDS})
        assert forged.status_code == 404
    assert not RoundAnswer.objects.exists()


def test_a_seat_of_another_session_is_refused_in_words(road: ScanningClient, db: None) -> None:
    stranger, held = hold().phone(), hold()
    put = held.put("mots")
    status, words = says(road, stranger, put, **WORDS)
    assert status == 422 and "Votre réponse n’a pas été enregistrée" in words
    assert not RoundAnswer.objects.exists()


def test_a_vote_after_closing_and_after_the_end_is_refused_in_words(road: ScanningClient, db: None) -> None:
    held = hold()
    phone, put = held.phone(), held.put("mots")
    held.close(put)
    status, words = says(road, phone, put, **WORDS)
    assert status == 422 and "La question est close. Votre réponse n’a pas été enregistrée." in words
    conducting.end(session=held.session)
    status, words = says(road, phone, put, **WORDS)
    assert status == 422 and "n’a pas été enregistrée" in words
    assert read_tally(Round.objects.get().tally).answered == 0


def test_ten_thousand_characters_are_refused_and_not_lost(road: ScanningClient, db: None) -> None:
    held = hold()
    phone, put = held.phone(), held.put("phrase")
    status, words = says(road, phone, put, ligne="mot " * 2500)
    assert status == 422 and "280 caractères au plus par ligne" in words and "mot mot mot" in words
    assert not RoundAnswer.objects.exists()


def test_markup_is_text_on_every_screen(road: ScanningClient, client: ScanningClient, db: None) -> None:
    held = hold()
    put = held.put("phrase")
    phones = [held.phone() for _ in range(5)]
    for phone in phones:
        status, words = says(road, phone, put, ligne="<script>alert(1)</script><img src=x onerror=alert(1)>")
        assert status in (200, 303) and "<script>alert" not in words and "<img src=x" not in words
    held.close(put, show=True)
    for address in (f"/seance/{held.link}/", f"/seance/{held.screen}/", f"/seance/{phones[0].link}/"):
        page = client.get(address).content.decode()
        assert "&lt;script&gt;alert" in page and "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert" in client.get(held.url("minutes")).content.decode()
    assert client.get(held.url("minutes_file", "pdf")).status_code == 200


def test_marks_that_turn_reading_around_do_not_enter(road: ScanningClient, db: None) -> None:
    held = hold()
    phone, put = held.phone(), held.put("phrase")
    says(road, phone, put, ligne="rien\u202e<drow>\u2066\x00\x07 de plus")
    held.close(put)
    assert read_tally(Round.objects.get().tally).texts == ("rien<drow> de plus",)


# What a form never sends, sent all the same.

NASTY = (
    "",
    " ",
    "\x00",
    "a\x00b\x1b[31m",
    "\ud800",
    "\u202eabc\u2066",
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "٣",
    "²",
    "1,5",
    "<b>&amp;</b>'\"",
    "../../etc/passwd",
    "x" * 10_000,
    "é" * 70_000,
    "a\r\n" * 3_000,
    "🙂" * 300,
    str(uuid.UUID(int=0)),
    "9999-12-31",
    "0001-01-01",
)


def bodies(fields: list[str], good: dict[str, str]) -> Iterator[bytes]:
    """Each nasty value in each field in turn, then anything anywhere, then what is no form at all."""
    chance = random.Random(6)
    for field in fields:
        for value in chance.sample(NASTY, 4):
            yield encoded({**good, field: value})
    for _ in range(12):
        yield encoded({chance.choice([*fields, "inconnu"]): chance.choice(NASTY) for _ in range(5)})
    yield encoded({fields[0]: "x" * 1_000_000})
    yield b"%ff%fe=%00&" * 50
    yield b"&".join(b"a%d=1" % n for n in range(5_000))


def encoded(said: dict[str, str]) -> bytes:
    """As a form sends it; half a sign goes as the bytes that no text has."""
    return urlencode([(k, v.encode("utf-8", "surrogatepass")) for k, v in said.items()]).encode()


def hurl(client: ScanningClient, address: str, fields: list[str], good: dict[str, str]) -> set[int]:
    """Every body at one address; the statuses. A 500 raises."""
    form = "application/x-www-form-urlencoded"
    found = {client.generic("POST", address, body, form).status_code for body in bodies(fields, good)}
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        found.add(client.generic("POST", address, b'{"choix": [1, {}]}\x00', kind).status_code)
    return found


FINE = {200, 303, 400, 404, 422}
"""400: a body of five thousand fields, or none that can be read."""


@pytest.mark.parametrize(
    ("key", "lines", "fields"),
    [
        ("mots", (), ["question", "rang", "valeur-modele", "valeur-inconnu", "abstention", "parler", "nom"]),
        ("phrase", (), ["question", "ligne", "rang", "abstention"]),
        ("horizon", ("Une", "Deux"), ["valeur-p1", "valeur-p2", "choix"]),
    ],
)
def test_absurd_answers_break_nothing(
    client: ScanningClient, db: None, key: str, lines: tuple[str, ...], fields: list[str]
) -> None:
    held = hold(named=True)
    witness, phone = held.phone(name="Claire"), held.phone()
    put = held.put(key, *lines)
    witness.says(put, abstains=True)
    address = reverse("facilitation:phone", args=[phone.link])
    assert hurl(client, address, fields, {"question": str(put.pk)}) <= FINE
    assert RoundAnswer.objects.count() in (1, 2) and held.room.open_put is not None
    assert client.get(address).status_code == 200
    held.close(put)
    assert read_tally(Round.objects.get().tally).answered in (1, 2)


def test_absurd_ballots_break_nothing(client: ScanningClient, db: None) -> None:
    held = hold()
    for key, lines, fields in (
        ("mots", (), ["bulletins", "abstentions", "parler", "voix-modele-1", "voix-modele-9"]),
        ("phrase", (), ["bulletins", "textes"]),
        ("horizon", ("Une", "Deux"), ["bulletins", "voix-p1", "voix-p2"]),
    ):
        put = held.put(key, *lines)
        held.close(put)
        good = {"bulletins": "2", "textes": "un\ndeux", "voix-p1": "10 10"}
        assert hurl(client, held.url("paper", put.pk), fields, good) <= FINE
        for link in (held.link, held.screen):
            assert client.get(f"/seance/{link}/").status_code == 200
    for kind in ("docx", "pdf"):
        assert client.get(held.url("minutes_file", kind)).status_code == 200


def test_absurd_words_of_the_host_break_nothing(client: ScanningClient, db: None) -> None:
    held = hold()
    conducting.note(session=held.session, section="forces", words="Une note gardée")
    said = deciding.Decided(label="Garder le local")
    deciding.add_decision(session=held.session, key="d" * 32, said=said)
    new = {"cle": uuid.uuid4().hex, "label": "Autre"}
    named = ["label", "who", "by", "decides", "again", "entitled", "present", "proxies", "quorum", "majority"]
    conducts = ["question", "tour", "vue", "vers", "decision", "scrutin", "propositions"]
    verbs = ("etape", "ouvrir", "fermer", "montrer", "cacher", "papier", "inconnu")
    for address, fields, good in (
        (held.url("note", "fragilites"), ["mots", "retour"], {}),
        (held.url("note", "inconnue"), ["mots"], {}),
        (held.url("decisions"), ["cle", *named], new),
        (held.url("decision", "d" * 32), ["action", *named], {"cle": "d" * 32, "label": "Garder le local"}),
        (held.url("minutes"), ["presents", "sans_voix"], {"presents": "5"}),
        *((held.url("conduct"), conducts, {"action": verb}) for verb in verbs),
        (
            held.url("adapt"),
            ["titre-0", "minutes-0", "salle-0", "animation-0", "question-mots-0"],
            kept(held),
        ),
    ):
        assert hurl(client, address, fields, good) <= FINE, address
        assert client.get(held.url("host")).status_code == 200
    for day in ("9999-12-31", "0001-01-01"):
        dated = {"cle": uuid.uuid4().hex, "label": f"Le {day}", "by": day, "again": ["36"]}
        refused = client.post(held.url("decisions"), dated)
        assert refused.status_code == 422 and "de 2000 à 2100" in refused.content.decode()
    assert client.post(held.url("conduct"), {"action": "etape", "question": "x" * 5_000}).status_code == 303
    page = client.get(held.url("minutes")).content.decode()
    assert "Une note gardée" in page and "Garder le local" in page
    for kind in ("docx", "pdf"):
        assert client.get(held.url("minutes_file", kind)).status_code == 200
    assert client.get(held.url("dates_file")).status_code == 200


def kept(held: Held) -> dict[str, str]:
    """What the page that adapts would send as it is."""
    form = AdaptForm(form=held.room.form)
    return {name: str(field.initial) for name, field in form.fields.items()}


def test_absurd_conduct_of_an_open_question_breaks_nothing(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    held.at("vote")
    for value in NASTY:
        for said in ({"decision": value}, {"decision": "d1", "scrutin": value or "x"}, {"question": value}):
            body = encoded({"action": "ouvrir", "question": "vote", **said})
            answer = client.generic("POST", held.url("conduct"), body, "application/x-www-form-urlencoded")
            assert answer.status_code == 422, said
    assert not Round.objects.exists()


def test_absurd_entries_break_nothing(client: ScanningClient, db: None) -> None:
    held = hold(named=True)
    addresses = (
        ("/seance/", ["code"], {}),
        (f"/seance/{held.session.code}/", ["nom", "invite"], {"nom": "Claire"}),
        (
            "/seance/animer/",
            ["format", "titre", "projet", "modele", "model", "noms"],
            {"format": "decisions"},
        ),
        ("/seance/animer/modele/", ["model"], {}),
    )
    for address, fields, good in addresses:
        assert hurl(client, address, fields, good) <= FINE, address
    assert all(name.isprintable() for name in Seat.objects.order_by("pk").values_list("name", flat=True))


def test_what_belongs_to_another_session_is_replayed_in_vain(client: ScanningClient, db: None) -> None:
    held, other = hold(), hold()
    put = other.put("mots")
    deciding.add_decision(session=other.session, key="d" * 32, said=deciding.Decided(label="Garder le local"))
    held.at("mots")
    for said in (
        {"action": "fermer", "tour": put.pk},
        {"action": "montrer", "tour": put.pk},
        {"action": "papier", "tour": put.pk},
    ):
        refused = client.post(held.url("conduct"), said)
        assert refused.status_code == 422 and "Rechargez la page" in refused.content.decode()
    assert client.post(held.url("paper", put.pk), {"bulletins": "9"}).status_code == 404
    assert client.post(held.url("decision", "d" * 32), {"action": "retirer"}).status_code == 404
    assert Round.objects.get().closed_at is None and Decision.objects.count() == 1
