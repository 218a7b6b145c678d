"""A button of the host pressed twice, or by two hosts at once, does what pressing it once does."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import conducting, deciding, rounds
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Round

LINES = ("Le local", "La paie")


def press(client: ScanningClient, held: Held, **said: object) -> None:
    """Twice."""
    for _ in range(2):
        assert client.post(held.url("conduct"), said).status_code == 303, said


def test_a_question_opened_twice_is_open_once(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"]).at("pret")
    press(client, held, action="ouvrir", question="pret", propositions="\n".join(LINES))
    (put,) = Round.objects.all()
    press(client, held, action="fermer", question="pret", tour=put.pk)
    press(client, held, action="montrer", question="pret", tour=put.pk)
    assert Round.objects.get().closed_at is not None


def test_another_question_or_the_same_put_otherwise_is_still_refused(db: None) -> None:
    held = hold(form=shipped()["decisions"])
    for key in "ab":
        deciding.add_decision(session=held.session, key=key, said=deciding.Decided(label=f"Décision {key}"))
    put = held.put("vote", decision="a")
    again = rounds.open_round(session=held.session, ask_key="vote", decision_key="a")
    assert again.pk == put.pk
    for decision, manner in (("b", ""), ("a", "secret")):
        with pytest.raises(RefusedError, match="Une autre question est ouverte"):
            rounds.open_round(session=held.session, ask_key="vote", decision_key=decision, manner=manner)
    held.close(put)
    later = rounds.open_round(session=held.session, ask_key="vote", decision_key="a")
    assert later.pk != put.pk, "closed, it is put again"


def test_done_again_on_paper_twice_leaves_one_round_to_type(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    deciding.add_decision(session=held.session, key="a", said=deciding.Decided(label="Garder le local"))
    put = held.put("vote", decision="a")
    held.close(put)
    said = {"action": "papier", "question": "vote", "decision": "a", "tour": put.pk}
    first, second = (client.post(held.url("conduct"), said).headers["Location"] for _ in range(2))
    assert first == second and Round.objects.count() == 2
    paper = Round.objects.get(number=2)
    counts = {"pour": {1: 6}}
    raw = {"answered": 6, "abstained": 0, "talk": 0, "counts": counts, "texts": []}
    rounds.count_paper(session=held.session, round_id=paper.pk, raw=raw)
    assert rounds.put_on_paper(session=held.session, round_id=paper.pk).number == 3, "typed: another one"


def test_a_session_ended_twice_goes_to_its_minutes_and_keeps_its_hour(
    client: ScanningClient, db: None
) -> None:
    held = hold()
    conducting.begin(session=held.session)
    first = client.post(held.url("end"))
    at = held.now.ended_at
    second = client.post(held.url("end"))
    assert (first.status_code, second.status_code) == (303, 303) and held.now.ended_at == at


@pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="Two writers at once.")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["close", "go", "end", "remove", "open"])
def test_two_hosts_who_do_opposite_things_at_once_leave_a_session_that_holds(other: str) -> None:
    """Opening meets closing, moving, ending, removing, opening: one of them waits, none breaks the page."""
    held = hold(form=shipped()["decisions"])
    for key in "ab":
        deciding.add_decision(session=held.session, key=key, said=deciding.Decided(label=f"Décision {key}"))
    put = held.put("vote", decision="a")
    step = held.now.step
    if other != "close":
        held.close(put)
    session = held.session
    acts: dict[str, Callable[[], object]] = {
        "close": lambda: rounds.close_round(session=session, round_id=put.pk),
        "go": lambda: conducting.go(session=session, seen=step, to=step - 1),
        "end": lambda: conducting.end(session=session),
        "remove": lambda: deciding.remove_decision(session=session, key="b"),
        "open": lambda: rounds.open_round(session=session, ask_key="vote", decision_key="a"),
    }
    start, broken = threading.Barrier(8), []

    def act(rank: int) -> None:
        start.wait()
        try:
            if rank % 2:
                acts[other]()
            else:
                rounds.open_round(session=session, ask_key="vote", decision_key="b")
        except RefusedError:
            pass
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(rank,)) for rank in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert broken == []
    opened = Round.objects.filter(closed_at__isnull=True)
    assert opened.count() <= 1
    assert ScanningClient().get(held.url("host")).status_code == 200
    if held.now.ended_at:
        assert not opened.exists(), "ended: nothing waits for an answer"
    if opened.exists():
        assert held.now.step == step, "what is open is of the step that the room sees"
