"""Decisions and tasks: their dates, their order, what is late, what is wrong."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from equilibre.trajectory.deadlines import Delay, cash_runs_short, last_start
from equilibre.trajectory.deciding import (
    Decider,
    Decision,
    Task,
    agenda,
    dated,
    faults_of_decisions,
    faults_of_tasks,
    formula,
    needed_words,
    ordered,
    review_is_due,
    task_is_late,
)
from equilibre.trajectory.hypotheses import Month, Scenario
from equilibre.trajectory.projection import project

from .trajectory_plans import by_hand

replace = msgspec.structs.replace
TODAY = dt.date(2027, 2, 1)
PLAN = by_hand()
ALONE, CHOSEN = PLAN.scenario("fil"), Scenario(key="choisi", label="Choisi", actions=(PLAN.actions[0].key,))
WHO: dict[Decider, str] = {"bureau": "le bureau", "ca": "le CA", "ag": "l’AG", "direction": "la direction"}
LEAVE = Decision(
    key="local",
    label="Quitter le local",
    trigger="si la Région n’a pas notifié",
    watch=dt.date(2027, 3, 1),
    delays=(Delay(label="convoquer le conseil", days=15), Delay(label="préavis du bail", days=92)),
    needed=Month(2027, 7),
    then="nous rendons le local",
)
CALL = Task(key="appels", label="Appeler dix entreprises", owner="la direction", due=dt.date(2027, 3, 31))


def one_dated(decision: Decision, today: dt.date = TODAY, scenario: Scenario = ALONE):  # type: ignore[no-untyped-def]
    return dated(PLAN, scenario, (decision,), today=today)[0]


def test_the_last_date_is_the_first_of_the_month_minus_every_delay() -> None:
    found = one_dated(LEAVE)
    assert found.decide_by == dt.date(2027, 7, 1) - dt.timedelta(days=107) == dt.date(2027, 3, 16)
    assert not found.late and not found.watch_late
    assert formula(found).replace("\u00a0", " ") == (
        "1er juillet 2027 \u2212 15 jours (convoquer le conseil) \u2212 92 jours (préavis du bail)"
        " = 16 mars 2027"
    )
    assert not one_dated(LEAVE, dt.date(2027, 3, 16)).late
    assert one_dated(LEAVE, dt.date(2027, 3, 17)).late
    assert not one_dated(replace(LEAVE, status="prise"), dt.date(2027, 3, 17)).late
    assert one_dated(replace(LEAVE, watch=dt.date(2027, 3, 17))).watch_late


def test_cash_says_when_and_the_earlier_prevails() -> None:
    short = cash_runs_short(PLAN, project(PLAN, ALONE, "acquis"))
    assert short is not None
    cash = replace(LEAVE, needed=None, from_cash=True)
    assert one_dated(cash).needed == short
    assert "l’acquis seul laisse moins d’un mois" in needed_words(one_dated(cash))
    assert one_dated(replace(cash, needed=short.plus(-1))).needed == short.plus(-1)
    assert one_dated(replace(cash, needed=short.plus(1))).needed == short


def test_with_an_action_cash_says_when_it_must_have_started() -> None:
    action = PLAN.actions[0]
    led = replace(LEAVE, needed=None, from_cash=True, action=action.key)
    found = one_dated(led, scenario=CHOSEN)
    assert found.needed == last_start(PLAN, project(PLAN, ALONE, "acquis"), action)
    assert found.needed is not None and "commence en" in needed_words(found)


def test_rich_or_faulty_plans_give_no_date_from_the_cash() -> None:
    cash = replace(LEAVE, needed=None, from_cash=True)
    for plan in (replace(PLAN, opening_cash=10**10), replace(PLAN, years=0)):
        found = dated(plan, ALONE, (cash, LEAVE), today=TODAY)
        assert [one.decision.key for one in found] == ["local", "local"]
        assert found[0].decide_by == dt.date(2027, 3, 16)
        assert found[1].decide_by is None and formula(found[1]) == "" and not found[1].late
        assert "ne fixe pas de date" in needed_words(found[1])


def test_what_is_late_is_told_and_the_done_goes_last() -> None:
    on = dt.date(2027, 4, 1)
    done = replace(CALL, key="fait", status="fait", due=dt.date(2027, 1, 5), review=dt.date(2027, 1, 5))
    seen = replace(CALL, key="point", due=dt.date(2027, 6, 1), review=on)
    assert task_is_late(CALL, on) and not task_is_late(CALL, CALL.due) and not task_is_late(done, on)
    assert review_is_due(seen, on) and not review_is_due(done, on)
    assert [one.key for one in ordered((done, seen, CALL))] == ["appels", "point", "fait"]
    lines = agenda(dated(PLAN, ALONE, (LEAVE,), today=on), (done, seen, CALL), on=on, deciders=WHO)
    assert [(line.kind, line.key, line.late) for line in lines] == [
        ("decision", "local", True),
        ("tache", "appels", True),
        ("revue", "point", False),
        ("tache", "point", False),
    ]
    assert lines[0].who == "le CA"
    early = agenda(dated(PLAN, ALONE, (LEAVE,), today=TODAY), (), on=TODAY, deciders=WHO)
    assert [(line.kind, line.label) for line in early] == [
        ("surveillance", "si la Région n’a pas notifié"),
        ("decision", "Quitter le local"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"needed": None}, "needed"),
        ({"delays": (Delay(label="x", days=-1),)}, "delays"),
        ({"delays": (Delay(label="x", days=4000),)}, "delays"),
        ({"delays": (Delay(label="", days=3),)}, "delays"),
        ({"action": "rien"}, "action"),
        ({"line": "rien"}, "line"),
        ({"status": "prise"}, "taken_on"),
    ],
)
def test_a_wrong_decision_is_told_at_its_place(changes: dict[str, object], field: str) -> None:
    assert faults_of_decisions(PLAN, (LEAVE,)) == ()
    (fault,) = faults_of_decisions(PLAN, (replace(LEAVE, **changes),))
    assert (fault.kind, fault.key, fault.field) == ("decision", "local", field)
    assert fault.message.startswith("«\u00a0Quitter le local\u00a0»") and fault.remedy


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": dt.date(2027, 5, 1)}, "due"),
        ({"starts": dt.date(2027, 2, 1), "review": dt.date(2027, 1, 1)}, "review"),
        ({"action": "rien"}, "action"),
    ],
)
def test_a_wrong_task_is_told_at_its_place(changes: dict[str, object], field: str) -> None:
    assert faults_of_tasks(PLAN, (CALL,)) == ()
    (fault,) = faults_of_tasks(PLAN, (replace(CALL, **changes),))
    assert (fault.kind, fault.key, fault.field) == ("task", "appels", field)
