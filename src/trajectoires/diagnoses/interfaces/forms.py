"""Forms of the start and of « Votre association »."""

from __future__ import annotations

from typing import Any

from django import forms

from equilibre.diagnosis import bank
from trajectoires.diagnoses.domain.saved import Saved, Situation
from trajectoires.diagnoses.enums import LENGTHS, OBJECTIVES


class StartForm(forms.Form):
    """Who answers, what brings them, how many questions."""

    variante = forms.ChoiceField(label="Votre situation", widget=forms.RadioSelect)
    objectif = forms.ChoiceField(
        label="Qu’est-ce qui vous amène\u202f?", widget=forms.RadioSelect, choices=[*OBJECTIVES.items()]
    )
    longueur = forms.ChoiceField(
        label="Combien de temps avez-vous\u202f?",
        widget=forms.RadioSelect,
        choices=[
            (code, f"{name}\u00a0: {what[0].lower()}{what[1:]}") for code, (name, what) in LENGTHS.items()
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["variante"].choices = [*bank.load().variants.items()]  # type: ignore[attr-defined]
        for bound in self.fields.values():
            bound.error_messages["required"] = "Choisissez une réponse."

    def saved(self) -> Saved:
        """A diagnosis without an answer."""
        data = self.cleaned_data
        return Saved(variant=data["variante"], length=data["longueur"], objective=data["objectif"])


class FlashForm(StartForm):
    """The same two questions; the length is the flash."""

    longueur = forms.CharField(widget=forms.HiddenInput, initial="flash")


class SituationForm(forms.Form):
    """The dates of the association's rites, and the criteria of general interest."""

    bureau = forms.DateField(
        label="Prochaine réunion de bureau", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    conseil = forms.DateField(
        label="Prochain conseil d’administration",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    assemblee = forms.DateField(
        label="Prochaine assemblée générale",
        required=False,
        help_text="Votre parcours pourra s’y terminer.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def situation(self, before: Situation) -> Situation:
        """The dates as typed."""
        data = self.cleaned_data
        return Situation(
            criteria=before.criteria,
            next_office=data["bureau"],
            next_board=data["conseil"],
            next_assembly=data["assemblee"],
        )


def situation_shown(situation: Situation) -> dict[str, Any]:
    """What the form shows again of what was typed before."""
    return {
        "bureau": situation.next_office,
        "conseil": situation.next_board,
        "assemblee": situation.next_assembly,
    }


class MailForm(forms.Form):
    """The address to which the user sends the link to themselves: used once, neither stored nor logged."""

    adresse = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse.",
            "invalid": "Cette adresse semble incomplète\u00a0: elle s’écrit nom@domaine.fr.",
        },
    )
