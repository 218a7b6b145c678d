"""Ballots beside phones: the host who counts them finds no phone by subtraction, the room no late ballot."""

from __future__ import annotations

from typing import Any

import pytest

from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import conducting, rounds
from trajectoires.facilitation.domain.queries.hosting import proposed
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Round

WORDS = {"modele": 3, "humaines": 2, "financement": 1, "alliances": 4}


def ballots(people: int, note: int = 1) -> dict[str, Any]:
    """So many ballots that give the same note to one word."""
    return {"answered": people, "counts": {"modele": {note: people}}}


def rated(held: Held, phones: int) -> Round:
    """A secret question that so many phones answered, closed."""
    put = held.put("mots")
    for _ in range(phones):
        held.phone().says(put, values=WORDS)
    held.close(put)
    return put


def pages(client: ScanningClient, held: Held) -> list[str]:
    links = (held.link, held.screen, held.phone().link)
    found = [client.get(f"/seance/{link}/").content.decode() for link in links]
    return [*found, client.get(held.url("minutes")).content.decode()]


def test_a_few_phones_and_many_ballots_show_nothing_and_a_road_to_paper(
    client: ScanningClient, db: None
) -> None:
    held = hold()
    put = rated(held, 4)
    typed = {"bulletins": 6, **{f"voix-{key}-1": 6 for key in WORDS}}
    assert client.post(held.url("paper", put.pk), typed).status_code == 303
    rounds.show(session=held.session, round_id=put.pk, shown=True)
    for page in pages(client, held):
        assert "note du milieu" not in page and "à moins de 5" in page.lower()
    assert "Refaire sur papier, pour tous" in client.get(held.url("host")).content.decode()
    answer = client.post(held.url("conduct"), {"action": "papier", "question": "mots", "tour": put.pk})
    assert answer.status_code == 303
    again = Round.objects.get(number=2)
    assert answer.headers["Location"] == held.url("paper", again.pk) and again.closed_at is not None
    with pytest.raises(RefusedError, match="close"):
        held.phone().says(again, values=WORDS)
    typed = {"bulletins": 10, **{f"voix-{key}-1": 10 for key in WORDS}}
    assert client.post(answer.headers["Location"], typed).status_code == 303
    rounds.show(session=held.session, round_id=again.pk, shown=True)
    assert all("note du milieu" in page for page in pages(client, held))


def test_what_a_few_phones_wrote_beside_ballots_is_proposed_to_nobody(db: None) -> None:
    held = hold()
    put = held.put("fragilites")
    for line in ("La paie", "Le local"):
        held.phone().says(put, texts=[line])
    held.close(put)
    raw = {"answered": 5, "texts": ["Le toit"] * 5}
    rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
    held.at("gravite")
    ask = held.room.form.ask("gravite")
    assert ask is not None and proposed(held.room, ask) == ()
    alone = rounds.put_on_paper(session=held.session, round_id=put.pk)
    rounds.count_paper(session=held.session, round_id=alone.pk, raw=raw)
    assert proposed(held.room, ask) == ("Le toit",)


def test_before_the_room_sees_ballots_are_typed_and_corrected_at_will(db: None) -> None:
    held = hold()
    put = rated(held, 5)
    for people in (1, 3, 2, 0, 4):
        rounds.count_paper(session=held.session, round_id=put.pk, raw=ballots(people))
        assert held.room.puts[0].tally.answered == 5 + people
    assert not Round.objects.get().seen


def test_once_the_room_has_seen_no_lone_ballot_is_added_changed_or_taken_away(
    client: ScanningClient, db: None
) -> None:
    held = hold()
    put = rated(held, 5)
    rounds.show(session=held.session, round_id=put.pk, shown=True)
    rounds.show(session=held.session, round_id=put.pk, shown=False)
    assert Round.objects.get().seen, "hiding it again takes nothing back"
    for people in (1, 4):
        typed = {"bulletins": people, "voix-modele-1": people}
        refused = client.post(held.url("paper", put.pk), typed)
        assert refused.status_code == 422 and "ce que porte un bulletin" in refused.content.decode()
        assert f'value="{people}"' in refused.content.decode(), "what was typed stays"
    rounds.count_paper(session=held.session, round_id=put.pk, raw=ballots(6))
    for wrong in (ballots(7), ballots(5), ballots(0)):
        with pytest.raises(RefusedError, match="déjà vu"):
            rounds.count_paper(session=held.session, round_id=put.pk, raw=wrong)
    rounds.count_paper(session=held.session, round_id=put.pk, raw=ballots(6, note=2))
    assert held.room.puts[0].tally.answered == 11


def test_shown_while_it_hides_its_figures_is_not_seen_until_it_tells_them(db: None) -> None:
    held = hold()
    put = rated(held, 0)
    rounds.count_paper(session=held.session, round_id=put.pk, raw=ballots(3))
    rounds.show(session=held.session, round_id=put.pk, shown=True)
    assert not Round.objects.get().seen
    rounds.count_paper(session=held.session, round_id=put.pk, raw=ballots(5))
    assert Round.objects.get().seen
    with pytest.raises(RefusedError, match="déjà vu"):
        rounds.count_paper(session=held.session, round_id=put.pk, raw=ballots(6))


def test_after_the_end_a_question_may_still_be_put_on_paper_and_never_while_open(db: None) -> None:
    held = hold()
    put = held.put("mots")
    with pytest.raises(RefusedError, match="Fermez"):
        rounds.put_on_paper(session=held.session, round_id=put.pk)
    held.close(put)
    conducting.end(session=held.session)
    again = rounds.put_on_paper(session=held.session, round_id=put.pk)
    rounds.count_paper(session=held.session, round_id=again.pk, raw=ballots(5))
    assert held.room.puts[-1].tally.answered == 5
