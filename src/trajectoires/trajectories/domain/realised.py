"""The financial reports: pure edits, and where their planned figures may come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from equilibre.formatting import NBSP
from equilibre.trajectory.checking import Fault, faults
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.realised import FinancialReport, ReportLine, form_lines
from equilibre.trajectory.realised import faults as report_faults
from equilibre.trajectory.realised_planned import lines_of_action, parts_of_activity, planned_lines
from trajectoires.trajectories.domain.rows import OwnRows
from trajectoires.trajectories.domain.saved import Saved

replace = msgspec.structs.replace
ACTION, ACTIVITY = "action", "activite"


def report_of(saved: Saved, key: str) -> FinancialReport | None:
    """The report of this key; None when there is none."""
    return next((one for one in saved.realised if one.key == key), None)


def _wrong(saved: Saved, key: str) -> tuple[Fault, ...]:
    found = report_of(saved, key)
    return () if found is None else report_faults(found)


REPORTS = OwnRows(
    name="compte-rendu",
    read=lambda saved: saved.realised,
    write=lambda saved, rows: replace(saved, realised=rows),
    check=_wrong,
)


def say_figures(saved: Saved, key: str, lines: Mapping[str, ReportLine], words: Mapping[str, str]) -> Saved:
    """What was typed of each line, by its code; ``words``: field of the report → its text."""
    report = report_of(saved, key)
    if report is None:
        return saved
    empty = {code: ReportLine(code=code) for code in lines}
    kept = tuple(
        lines.get(one.code, report.line(one.code))
        for one in form_lines()
        if lines.get(one.code, report.line(one.code)) != empty.get(one.code, ReportLine(code=one.code))
    )
    return REPORTS.put(saved, replace(report, lines=kept, **words))


@dataclass(frozen=True)
class Source:
    """Something of the plan whose budget can be taken over."""

    code: str
    """« action:formations », « activite:activite-1 »."""
    label: str


def sources_of(saved: Saved) -> tuple[Source, ...]:
    """Actions that a scenario holds, activities that lines were shared to; nothing of a plan with a fault."""
    if faults(saved.plan):
        return ()
    held = {key for one in saved.plan.scenarios for key in one.actions}
    found = [Source(f"{ACTION}:{one.key}", one.label) for one in saved.plan.actions if one.key in held]
    if saved.activities.by_lines:
        found += [
            Source(f"{ACTIVITY}:{one.key}", one.label)
            for one in saved.activities.activities
            if parts_of_activity(saved.plan, saved.activities, one.key)
        ]
    return tuple(found)


def take_over(saved: Saved, report: FinancialReport, code: str, *, year: int, on: dt.date) -> FinancialReport:
    """The report with the planned figures of an action or of an activity. ``KeyError``: no such source."""
    source = {one.code: one for one in sources_of(saved)}[code]
    kind, _, key = code.partition(":")
    plan = saved.plan
    scenario = _holding(saved, key) if kind == ACTION else saved.scenario()
    parts = (
        lines_of_action(plan, scenario, key)
        if kind == ACTION
        else parts_of_activity(plan, saved.activities, key)
    )
    return replace(
        report,
        lines=planned_lines(plan, scenario, saved.cerfa, year=year, parts=parts),
        taken_from=f"votre budget Cerfa {_label(plan, year)}, «{NBSP}{source.label}{NBSP}»",
        taken_on=on,
    )


def _holding(saved: Saved, action: str) -> Scenario:
    """The chosen scenario when it holds the action, else the first that does."""
    held = [one for one in (saved.scenario(), *saved.plan.scenarios) if action in one.actions]
    return held[0]


def _label(plan: TrajectoryPlan, year: int) -> str:
    return year_label(plan.first_month.plus(year * MONTHS_IN_YEAR))


def last_day(first: Month) -> dt.date:
    """Of the exercice that begins on this month."""
    following = first.plus(MONTHS_IN_YEAR)
    return dt.date(following.year, following.month, 1) - dt.timedelta(days=1)
