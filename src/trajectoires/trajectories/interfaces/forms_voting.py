"""A ballot: one question an activity, none obliged."""

from __future__ import annotations

from typing import Any

from django import forms

from trajectoires.trajectories.interfaces.forms_activities import SCALE
from trajectoires.trajectories.interfaces.rows import choice_field


class BallotForm(forms.Form):
    """From 1 to 10 for each activity that is asked."""

    def __init__(self, data: Any = None, *, asked: dict[str, str], values: dict[str, int]) -> None:
        super().__init__(data)
        for key, label in asked.items():
            choices = {"": "Je ne sais pas", **SCALE}
            self.fields[key] = choice_field(label, choices, required=False, initial=str(values.get(key, "")))

    def clean(self) -> dict[str, Any]:
        """At least one answer: an empty ballot says nothing."""
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            self.add_error(None, "Choisissez au moins une réponse, ou fermez la page.")
        return data

    def values(self) -> dict[str, int]:
        """What was answered."""
        return {key: int(said) for key, said in self.cleaned_data.items() if said}
