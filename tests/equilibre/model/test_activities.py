"""Activities: contribution, family, common costs, and the way back to the result."""

from __future__ import annotations

import pytest
from contexts import context, line
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.totals import AnalyticLine
from equilibre.errors import ReadError
from equilibre.model.activities import read_activities
from equilibre.model.dossier import ActivityInput, MoveAccount

BOOKS = (
    line("706000", -4_000),
    line("741000", -6_000),
    line("606000", 3_000),
    line("641000", 5_500),
)


def typed(name, resources, costs):
    return ActivityInput(key=name.lower(), name=name, resources=resources, direct_costs=costs)


def test_typed_activities_are_redone_by_hand():
    jardin = typed("Jardin", {"R11": 350_000, "R06": 50_000}, 300_000)
    cafe = typed("Café", {"R06": 400_000}, 450_000)
    read = context(*BOOKS, inputs={"activities": (jardin, cafe)})
    found = read_activities(read)
    assert [a.contribution for a in found] == [100_000, -50_000]
    assert [a.family.code for a in found] == ["revenus_activite", "subventions_publiques"]
    book = read.book
    assert book.get("activites.ressources_communes").value == 200_000
    assert book.get("activites.couts_communs").value == 100_000
    assert book.get("activites.consolide").value == 150_000 == read.totals.result
    assert book.get(found[0].figure).certainty == "estime"


def test_analytical_codes_are_activities_and_uses_are_not():
    analytics = (
        AnalyticLine(code="JAR", label="Jardin", account="706000", amount=-400_000),
        AnalyticLine(code="JAR", label="Jardin", account="606000", amount=300_000),
        AnalyticLine(code="CAF", account="741000", amount=-100_000),
        AnalyticLine(code="Pilotage", account="641000", amount=550_000),
        AnalyticLine(code="", account="641000", amount=1),
    )
    read = context(*BOOKS, analytics=analytics)
    found = read_activities(read)
    assert [(a.name, a.resources, a.direct_costs) for a in found] == [
        ("Jardin", 400_000, 300_000),
        ("CAF", 100_000, 0),
    ]
    assert found[0].family.code == "revenus_activite"
    assert read.book.get("activites.couts_communs").value == 550_000


def test_an_account_moved_by_the_user_moves_in_its_activities_too():
    analytics = (AnalyticLine(code="JAR", account="706000", amount=-400_000),)
    moved = context(
        *BOOKS, analytics=analytics, inputs={"corrections": (MoveAccount(account="706000", line="R06"),)}
    )
    assert read_activities(moved)[0].family.code == "subventions_publiques"


def test_beyond_ten_the_smallest_codes_are_grouped():
    analytics = tuple(
        AnalyticLine(code=f"A{i:02d}", account="606000", amount=1_000 * (i + 1)) for i in range(13)
    )
    found = read_activities(context(*BOOKS, analytics=analytics))
    assert len(found) == 11
    assert (found[-1].name, found[-1].direct_costs) == ("Autres activités (3)", 1_000 + 2_000 + 3_000)


def test_nothing_told_nothing_read():
    assert read_activities(context(*BOOKS)) == ()


def test_an_unknown_line_is_refused_with_a_remedy():
    with pytest.raises(ReadError, match="R99") as refused:
        read_activities(context(*BOOKS, inputs={"activities": (typed("Jardin", {"R99": 1}, 0),)}))
    assert refused.value.remedy


def test_more_than_the_accounts_hold_is_said():
    read = context(*BOOKS, inputs={"activities": (typed("Jardin", {"R06": 2_000_000}, 2_000_000),)})
    read_activities(read)
    assert "vérifiez" in read.book.get("activites.ressources_communes").note
    assert "vérifiez" in read.book.get("activites.couts_communs").note


def test_products_only_has_no_common_costs():
    read = context(
        line("741000", -100), scope="produits_seuls", inputs={"activities": (typed("A", {"R06": 5_000}, 0),)}
    )
    read_activities(read)
    assert "activites.couts_communs" not in read.book


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["J", "C", "F"]),
            st.sampled_from(["706000", "741000", "606000"]),
            st.integers(-(10**8), 10**8),
        ),
        max_size=20,
    )
)
def test_the_consolidated_line_is_always_the_result(drawn):
    analytics = tuple(AnalyticLine(code=c, account=a, amount=m) for c, a, m in drawn)
    read = context(*BOOKS, analytics=analytics)
    if read_activities(read):
        assert read.book.get("activites.consolide").value == read.totals.result
