"""The financial report: sums, differences and percentages; what was not told is never zero."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.trajectory.activities import Activity
from equilibre.trajectory.allocating import Allocation, Part, Portfolio
from equilibre.trajectory.cerfa_budget import PAIRS, cerfa_budget, euros_of
from equilibre.trajectory.cerfa_placing import CerfaChoices
from equilibre.trajectory.hypotheses import LeverAction, Line, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.realised import (
    Compared,
    FinancialReport,
    ReportLine,
    due_of,
    faults,
    form_lines,
    grant_share,
    read_report,
)
from equilibre.trajectory.realised_planned import lines_of_action, parts_of_activity, planned_lines
from equilibre.trajectory.realised_words import difference_words, due_words, gap_words, signed_percent

from .trajectory_plans import plans

CLOSING = dt.date(2026, 12, 31)
CODES = tuple(one.code for one in form_lines())
CENTS = st.none() | st.integers(0, 5_000_000)


def report(*lines: ReportLine, **more: object) -> FinancialReport:
    return FinancialReport(key="compte-rendu-1", label="Ateliers", closing=CLOSING, lines=lines, **more)  # type: ignore[arg-type]


def line(code: str, planned: int | None = None, realised: int | None = None, why: str = "") -> ReportLine:
    return ReportLine(code=code, planned=planned, realised=realised, why=why)


@st.composite
def reports(draw: st.DrawFn) -> FinancialReport:
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=12))
    return report(
        *(line(code, draw(CENTS), draw(CENTS), draw(st.sampled_from(("", "dit")))) for code in codes),
        percent=draw(st.floats(0.0, 1.0)),
        amount=draw(st.integers(0, 200_000)),
    )


@given(one=reports())
@settings(max_examples=200, deadline=None)
def test_lines_sections_and_totals_add_up(one: FinancialReport) -> None:
    read = read_report(one)
    for sections, total in ((read.costs, read.charges), (read.resources, read.products)):
        rows = [row for section in sections for row in section.rows]
        assert total.planned == sum(row.planned for row in rows) == sum(s.total.planned for s in sections)
        realised = [row.realised for row in rows]
        assert total.realised == (None if None in realised else sum(realised))  # type: ignore[arg-type]
    said = {row.code: row for row in read.rows}
    assert tuple(said) == CODES
    for code in CODES:
        typed = one.line(code)
        assert said[code].planned == euros_of(typed.planned or 0)
        assert said[code].used == (typed.planned is not None or typed.realised is not None)
        if typed.realised is not None:
            assert said[code].difference == euros_of(typed.realised) - euros_of(typed.planned or 0)
        elif typed.planned is not None:
            assert said[code].realised is said[code].difference is said[code].percent is None
    untold = [row.code for row in read.untold]
    assert untold == [code for code in CODES if said[code].used and one.line(code).realised is None]


@given(one=reports())
@settings(max_examples=200, deadline=None)
def test_a_percentage_is_the_difference_over_what_was_planned_and_there_is_none_over_zero(
    one: FinancialReport,
) -> None:
    for row in read_report(one).rows:
        if not row.planned:
            assert row.percent is None
        elif row.difference is not None:
            assert row.percent == row.difference / row.planned
        above = row.difference is not None and abs(row.difference) * 100 > one.amount
        assert row.to_explain == (
            above and row.difference != 0 and (row.percent is None or abs(row.percent) > one.percent)
        )


@given(one=reports())
@settings(max_examples=200, deadline=None)
def test_class_86_and_class_87_are_always_equal(one: FinancialReport) -> None:
    read = read_report(one)
    assert read.uses_in_kind.total == read.in_kind.total
    by_code = {row.code: row for row in read.in_kind.rows}
    for row in read.uses_in_kind.rows:
        assert by_code[PAIRS[row.code]].used or not row.used


def test_both_sides_balance_or_it_is_said_by_how_much() -> None:
    equal = read_report(report(line("641", 10_000, 12_000), line("74com", 10_000, 12_000)))
    assert (equal.planned_gap, equal.gap, gap_words(equal)) == (0, 0, ())
    more = read_report(report(line("641", 10_000, 12_000), line("74com", 15_000, 9_000)))
    assert (more.planned_gap, more.gap) == (50, -30)
    assert gap_words(more) == (
        "Au budget, les produits dépassent les charges de 50\u00a0€.",
        "Au réalisé, les charges dépassent les produits de 30\u00a0€.",
    )
    waiting = read_report(report(line("641", 10_000, 12_000), line("74com", 12_000)))
    assert waiting.gap is waiting.exact_gap is None
    # Nothing given in kind changes the balance.
    kind = read_report(report(line("641", 100, 100), line("74com", 100, 100), line("864", 5_000)))
    assert kind.gap == 0


def test_a_gap_of_rounding_alone_is_said_to_be_one() -> None:
    read = read_report(
        report(line("641", None, 10_050), line("645", None, 10_050), line("74com", None, 20_100))
    )
    assert (read.gap, read.exact_gap) == (-1, 0)
    assert gap_words(read)[-1].endswith("Au centime, ils sont égaux\u00a0: l’arrondi à l’euro les sépare.")


def test_only_what_passes_both_thresholds_is_to_explain() -> None:
    read = read_report(
        report(
            line("601", 100_000, 151_000),
            line("604", 1_000_000, 1_051_000),
            line("613", 100_000, 149_000),
            line("622", None, 60_000),
            line("623", 0, 40_000),
            line("625", 200_000, 100_000, "Deux déplacements annulés."),
            line("641", 100_000),
        )
    )
    assert [row.code for row in read.rows if row.to_explain] == ["601", "622", "625"]
    assert [row.code for row in read.unexplained] == ["601", "622"]
    words = {row.code: difference_words(row) for row in read.rows}
    assert words["601"] == "+510\u00a0€ (+51,0\u00a0%)"
    assert words["622"] == "+600\u00a0€ (pas de pourcentage\u00a0: rien n’était prévu)"
    assert words["625"] == "−1\u202f000\u00a0€ (−50,0\u00a0%)"
    assert words["641"] == "réalisé à saisir"
    assert signed_percent(Compared(planned=0, realised=3)) == ""


@pytest.mark.parametrize(
    ("closing", "due"),
    [
        (dt.date(2026, 12, 31), dt.date(2027, 6, 30)),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), dt.date(2028, 2, 29)),
        (dt.date(2026, 6, 30), dt.date(2026, 12, 30)),
    ],
)
def test_it_is_due_six_months_after_the_exercice_ends(closing: dt.date, due: dt.date) -> None:
    found = due_of(FinancialReport(key="a", label="a", closing=closing))
    assert (found.on, found.months, found.agreed) == (due, 6, False)
    assert found.source == "Loi 2000-321, article 10"


def test_the_day_of_the_convention_is_kept_and_a_later_one_is_to_confirm() -> None:
    early = due_of(report(agreed=dt.date(2027, 3, 31)))
    assert early.on == dt.date(2027, 3, 31)
    assert due_words(early) == "À envoyer au plus tard le 31\u00a0mars\u00a02027, d’après votre convention"
    late = due_words(due_of(report(agreed=dt.date(2027, 9, 30))))
    assert "après le 30\u00a0juin\u00a02027, date de la loi\u00a0: à confirmer" in late


def test_the_part_of_the_grant_waits_for_the_realised_total() -> None:
    told = report(line("74com", 500_000, 500_000), line("70x", None, 300_000), grant=500_000)
    assert grant_share(told, read_report(told)) == 0.625
    waiting = report(line("74com", 500_000), grant=500_000)
    assert grant_share(waiting, read_report(waiting)) is None


@given(plan=plans())
@settings(max_examples=60, deadline=None)
def test_the_whole_plan_gives_back_the_cerfa_budget(plan: TrajectoryPlan) -> None:
    scenario = plan.scenarios[0]
    everything = {one.key: 1.0 for one in project(plan, scenario, "tout").lines}
    planned = planned_lines(plan, scenario, CerfaChoices(), year=0, parts=everything)
    budget = cerfa_budget(plan, scenario, CerfaChoices())
    expected = {
        row.code: row.euros * 100
        for section in (*budget.costs, *budget.resources)
        for row in section.rows
        if row.euros
    }
    assert {one.code: one.planned for one in planned} == expected
    assert all(one.realised is None and not one.why for one in planned)


def plan_of_an_action() -> tuple[TrajectoryPlan, Scenario]:
    scenario = Scenario(key="choisi", label="Choisi", actions=("cours",))
    lines = (
        Line(
            key="ville", label="Ville, subvention", side="resource", nature="subventionnement", amount=600_000
        ),
        Line(key="salaires", label="Salaires", side="cost", nature="personnel", amount=900_000),
    )
    action = LeverAction(
        key="cours", label="Cours", starts=Month(2027, 1), yearly=240_050, cost_yearly=120_050
    )
    return TrajectoryPlan(
        first_month=Month(2027, 1), years=2, opening_cash=0, opening_equity=0, lines=lines,
        actions=(action,), scenarios=(scenario,),
    ), scenario  # fmt: skip


def test_an_action_has_its_own_lines() -> None:
    plan, scenario = plan_of_an_action()
    parts = lines_of_action(plan, scenario, "cours")
    found = planned_lines(plan, scenario, CerfaChoices(), year=0, parts=parts)
    # Half a euro goes up, as on the Cerfa budget.
    assert sorted(one.planned or 0 for one in found) == [120_100, 240_100]
    assert not lines_of_action(plan, Scenario(key="fil", label="Au fil de l’eau"), "cours")


def test_an_activity_has_its_parts_of_the_lines() -> None:
    plan, scenario = plan_of_an_action()
    shared = Portfolio(
        activities=(Activity(key="jeunes", label="Jeunes", resources=0, direct_costs=0),),
        by_lines=True,
        allocations=(
            Allocation(line="salaires", way="parts", parts=(Part(activity="jeunes", share=0.25),)),
            Allocation(line="ville", way="commun"),
        ),
    )
    parts = parts_of_activity(plan, shared, "jeunes")
    assert parts == {"salaires": 0.25}
    found = planned_lines(plan, scenario, CerfaChoices(), year=1, parts=parts)
    assert [(one.code, one.planned) for one in found] == [("641", 225_000)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (report(line("999", 1)), "lines"),
        (report(line("641", -1)), "lines"),
        (report(line("641", 1), line("641", 2)), "lines"),
        (report(grant=-1), "grant"),
        (report(percent=1.5), "percent"),
        (report(amount=-1), "percent"),
        (report(agreed=CLOSING), "agreed"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(wrong: FinancialReport, field: str) -> None:
    assert [one.field for one in faults(wrong)] == [field]
    assert not faults(report(line("641", 1, 2)))
