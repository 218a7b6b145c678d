"""Form fields for what people type: euros, hours, percentages, in French and without guessing."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from equilibre.accounts.amounts import AmountError, is_blank, parse_amount
from equilibre.formatting import number, typographic

_EMPTY_LINES = re.compile(r"\n{3,}")
MAX_CENTS = 10**14
"""A thousand billion euros: beyond, it is a typing error."""


class EurosField(forms.CharField):
    """Euros as people type them (« 12 400,50 », « 12400 € »); cleans to integer cents or None."""

    def __init__(self, *, negative: bool = False, **kwargs: Any) -> None:
        self.negative = negative
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = (
            "C’est trop long pour être un montant. Écrivez par exemple 12400,50."
        )
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Cents from the dossier are shown as euros; what was typed is shown again as typed."""
        if isinstance(value, int):
            return number(value / 100, 2 if value % 100 else 0)
        return value

    def clean(self, value: Any) -> int | None:
        """Integer cents, None when empty; ``ValidationError`` with the reader's own sentence."""
        text = super().clean(value)
        if is_blank(text):
            return None
        try:
            cents = parse_amount(text)
        except AmountError as error:
            why = typographic(str(error))
            raise forms.ValidationError(
                f"Ce montant ne peut pas être lu\u00a0: {why}. Écrivez par exemple 12400,50."
            ) from error
        if cents < 0 and not self.negative:
            raise forms.ValidationError("Écrivez ce montant sans signe moins.")
        if abs(cents) > MAX_CENTS:
            raise forms.ValidationError("Ce montant est trop grand pour être celui d’une association.")
        return cents


class QuantityField(forms.CharField):
    """A positive quantity (hours, months, ETP, percentages), with a comma or a point; a float or None."""

    def __init__(self, *, most: float, unit: str, whole: bool = False, **kwargs: Any) -> None:
        self.most = most
        self.unit = unit
        self.whole = whole
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = f"C’est trop long\u00a0: écrivez un nombre {_of(unit)}."
        self.widget.attrs.update({"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """A number of the dossier is shown with a comma and its thousands apart, never as « 1e+06 »."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number(value, 2).removesuffix("0").removesuffix(",0")
        return value

    def clean(self, value: Any) -> float | int | None:
        """The number, None when empty."""
        text = super().clean(value)
        if is_blank(text):
            return None
        try:
            hundredths = parse_amount(text)
        except AmountError as error:
            raise forms.ValidationError(
                f"Écrivez un nombre {_of(self.unit)}, par exemple «\u00a01 250\u00a0» ou «\u00a012,5\u00a0»."
            ) from error
        quantity = hundredths / 100
        if quantity < 0:
            raise forms.ValidationError("Écrivez ce nombre sans signe moins.")
        if quantity > self.most:
            raise forms.ValidationError(f"Au plus {number(self.most)} {self.unit}.")
        if self.whole and quantity != int(quantity):
            raise forms.ValidationError("Écrivez un nombre entier.")
        return int(quantity) if self.whole else quantity


def _of(unit: str) -> str:
    """« de jours », « d’heures »."""
    return f"d’{unit}" if unit[0] in "aéh" else f"de {unit}"


class LineField(forms.CharField):
    """A sentence or two: one line of printable text."""

    def clean(self, value: Any) -> str:
        """The text with its spaces gathered and nothing unprintable."""
        text = super().clean(value)
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class DateField(forms.DateField):
    """A native date input, which browsers show in the visitor's own format."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            **kwargs,
        )


class WordsField(forms.CharField):
    """A few lines of text: printable, without trailing spaces, never two empty lines in a row."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        """The text with its lines, whatever the browser ended them with."""
        text = super().to_python(value) or ""
        lines = (" ".join(line.split()) for line in text.splitlines())
        printable = ("".join(sign for sign in line if sign.isprintable()) for line in lines)
        return _EMPTY_LINES.sub("\n\n", "\n".join(printable)).strip()


class YesNoField(forms.TypedChoiceField):
    """Oui, non, or not told: three states, since not told is never no."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[("", "Non renseigné"), ("oui", "Oui"), ("non", "Non")],
            coerce={"oui": True, "non": False}.__getitem__,
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """True and False as their French words."""
        return {True: "oui", False: "non"}.get(value, value) if isinstance(value, bool) else value
