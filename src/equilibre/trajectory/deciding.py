"""What is to be decided and done, and by when: decisions with their last responsible date, tasks of a plan.

A date comes from what the user typed and from the cash of their own plan; nothing legal is known here (field
rule 26). The worked examples are in docs/method-trajectory.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from equilibre.formatting import MINUS, NBSP, day, typographic
from equilibre.trajectory.checking import Fault, faults
from equilibre.trajectory.deadlines import (
    Deadline,
    Delay,
    cash_runs_short,
    last_responsible_date,
    latest_start,
)
from equilibre.trajectory.hypotheses import LeverAction, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.wording import month_words, of_month

Decider = Literal["bureau", "ca", "ag", "direction"]
DecisionStatus = Literal["a_prendre", "prise", "abandonnee"]
TaskStatus = Literal["a_faire", "en_cours", "fait", "abandonne"]
OPEN_TASKS: tuple[TaskStatus, ...] = ("a_faire", "en_cours")
LONGEST_WAIT = 1095
"""Days of one delay: three years. A convention of the platform, to catch a slip of the keyboard."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Something that somebody must decide before a date. Its storage format: add fields with a default."""

    key: str
    label: str
    """« Quitter le local »."""
    trigger: str = ""
    """What makes it necessary: « si la Région n’a pas notifié »; empty: it is taken whatever happens."""
    watch: dt.date | None = None
    """The day on which one looks whether the trigger came true."""
    delays: tuple[Delay, ...] = ()
    """Typed: convocation, instruction, préavis… one after the other."""
    decided_by: Decider = "ca"
    needed: Month | None = None
    """The effect is needed on its first day."""
    from_cash: bool = False
    """Also needed when cash runs short on what is acquired; with an action, when it must have started."""
    then: str = ""
    """« alors nous rendons le local »."""
    action: str = ""
    """Key of the lever action that it starts; empty for none."""
    line: str = ""
    """Key of the resource that it waits for; empty for none."""
    status: DecisionStatus = "a_prendre"
    taken_on: dt.date | None = None
    origin: str = ""
    """Which session debated it, and its voices: « Voté le 12 mars 2027 en séance : 9 pour… »."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the action plan. Its storage format: add fields with a default."""

    key: str
    label: str
    owner: str = ""
    """A role in words (« la trésorière »), never a name."""
    starts: dt.date | None = None
    due: dt.date
    indicator: str = ""
    """What shows that it works: « entreprises rencontrées »."""
    target: str = ""
    """« 8 d’ici juin »."""
    status: TaskStatus = "a_faire"
    action: str = ""
    """Key of the lever action that it serves; empty for none."""
    review: dt.date | None = None
    """The day on which one looks again."""
    sheet: str = ""
    """Address of a page of the site that helps: « /agir/… »; empty for none."""
    origin: str = ""
    """Which session retained it, and its voices; « » when it comes from no session."""


class DatedDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A decision and its last responsible date."""

    decision: Decision
    needed: Month | None
    """The earlier of what was typed and what the cash says; None when neither says anything."""
    from_cash: Month | None
    """What the cash alone says."""
    deadline: Deadline | None
    late: bool
    """Still to be taken, and the last date is past."""
    watch_late: bool
    """One would look after the last date: the trigger is known too late to decide."""

    @property
    def decide_by(self) -> dt.date | None:
        """The last responsible date."""
        return None if self.deadline is None else self.deadline.decide_by


class DatedLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something of the calendar, as lists and calendars tell it."""

    on: dt.date
    kind: Literal["decision", "surveillance", "tache", "revue"]
    key: str
    label: str
    who: str
    late: bool


def cash_month(plan: TrajectoryPlan, scenario: Scenario, action: LeverAction | None) -> Month | None:
    """When the effect is needed from the cash, on what is acquired only; None when it never runs short.

    Without an action: the first month that ends under one month of spending. With one: the last month on
    which it can start, its own costs and income left out. The plan has no fault.
    """
    if action is None:
        return cash_runs_short(plan, project(plan, scenario, "acquis"))
    return latest_start(plan, scenario, action, "acquis")


