"""« Votre situation »: what opens or delays levers. Nothing is required; not told is a doubt, never a no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst

from equilibre.diagnosis import bank
from equilibre.reference.levers import levers, prerequisites
from equilibre.trajectory.levers import Situation
from trajectoires.trajectories.domain.queries.lever_tree import ANSWERED_BY, answer_field
from trajectoires.trajectories.interfaces.rows import choice_field
from trajectoires.ui.fields import YesNoField

ASKED = ("qui_paie", "qui_beneficie", "marche", "recus_fiscaux", "agrements")
"""Criteria of the diagnosis that bear on levers or on ways to invest."""


def criterion_name(key: str) -> str:
    """Name of the list of a criterion."""
    return f"critere-{key}"


class SituationForm(forms.Form):
    """Criteria, employer, what is settled, levers at work that no line shows."""

    employeur = YesNoField(label="Avez-vous au moins un salarié\u202f?")
    utilises = forms.MultipleChoiceField(
        label="Les leviers que vous utilisez déjà, et que vos lignes ne montrent pas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Cochez parmi les leviers proposés."},
    )

    def __init__(self, data: Any = None, *, situation: Situation, lit: frozenset[str] = frozenset()) -> None:
        """``lit``: levers that lines or people already show; there is no need to tick them."""
        super().__init__(data, initial=_shown(situation))
        self._before = situation
        for one in bank.criteria():
            if one.key in ASKED:
                self.fields[criterion_name(one.key)] = _criterion_field(one, situation.criteria.get(one.key))
        for check in prerequisites().values():
            if check.code not in ANSWERED_BY:
                self.fields[answer_field(check.code)] = YesNoField(label=check.label, help_text=check.doubt)
        self.fields["utilises"].choices = [  # type: ignore[attr-defined]
            (code, one.label) for code, one in levers().items() if code not in lit
        ]

    @property
    def criteria(self) -> list[forms.BoundField]:
        """What the house is, in a few questions."""
        return [*(self[criterion_name(key)] for key in ASKED), self["employeur"]]

    @property
    def settled(self) -> list[forms.BoundField]:
        """What may be settled already."""
        return [self[name] for name in self.fields if name.startswith("regle-")]

    def situation(self) -> Situation:
        """As it was told; what the form does not ask stays."""
        data = self.cleaned_data
        criteria = {key: data[criterion_name(key)] for key in ASKED}
        kept = {key: code for key, code in self._before.criteria.items() if key not in ASKED}
        settled = {code: data[answer_field(code)] for code in prerequisites() if code not in ANSWERED_BY}
        return Situation(
            criteria=kept | {key: code for key, code in criteria.items() if code},
            employer=data["employeur"],
            confirmed={code: told for code, told in settled.items() if told is not None},
            used=tuple(data["utilises"]),
        )


def _criterion_field(one: bank.Criterion, answer: str | None) -> forms.ChoiceField:
    """A question; under it, what the answer given before is a signal of, which never concludes in law."""
    signals = {choice.code: choice.signal for choice in one.choices}
    choices = {choice.code: capfirst(choice.label) for choice in one.choices}
    return choice_field(
        one.question,
        {"": "Je ne sais pas", **choices},
        required=False,
        help_text=signals.get(answer or "", ""),
    )


def _shown(situation: Situation) -> dict[str, Any]:
    return {
        "employeur": situation.employer,
        "utilises": situation.used,
        **{criterion_name(key): code for key, code in situation.criteria.items()},
        **{answer_field(code): told for code, told in situation.confirmed.items() if code not in ANSWERED_BY},
    }
