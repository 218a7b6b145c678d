"""« Avec quoi financer ? »: the needs that one ticks, then one's own words for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from equilibre.reference.instruments import load
from trajectoires.trajectories.domain.needs import FinancingNeed
from trajectoires.trajectories.enums import LONGEST_LABEL
from trajectoires.trajectories.interfaces.rows import label_field
from trajectoires.ui.fields import EurosField


class NeedsForm(forms.Form):
    """Which needs, and for those that are ticked, which one and how much. Nothing is required."""

    besoins = forms.MultipleChoiceField(
        label="Que voulez-vous financer\u202f?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Cochez parmi les réponses proposées."},
    )

    def __init__(self, data: Any = None, *, needs: Iterable[FinancingNeed]) -> None:
        told = {one.code: one for one in needs}
        labels = {one.code: one.label for one in load().needs}
        super().__init__(data, initial=_shown(told.values()))
        cast(forms.MultipleChoiceField, self.fields["besoins"]).choices = list(labels.items())
        ticked = told if data is None else data.getlist("besoins")
        self.told = [code for code in labels if code in ticked]
        for code in self.told:
            words = label_field(f"{labels[code]}\u00a0: quoi, en quelques mots", "Sans nom de personne.")
            words.required = False
            self.fields[f"mots-{code}"] = words
            self.fields[f"montant-{code}"] = EurosField(
                label="Combien, en euros", required=False, help_text="Vide\u00a0: vous ne savez pas encore."
            )

    @property
    def details(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Words and amount of each need that is ticked."""
        return [(self[f"mots-{code}"], self[f"montant-{code}"]) for code in self.told]

    def needs(self) -> tuple[FinancingNeed, ...]:
        """As they were told, in the order of the map."""
        data = self.cleaned_data
        return tuple(
            FinancingNeed(
                code=code,
                words=data.get(f"mots-{code}", "")[:LONGEST_LABEL],
                amount=data.get(f"montant-{code}"),
            )
            for code in self.told
        )


def _shown(needs: Iterable[FinancingNeed]) -> dict[str, Any]:
    shown: dict[str, Any] = {"besoins": []}
    for one in needs:
        shown["besoins"].append(one.code)
        shown |= {f"mots-{one.code}": one.words, f"montant-{one.code}": one.amount}
    return shown
