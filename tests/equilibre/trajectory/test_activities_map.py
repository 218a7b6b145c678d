"""Activities: an example redone by hand, then what must hold whatever is typed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.trajectory.activities import (
    KEYS,
    PLACES,
    Activity,
    CommonCost,
    Unit,
    activities_of,
    faults,
    read_activities,
    spread,
    what_if,
)


def workshops() -> tuple[Activity, ...]:
    """Three activities: one pays for the others, one is the heart of the project, one was not voted on."""
    return (
        Activity(
            key="ateliers",
            label="Ateliers",
            resources=4_000_000,
            direct_costs=3_000_000,
            fixed=0.2,
            sales=3_600_000,
            usefulness=8,
            hours=1_200,
            surface=60,
            share=0.5,
            units=(Unit(label="heure", quantity=900), Unit(label="personne", quantity=120)),
        ),
        Activity(
            key="accueil", label="Accueil", resources=500_000, direct_costs=1_100_000, usefulness=9,
            hours=600, surface=20, share=0.25,
        ),
        Activity(
            key="location", label="Location de la salle", resources=700_000, direct_costs=100_000, hours=200,
            surface=0, share=0.25,
        ),
    )  # fmt: skip


def common() -> tuple[CommonCost, ...]:
    """Rent by surface, management by hours, insurance by direct costs, audit by shares."""
    return (
        CommonCost(key="loyer", label="Loyer", amount=800_000, by="surface"),
        CommonCost(key="direction", label="Direction", amount=600_000, by="heures"),
        CommonCost(key="assurance", label="Assurance", amount=42_000, by="couts_directs"),
        CommonCost(key="comptes", label="Expert-comptable", amount=100_001, by="parts"),
    )


def test_the_example_by_hand() -> None:
    assert faults(workshops(), common()) == ()
    read = read_activities(workshops(), common(), common_resources=200_000)
    ateliers, _, location = read.rows
    assert [row.contribution for row in read.rows] == [1_000_000, -600_000, 600_000]
    # 8 000 × 60 ÷ 80 ; 6 000 × 1 200 ÷ 2 000 ; 420 × 30 000 ÷ 42 000 ; 1 000,01 ÷ 2, the cent to the first.
    assert ateliers.common == {"loyer": 600_000, "direction": 360_000, "assurance": 30_000, "comptes": 50_001}
    assert (ateliers.full_cost, ateliers.net) == (4_040_001, -40_001)
    assert location.common["loyer"] == 0
    assert [row.place for row in read.rows] == ["porte_les_deux", "portee_par_les_autres", "non_placee"]
    assert (read.common, read.spread, read.unspread) == (1_542_001, 1_542_001, ())
    # 10 000 − 6 000 + 6 000 + 2 000 − 15 420,01
    assert read.result == -342_001
    hour, person = ateliers.units
    # 40 400,01 ÷ 900 ; 36 000 ÷ 900 ; (40 400,01 − 4 000) ÷ 900 = 40,44…, rounded up.
    assert (hour.direct, hour.full, hour.price, hour.balancing) == (3_333, 4_489, 4_000, 4_045)
    assert (person.full, person.price) == (33_667, 30_000)
    assert sum(row.net for row in read.rows) + 200_000 == read.result


def test_stopping_halving_doubling_is_decided_on_contribution() -> None:
    read = read_activities(workshops(), common(), common_resources=200_000)
    stop = what_if(read, "accueil", 0)
    assert (stop.change, stop.after, stop.common_left) == (600_000, 257_999, read.common)
    assert "restent, à payer par les autres activités" in stop.sentence
    # The workshops lose money at full cost, and yet stopping them costs 10 000 €.
    assert read.rows[0].net < 0
    assert what_if(read, "ateliers", 0).change == -1_000_000
    # 20 000 − (6 000 + 24 000 ÷ 2) = 2 000 instead of 10 000.
    half = what_if(read, "ateliers", 0.5)
    assert (half.contribution, half.change) == (200_000, -800_000)
    assert "diminuait de moitié" in half.sentence
    assert what_if(read, "ateliers", 2).contribution == 8_000_000 - 600_000 - 4_800_000
    assert "120\u00a0%" in what_if(read, "ateliers", 1.2).sentence
    with pytest.raises(KeyError):
        what_if(read, "inconnue", 0)
    with pytest.raises(ValueError, match="negative"):
        what_if(read, "ateliers", -1)


def test_a_key_that_weighs_nothing_is_said() -> None:
    bare = tuple(msgspec.structs.replace(one, surface=0) for one in workshops())
    read = read_activities(bare, common())
    assert read.unspread == ("Loyer",)
    assert read.spread == read.common - 800_000
    part = tuple(msgspec.structs.replace(one, share=0.25) for one in workshops())
    assert sum(spread(part, common()[3]).values()) == 75_001
    assert read_activities(part, common()).unspread == ("Expert-comptable",)


def test_the_accounts_give_activities_and_what_is_common() -> None:
    last = build_model(fictitious_dossier()).last
    found, shared, resources = activities_of(last)
    assert [one.label for one in found] == [one.name for one in last.activities]
    assert found and shared > 0
    cost = CommonCost(key="communs", label="Communs", amount=shared, by="couts_directs")
    assert read_activities(found, (cost,), common_resources=resources).result == last.totals.result


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"resources": -1, "sales": 0}, "amount"),
        ({"hours": -1}, "amount"),
        ({"fixed": 1.01}, "fixed"),
        ({"sales": 4_000_001}, "sales"),
        ({"usefulness": 10.5}, "usefulness"),
        ({"units": (Unit(label="heure", quantity=0),)}, "units"),
        ({"share": 0.6}, "share"),
        ({"key": "accueil"}, "key"),
    ],
)
def test_a_fault_is_told_at_its_place(change: dict[str, Any], field: str) -> None:
    if "resources" in change:
        change = {**change, "direct_costs": 0, "fixed": 0.0}
    first = msgspec.structs.replace(workshops()[0], **change)
    assert {one.field for one in faults((first, *workshops()[1:]), common())} >= {field}


def test_a_common_cost_is_never_negative() -> None:
    wrong = msgspec.structs.replace(common()[0], amount=-1)
    assert [one.field for one in faults(workshops(), (wrong,))] == ["amount"]


ACTIVITY = st.builds(
    Activity,
    key=st.just("a"),
    label=st.just("a"),
    resources=st.integers(0, 10**8),
    direct_costs=st.integers(0, 10**8),
    usefulness=st.none() | st.floats(1, 10),
    hours=st.floats(0, 5_000),
    surface=st.floats(0, 500),
    share=st.floats(0, 0.2),
)
COMMON = st.builds(
    CommonCost, key=st.just("c"), label=st.just("c"), amount=st.integers(0, 10**8), by=st.sampled_from(KEYS)
)


@given(
    activities=st.lists(ACTIVITY, min_size=1, max_size=5),
    costs=st.lists(COMMON, max_size=4),
    rank=st.integers(0, 4),
)
def test_every_cent_is_spread_or_said_not_to_be(
    activities: list[Activity], costs: list[CommonCost], rank: int
) -> None:
    named = tuple(msgspec.structs.replace(one, key=f"a{n}") for n, one in enumerate(activities))
    shared = tuple(msgspec.structs.replace(one, key=f"c{n}") for n, one in enumerate(costs))
    assert faults(named, shared) == ()
    read = read_activities(named, shared)
    assert sum(sum(row.common.values()) for row in read.rows) == read.spread <= read.common
    assert (read.spread == read.common) == (not read.unspread)
    assert sum(row.net for row in read.rows) - (read.common - read.spread) == read.result
    assert all(row.place in PLACES for row in read.rows)
    chosen = named[rank % len(named)]
    assert what_if(read, chosen.key, 1).change == 0
    stop = what_if(read, chosen.key, 0)
    assert stop.change == -chosen.contribution
    without = tuple(one for one in named if one.key != chosen.key)
    assert stop.after == read_activities(without, shared).result
