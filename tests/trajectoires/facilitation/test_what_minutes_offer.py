"""What the host is offered around the minutes and the decisions, and how the minutes name people."""

from __future__ import annotations

import datetime as dt

from equilibre.facilitation.formats import shipped
from equilibre.facilitation.minutes import minutes
from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.facilitation.domain import deciding, preparing
from trajectoires.facilitation.domain.queries.record import record_of


def test_a_name_that_ends_with_an_initial_has_one_full_stop(db: None) -> None:
    held = hold(named=True)
    held.phone(name="Paule B.")
    told = minutes(record_of(held.room)).presence
    assert any(line.endswith("Paule B.") for line in told)


def test_three_decisions_are_enough_unless_one_insists(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    for rank in range(3):
        assert "trois suffisent" not in client.get(held.url("decisions")).content.decode()
        said = deciding.Decided(label=f"Décision {rank}")
        deciding.add_decision(session=held.session, key=f"d{rank}", said=said)
    page = client.get(held.url("decisions")).content.decode()
    assert "trois suffisent" in page and "Ajouter la décision" in page


def test_the_minutes_offer_the_notes_of_their_own_steps_first(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    page = client.get(held.url("minutes")).content.decode()
    assert page.index("note-engagements") < page.index("Les autres rubriques") < page.index("note-socle")


def test_before_it_begins_the_host_reads_what_is_prepared(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    assert "Commencez par la préparer" in client.get(held.url("host")).content.decode()
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    preparing.plan(session=held.session, on=dt.date(2027, 3, 12), at=dt.time(18, 30), place="")
    page = client.get(held.url("host")).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
    assert "Prévue le 12 mars 2027 à 18 h 30." in page and "1 décision écrite." in page
    assert "À décider : 1. Garder le local." in page


def test_on_paper_alone_the_host_is_sent_to_the_ballots(client: ScanningClient, db: None) -> None:
    held = hold()
    put = held.put("mots")
    held.close(put)
    page = client.get(held.url("host")).content.decode()
    assert f'class="button button-main" href="{held.url("paper", put.pk)}"' in page
    words = client.get(held.url("paper", put.pk)).content.decode()
    assert "Le résultat se montre à partir de cinq bulletins." in words
    assert "rien ne se montrera" not in words
    with_phone = held.put("mots")
    held.phone().says(with_phone, values={"modele": 3})
    held.close(with_phone)
    assert "rien ne se montrera" in client.get(held.url("paper", with_phone.pk)).content.decode()


def test_the_minutes_say_where_one_met(client: ScanningClient, db: None) -> None:
    held = hold()
    assert not any(line.startswith("Lieu") for line in minutes(record_of(held.room)).presence)
    preparing.plan(session=held.session, on=dt.date(2027, 3, 12), at=None, place="salle des fêtes")
    assert minutes(record_of(held.room)).presence[0] == "Lieu\u00a0: salle des fêtes."
