"""The tree from a trajectory's lines, and what its actions ask of the house."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.examples import fictitious_dossier
from equilibre.formatting import typographic
from equilibre.model.build import build_model
from equilibre.reference.levers import levers
from equilibre.reference.skills import skills
from equilibre.trajectory.hypotheses import LeverAction, Line, Month, TrajectoryPlan
from equilibre.trajectory.levers import (
    MIXED,
    TOLD,
    Situation,
    beyond_lines,
    lever_tree,
    plan_tree,
    situation_of,
)
from equilibre.trajectory.skills import Post, Team, skill_table, uncovered
from equilibre.trajectory.starting import starting_plan

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def plan() -> TrajectoryPlan:
    return starting_plan(build_model(fictitious_dossier()))


def test_a_plan_lights_what_its_accounts_light(plan: TrajectoryPlan) -> None:
    model = build_model(fictitious_dossier())
    by_accounts = lever_tree(model, situation_of(model))
    tree = plan_tree(plan, Situation())
    for one in tree.branches:
        other = by_accounts.of(one.lever.code)
        if one.lever.pillar == "financement":
            # Without accounts, a line of two levers lights both, and says so.
            mixed = one.use is not None and one.use.note == typographic(MIXED)
            assert mixed or (one.use is None) == (other.use is None), one.lever.code
            if one.use and other.use and one.use.amount and other.use.amount:
                assert one.use.amount == other.use.amount
            assert one.standing == other.standing
    personnel = sum(line.amount for line in plan.lines if line.nature == "personnel")
    salaried = tree.of("RH1").use
    assert salaried is not None and salaried.amount == personnel
    assert tree.of("RH1").standing == "ouvert"
    assert not any("Quote-part" in label for label in tree.unplaced)


def test_what_is_told_lights_too_and_an_amount_prevails(plan: TrajectoryPlan) -> None:
    said = Situation(used=("FI0", "FI1c", "inconnu"))
    tree = plan_tree(plan, said, people={"service_civique": 2, "salaries": 0}, alliances=("moyens",))
    fees, crowd, young, shared = (tree.of(code).use for code in ("FI0", "FI1c", "RH3", "AL3"))
    assert fees is not None and fees.amount
    assert crowd is not None and crowd.note == TOLD
    assert young is not None and young.note == "2 personnes"
    assert shared is not None and shared.note == "une alliance indiquée"


def test_a_line_that_is_yet_to_come_lights_nothing(plan: TrajectoryPlan) -> None:
    later = replace(plan, lines=tuple(replace(one, starts=Month(2030, 1)) for one in plan.lines))
    tree = plan_tree(later, Situation())
    assert all(one.use is None for one in tree.branches) and tree.unplaced == ()
    typed = replace(
        plan, lines=(Line(key="ligne-1", label="Kermesse", side="resource", nature="autre", amount=100),)
    )
    assert plan_tree(typed, Situation()).unplaced == ("Kermesse",)
    assert plan_tree(typed, Situation(), people={"salaries": 1}).of("RH1").standing == "ouvert"


def test_what_the_accounts_light_and_lines_no_longer_show_is_kept(plan: TrajectoryPlan) -> None:
    model = build_model(fictitious_dossier())
    kept = beyond_lines(model, plan)
    assert "RH2-terrain" in kept and "RH1" not in kept and not any(code.startswith("FI") for code in kept)
    lit = plan_tree(plan, Situation(used=kept))
    by_accounts = lever_tree(model, situation_of(model))
    assert all(lit.of(one.lever.code).use for one in by_accounts.branches if one.use)


def action(lever: str) -> LeverAction:
    return LeverAction(key=lever, label=lever, lever=lever, starts=Month(2027, 1), yearly=0)


@given(
    chosen=st.lists(st.sampled_from([*levers(), "", "FI9"]), max_size=8),
    hands=st.dictionaries(st.sampled_from(sorted(skills())), st.sampled_from(["oui", "en_partie", "non"])),
)
def test_the_table_holds_each_asked_skill_once(chosen: list[str], hands: dict[str, str]) -> None:
    table = skill_table(Team(at_hand=hands), [action(code) for code in chosen])  # type: ignore[arg-type]
    known = [code for code in levers() if code in chosen]
    assert [one.code for one in table.levers] == known
    asked = {name for code in known for name in levers()[code].skills}
    assert sorted(one.skill.name for one in table.rows) == sorted(asked)
    for row in table.rows:
        assert row.by == tuple(row.skill.name in levers()[code].skills for code in known)
        assert row.hand == hands.get(row.skill.code)
    counts = [sum(row.by) for row in table.rows]
    assert counts == sorted(counts, reverse=True)
    told = [table.with_hand(hand) for hand in ("oui", "en_partie", "non", None)]  # type: ignore[arg-type]
    assert sum(map(len, told)) == len(table.rows)
    assert table.to_find == (*told[2], *told[1])


def test_posts_that_nobody_takes_over_come_first() -> None:
    posts = (
        Post(label="a", backup="en_partie"), Post(label="b"), Post(label="c", backup="non"),
        Post(label="d", backup="oui"),
    )  # fmt: skip
    assert [one.label for one in uncovered(Team(posts=posts))] == ["c", "a"]
