"""What people type in a text of several lines or a date, and what is kept of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from trajectoires.ui.fields import DateField, QuantityField, WordsField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Un.\r\nDeux.", "Un.\nDeux."),
        ("  Un   mot \n\n\n\nDeux\u200b.  \n", "Un mot\n\nDeux."),
        ("\x00\t\n", ""),
        (None, ""),
    ],
)
def test_a_text_keeps_its_lines_and_nothing_unseen(typed: str | None, kept: str) -> None:
    assert WordsField().to_python(typed) == kept


def test_a_date_is_read_as_a_browser_or_a_person_writes_it() -> None:
    field = DateField(label="Le")
    assert field.clean("2027-04-10") == field.clean("10/04/2027") == dt.date(2027, 4, 10)
    with pytest.raises(ValidationError):
        field.clean("le 10")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.2, "0,2"),
        (12.25, "12,25"),
        (1150, "1\u202f150"),
        (100.0, "100"),
        (1_234_567, "1\u202f234\u202f567"),
        ("douze", "douze"),
        (None, None),
    ],
)
def test_a_quantity_is_shown_as_it_can_be_read_again(value: object, shown: str | None) -> None:
    field = QuantityField(most=10_000_000, unit="heures")
    assert field.prepare_value(value) == shown
    if isinstance(value, int | float):
        assert field.clean(shown) == value
