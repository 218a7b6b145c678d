"""The shipped published cases: exact totals, known sources, nothing that the source did not publish."""

from __future__ import annotations

import pytest

from equilibre.accounts.amounts import cents_of
from equilibre.accounts.cases import case_dossier, case_slugs, load_case
from equilibre.errors import ReadError


def test_seven_cases_are_shipped() -> None:
    assert len(case_slugs()) == 7


@pytest.mark.parametrize("slug", case_slugs())
def test_a_case_keeps_published_totals_to_the_cent(slug: str) -> None:
    case = load_case(slug)
    assert case.slug == slug
    totals = case_dossier(case).exercices[0].totals
    sums = {
        c: sum(a.balance for a in totals.accounts if a.number.startswith(c)) for c in ("6", "7", "86", "87")
    }
    expected = case.expected
    assert -sums["7"] == cents_of(expected["total_produits"])
    if expected["total_charges"] is None:
        assert totals.scope == "produits_seuls"
        assert sums["6"] == 0
    else:
        assert sums["6"] == cents_of(expected["total_charges"])
        assert cents_of(expected["resultat"]) == -sums["7"] - sums["6"]
    assert sums["86"] == -sums["87"] == cents_of(expected["en_nature"])


@pytest.mark.parametrize("slug", case_slugs())
def test_a_case_shows_only_what_was_published(slug: str) -> None:
    dossier = case_dossier(load_case(slug))
    totals = dossier.exercices[0].totals
    assert dossier.origin == "publie"
    assert totals.basis == "publie"
    assert not totals.has_balance_sheet
    assert totals.cash_low is None
    assert not any(line.number[0] in "12345" or line.months for line in totals.accounts)
    assert all(source.title and source.address.startswith("https://") for source in dossier.sources)


def test_published_counterparties_are_named_and_the_rest_is_counted() -> None:
    totals = case_dossier(load_case("afev-aix-2022")).exercices[0].totals
    assert totals.payers[0].name == "Ministère de l'Éducation nationale"
    assert totals.payers[0].kind == "public"
    assert totals.payers_unresolved == 0
    assert totals.perimeter == "action"
    club = case_dossier(load_case("arts-martiaux-genas-2025")).exercices[0].totals
    assert club.payers == ()
    assert club.payers_unresolved == 21_617_44


def test_an_unknown_case_is_a_clear_error() -> None:
    with pytest.raises(ReadError, match="exemple"):
        load_case("../../etc/passwd")
