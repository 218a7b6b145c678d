"""Forms of the start and of « Votre association »."""

from __future__ import annotations

from typing import Any

import msgspec
from django import forms
from django.utils.text import capfirst

from equilibre.diagnosis import bank
from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Length
from trajectoires.diagnoses.domain.queries.counts import offered
from trajectoires.diagnoses.domain.saved import Saved, Situation
from trajectoires.diagnoses.enums import LENGTHS, OBJECTIVES

replace = msgspec.structs.replace


class StartForm(forms.Form):
    """Who answers, what brings them, how many questions."""

    variante = forms.ChoiceField(label="Votre situation", widget=forms.RadioSelect)
    objectif = forms.ChoiceField(
        label="Qu’est-ce qui vous amène\u202f?", widget=forms.RadioSelect, choices=[*OBJECTIVES.items()]
    )
    longueur = forms.ChoiceField(label="Combien de temps avez-vous\u202f?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["variante"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(label)) for code, label in bank.load().variants.items()
        ]
        self._offer_lengths(offered())
        for bound in self.fields.values():
            bound.error_messages["required"] = "Choisissez une réponse."

    def _offer_lengths(self, lengths: tuple[Length, ...]) -> None:
        """A single length is no question: it goes along, hidden."""
        asked = self.fields["longueur"]
        asked.choices = [  # type: ignore[attr-defined]
            (code, f"{name}\u00a0: {what[0].lower()}{what[1:]}")
            for code, (name, what) in LENGTHS.items()
            if code in lengths
        ]
        if len(lengths) == 1:
            asked.widget = forms.HiddenInput()
            asked.initial = lengths[0]

    def saved(self) -> Saved:
        """A diagnosis without an answer."""
        data = self.cleaned_data
        return Saved(variant=data["variante"], length=data["longueur"], objective=data["objectif"])


class AccountsStartForm(StartForm):
    """The same questions, with the key of the model that brings its figures."""

    model = forms.CharField(max_length=80, widget=forms.HiddenInput)

    def saved(self, *, facts: Facts | None = None) -> Saved:
        """A diagnosis without an answer, with these figures beside it."""
        return replace(super().saved(), facts=facts)


class FlashForm(StartForm):
    """The same two questions; the length is the flash."""

    def _offer_lengths(self, lengths: tuple[Length, ...]) -> None:
        super()._offer_lengths(("flash",))


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Écrivez une date, par exemple 12/03/2027."},
    )


UNKNOWN = "nsp"


def criterion_name(key: str) -> str:
    """Name of the radio buttons of a criterion."""
    return f"critere-{key}"


class SituationForm(forms.Form):
    """The dates of the association's rites, and the six criteria: nothing is required."""

    bureau = _day("Prochaine réunion de bureau")
    conseil = _day(
        "Prochain conseil d’administration", "L’étape à débattre prendra ce jour, si elle est prête."
    )
    assemblee = _day("Prochaine assemblée générale", "Votre parcours pourra s’y terminer.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in bank.criteria():
            self.fields[criterion_name(one.key)] = forms.ChoiceField(
                label=one.question,
                help_text=one.help,
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    *((choice.code, capfirst(choice.label)) for choice in one.choices),
                    (UNKNOWN, "Je ne sais pas"),
                ],
                error_messages={"invalid_choice": "Choisissez une des réponses proposées."},
            )

    @property
    def criteria(self) -> list[forms.BoundField]:
        """The six questions."""
        return [self[criterion_name(one.key)] for one in bank.criteria()]

    @property
    def dates(self) -> list[forms.BoundField]:
        """The three dates."""
        return [self[name] for name in ("bureau", "conseil", "assemblee")]

    def situation(self) -> Situation:
        """The dates and the answers, as given last."""
        data = self.cleaned_data
        told = {one.key: data[criterion_name(one.key)] for one in bank.criteria()}
        return Situation(
            next_office=data["bureau"],
            next_board=data["conseil"],
            next_assembly=data["assemblee"],
            criteria={key: code for key, code in told.items() if code},
        )


def situation_shown(situation: Situation) -> dict[str, Any]:
    """What the form shows again of what was typed before."""
    return {
        "bureau": situation.next_office,
        "conseil": situation.next_board,
        "assemblee": situation.next_assembly,
        **{criterion_name(key): code for key, code in situation.criteria.items()},
    }
