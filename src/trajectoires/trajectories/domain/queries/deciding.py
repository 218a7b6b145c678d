"""What the calendar and the action plan show: rows in words, what is late, what the plan suggests."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from equilibre.formatting import day, euros, inside, typographic
from equilibre.reference.levers import levers
from equilibre.trajectory.alliances import REGRANTED, value_of
from equilibre.trajectory.alliances import faults as faults_of_alliance
from equilibre.trajectory.cash_alert import cash_alert
from equilibre.trajectory.checking import Fault, faults
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.deciding import (
    DatedDecision,
    DatedLine,
    Decision,
    Task,
    agenda,
    cash_month,
    dated,
    faults_of_decisions,
    faults_of_tasks,
    formula,
    needed_words,
    ordered,
    review_is_due,
    task_is_late,
)
from equilibre.trajectory.hypotheses import Investment, LeverAction, Line, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both
from equilibre.trajectory.wording import STATUS_WORDS, month_words, of_month
from trajectoires.trajectories.domain.queries.sheets import sheet_titles
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import (
    DECIDERS,
    DECISION_STATUSES,
    LONGEST_LABEL,
    MOST_ROWS,
    TASK_STATUSES,
)

SOONEST = 5
"""Lines of what comes next, at the top of a page."""
KIND_WORDS = {
    "decision": "Décider",
    "surveillance": "Regarder",
    "tache": "Finir",
    "revue": "Faire le point",
}


@dataclass(frozen=True)
class ListedDecision:
    """A decision in words."""

    row: Decision
    when: str
    """« 16 mars 2027 »; « » without a date."""
    wait: str
    """« dans 109 jours », « passée depuis 3 jours »."""
    late: bool
    watch_late: bool
    why: str
    formula: str
    status: str
    decider: str
    action: str
    line: str
    """The resource that it waits for."""
    line_status: str
    acquired: bool
    """That resource has come: the decision may no longer be needed."""
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Calendar:
    """Every decision: to take, by date; then the others."""

    open: tuple[ListedDecision, ...]
    closed: tuple[ListedDecision, ...]


@dataclass(frozen=True)
class ListedTask:
    """A line of the action plan in words."""

    row: Task
    status: str
    late: bool
    review_due: bool
    action: str
    sheet: str
    """Title of its sheet; « » when that page is not published."""
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Proposal:
    """What the plan suggests: nothing is kept until somebody completes it and saves."""

    key: str
    why: str
    row: Decision | Task


def dated_decisions(
    saved: Saved, *, today: dt.date, scenario: Scenario | None = None
) -> tuple[DatedDecision, ...]:
    """On this scenario; on the one that opens first by default."""
    return dated(saved.plan, scenario or saved.scenario(), saved.decisions, today=today)


def decisions(saved: Saved, *, today: dt.date) -> Calendar:
    """The calendar of decisions."""
    told = faults_of_decisions(saved.plan, saved.decisions)
    rows = tuple(_listed(saved, one, today, told) for one in dated_decisions(saved, today=today))
    return Calendar(
        open=tuple(one for one in rows if one.row.status == "a_prendre"),
        closed=tuple(one for one in rows if one.row.status != "a_prendre"),
    )


def _listed(saved: Saved, one: DatedDecision, today: dt.date, told: tuple[Fault, ...]) -> ListedDecision:
    row = one.decision
    line = next((line for line in saved.plan.lines if line.key == row.line), None)
    return ListedDecision(
        row=row,
        when="" if one.decide_by is None else day(one.decide_by),
        wait="" if one.decide_by is None else wait_words(one.decide_by, today),
        late=one.late,
        watch_late=one.watch_late,
        why=needed_words(one),
        formula=formula(one),
        status=DECISION_STATUSES[row.status],
        decider=DECIDERS[row.decided_by],
        action=_label(saved.plan.actions, row.action),
        line="" if line is None else line.label,
        line_status="" if line is None else STATUS_WORDS[line.status],
        acquired=line is not None and line.status == "acquis",
        faults=tuple(fault for fault in told if fault.key == row.key),
    )


def wait_words(on: dt.date, today: dt.date) -> str:
    """« aujourd’hui », « dans 12 jours », « passée depuis 3 jours »; months beyond sixty days."""
    days = (on - today).days
    if days == 0:
        return "aujourd’hui"
    far = abs(days)
    span = f"{far} jour{'s' if far > 1 else ''}" if far <= 60 else f"{round(far / 30.44)} mois"
    return f"dans {span}" if days > 0 else f"passée depuis {span}"


def tasks(saved: Saved, *, today: dt.date) -> tuple[ListedTask, ...]:
    """The action plan, by date, what is over last."""
    told = faults_of_tasks(saved.plan, saved.tasks)
    titles: Mapping[str, str] = sheet_titles() if any(one.sheet for one in saved.tasks) else {}
    return tuple(
        ListedTask(
            row=one,
            status=TASK_STATUSES[one.status],
            late=task_is_late(one, today),
            review_due=review_is_due(one, today),
            action=_label(saved.plan.actions, one.action),
            sheet=titles.get(one.sheet, ""),
            faults=tuple(fault for fault in told if fault.key == one.key),
        )
        for one in ordered(saved.tasks)
    )


def _label(rows: tuple[LeverAction, ...], key: str) -> str:
    return next((one.label for one in rows if one.key == key), "")


def upcoming(saved: Saved, *, today: dt.date) -> tuple[DatedLine, ...]:
    """Everything still to come or late, by date."""
    return agenda(dated_decisions(saved, today=today), saved.tasks, on=today, deciders=DECIDERS)


def decision_proposals(saved: Saved, *, today: dt.date) -> tuple[Proposal, ...]:
    """What the cash asks, a grant that is passed on, a post without relief, then a decision per resource that
    is not acquired and per action of the scenario: those not decided yet.
    """
    if faults(saved.plan) or len(saved.decisions) >= MOST_ROWS:
        return ()
    waited = {one.line for one in saved.decisions}
    led = {one.action for one in saved.decisions}
    scenario = saved.scenario()
    short = cash_month(saved.plan, scenario, None)
    found = [*_from_cash(saved, today), *_to_settle(saved, today)]
    found += [
        _without(saved, one, short, today)
        for one in saved.plan.lines
        if one.side == "resource" and one.status != "acquis" and one.amount and one.key not in waited
    ]
    found += [
        _start(saved, one, today)
        for one in saved.plan.actions
        if one.key in scenario.actions and one.key not in led
    ]
    return tuple(found)


def _from_cash(saved: Saved, today: dt.date) -> Iterator[Proposal]:
    """Who calls for help; what to do before cash runs short even with everything, unless a decision looks at
    it already.
    """
    plan, scenario = saved.plan, saved.scenario()
    readings = both(plan, scenario)
    if cash_alert(plan, readings) is not None:
        yield from _asked(
            saved, "aide", "Nommer la personne qui appelle à l’aide",
            "Une seule personne parle au nom de l’association ; le bureau la choisit cette semaine.",
            decided_by="bureau", needed=Month(today.year, today.month).plus(1),
        )  # fmt: skip
    at = cash_runs_short(plan, readings["tout"])
    watched = any(one.from_cash and not one.action and not one.line for one in saved.decisions)
    if at is not None and not watched:
        why = f"Même tout compris, la banque finit {month_words(at)} sous un mois de dépenses."
        yield from _asked(saved, "tresorerie", "Que faire avant que la banque manque ?", why, from_cash=True)


def _to_settle(saved: Saved, today: dt.date) -> Iterator[Proposal]:
    """What no euro shows: a clause to have written, somebody to take over. The month is left to be said."""
    for rank, name in enumerate(regranting(saved, today), start=1):
        yield from _asked(
            saved, f"clause-{rank}", _naming("Faire écrire le reversement : ", name),
            "Une subvention publique passe d’un partenaire à l’autre : la convention doit le prévoir, "
            "à faire confirmer.",
        )  # fmt: skip
    for rank, post in enumerate(saved.team.posts, start=1):
        if post.backup == "non":
            yield from _asked(
                saved, f"relais-{rank}", _naming("Qui reprend ", post.label, " ?"),
                "Personne ne peut prendre le relais aujourd’hui.",
            )  # fmt: skip


def _asked(saved: Saved, key: str, label: str, why: str, **said: Any) -> Iterator[Proposal]:
    """A decision that nobody wrote yet: its words tell it apart."""
    label = typographic(label)
    # A form keeps plain spaces.
    if label.split() not in [one.label.split() for one in saved.decisions]:
        yield Proposal(key=key, why=typographic(why), row=Decision(key="", label=label, **said))


def regranting(saved: Saved, today: dt.date) -> tuple[str, ...]:
    """The alliances that pass a public grant on, when nobody said that the agreement foresees it."""
    return tuple(
        one.label
        for one in saved.alliances
        if not faults_of_alliance(one)
        and any(notice.code == REGRANTED for notice in value_of(one, today=today).notices)
    )


def _without(saved: Saved, line: Line, short: Month | None, today: dt.date) -> Proposal:
    """What to do if a resource does not come: from the cash, or before the year that counts on it."""
    if short is None:
        first = max(line.starts or saved.plan.first_month, Month(today.year, today.month).plus(1))
        why = f"Elle est comptée à partir {of_month(first)}."
    else:
        first = None
        why = f"Sans ce qui n’est pas acquis, la banque finit {month_words(short)} sous un mois de dépenses."
    return Proposal(
        key=f"ressource-{line.key}",
        why=typographic(f"{euros(line.amount)} par an, {STATUS_WORDS[line.status]}. {why}"),
        row=Decision(
            key="",
            label=_naming("Que faire sans ", line.label, " ?"),
            trigger=typographic(f"si « {line.label} » n’est pas acquis"),
            needed=first,
            from_cash=first is None,
            line=line.key,
        ),
    )


def _start(saved: Saved, action: LeverAction, today: dt.date) -> Proposal:
    """When an action must be decided: before it starts or buys anything, and in time for the cash."""
    last = cash_month(saved.plan, saved.scenario(), action) if action.yearly else None
    why = f"Prévue en {month_words(action.starts)}."
    if last is not None and last < Month(today.year, today.month):
        why += f" D’après la trésorerie, il fallait la commencer en {month_words(last)} : c’est déjà passé."
    elif last is not None:
        why += f" D’après la trésorerie, elle commence en {month_words(last)} au plus tard."
    bought = sorted((one for one in saved.plan.investments if one.action == action.key), key=_bought)
    if bought:
        why += f" L’achat de « {bought[0].label} » se paie en {month_words(bought[0].bought)}."
        missing = _not_obtained(saved.plan, action.key)
        if missing:
            why += f" {euros(missing)} d’aides et d’emprunts ne sont pas encore obtenus."
    return Proposal(
        key=f"action-{action.key}",
        why=typographic(why),
        row=Decision(
            key="",
            label=_naming("Lancer ", action.label),
            needed=min([action.starts, *(one.bought for one in bought)]),
            from_cash=last is not None,
            action=action.key,
        ),
    )


def _bought(one: Investment) -> Month:
    return one.bought


def _not_obtained(plan: TrajectoryPlan, action: str) -> int:
    """Cents of grants and loans of what an action buys that are not acquired."""
    grants = (grant for one in plan.investments if one.action == action for grant in one.grants)
    loans = (one for one in plan.loans if one.action == action)
    return sum(one.amount for one in (*grants, *loans) if one.status != "acquis")


def task_proposals(saved: Saved) -> tuple[Proposal, ...]:
    """A line of the action plan per action of the scenario that none serves yet."""
    if len(saved.tasks) >= MOST_ROWS:
        return ()
    served = {one.action for one in saved.tasks}
    chosen = saved.scenario().actions
    return tuple(_task_of(one) for one in saved.plan.actions if one.key in chosen and one.key not in served)


def _task_of(action: LeverAction) -> Proposal:
    """From its first month of work to its first euro."""
    first = action.starts.plus(action.delay)
    last_day = calendar.monthrange(first.year, first.month)[1]
    lever = levers().get(action.lever)
    return Proposal(
        key=f"action-{action.key}",
        why=typographic(
            f"Commence en {month_words(action.starts)} ; "
            + (f"premier euro attendu en {month_words(first)}." if action.yearly else "ne rapporte rien.")
        ),
        row=Task(
            key="",
            label=action.label,
            starts=dt.date(action.starts.year, action.starts.month, 1),
            due=dt.date(first.year, first.month, last_day),
            indicator="Recette par an" if action.yearly else "",
            target=typographic(f"{euros(action.yearly)} par an, une fois lancée") if action.yearly else "",
            action=action.key,
            sheet=f"/{lever.sheet.strip('/')}/" if lever is not None and lever.sheet else "",
        ),
    )


def _naming(before: str, name: str, after: str = "") -> str:
    """« Que faire sans « Région » ? »: a name too long for its field is cut, never what is around it."""
    left = LONGEST_LABEL - len(before) - len(after) - 4
    told = name if len(name) <= left else f"{name[: left - 1].rstrip()}…"
    return typographic(f"{before}« {told} »{after}")


def proposal_of(proposals: tuple[Proposal, ...], key: str) -> Decision | Task | None:
    """The row that an address asks for; None for an unknown key."""
    return next((one.row for one in proposals if one.key == key), None)


def soonest(lines: tuple[DatedLine, ...]) -> Iterator[tuple[str, str, str, bool]]:
    """The next ones in words: what, when, who, late."""
    for one in lines[:SOONEST]:
        yield f"{KIND_WORDS[one.kind]}\u00a0: {one.label}", day(one.on), inside(one.who), one.late