def dated(
    plan: TrajectoryPlan, scenario: Scenario, decisions: Sequence[Decision], *, today: dt.date
) -> tuple[DatedDecision, ...]:
    """Each decision with its last date, the earliest first; those without a date come last.

    A plan with a fault has no cash: dates then come from what was typed alone.
    """
    cash = _Cash(plan, scenario)
    found = [_dated(one, cash.month(one.action) if one.from_cash else None, today) for one in decisions]
    return tuple(sorted(found, key=lambda one: one.decide_by or dt.date.max))


class _Cash:
    """The month that the cash gives, computed once per action."""

    def __init__(self, plan: TrajectoryPlan, scenario: Scenario) -> None:
        self.plan, self.scenario = plan, scenario
        self.actions = {one.key: one for one in plan.actions}
        self.known: dict[str, Month | None] = {}

    def month(self, key: str) -> Month | None:
        if key not in self.known:
            wrong = bool(faults(self.plan))
            action = self.actions.get(key)
            self.known[key] = None if wrong else cash_month(self.plan, self.scenario, action)
        return self.known[key]


def _dated(one: Decision, from_cash: Month | None, today: dt.date) -> DatedDecision:
    needed = min((month for month in (one.needed, from_cash) if month is not None), default=None)
    deadline = None
    if needed is not None:
        needed_on = dt.date(needed.year, needed.month, 1)
        deadline = last_responsible_date(one.label, needed_on=needed_on, delays=one.delays, today=today)
    waiting = deadline is not None and one.status == "a_prendre"
    return DatedDecision(
        decision=one,
        needed=needed,
        from_cash=from_cash,
        deadline=deadline,
        late=waiting and deadline is not None and deadline.too_late,
        watch_late=waiting
        and deadline is not None
        and one.watch is not None
        and one.watch > deadline.decide_by,
    )


def formula(one: DatedDecision) -> str:
    """« 1er juin 2027 − 15 jours (convoquer le conseil) − 92 jours (préavis) = 14 février 2027 »; « » without
    a date."""
    if one.deadline is None:
        return ""
    taken = "".join(
        f" {MINUS}{NBSP}{delay.days}{NBSP}{'jours' if delay.days > 1 else 'jour'} ({delay.label})"
        for delay in one.deadline.delays
    )
    return typographic(f"{day(one.deadline.needed_on)}{taken} ={NBSP}{day(one.deadline.decide_by)}")


def task_is_late(task: Task, on: dt.date) -> bool:
    """Not done on the day after its date."""
    return task.status in OPEN_TASKS and task.due < on


def review_is_due(task: Task, on: dt.date) -> bool:
    """Still open, and its day to look again has come."""
    return task.status in OPEN_TASKS and task.review is not None and task.review <= on


