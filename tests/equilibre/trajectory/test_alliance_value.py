"""The value of an alliance: two published examples redone, then what must hold for any of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.trajectory.alliances import (
    GAINS,
    MEANING,
    US,
    Alliance,
    Ally,
    Gained,
    Spent,
    Words,
    faults,
    together,
    value_of,
)
from equilibre.trajectory.hypotheses import Month

TODAY = dt.date(2026, 11, 27)
TOWN = Ally(key="commune", label="La commune", body="public")
SCHOOL = Ally(key="college", label="Le collège", body="public")


LITTLE = Gained(kind="cout_evite", label="Agence", amount=100_000, certainty="mesure")


def shared_post() -> Alliance:
    """« La Maison des Rives » of the page on alliances: a communication officer employed by three."""
    return Alliance(
        key="com",
        label="Communication à trois",
        type="moyens",
        allies=(Ally(key="autres", label="Les deux autres"),),
        gains=(
            Gained(kind="cout_evite", label="Agence", amount=2_100_000, less=1_350_000, certainty="mesure"),
            Gained(kind="cout_evite", label="Leur part", side="autres", amount=1_000_000, certainty="estime"),
        ),
        costs=(
            Spent(kind="coordination", label="Réunions", hours=60, rate=2_600, certainty="mesure"),
            Spent(kind="contribution", label="Frais communs", amount=90_000, certainty="mesure"),
            Spent(kind="coordination", label="Leurs coûts", side="autres", amount=344_000),
        ),
        written=True,
        ends=Month(2028, 6),
        grant_passed_on=False,
    )


def school() -> Alliance:
    """« Les Ateliers du Préau » and the school, of sheet 14."""
    return Alliance(
        key="college",
        label="Le collège",
        type="production_diffusion",
        allies=(SCHOOL,),
        gains=(
            Gained(kind="cout_evite", label="Machines", amount=960_000, certainty="suppose"),
            Gained(kind="marge", label="Interventions", amount=420_000, less=300_000, certainty="estime"),
            Gained(kind="cout_evite", label="Interventions", side="college", amount=180_000),
        ),
        costs=(
            Spent(kind="coordination", label="Réunions", hours=36, rate=2_167, certainty="estime"),
            Spent(kind="coordination", label="Réunions", side="college", hours=20, rate=3_500),
        ),
        shared_budget=1_000_000,
    )


def test_the_page_on_alliances_by_hand() -> None:
    found = value_of(shared_post(), today=TODAY)
    # 21 000 − 13 500 = 7 500 ; 60 × 26 + 900 = 2 460 ; 7 500 − 2 460 = 5 040.
    assert (found.ours.value, found.ours.cost, found.ours.net) == (750_000, 246_000, 504_000)
    # 7 500 + 10 000 = 17 500 ; 2 460 + 3 440 = 5 900 ; 17 500 − 5 900 = 11 600.
    assert found.shared == 1_160_000
    assert found.ours.by_kind == {"cout_evite": 750_000, "coordination": -156_000, "contribution": -90_000}
    assert found.ours.by_certainty == {"mesure": 750_000}
    assert found.ours.times == pytest.approx(750 / 246)
    assert (found.premium, found.notices) == (None, ())
    assert "le solde est de 5\u202f040\u00a0€." in found.sentence
    assert found.sentence.endswith("partenaires indiqués, il est de 11\u202f600\u00a0€.")


def test_the_sheet_by_hand_and_the_repere_beside() -> None:
    found = value_of(school(), today=TODAY)
    # 9 600 + 1 200 − 36 × 21,67 ; the sheet rounds 780,12 to 780.
    assert found.ours.net == 1_080_000 - 78_012
    assert found.others[0].net == 180_000 - 70_000
    assert found.premium and (found.premium.pooling, found.premium.sharing) == (100_000, 10_000)
    assert found.premium.total == 110_000
    without = value_of(msgspec.structs.replace(school(), shared_budget=None), today=TODAY)
    assert without.ours == found.ours and without.shared == found.shared
    assert {one.code for one in found.notices} == {"suppose", "non_ecrit", "sans_fin", "reversement_a_dire"}


def test_what_nobody_told_is_not_zero() -> None:
    found = value_of(Alliance(key="a", label="Réseau", type="positionnement", allies=(TOWN,)), today=TODAY)
    assert (found.ours.net, found.shared, found.unknown) == (None, None, ("La commune",))
    assert "nous ne savons pas encore" in found.sentence
    ours = msgspec.structs.replace(
        shared_post(), gains=shared_post().gains[:1], costs=shared_post().costs[:2]
    )
    alone = value_of(ours, today=TODAY)
    assert (alone.shared, alone.unknown) == (None, ("Les deux autres",))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"grant_passed_on": True}, ["reversement"]),
        ({"grant_passed_on": True, "passing_on_allowed": True}, []),
        ({"grant_passed_on": None, "allies": (TOWN,), "gains": (), "costs": ()}, ["reversement_a_dire"]),
        ({"ends": Month(2027, 4)}, ["fin_proche"]),
        ({"ends": Month(2026, 10)}, ["finie"]),
        ({"ends": Month(2026, 11)}, ["fin_proche"]),
        ({"ends": None}, ["sans_fin"]),
        ({"written": False}, ["non_ecrit"]),
        ({"gains": (LITTLE, *shared_post().gains[1:])}, ["solde_negatif"]),
    ],
)
def test_what_to_look_at(change: dict[str, Any], expected: list[str]) -> None:
    found = value_of(msgspec.structs.replace(shared_post(), **change), today=TODAY)
    assert [one.code for one in found.notices] == expected
    assert all("vous devez" not in one.text.lower() for one in found.notices)


def test_the_law_is_named_and_the_last_day_too() -> None:
    found = value_of(
        msgspec.structs.replace(shared_post(), grant_passed_on=True, ends=Month(2027, 2)), today=TODAY
    )
    assert "L. 1611-4" in found.notices[0].source
    assert "28\u00a0février\u00a02027" in found.notices[1].text
    assert "n’est pas une écriture" in MEANING


def test_money_of_a_network_is_rarely_all_its_own() -> None:
    money = Gained(kind="argent", label="Aide", amount=100_000, attribution=1.0, certainty="estime")
    network = Alliance(
        key="r", label="Réseau", type="positionnement", gains=(money,), written=True, ends=Month(2028, 1)
    )
    assert [one.code for one in value_of(network, today=TODAY).notices] == ["attribution"]
    half = msgspec.structs.replace(network, gains=(msgspec.structs.replace(money, attribution=0.5),))
    assert value_of(half, today=TODAY).notices == ()
    assert value_of(half, today=TODAY).ours.value == 50_000


def test_a_cost_alone_is_no_loss() -> None:
    dues = msgspec.structs.replace(shared_post(), gains=(), costs=shared_post().costs[1:2])
    found = value_of(dues, today=TODAY)
    assert (found.ours.net, found.ours.valued, found.notices) == (-90_000, False, ())
    assert "vous coûte 900\u00a0€ par an. Ce qu’elle vous apporte n’est pas chiffré." in found.sentence


def test_several_alliances_keep_what_is_measured_apart() -> None:
    ended = msgspec.structs.replace(school(), label="Finie", ends=Month(2026, 10))
    silent = Alliance(key="s", label="Réseau", type="positionnement")
    values = tuple(value_of(one, today=TODAY) for one in (shared_post(), school(), ended, silent))
    found = together(values)
    assert found.by_certainty == {"mesure": 750_000, "suppose": 960_000, "estime": 120_000}
    # 7 500 + 10 800 ; 2 460 + 780,12.
    assert (found.value, found.cost) == (1_830_000, 246_000 + 78_012)
    assert found.net == found.value - found.cost
    assert found.shared == 1_160_000 + 1_080_000 - 78_012 + 110_000
    assert (found.counted, found.untold, found.over) == (2, ("Réseau",), ("Finie",))
    assert together(()).shared is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"allies": (TOWN, TOWN), "gains": (), "costs": ()}, "allies"),
        ({"gains": (Gained(kind="argent", label="a", side="inconnu"),)}, "gains"),
        ({"gains": (Gained(kind="argent", label="a", amount=-1),)}, "gains"),
        ({"gains": (Gained(kind="argent", label="a", attribution=1.1),)}, "gains"),
        ({"gains": (Gained(kind="argent", label="a", less=-1),)}, "gains"),
        ({"costs": (Spent(kind="coordination", label="a", hours=5),)}, "costs"),
        ({"words": (Words(outcome="confiance", degree=5),)}, "words"),
        ({"words": (Words(outcome="confiance", degree=1), Words(outcome="confiance", degree=2))}, "words"),
        ({"shared_budget": -1}, "shared_budget"),
    ],
)
def test_a_fault_is_told_at_its_place(change: dict[str, Any], field: str) -> None:
    assert faults(shared_post()) == ()
    found = faults(msgspec.structs.replace(shared_post(), **change))
    assert [one.field for one in found] == [field]


GAINED = st.builds(
    Gained,
    kind=st.sampled_from(GAINS),
    label=st.just("a"),
    side=st.sampled_from([US, "commune"]),
    amount=st.integers(0, 10**8),
    less=st.integers(0, 10**8),
    attribution=st.floats(0.0, 1.0),
    certainty=st.sampled_from(["mesure", "estime", "suppose"]),
)
SPENT = st.builds(
    Spent,
    kind=st.sampled_from(["coordination", "contribution", "ingenierie"]),
    label=st.just("b"),
    side=st.sampled_from([US, "commune"]),
    amount=st.integers(0, 10**8),
    hours=st.none() | st.floats(0, 2_000),
    rate=st.integers(1, 10_000),
)


@given(
    gains=st.lists(GAINED, max_size=5),
    costs=st.lists(SPENT, max_size=5),
    budget=st.none() | st.integers(0, 10**9),
)
def test_every_cent_is_on_one_side(gains: list[Gained], costs: list[Spent], budget: int | None) -> None:
    alliance = Alliance(
        key="a", label="a", type="moyens", allies=(TOWN,), gains=tuple(gains), costs=tuple(costs),
        shared_budget=budget,
    )  # fmt: skip
    assert faults(alliance) == ()
    found = value_of(alliance, today=TODAY)
    sides = [one for one in (found.ours, *found.others) if one.net is not None]
    assert sum(one.net or 0 for one in sides) == sum(g.value for g in gains) - sum(c.cents for c in costs)
    for one in sides:
        assert sum(one.by_kind.values()) == one.net
        assert sum(one.by_certainty.values()) == one.value
    if found.shared is not None:
        assert found.shared == sum(one.net or 0 for one in sides)
    mirrored = msgspec.structs.replace(alliance, gains=tuple(gains[::-1]), costs=tuple(costs[::-1]))
    assert value_of(mirrored, today=TODAY).shared == found.shared
