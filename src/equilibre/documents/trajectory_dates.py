"""What is decided and by when, for the page of a trajectory: decisions that wait, then actions to start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from equilibre.formatting import NBSP, NNBSP, day, inside
from equilibre.trajectory.deadlines import latest_start
from equilibre.trajectory.deciding import DatedDecision, Decider
from equilibre.trajectory.hypotheses import LeverAction, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.wording import month_words

MOST = 6
"""Rows offered to the page, which keeps those that fit."""
ELSEWHERE = f"sur la page «{NBSP}Dates de décision{NBSP}» de l’outil"
Row = dict[str, str]


def dates_data(
    plan: TrajectoryPlan,
    scenario: Scenario,
    decisions: Sequence[DatedDecision],
    deciders: Mapping[Decider, str],
) -> dict[str, object]:
    """« dates »: decisions by date, then actions; « dates_left »: the words when 0, 1, 2… of them do not fit.

    A decision that is taken, given up or without a date is left out. An action of the scenario has its own
    row unless a decision that waits already dates it.
    """
    waiting = [one for one in decisions if one.decision.status == "a_prendre" and one.deadline is not None]
    told = {one.decision.action for one in waiting}
    starts = {
        action.key: latest_start(plan, scenario, action, "acquis")
        for action in plan.actions
        # What brings no money has no date from the cash.
        if action.key in scenario.actions and action.key not in told and action.yearly
    }
    dated = sorted((last, key) for key, last in starts.items() if last is not None)
    labelled = {one.key: one for one in plan.actions}
    rows = [_decision(one, deciders) for one in sorted(waiting, key=_day)]
    rows += [_action(labelled[key], last) for last, key in dated]
    shown = rows[:MOST]
    beyond = len(rows) - len(shown)
    return {"dates": shown, "dates_left": [_left(beyond + out) for out in range(len(shown) + 1)]}


def _left(count: int) -> str:
    if not count:
        return ""
    return f"Et {count}{NBSP}{'autre date' if count == 1 else 'autres dates'}, {ELSEWHERE}."


def _day(one: DatedDecision) -> dt.date:
    return one.decide_by or dt.date.max


def _decision(one: DatedDecision, deciders: Mapping[Decider, str]) -> Row:
    told, deadline = one.decision, one.deadline
    assert deadline is not None
    then = f"alors {told.then}" if told.trigger and told.then else told.then
    said = [words for words in (told.trigger, then) if words]
    return {
        "what": told.label,
        "when": f"au plus tard le {day(deadline.decide_by)}{', date passée' if one.late else ''}",
        "who": inside(deciders[told.decided_by]),
        "why": ", ".join(said) or f"effet voulu le {day(deadline.needed_on)}",
    }


def _action(action: LeverAction, last: Month) -> Row:
    why = "pour que son premier euro vienne avant que l’acquis seul laisse moins d’un mois de dépenses"
    if action.starts > last:
        why += f"{NNBSP}; prévu en {month_words(action.starts)}, c’est trop tard"
    return {
        "what": f"Commencer «{NBSP}{action.label}{NBSP}»",
        "when": f"au plus tard en {month_words(last)}",
        "who": "",
        "why": why,
    }
