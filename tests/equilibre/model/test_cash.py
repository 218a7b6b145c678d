"""Cash: months, month ends, lowest point, alert."""

from __future__ import annotations

import datetime as dt

import pytest
from contexts import balanced, context, line

from equilibre.accounts.totals import SourceInfo
from equilibre.model.cash import DECLARED, months_of
from equilibre.model.solidity import read_cash_alert, read_cash_months, read_solidity

YEAR = (line("641000", 10_000), line("681100", 900), line("603700", 200), line("627000", 2_000))
"""12 000 € paid out in 12 months, beside 1 100 € that never leave the bank."""


def indicator(read, code):
    return next(i for i in read_solidity(read) if i.code == code)


@pytest.mark.parametrize(
    ("opening", "closing", "months"),
    [
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), 12),
        (dt.date(2023, 9, 1), dt.date(2024, 8, 31), 12),
        (dt.date(2024, 1, 1), dt.date(2024, 10, 31), 10),
        (dt.date(2024, 2, 1), dt.date(2025, 2, 28), 13),
        (dt.date(2024, 1, 15), dt.date(2024, 2, 14), 31 / 30.4375),
    ],
)
def test_length_in_months(opening, closing, months):
    assert months_of(opening, closing) == pytest.approx(months)


@pytest.mark.parametrize(
    ("cash", "months", "alert"), [(1000, 1.0, False), (999.99, 0.99999, True), (2900, 2.9, False)]
)
def test_months_of_cash_and_the_alert_at_one_cent(cash, months, alert):
    read = context(*balanced(*YEAR, line("512000", cash), line("706000", -13_100)), has_balance_sheet=True)
    found = indicator(read, "tresorerie_mois")
    assert found.value == pytest.approx(months)
    assert read.book.get("solidite.depenses_mensuelles").value == 100_000
    assert read_cash_alert(read) is alert


def test_an_overdraft_is_negative_cash_and_an_alert():
    read = context(*balanced(*YEAR, line("512000", -300), line("530000", 100)), has_balance_sheet=True)
    assert indicator(read, "tresorerie_mois").value == pytest.approx(-0.2)
    assert read_cash_alert(read)


def test_earmarked_money_is_said_beside():
    read = context(*balanced(*YEAR, line("512000", 3000), line("194000", -1000)), has_balance_sheet=True)
    text = indicator(read, "tresorerie_mois").text
    assert text.startswith("de dépenses, soit 3\u202f000\u00a0€")
    assert "2,0\u00a0mois" in text


def test_month_ends_and_the_lowest_of_them():
    bank = line("512000", 700, opening=500, m01=-200, m02=-250, m06=600, m12=50)
    read = context(*balanced(*YEAR, bank), has_balance_sheet=True)
    series = read_cash_months(read)
    assert [m.month for m in series] == [f"2024-{i:02d}" for i in range(1, 13)]
    assert [m.balance for m in series] == [30_000] + [5_000] * 4 + [65_000] * 6 + [70_000]
    low = indicator(read, "tresorerie_basse")
    assert low.value == 5_000
    assert "fin février\u00a02024" in low.text


def test_the_daily_low_prevails_when_entries_are_dated():
    bank = line("512000", 700, opening=500, m01=200)
    read = context(*balanced(*YEAR, bank), has_balance_sheet=True, cash_low=(dt.date(2024, 3, 14), -4_000))
    low = indicator(read, "tresorerie_basse")
    assert low.value == -4_000
    assert "14\u00a0mars\u00a02024" in low.text


def test_a_thirteen_month_year_has_thirteen_month_ends():
    bank = line("512000", 100, opening=100, m01=0)
    read = context(
        *YEAR, bank, has_balance_sheet=True, opening=dt.date(2023, 12, 1), closing=dt.date(2024, 12, 31)
    )
    assert len(read_cash_months(read)) == 13


def test_without_dates_there_is_no_series_and_why():
    read = context(*balanced(*YEAR, line("512000", 700)), has_balance_sheet=True)
    assert read_cash_months(read) == ()
    assert "datés" in indicator(read, "tresorerie_basse").why_not


def test_unknown_opening_balances_give_no_series():
    read = context(*YEAR, line("512000", 700, m01=700), has_balance_sheet=True, openings_known=False)
    assert read_cash_months(read) == ()


def test_receipts_and_expenses_read_cash_from_bank_balances():
    read = context(
        line("606000", 6000),
        line("512000", 1500, opening=1000),
        basis="tresorerie",
        source=SourceInfo(format="tresorerie"),
    )
    assert indicator(read, "tresorerie_mois").value == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"has_balance_sheet": False}, "soldes de départ"),
        ({"basis": "publie"}, "chiffres publiés"),
        ({"basis": "budget"}, "prévisionnel"),
        ({"has_balance_sheet": True, "scope": "produits_seuls"}, "les produits"),
    ],
)
def test_why_months_of_cash_are_not_computed(changes, words):
    read = context(*YEAR, line("512000", 700), **changes)
    found = indicator(read, "tresorerie_mois")
    assert found.value is None
    assert words in found.why_not
    assert read.book.get(found.figure).certainty == "non_mesure"


def test_no_class_5_at_all_asks_for_bank_balances():
    assert "soldes bancaires" in indicator(context(*YEAR), "tresorerie_mois").why_not


@pytest.mark.parametrize(("answer", "alert"), [("non", True), ("oui", False), ("ne_sait_pas", False)])
def test_when_accounts_do_not_tell_the_user_may_declare(answer, alert):
    read = context(*YEAR, inputs={"answers": {DECLARED: answer}})
    read_solidity(read)
    assert read_cash_alert(read) is alert
    assert [ask.code for ask in read.asks] == [DECLARED]
    assert read.asks[0].answer == answer


def test_a_budget_is_asked_nothing_about_cash():
    read = context(*YEAR, basis="budget")
    read_solidity(read)
    assert not read_cash_alert(read)
    assert read.asks == []
