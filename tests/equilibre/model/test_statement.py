"""Compte de résultat N / N-1 and the differences to comment."""

from __future__ import annotations

import pytest
from contexts import context, line

from equilibre.model.statement import read_statement


def rows(read):
    return {row.code: row for row in read_statement(read)}


def test_headings_and_totals_are_redone_by_hand():
    found = rows(
        context(
            line("706000", -1000),
            line("741000", -5000),
            line("754100", -300),
            line("756000", -200),
            line("758000", -50),
            line("641000", 4000),
            line("657000", 500),
            line("658000", 25),
        )
    )
    assert {code: row.amount for code, row in found.items()} == {
        "70": 100_000,
        "74": 500_000,
        "754": 30_000,
        "756": 20_000,
        "75": 5_000,
        "64": 400_000,
        "657": 50_000,
        "65": 2_500,
        "total_produits": 655_000,
        "total_charges": 452_500,
        "resultat": 202_500,
    }
    assert all(row.previous is None and not row.to_comment for row in found.values())


@pytest.mark.parametrize(
    ("previous", "now", "commented"),
    [
        (5000, 5500.00, False),  # 10 % exactly, 500 € exactly
        (5000, 5500.01, True),
        (5000, 4499.99, True),
        (4000, 4500.00, False),  # 12.5 %, but 500 € exactly
        (10000, 11000.00, False),  # 1 000 €, but 10 % exactly
        (10000, 11000.01, True),
        (0, 500.00, False),
        (0, 500.01, True),
    ],
)
def test_a_difference_is_commented_strictly_above_both_limits(previous, now, commented):
    before = context(line("706000", -previous), line("741000", -1), year=2023)
    found = rows(context(line("706000", -now), line("741000", -1), previous=before))
    assert found["70"].to_comment is commented
    assert found["70"].difference == round((now - previous) * 100)


def test_the_year_before_the_reform_is_restated():
    before = context(
        line("777000", -300, "Quote-part des subventions d'investissement"),
        line("791000", -1000, "Remboursement OPCO et IJSS"),
        line("791100", -200, "Refacturation"),
        line("771800", -50),
        line("775000", -80),
        line("671200", 40),
        line("641000", 6000),
        year=2024,
    )
    found = rows(
        context(line("747000", -300), line("757000", -90), line("641000", 5200), year=2025, previous=before)
    )
    assert found["74"].previous == 30_000
    assert found["64"].previous == 500_000  # 6 000 less the 1 000 reimbursed
    assert found["75"].previous == 25_000  # 200 re-invoiced, 50 exceptional
    assert found["65"].previous == 4_000
    assert (found["cessions_produits"].amount, found["cessions_produits"].previous) == (9_000, 8_000)
    assert "79" not in found
    # the result of the year before does not move: 1 630 of products, 6 040 of charges
    assert found["resultat"].previous == 163_000 - 604_000


def test_within_one_regime_nothing_is_restated():
    before = context(line("791000", -1000, "Remboursement OPCO"), year=2023)
    found = rows(context(line("791000", -1100, "Remboursement OPCO"), previous=before))
    assert found["79"].previous == 100_000


def test_receipts_and_accruals_are_not_put_side_by_side():
    before = context(line("706000", -1000), year=2023, basis="tresorerie")
    assert rows(context(line("706000", -5000), previous=before))["70"].previous is None


def test_products_only_has_neither_charges_nor_result():
    found = rows(context(line("741000", -100), scope="produits_seuls"))
    assert set(found) == {"74", "total_produits"}


def test_every_row_says_where_it_comes_from():
    read = context(line("706000", -1000), line("641000", 400))
    for row in read_statement(read):
        assert read.book.get(row.figure).value == row.amount
        assert read.book.get(row.figure).inputs
