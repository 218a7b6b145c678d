"""What the host is offered around the minutes and the decisions, and how the minutes name people."""

from __future__ import annotations

from equilibre.facilitation.formats import shipped
from equilibre.facilitation.minutes import minutes
from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.facilitation.domain import deciding
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