def ordered(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """By date; what is done or given up goes last."""
    return tuple(sorted(tasks, key=lambda one: (one.status not in OPEN_TASKS, one.due, one.key)))


def agenda(
    decisions: Sequence[DatedDecision], tasks: Sequence[Task], *, on: dt.date, deciders: dict[Decider, str]
) -> tuple[DatedLine, ...]:
    """What is still to come or late, by date: decisions, days to look, tasks, reviews.

    ``deciders`` gives the words of who decides. A day to look or a review that is past is left out.
    """
    lines = [line for one in decisions for line in _lines_of_decision(one, on, deciders)]
    lines += [line for one in tasks for line in _lines_of_task(one, on)]
    return tuple(sorted(lines, key=lambda line: (line.on, line.kind, line.key)))


def _lines_of_decision(one: DatedDecision, on: dt.date, deciders: dict[Decider, str]) -> Iterator[DatedLine]:
    told = one.decision
    if told.status != "a_prendre":
        return
    who = deciders[told.decided_by]
    if one.decide_by is not None:
        yield DatedLine(
            on=one.decide_by, kind="decision", key=told.key, label=told.label, who=who, late=one.late
        )
    if told.watch is not None and told.watch >= on:
        label = told.trigger or told.label
        yield DatedLine(on=told.watch, kind="surveillance", key=told.key, label=label, who=who, late=False)


def _lines_of_task(task: Task, on: dt.date) -> Iterator[DatedLine]:
    if task.status not in OPEN_TASKS:
        return
    yield DatedLine(
        on=task.due,
        kind="tache",
        key=task.key,
        label=task.label,
        who=task.owner,
        late=task_is_late(task, on),
    )
    if task.review is not None and task.review >= on:
        yield DatedLine(
            on=task.review, kind="revue", key=task.key, label=task.label, who=task.owner, late=False
        )


def faults_of_decisions(plan: TrajectoryPlan, decisions: Sequence[Decision]) -> tuple[Fault, ...]:
    """What is wrong in each decision, at its place; kind « decision »."""
    return tuple(fault for one in decisions for fault in _wrong_decision(plan, one))


def _wrong_decision(plan: TrajectoryPlan, one: Decision) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("decision", one.key, field, f"« {one.label} » : {message}", remedy)

    if one.needed is None and not one.from_cash:
        yield told(
            "needed", "rien ne dit quand l’effet est voulu.",
            "Écrivez un mois, ou cochez la trésorerie.",
        )  # fmt: skip
    for delay in one.delays:
        if not 0 <= delay.days <= LONGEST_WAIT:
            yield told("delays", f"un délai de {delay.days} jours.", f"Écrivez de 0 à {LONGEST_WAIT} jours.")
        if not delay.label:
            yield told("delays", "un délai n’a pas de nom.", "Dites à quoi il sert : « préavis ».")
    if one.action and all(one.action != action.key for action in plan.actions):
        yield told("action", "elle lance une action qui n’existe pas.", "Retirez ce lien.")
    if one.line and all(one.line != line.key for line in plan.lines):
        yield told("line", "elle attend une ressource qui n’existe pas.", "Retirez ce lien.")
    if one.status == "prise" and one.taken_on is None:
        yield told("taken_on", "elle est prise, sans date.", "Écrivez le jour où elle a été prise.")


def faults_of_tasks(plan: TrajectoryPlan, tasks: Sequence[Task]) -> tuple[Fault, ...]:
    """What is wrong in each task, at its place; kind « task »."""
    known = {one.key for one in plan.actions}
    return tuple(fault for one in tasks for fault in _wrong_task(one, known))


def _wrong_task(one: Task, actions: set[str]) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("task", one.key, field, f"« {one.label} » : {message}", remedy)

    if one.starts is not None and one.due < one.starts:
        yield told("due", "la fin précède le début.", "Corrigez l’une des deux dates.")
    if one.review is not None and one.starts is not None and one.review < one.starts:
        yield told("review", "le point précède le début.", "Corrigez l’une des deux dates.")
    if one.action and one.action not in actions:
        yield told("action", "elle sert une action qui n’existe pas.", "Retirez ce lien.")


def _fault(kind: str, key: str, field: str, message: str, remedy: str) -> Fault:
    return Fault(kind=kind, key=key, field=field, message=typographic(message), remedy=typographic(remedy))


def needed_words(one: DatedDecision) -> str:
    """Where the month comes from, in a sentence; why there is none otherwise."""
    if one.needed is None:
        return typographic(
            "Avec ce qui est acquis seulement, la banque ne finit aucun mois sous un mois de dépenses : "
            "la trésorerie ne fixe pas de date."
            if one.decision.from_cash
            else "Rien ne dit encore quand l’effet est voulu."
        )
    month = month_words(one.needed)
    if one.needed != one.from_cash:
        return typographic(f"L’effet est voulu au début {of_month(one.needed)}.")
    if one.decision.action:
        return typographic(
            f"L’action commence en {month} au plus tard : son premier euro vient ainsi avant que l’acquis "
            "seul laisse moins d’un mois de dépenses en banque."
        )
    return typographic(f"En {month}, l’acquis seul laisse moins d’un mois de dépenses en banque.")
