"""Bilan en grandes masses."""

from __future__ import annotations

from contexts import context, line
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.model.balance_sheet import read_balance_sheet

BOOKS = (
    line("102000", -5000),
    line("106800", -2000),
    line("131000", -1000),
    line("194000", -600),
    line("151000", -250),
    line("164000", -3000),
    line("218000", 6000),
    line("281800", -1500),
    line("411000", 900),
    line("441000", 4000),
    line("491000", -100),
    line("401000", -700),
    line("431000", -800),
    line("486000", 120),
    line("487000", -1300),
    line("512000", 7000),
    line("519000", -200),
    line("530000", 30),
)


def with_result(*accounts):
    gap = sum(account.balance for account in accounts) / 100
    return (*accounts, line("706000", -gap))


def amounts(read):
    return {row.code: row.amount for row in read_balance_sheet(read)}


def test_masses_are_redone_by_hand():
    found = amounts(context(*with_result(*BOOKS), has_balance_sheet=True))
    assert found == {
        "actif_immobilise": 450_000,
        "creances": 492_000,  # 900 + 4 000 − 100 + 120
        "tresorerie": 703_000,
        "fonds_propres": 960_000,  # 5 000 + 2 000 + 1 000 + result 1 600
        "fonds_dedies": 60_000,
        "provisions": 25_000,
        "dettes": 470_000,  # 3 000 + 700 + 800 + 200 of overdraft
        "produits_avance": 130_000,
        "total_actif": 1_645_000,
        "total_passif": 1_645_000,
    }


def test_a_gap_is_a_row_of_its_own():
    found = amounts(context(*with_result(*BOOKS), line("471000", 0.01), has_balance_sheet=True))
    assert found["ecart"] == 1
    assert found["total_actif"] - found["total_passif"] == 1


def test_without_a_balance_sheet_there_is_nothing():
    assert read_balance_sheet(context(*BOOKS)) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[1-7][0-9]{2,5}", fullmatch=True), st.integers(-(10**10), 10**10), max_size=30
    )
)
def test_assets_equal_liabilities_for_any_balanced_books(cents):
    cents["706000"] = -sum(v for number, v in cents.items() if number != "706000")
    read = context(*(line(n, v / 100) for n, v in cents.items()), has_balance_sheet=True)
    found = amounts(read)
    assert "ecart" not in found
    assert found["total_actif"] == found["total_passif"]
