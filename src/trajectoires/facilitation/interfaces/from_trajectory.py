"""A session that starts from a trajectory: the same form, and the decisions to prepare."""

from __future__ import annotations

from typing import Any

from django import forms

from equilibre.facilitation.beginning import MOST_PREPARED, Brought, ToDecide
from trajectoires.facilitation.domain.from_model import for_a_room
from trajectoires.facilitation.interfaces.forms import CHOOSE, StartForm


class TrajectoryStartForm(StartForm):
    """``trajectory``: the link of the trajectory, which is not kept."""

    trajectory = forms.CharField(widget=forms.HiddenInput, max_length=80)
    decisions = forms.MultipleChoiceField(
        label="Les décisions à préparer, trois au plus",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, brought: Brought, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.brought = brought
        del self.fields["model"]
        choices = [(one.key, one.label) for one in brought.decisions]
        if choices:
            self.fields["decisions"].choices = choices
        else:
            del self.fields["decisions"]

    def clean_decisions(self) -> list[str]:
        """No more than a room can debate."""
        picked: list[str] = self.cleaned_data["decisions"]
        if len(picked) > MOST_PREPARED:
            raise forms.ValidationError(
                f"Vous en avez choisi {len(picked)}. Gardez-en {MOST_PREPARED}\u00a0: au-delà, la salle n’a "
                "plus le temps de débattre."
            )
        return picked

    @property
    def waiting(self) -> list[tuple[forms.boundfield.BoundWidget, str]]:
        """Each decision that waits, and why."""
        if "decisions" not in self.fields:
            return []
        return [
            (widget, one.why) for widget, one in zip(self["decisions"], self.brought.decisions, strict=True)
        ]

    @property
    def picked(self) -> list[ToDecide]:
        """The decisions to prepare, once the form is valid."""
        keys = self.cleaned_data.get("decisions", [])
        return [one for one in self.brought.decisions if one.key in keys]


def initial_of(brought: Brought, link: str, form: str) -> dict[str, str]:
    """What the fields show at first."""
    return {
        "trajectory": link,
        "format": form,
        "organisation": brought.organisation,
        "projet": brought.project,
        "modele": for_a_room(brought.sentence),
    }
