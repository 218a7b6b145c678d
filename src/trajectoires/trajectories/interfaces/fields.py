"""Fields for months, days and percentages, as people type them."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from equilibre.accounts.amounts import AmountError, is_blank, parse_amount
from equilibre.formatting import MONTHS
from equilibre.trajectory.hypotheses import Month
from trajectoires.ui.fields import DateField, EurosField, QuantityField

_ISO = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_FRENCH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"([^\W\d]+)\s+(\d{4})")
FIRST_YEAR, LAST_YEAR = 2000, 2100
NOT_A_MONTH = "Écrivez un mois et une année, par exemple 03/2027."
NOT_A_SHARE = "Écrivez un pourcentage, par exemple «\u00a02,5\u00a0»."
HUGE = 100.0
"""10 000 %: beyond, it is no percentage."""


class MonthField(forms.CharField):
    """« 2027-03 », « 03/2027 », « mars 2027 » → ``Month``; None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "month", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.error_messages["max_length"] = NOT_A_MONTH

    def prepare_value(self, value: Any) -> Any:
        """As the browser's own month picker writes it."""
        return f"{value.year}-{value.month:02d}" if isinstance(value, Month) else value

    def clean(self, value: Any) -> Month | None:
        """The month; ``ValidationError`` when it cannot be read."""
        text = " ".join(super().clean(value).split()).lower()
        if not text:
            return None
        found = _month(text)
        if found is None or not 1 <= found.month <= 12 or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(NOT_A_MONTH)
        return found


def _month(text: str) -> Month | None:
    if match := _ISO.fullmatch(text):
        return Month(int(match[1]), int(match[2]))
    if match := _FRENCH.fullmatch(text):
        return Month(int(match[2]), int(match[1]))
    if (match := _IN_WORDS.fullmatch(text)) and match[1] in MONTHS:
        return Month(int(match[2]), MONTHS.index(match[1]) + 1)
    return None


class ShareField(forms.CharField):
    """A percentage as people type it (« 3 », « −2,5 % ») → 0.03; ``empty`` when nothing is typed.

    Whether it makes sense is said by the engine's checks, at the same place.
    """

    def __init__(self, *, empty: float = 0.0, **kwargs: Any) -> None:
        self.empty = empty
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = NOT_A_SHARE
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """A share of the plan is shown as a percentage, with a comma."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{round(value * 100, 4):g}".replace(".", ",")
        return value

    def clean(self, value: Any) -> float:
        """The share."""
        text = super().clean(value).strip().removesuffix("%").strip()
        if is_blank(text):
            return self.empty
        try:
            share = parse_amount(text) / 10_000
        except AmountError as error:
            raise forms.ValidationError(NOT_A_SHARE) from error
        if abs(share) > HUGE:
            raise forms.ValidationError("Ce pourcentage est trop grand pour en être un.")
        return share


class MonthsField(QuantityField):
    """A whole number of months; None when empty, which is refused with the words of ``asked``."""

    def __init__(self, label: str, *, most: int, asked: str = "", help_text: str = "") -> None:
        super().__init__(
            label=label,
            most=most,
            unit="mois",
            whole=True,
            required=bool(asked),
            help_text=help_text,
            error_messages={"required": asked} if asked else {},
        )


class AskedEurosField(EurosField):
    """An amount that the form needs: ``asked`` says what to write, even zero."""

    def __init__(self, label: str, asked: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, error_messages={"required": asked})


class DayField(DateField):
    """A day of these years; None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        told = {"invalid": "Écrivez un jour, par exemple 30/06/2027.", **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=told, **kwargs)

    def clean(self, value: Any) -> Any:
        """The day; ``ValidationError`` when its year is a slip of the keyboard."""
        found = super().clean(value)
        if found is not None and not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError("Vérifiez l’année de cette date.")
        return found
