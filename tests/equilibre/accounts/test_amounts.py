"""Amounts typed by people, and what must be refused rather than guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.accounts.amounts import (
    AmountError,
    decimal_mark,
    is_blank,
    parse_amount,
    typed_amount,
)
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12 400,50", 1_240_050),
        ("12\u202f400,50\u00a0€", 1_240_050),
        ("12400.50 €", 1_240_050),
        ("12.400,50", 1_240_050),
        ("12,400.50", 1_240_050),
        ("1.234.567", 123_456_700),
        ("1 234", 123_400),
        ("(300)", -30_000),
        ("(300) €", -30_000),
        ("- 300 €", -30_000),
        ("300-", -30_000),
        ("−12,5", -1_250),
        ("+7", 700),
        ("0000000001234,50", 123_450),
        ("0,500", 50),
        ("1234,567", 123_457),
        ("0,285", 29),
        ("15 k€", 1_500_000),
        ("1,2 M€", 120_000_000),
        ("1'234.50", 123_450),
        ("1,5E3", 150_000),
        (",50", 50),
        ("12 EUR", 1_200),
    ],
)
def test_amounts_people_write(text: str, cents: int) -> None:
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    "text",
    ["", "-", "abc", "12a", "1.234", "12,400", "1.2.3", "1.23,45.6", "1,23,456", "12 400,50,10", "=A1+1",
     "٣٤", "1e99", "inf", "nan", "9" * 30, "1" * 50, "€", "()", "--3"],
)  # fmt: skip
def test_what_is_no_amount_or_has_two_readings_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        parse_amount(text)


def test_a_column_tells_the_decimal_mark() -> None:
    assert decimal_mark(["1.234", "56,70"]) == ","
    assert decimal_mark(["1,234", "56.70"]) == "."
    assert decimal_mark(["1.234", "12"]) == ""
    assert decimal_mark(["1,50", "1.50"]) == ""
    assert parse_amount("1.234", ",") == 123_400
    assert parse_amount("1,234", ",") == 123


def test_nothing_is_not_zero() -> None:
    assert is_blank(" – ")
    assert is_blank("\u00a0")
    assert not is_blank("0")


def test_a_typed_amount_names_its_field() -> None:
    with pytest.raises(ReadError) as caught:
        typed_amount("douze", field="Cotisations", line=3)
    assert caught.value.field == "Cotisations"
    assert caught.value.line == 3
    assert "douze" in caught.value.sentence()


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_what_the_platform_prints_is_read_back(cents: int) -> None:
    assert parse_amount(euros_exact(cents)) == cents


@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        parse_amount(text)
    except AmountError as error:
        assert str(error)
