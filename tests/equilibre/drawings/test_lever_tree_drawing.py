"""The drawn tree: every lever once, full when it is used, its words apart, its sentence true."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svg_reading import collisions, every, outside, parse, words

from equilibre.drawings import palette
from equilibre.drawings.lever_tree import READY, USED, WAITS, lever_tree_svg, sentences
from equilibre.reference.levers import levers, prerequisites
from equilibre.trajectory.hypotheses import Month, TrajectoryPlan
from equilibre.trajectory.levers import Situation, Tree, plan_tree

PLAN = TrajectoryPlan(first_month=Month(2027, 1), years=3, opening_cash=0, opening_equity=0, lines=())
CLASSES = {f"f-{name}" for name in palette.TOKENS} | {f"s-{name}" for name in palette.TOKENS}
KEY = 3
"""Squares of the key."""


def tree(*used: str, settled: bool | None = None) -> Tree:
    confirmed = {} if settled is None else dict.fromkeys(prerequisites(), settled)
    return plan_tree(PLAN, Situation(used=used, confirmed=confirmed))


@pytest.mark.parametrize("print_", [False, True])
@settings(max_examples=15, deadline=None)
@given(used=st.sets(st.sampled_from(sorted(levers()))))
def test_every_lever_is_a_square_and_its_words_stand_apart(print_: bool, used: set[str]) -> None:
    drawing = lever_tree_svg(tree(*used), print_=print_)
    squares = every(drawing.svg, "rect")[KEY:]
    assert len(squares) == len(levers())
    assert sum(one.get("fill") != "none" for one in squares) == len(used)
    if not print_:
        assert collisions(drawing.svg) == [] and outside(drawing.svg) == []
        assert not any(word.text.endswith("…") for word in words(drawing.svg))
    for item in parse(drawing.svg).iter():
        for name in (item.get("class") or "").split():
            assert name in CLASSES | {"drawing", "drawing-lever-tree", "is-page", "is-print", "serif"}


def test_the_table_says_where_each_stands() -> None:
    rows = lever_tree_svg(tree("FI0")).table.rows
    told = {label: state for _, label, state in rows}
    assert len(told) == len(levers())
    assert told["Cotisations"] == USED
    assert told["Bénévoles au conseil"] == READY
    assert told["Formation"] == WAITS


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (tree(), "Vous n’utilisez aujourd’hui aucun des 25 leviers de l’arbre."),
        (tree("FI0", "FI1c"), "Vous utilisez aujourd’hui 2 des 25 leviers de l’arbre."),
        (tree(*levers()), "Vous utilisez aujourd’hui 25 des 25 leviers de l’arbre."),
        (tree(settled=True), "Les 25 autres peuvent s’essayer."),
        (tree(*list(levers())[1:], settled=True), "L’autre peut s’essayer."),
        (tree(settled=False), "Parmi les 25 autres, 4 peuvent s’essayer et 21 demandent une étape d’abord."),
    ],
)
def test_the_sentence_counts(found: Tree, told: str) -> None:
    assert told in sentences(found)


def test_what_no_leaf_names_is_not_told_as_unused() -> None:
    some, none = (msgspec.structs.replace(one, unplaced=("Ville",)) for one in (tree("FI0"), tree()))
    assert sentences(some)[0] == "Vous utilisez aujourd’hui au moins 1 des 25 leviers de l’arbre."
    assert sentences(none)[0] == "Nous ne savons pas encore lesquels des 25 leviers de l’arbre vous utilisez."
