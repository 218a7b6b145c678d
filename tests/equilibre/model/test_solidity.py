"""Own funds, FRNG − BFR = trésorerie nette, payroll, EBE, CAF."""

from __future__ import annotations

import pytest
from contexts import balanced, context, line
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.totals import SourceInfo
from equilibre.model.solidity import read_solidity

ALWAYS = {
    "tresorerie_mois",
    "tresorerie_basse",
    "fonds_propres_mois",
    "frng",
    "bfr",
    "tresorerie_nette",
    "part_personnel",
    "ebe",
    "caf",
    "premier_financeur",
    "concentration_financeurs",
    "concentration_natures",
}


def indicators(read):
    return {i.code: i for i in read_solidity(read)}


BOOKS = (
    line("102000", -8000),
    line("103400", -1500),
    line("131000", -2500),
    line("194000", -500),
    line("164000", -3000),
    line("218200", 9000),
    line("281820", -2000),
    line("411000", 1200),
    line("441000", 6000),
    line("401000", -900),
    line("512000", 4000),
    line("706000", -10_000),
    line("741000", -20_000),
    line("747000", -400),
    line("754100", -1000),
    line("757000", -300),
    line("789400", -600),
    line("606000", 5000),
    line("641000", 15_000),
    line("645000", 4000),
    line("631000", 1000),
    line("621000", 2000),
    line("652000", 250),
    line("681100", 1800),
    line("689400", 550),
)


def test_the_year_2025_is_redone_by_hand():
    read = context(*balanced(*BOOKS), year=2025, has_balance_sheet=True)
    found = indicators(read)
    result = (
        10_000 + 20_000 + 400 + 1000 + 300 + 600 - (5000 + 15_000 + 4000 + 1000 + 2000 + 250 + 1800 + 550)
    )
    assert result == 2700
    assert found["ebe"].value == 100 * (10_000 + 20_000 + 1000 - (5000 + 15_000 + 4000 + 1000 + 2000))
    assert found["caf"].value == 100 * (result + 1800 + 550 - 600 + 250 - 300 - 400)
    assert found["part_personnel"].value == pytest.approx(20_000 / 29_600)
    assert "74\u00a0%" in found["part_personnel"].text  # 22 000 ÷ 29 600 with the 621
    brought_forward = -sum(a.balance for a in BOOKS) * -1
    own = 800_000 + 150_000 + 250_000 + brought_forward + 100 * result
    monthly = 100 * 27_000 / 12  # 606, 641, 645, 631, 621
    assert found["fonds_propres_mois"].value == pytest.approx(own / monthly)
    assert "1\u202f500\u00a0€" in read.book.get("solidite.fonds_propres").note


def test_before_2025_transfers_of_charges_join_the_ebe():
    read = context(line("741000", -1000), line("791000", -200), line("641000", 900), year=2024)
    found = indicators(read)["ebe"]
    assert found.value == 30_000
    assert "791" in read.book.get("solidite.ebe").note


def test_a_757_is_an_exchange_gain_before_2025():
    read = context(line("757000", -100), line("641000", 50), year=2024)
    assert indicators(read)["ebe"].value == 5_000


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[1-7][0-9]{2,5}", fullmatch=True),
        st.integers(-(10**10), 10**10),
        min_size=1,
        max_size=30,
    )
)
def test_frng_less_bfr_is_net_cash_to_the_cent(cents):
    accounts = balanced(*(line(number, value / 100) for number, value in cents.items() if number != "110000"))
    found = indicators(context(*accounts, has_balance_sheet=True))
    assert found["frng"].value - found["bfr"].value == found["tresorerie_nette"].value


def test_books_that_do_not_balance_give_no_working_capital():
    found = indicators(context(*balanced(*BOOKS), line("471000", 0.01), year=2025, has_balance_sheet=True))
    for code in ("frng", "bfr", "tresorerie_nette"):
        assert found[code].value is None
        assert "0,01\u00a0€" in found[code].why_not
    assert found["tresorerie_mois"].value is not None


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({}, "frng", "déposez la balance"),
        ({"basis": "tresorerie", "source": SourceInfo(format="tresorerie")}, "bfr", "ni créances"),
        ({"basis": "tresorerie"}, "ebe", "amortissements"),
        ({"basis": "budget"}, "fonds_propres_mois", "prévisionnel"),
        ({"basis": "budget"}, "caf", "réalisés"),
        ({"basis": "publie"}, "frng", "publiés"),
        ({"source": SourceInfo(format="saisie")}, "frng", "Quelques totaux"),
        ({"source": SourceInfo(format="saisie")}, "caf", "amortissements"),
        ({"scope": "produits_seuls"}, "part_personnel", "ne donne que les produits"),
    ],
)
def test_every_refusal_says_why(changes, code, words):
    read = context(line("706000", -1000), line("641000", 600), **changes)
    found = indicators(read)[code]
    assert found.value is None
    assert words in found.why_not
    assert found.text == ""


def test_every_indicator_is_always_there_with_a_figure():
    for read in (
        context(line("706000", -1000), scope="produits_seuls"),
        context(*balanced(*BOOKS), year=2025, has_balance_sheet=True),
        context(),
    ):
        found = indicators(read)
        assert found.keys() >= ALWAYS
        for one in found.values():
            assert (one.value is None) == bool(one.why_not)
            figure = read.book.get(one.figure)
            assert figure.value == one.value
            assert figure.formula


def test_a_year_of_refunds_only_has_no_months():
    found = indicators(context(line("609000", -50), line("706000", -10), has_balance_sheet=True))
    assert found["part_personnel"].value is None
    assert found["tresorerie_mois"].value is None
