"""Charges by nature and by use."""

from __future__ import annotations

import pytest
from contexts import context, line
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.totals import AnalyticLine
from equilibre.model.costs import read_costs, read_uses, split
from equilibre.model.dossier import CostUses, CountWithPeople

BOOKS = (
    line("606100", 400, "Énergie"),
    line("606400", 600),
    line("604000", 1000, "Intervenants"),
    line("613200", 2000),
    line("621000", 500),
    line("641000", 5000),
    line("645000", 1500),
    line("631100", 100),
    line("657100", 800),
    line("689400", 300),
    line("627000", 90),
)


def amounts(lines):
    return {cost.code: cost.amount for cost in lines}


def test_the_natures_are_redone_by_hand():
    lines = read_costs(context(*BOOKS))
    assert amounts(lines) == {
        "personnel": 710_000,  # 621 + 641 + 645 + 631
        "achats": 160_000,  # 606400 + 604, energy is with the premises
        "locaux": 240_000,
        "reverse": 80_000,
        "fonds_dedies": 30_000,
        "autres": 9_000,
    }
    assert sum(cost.share for cost in lines) == pytest.approx(1)
    assert [share.number for share in lines[0].accounts] == ["621000", "631100", "641000", "645000"]


def test_a_subcontractor_counts_with_people_only_when_the_user_says_so():
    told = context(*BOOKS, inputs={"corrections": (CountWithPeople(account="604000"),)})
    lines = read_costs(told)
    assert amounts(lines)["personnel"] == 810_000
    assert amounts(lines)["achats"] == 60_000
    assert "604000" in told.book.get("charges.personnel").note


def test_products_only_has_no_costs():
    published = context(line("741000", -100), scope="produits_seuls")
    assert read_costs(published) == ()
    assert read_uses(published) == ()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("123456789"), st.integers(-(10**9), 10**9)), max_size=20))
def test_the_natures_add_up_to_class_6(drawn):
    accounts = {f"6{digit}{rank:04d}": cents for rank, (digit, cents) in enumerate(drawn)}
    read = context(*(line(number, cents / 100) for number, cents in accounts.items()))
    assert sum(cost.amount for cost in read_costs(read)) == read.balance("6")


def test_a_typed_key_gives_supposed_uses_to_the_cent():
    key = CostUses(action=0.67, animation=0.11, pilotage=0.11, capitalisation=0.055, valorisation=0.055)
    uses = read_uses(context(line("641000", 1000.01), inputs={"uses": key}))
    assert sum(use.amount for use in uses) == 100_001
    assert uses[0].amount == 67_001  # 67 000,67 cents: the largest remainder takes the cent
    assert {use.certainty for use in uses} == {"suppose"}


@pytest.mark.parametrize("shares", [(0.6, 0.1, 0.1, 0.1, 0.0), (1.2, -0.2, 0, 0, 0)])
def test_a_key_that_is_not_a_whole_is_not_used(shares):
    key = CostUses(
        action=shares[0],
        animation=shares[1],
        pilotage=shares[2],
        capitalisation=shares[3],
        valorisation=shares[4],
    )
    assert read_uses(context(line("641000", 1000), inputs={"uses": key})) == ()


def test_analytical_codes_that_say_a_use_are_read_and_the_rest_is_shown():
    analytics = (
        AnalyticLine(code="ACTION", account="641000", amount=60_000),
        AnalyticLine(code="02", label="Pilotage", account="641000", amount=30_000),
        AnalyticLine(code="JARDIN", account="606000", amount=10_000),
    )
    uses = read_uses(context(line("641000", 900), line("606000", 100), analytics=analytics))
    assert amounts(uses) == {
        "action": 60_000,
        "animation": 0,
        "pilotage": 30_000,
        "capitalisation": 0,
        "valorisation": 0,
        "non_reparti": 10_000,
    }


def test_activity_codes_are_not_uses():
    analytics = (AnalyticLine(code="JARDIN", account="606000", amount=10_000),)
    assert read_uses(context(line("606000", 100), analytics=analytics)) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(lambda w: sum(w) > 0),
)
def test_split_adds_up_and_stays_within_a_cent(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )


def test_split_refuses_weights_without_a_sum():
    with pytest.raises(ValueError, match="positive"):
        split(100, [0, 0])
