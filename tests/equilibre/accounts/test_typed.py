"""A dozen typed totals give the accounts of the convention, and nothing that was not told."""

from __future__ import annotations

import datetime as dt

import pytest

from equilibre.accounts.typed import TypedTotals, totals_from_typed, typed_fields, typed_from_form
from equilibre.errors import ReadError
from equilibre.reference import chart

YEAR = {"opening": dt.date(2024, 1, 1), "closing": dt.date(2024, 12, 31)}


def test_every_box_has_a_field_and_an_account_of_its_side() -> None:
    for box in typed_fields():
        assert box.key in TypedTotals.__struct_fields__
        entry = chart.lookup(box.account, "anc2020")
        assert entry is not None
        assert entry.side == {"produit": "produit", "charge": "charge", "tresorerie": "bilan"}[box.side]


def test_what_is_not_told_gives_no_account() -> None:
    reading = totals_from_typed(TypedTotals(**YEAR, cotisations=120_050, personnel=90_000))
    totals = reading.totals
    assert {line.number: line.balance for line in totals.accounts} == {"756000": -120_050, "641000": 90_000}
    assert totals.scope == "produits_et_charges"
    assert not totals.has_balance_sheet
    assert totals.source.lines == 2


def test_a_form_is_read_as_people_write() -> None:
    typed = typed_from_form(
        {"dons": "1 200,50 €", "achats": "", "locaux": "-", "personnel": "2 k€"}, basis="engagement", **YEAR
    )
    assert (typed.dons, typed.achats, typed.locaux, typed.personnel) == (120_050, None, None, 200_000)


def test_products_alone_say_so() -> None:
    assert totals_from_typed(TypedTotals(**YEAR, dons=100)).totals.scope == "produits_seuls"


def test_cash_at_both_ends_is_checked_on_a_cash_basis() -> None:
    typed = TypedTotals(
        **YEAR, basis="tresorerie", dons=100_00, achats=40_00, tresorerie_debut=10_00, tresorerie_fin=75_00
    )
    totals = totals_from_typed(typed).totals
    bank = next(line for line in totals.accounts if line.number == "512000")
    assert (bank.opening, bank.balance) == (10_00, 75_00)
    assert totals.anomalies.by_code == {"K01": 1}
    assert "5,00" in totals.anomalies.items[0].message


def test_cash_at_one_end_is_said_and_not_compared() -> None:
    reading = totals_from_typed(TypedTotals(**YEAR, dons=100, tresorerie_fin=5))
    assert not any(line.number == "512000" for line in reading.totals.accounts)
    assert any("une date" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"dons": "abc"}, "montant_illisible"),
        ({"dons": "-3"}, "montant_negatif"),
        ({"achats": "3"}, "aucun_produit"),
    ],
)
def test_a_form_that_cannot_be_read_says_which_box(values: dict[str, str], code: str) -> None:
    with pytest.raises(ReadError) as caught:
        totals_from_typed(typed_from_form(values, **YEAR))
    assert caught.value.code == code


def test_impossible_dates_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        totals_from_typed(TypedTotals(opening=dt.date(2024, 12, 31), closing=dt.date(2024, 1, 1), dons=1))
    assert caught.value.code == "exercice_impossible"
