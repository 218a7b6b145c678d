"""A vote by name: agreed to, one a seat and one a name, written nowhere near a secret answer."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from equilibre.facilitation.formats import Ask, Format, Option, SessionStep, shipped
from harness.at_once import at_once, together
from harness.client import ScanningClient
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.domain import answering, deciding, naming, rounds, sharing
from trajectoires.facilitation.domain.packing import read_roll, read_tally
from trajectoires.facilitation.domain.queries.hosting import counted
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import BY_NAME, SECRET
from trajectoires.facilitation.models import NamedVote, Round, RoundAnswer, Seat, Session

POUR, CONTRE = {"values": {"pour": 1}}, {"values": {"contre": 1}}


def room(**said: Any) -> Held:
    """A session of the ballot of decisions, with one decision, whose people give their names."""
    held = hold(form=shipped()["decisions"], **{"named": True, **said})
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    return held


def put(held: Held, manner: str = BY_NAME) -> Round:
    held.at("vote")
    return rounds.open_round(session=held.session, ask_key="vote", decision_key="d1", manner=manner)


def page(client: ScanningClient, phone: Phone) -> str:
    words = client.get(reverse("facilitation:phone", args=[phone.link])).content.decode()
    return words.replace("&nbsp;", " ").replace("\u00a0", " ").replace("&#x27;", "'")


def post(client: ScanningClient, phone: Phone, asked: Round, **said: Any) -> Any:
    return client.post(reverse("facilitation:phone", args=[phone.link]), {"question": asked.pk, **said})


def test_from_the_choice_of_the_host_to_the_minutes(client: ScanningClient, db: None) -> None:
    held = room()
    claire, paul = held.phone(name="Claire"), held.phone(name="Paul")
    held.at("vote")
    host = client.get(held.url("host")).content.decode()
    assert 'name="scrutin" value="nominatif"' in host and 'value="" checked' in host, (
        "without names unless asked"
    )
    said = {"action": "ouvrir", "question": "vote", "decision": "d1", "scrutin": "nominatif"}
    assert client.post(held.url("conduct"), said).status_code == 303
    asked = Round.objects.get()
    told = "Votre nom sera écrit au compte rendu avec votre vote : « Claire »."
    assert told in page(client, claire) and "Vous pouvez ne pas voter." in page(client, claire)
    assert post(client, claire, asked, choix="pour").status_code == 303
    assert post(client, paul, asked, choix="contre", parler="oui").status_code == 303
    assert post(client, paul, asked, choix="abstention").status_code == 303
    assert "Réponse enregistrée" in page(client, paul)
    assert "2 réponses" in client.get(held.url("host")).content.decode().replace("\u00a0", " ")
    for link in (held.link, held.screen, claire.link):
        seen = client.get(f"/seance/{link}/").content.decode()
        assert "Claire</th>" not in seen and "Paul" not in seen, "nobody sees who voted before it closes"
    held.close(asked, show=True)
    assert not NamedVote.objects.exists() and not RoundAnswer.objects.exists()
    for link in (held.link, claire.link):
        seen = client.get(f"/seance/{link}/").content.decode()
        assert "Claire</th><td>Pour</td>" in seen and "Paul</th><td>Abstention</td>" in seen
    screen = client.get(f"/seance/{held.screen}/").content.decode()
    assert "<strong>Pour</strong>&nbsp;: Claire." in screen and "</strong>&nbsp;: Paul." in screen
    minutes = client.get(held.url("minutes")).content.decode()
    assert "Paul</th><td>Abstention</td>" in minutes and "Vote nominatif" in minutes
    for kind in ("docx", "pdf"):
        assert client.get(held.url("minutes_file", kind)).status_code == 200


def test_not_shown_a_vote_by_name_is_in_no_minutes(client: ScanningClient, db: None) -> None:
    held = room()
    asked, claire = put(held), held.phone(name="Claire")
    claire.says(asked, **POUR)
    held.close(asked)
    assert "Claire</th>" not in client.get(held.url("minutes")).content.decode()
    assert "Claire" not in client.get(f"/seance/{held.screen}/").content.decode()


@pytest.mark.parametrize("manner", ["", SECRET])
def test_without_names_no_row_beside_a_seat_is_ever_written(
    client: ScanningClient, db: None, manner: str
) -> None:
    held = room()
    phones = [held.phone(name=name) for name in ("Claire", "Paul", "Aïcha", "Zoé", "Luc")]
    asked = put(held, manner)
    told = "Réponse secrète." if manner else "Sans nom : le compte rendu donne des voix, jamais qui."
    assert told in page(client, phones[0])
    for phone in phones:
        phone.says(asked, **POUR)
    assert not NamedVote.objects.exists() and RoundAnswer.objects.count() == 5
    held.close(asked, show=True)
    asked.refresh_from_db()
    assert asked.roll is None and not NamedVote.objects.exists()
    (kept,) = held.room.puts
    assert kept.voters == () and kept.tally.counts == {"pour": {1: 5}}
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=asked.pk).update(roll=b"{}")


def test_the_host_may_ask_for_secrecy_and_four_voices_then_show_nothing(
    client: ScanningClient, db: None
) -> None:
    held = room()
    phones = [held.phone() for _ in range(4)]
    asked = put(held, SECRET)
    assert "Réponse secrète." in page(client, phones[0])
    for phone in phones:
        phone.says(asked, **POUR)
    held.close(asked, show=True)
    for link in (held.link, held.screen, phones[0].link):
        seen = client.get(f"/seance/{link}/").content.decode()
        assert "à moins de 5" in seen and "4\u00a0pour" not in seen and "4 pour" not in seen
    assert "4\u00a0pour" not in client.get(held.url("minutes")).content.decode()


def test_who_has_no_name_is_told_how_to_give_it(client: ScanningClient, db: None) -> None:
    held = room()
    phone, other = held.phone(), held.phone(name="Paul")
    asked = put(held)
    assert "Pour y prendre part, écrivez votre nom" in page(client, phone)
    refused = post(client, phone, asked, choix="pour")
    assert refused.status_code == 422 and "Écrivez d’abord votre nom" in refused.content.decode()
    refused = post(client, phone, asked, nom="  PAÜL ")
    assert refused.status_code == 422 and "ajoutez une initiale" in refused.content.decode()
    assert "PAÜL" in refused.content.decode(), "what was typed is kept"
    for wrong in ("", "\x00\u202e", "x" * 61):
        assert post(client, phone, asked, nom=wrong).status_code == 422
    assert Seat.objects.get(pk=phone.seat.pk).name == ""
    assert post(client, phone, asked, nom="Clara").status_code == 303
    assert post(client, phone, asked, nom="Claire\x00 <b>M.</b>").status_code == 303, (
        "corrected before voting"
    )
    assert "« Claire &lt;b&gt;M.&lt;/b&gt; »" in page(client, phone)
    assert post(client, phone, asked, choix="pour").status_code == 303
    refused = post(client, phone, asked, nom="Paule")
    assert refused.status_code == 422 and "ne change plus" in refused.content.decode()
    other.says(asked, **CONTRE)
    held.close(asked)
    with pytest.raises(RefusedError, match="ne change plus"):
        naming.give_name(seat=phone.seat, name="Paule")


def test_a_name_that_nobody_would_see_is_none(client: ScanningClient, db: None) -> None:
    held = room()
    for typed in ("\u3164", "\u2800\u2800", "\ufe0f"):
        assert client.post(held.url("join", link=held.session.code), {"nom": typed}).status_code == 303
    assert set(Seat.objects.order_by("pk").values_list("name", flat=True)) == {""}
    phone, asked = held.phone(), put(held)
    assert post(client, phone, asked, nom="\u3164").status_code == 422
    held.phone(name="Ada").says(asked, **POUR)
    assert post(client, phone, asked, nom="A\u200dda").status_code == 422, "read as « Ada »"


def test_a_name_is_asked_only_where_names_are_listed(db: None) -> None:
    held = room(named=False)
    with pytest.raises(RefusedError, match="ne demande pas leur nom"):
        put(held)
    with pytest.raises(RefusedError, match="ne demande pas de nom"):
        naming.give_name(seat=held.phone().seat, name="Claire")
    assert not Round.objects.exists()


def test_only_what_the_format_allows_is_put_by_name(client: ScanningClient, db: None) -> None:
    held = hold(named=True)
    with pytest.raises(RefusedError, match="ne se vote pas ainsi"):
        rounds.open_round(session=held.at("mots").session, ask_key="mots", manner=BY_NAME)
    with pytest.raises(RefusedError, match="ne se vote pas ainsi"):
        put(room(), "autrement")
    silent = room(named=False)
    silent.at("vote")
    assert "ne demande pas les noms" in client.get(silent.url("host")).content.decode()


def test_a_guest_does_not_vote_by_name(db: None) -> None:
    held = room()
    asked, guest = put(held), held.phone(name="Luc", guest=True)
    with pytest.raises(RefusedError, match="sans voter"):
        guest.says(asked, **POUR)
    assert not NamedVote.objects.exists()


def test_two_people_of_one_name_are_not_one(db: None) -> None:
    held = room()
    one, other = held.phone(name="Claire"), held.phone(name="claire ")
    asked = put(held)
    one.says(asked, **POUR)
    with pytest.raises(RefusedError, match="ajoutez une initiale"):
        other.says(asked, **CONTRE)
    naming.give_name(seat=other.seat, name="Claire B.")
    other.says(asked, **CONTRE)
    held.close(asked)
    assert held.room.puts[0].voters == (("Claire", "Pour"), ("Claire B.", "Contre"))


def test_double_sends_two_tabs_and_late_answers_change_nothing(db: None) -> None:
    held = room()
    phone, asked = held.phone(name="Claire"), put(held)
    phone.says(asked, sequence=200, **CONTRE)
    phone.says(asked, sequence=200, **POUR)
    phone.says(asked, sequence=100, **POUR)
    assert naming.own_vote(round_id=asked.pk, seat=phone.seat).values == {"contre": 1}
    phone.says(asked, **POUR)
    phone.says(asked, sequence=200, **CONTRE)
    assert naming.own_vote(round_id=asked.pk, seat=phone.seat).values == {"pour": 1}
    assert NamedVote.objects.count() == 1 and counted(held.room).answered == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        again = NamedVote.objects.get()
        NamedVote.objects.create(
            round=asked, seat=again.seat, name="X", name_mark="x", body=b"{}", sequence=1
        )
    held.close(asked)
    with pytest.raises(RefusedError, match="close"):
        phone.says(asked, **CONTRE)
    held.close(asked)
    assert held.room.puts[0].voters == (("Claire", "Pour"),)


def test_put_again_each_time_chooses_its_manner_anew(db: None) -> None:
    held = room()
    phone, first = held.phone(name="Claire"), put(held)
    phone.says(first, **POUR)
    held.close(first, show=True)
    second = put(held, "")
    with pytest.raises(RefusedError, match="close"):
        phone.says(first, **CONTRE)
    phone.says(second, **CONTRE)
    held.close(second, show=True)
    assert [one.voters for one in held.room.shown] == [()] and not NamedVote.objects.exists()


def test_who_has_no_phone_votes_by_name_aloud(client: ScanningClient, db: None) -> None:
    held = room()
    held.phone(name="Claire").says(asked := put(held), **POUR)
    held.close(asked, show=True)
    address = held.url("paper", asked.pk)
    assert "Qui a voté quoi" in client.get(address).content.decode()
    for typed, why in (
        ("Paul", "deux points"),
        ("Paul : oui", "le vote attendu"),
        ("CLAIRE : contre", "a déjà voté"),
    ):
        refused = client.post(address, {"noms": typed})
        assert refused.status_code == 422 and why in refused.content.decode()
        assert typed in refused.content.decode(), "nothing typed is lost"
    for _ in range(2):
        assert client.post(address, {"noms": "Paul : contre\nAïcha : pour"}).status_code == 303
    put_now = held.room.puts[0]
    assert put_now.voters == (("Aïcha", "Pour"), ("Claire", "Pour"), ("Paul", "Contre"))
    assert put_now.tally.counts == {"contre": {1: 1}, "pour": {1: 2}} and put_now.tally.by_phone == 1
    assert "Paul\u00a0: Contre" in client.get(address).content.decode()
    record = record_of(held.room)
    assert (record.people, record.names) == (3, ("Aïcha", "Claire", "Paul")), "who has no seat was there too"
    assert client.post(address, {"noms": ""}).status_code == 303
    assert held.room.puts[0].voters == (("Claire", "Pour"),)


def test_a_choice_that_is_secret_in_its_format_may_be_by_name_and_one_may_abstain(
    client: ScanningClient, db: None
) -> None:
    places = (Option(key="a", label="Le local"), Option(key="b", label="La salle"))
    ask = Ask(key="ou", kind="card", prompt="Où ?", options=places, named=True, section="propositions")
    step = SessionStep(key="s", title="Où aller", minutes=5, host="…", room="…", asks=(ask,))
    form = Format(key="essai", title="Essai", purpose="…", people="…", version="1", steps=(step,))
    held = hold(form=form, named=True)
    claire, paul = held.phone(name="Claire"), held.phone(name="Paul")
    host = client.get(held.at("ou").url("host")).content.decode()
    assert host.count('name="scrutin"') == 2 and "Sans nom" not in host
    asked = rounds.open_round(session=held.session, ask_key="ou", manner=BY_NAME)
    assert post(client, claire, asked, choix="b").status_code == 303
    assert post(client, paul, asked, abstention="oui").status_code == 303
    held.close(asked, show=True)
    assert held.room.puts[0].voters == (("Claire", "La salle"), ("Paul", "S’abstient"))
    words = client.get(held.url("minutes")).content.decode()
    assert "Claire</th><td>La salle</td>" in words and "Paul</th><td>S’abstient</td>" in words
    assert "Vote nominatif" in words and "2\u00a0personnes\u202f; 1 s’abstient" in words


def test_votes_by_name_go_with_the_session(db: None) -> None:
    held = room()
    phone, asked = held.phone(name="Claire"), put(held)
    phone.says(asked, **POUR)
    Session.objects.filter(pk=held.session.pk).update(expires_at=held.session.created_at)
    sharing.purge_expired(now=held.session.created_at)
    assert not any(table.objects.exists() for table in (NamedVote, Round, Seat))


@at_once
@pytest.mark.django_db(transaction=True)
def test_two_votes_by_name_of_one_phone_at_once_are_one() -> None:
    held = room()
    phone, asked = held.phone(name="Claire"), put(held)
    said = [lambda n=n: phone.says(asked, sequence=n, **(POUR if n == 4 else CONTRE)) for n in (1, 2, 3, 4)]
    assert together(*said) == []
    assert NamedVote.objects.get().sequence == 4
    held.close(asked)
    assert held.room.puts[0].voters == (("Claire", "Pour"),)


@at_once
@pytest.mark.django_db(transaction=True)
def test_one_name_on_two_phones_at_once_votes_once() -> None:
    held = room()
    phones = [held.phone(name="Claire") for _ in range(4)]
    asked = put(held)
    refused = together(*[lambda phone=phone: phone.says(asked, **POUR) for phone in phones])
    assert len(refused) == 3 and NamedVote.objects.count() == 1


@at_once
@pytest.mark.django_db(transaction=True)
def test_closing_during_a_vote_by_name_writes_or_refuses_each_voice() -> None:
    held = room()
    phones = [held.phone(name=f"Personne {n}") for n in range(8)]
    asked = put(held)
    refused = together(
        *[lambda phone=phone: phone.says(asked, **POUR) for phone in phones], lambda: held.close(asked)
    )
    kept = Round.objects.get(pk=asked.pk)
    voices = read_roll(kept.roll).phones
    assert len(voices) + len(refused) == len(phones) and read_tally(kept.tally).answered == len(voices)
    assert not NamedVote.objects.exists()


@at_once
@pytest.mark.django_db(transaction=True)
def test_a_vote_while_the_name_is_corrected_is_written_under_the_corrected_name() -> None:
    held = room()
    phone, asked = held.phone(name="Clair"), put(held)
    corrected, sent = threading.Event(), threading.Event()

    def correct() -> None:
        with transaction.atomic():
            naming.give_name(seat=phone.seat, name="Claire")
            corrected.set()
            sent.wait(timeout=10)
            time.sleep(0.5)  # the vote is on its way, and waits for this name

    def vote() -> None:
        corrected.wait(timeout=10)
        sent.set()
        answering.answer(seat=phone.seat, seat_token=phone.token, round_id=asked.pk, raw=POUR)

    assert together(correct, vote) == []
    assert Seat.objects.get(pk=phone.seat.pk).name == NamedVote.objects.get().name == "Claire"


def test_the_screen_waits_only_for_those_who_vote(client: ScanningClient, db: None) -> None:
    held = room()
    held.phone(name="Claire"), held.phone(name="Invité", guest=True)
    put(held, SECRET)
    told = counted(held.room)
    assert (told.people, told.guests, told.asked) == (2, 1, 1)
    words = client.get(held.url("screen", link=held.screen)).content.decode().replace("\u00a0", " ")
    assert "0 réponse, 1 personne<" in words and "Vote secret" in words
