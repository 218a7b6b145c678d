"""The chart of accounts: longest prefix, trailing zeros, regime by opening date."""

import datetime as dt

import pytest

from equilibre.reference import chart
from equilibre.reference.catalogue import lines


@pytest.mark.parametrize(
    ("opening", "regime"),
    [
        (dt.date(2015, 1, 1), "crc99"),
        (dt.date(2019, 9, 1), "crc99"),
        (dt.date(2020, 1, 1), "anc2020"),
        (dt.date(2024, 12, 31), "anc2020"),
        (dt.date(2025, 1, 1), "anc2025"),
        (dt.date(1998, 1, 1), "crc99"),
    ],
)
def test_regime(opening: dt.date, regime: str) -> None:
    assert chart.regime_for(opening) == regime


@pytest.mark.parametrize(
    ("number", "significant"),
    [("860000", "860"), ("641100", "6411"), ("70", "70"), ("706000", "706"), ("512", "512"),
     ("700000", "700"),
     ("411DUPONT", "411"), ("", ""), ("ABC", ""), ("7", "7"), ("000000", "000")],
)  # fmt: skip
def test_trailing_zeros(number: str, significant: str) -> None:
    assert chart.significant(number) == significant


@pytest.mark.parametrize(
    ("number", "regime", "prefix", "line"),
    [
        ("756000", "anc2020", "756", "R01"),
        ("756200", "anc2020", "7562", "R11"),
        ("706100", "anc2020", "7061", "R11"),
        ("731100", "anc2020", "731", "R10"),
        ("734000", "anc2020", "734", "R10"),
        ("741600", "anc2020", "7416", "R17"),
        ("754200", "anc2020", "7542", "R04"),
        ("777000", "anc2020", "777", "R08"),
        ("747000", "anc2025", "747", "R08"),
        ("747000", "anc2020", "74", "R06"),
        ("757000", "anc2020", "757", "R18"),
        ("758700", "anc2020", "7587", "R18"),
        ("758700", "crc99", "7587", "R15"),
        ("758800", "crc99", "7588", "R02"),
        ("758100", "crc99", "7581", "R02"),
        ("758100", "anc2020", "7581", "R18"),
        ("771300", "anc2020", "7713", "R18"),
        ("778000", "anc2020", "778", "R18"),
        ("789400", "anc2020", "7894", "R18"),
        ("760000", "anc2020", "760", "R18"),
    ],
)
def test_lookup(number: str, regime: chart.Regime, prefix: str, line: str) -> None:
    entry = chart.lookup(number, regime)
    assert entry is not None
    assert (entry.prefix, entry.line) == (prefix, line)


def test_a_number_of_another_regime_is_read_and_said() -> None:
    entry = chart.lookup("777000", "anc2025")
    assert entry is not None
    assert (entry.prefix, entry.line, entry.other_regime) == ("777", "R08", True)


def test_class_87_turns_with_the_regime() -> None:
    old, new = chart.lookup("870000", "crc99"), chart.lookup("870000", "anc2020")
    assert old is not None
    assert new is not None
    assert (old.lever, new.lever) == ("benevolat", "dons_en_nature")


def test_nothing_is_known_of_a_number_without_digits() -> None:
    assert chart.lookup("XYZ", "anc2020") is None


def test_rows_are_unique_per_regime_and_lines_exist() -> None:
    seen: set[tuple[str, str]] = set()
    for entry in chart.entries():
        for regime in entry.regimes or ("crc99", "anc2020", "anc2025"):
            assert (entry.prefix, regime) not in seen, entry
            seen.add((entry.prefix, regime))
        if entry.line:
            assert entry.line in lines()
        assert set(entry.could_be) <= set(lines())
        if entry.side == "produit" and entry.nature != "autre":
            assert lines()[entry.line].nature == entry.nature, entry.prefix


def test_financial_exceptional_and_released_products_are_outside_natures() -> None:
    """Field rule 6: 76, 77 (except 777), 78, 789 and 79 are « autre »."""
    for entry in chart.entries():
        if entry.prefix.startswith(("76", "77", "78", "79")) and entry.prefix not in ("777", "7780"):
            assert entry.line == "R18", entry.prefix
