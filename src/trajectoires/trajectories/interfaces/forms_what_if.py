"""« Et si ? »: one slider a group of lines; what is not sent has not moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from equilibre.trajectory.hypotheses import TrajectoryPlan
from equilibre.trajectory.what_if import movable


class WhatIfForm(forms.Form):
    """The sliders of the groups that the plan holds."""

    def __init__(self, sent: Mapping[str, Any], *, plan: TrajectoryPlan) -> None:
        sliders = movable(plan)
        # A slider without a value would stand in the middle of its bounds, which is not zero.
        super().__init__({one.code: sent.get(one.code) or "0" for one in sliders})
        for slider in sliders:
            unit = "mois" if slider.kind == "delay" else "%"
            self.fields[slider.code] = forms.IntegerField(
                label=slider.label,
                required=False,
                min_value=slider.lowest,
                max_value=slider.highest,
                initial=0,
                error_messages={
                    "invalid": "Écrivez un nombre entier.",
                    "min_value": f"Ce curseur va de {slider.lowest} à {slider.highest}.",
                    "max_value": f"Ce curseur va de {slider.lowest} à {slider.highest}.",
                },
                widget=forms.NumberInput(
                    attrs={"type": "range", "step": slider.step, "data-unit": unit, "autocomplete": "off"}
                ),
            )

    def moved(self) -> dict[str, int]:
        """Code → percent or months, for those that left zero."""
        return {code: value for code, value in self.cleaned_data.items() if value}

    def told(self) -> tuple[tuple[str, str], ...]:
        """What is tried, in words: « Soutiens publics », « −15 % »."""
        return tuple(
            (str(self.fields[code].label), in_words(value, self.fields[code].widget.attrs["data-unit"]))
            for code, value in self.moved().items()
        )


def in_words(value: int, unit: str) -> str:
    """« −15 % », « +5 % », « 3 mois »."""
    if unit == "mois":
        return f"{value}\u00a0mois"
    return f"{'−' if value < 0 else '+'}{abs(value)}\u00a0%"
