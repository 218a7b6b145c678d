"""« Retrouver l’équilibre »: what is wanted and what one can give, in words."""

from __future__ import annotations

from typing import Any

from django import forms

from equilibre.trajectory.hypotheses import TrajectoryPlan
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.search import Aim
from trajectoires.trajectories.interfaces.fields import ShareField
from trajectoires.ui.fields import EurosField, QuantityField

NO_LIMIT = 9.99
"""What an empty share gives: no limit."""


class AimForm(forms.Form):
    """Everything but the year may stay empty: no limit."""

    annee = forms.TypedChoiceField(
        label="En quelle année voulez-vous y être\u202f?",
        coerce=int,
        error_messages={"invalid_choice": "Choisissez une des années de la trajectoire."},
    )
    resultat = EurosField(
        label="Résultat d’au moins, en euros",
        negative=True,
        required=False,
        help_text="Vide\u00a0: zéro, l’équilibre. Un déficit que vous acceptez s’écrit avec un moins.",
    )
    dependance = ShareField(
        label="Part la plus haute d’une ressource, en %",
        empty=NO_LIMIT,
        help_text="Par exemple 40, pour ne pas dépendre d’un seul financeur.",
    )
    banque = EurosField(
        label="En banque, jamais moins de, en euros",
        negative=True,
        required=False,
        help_text="À la fin de chaque mois jusqu’à cette année-là.",
    )
    etp = QuantityField(
        label="Temps de travail que vous pouvez y mettre, en équivalent temps plein", most=1000, unit="postes"
    )
    argent = EurosField(
        label="Argent que vous pouvez y mettre au début, en euros",
        required=False,
        help_text="Les coûts de départ et une année de fonctionnement des actions.",
    )
    nombre = QuantityField(label="Actions menées en plus, au maximum", most=100, unit="actions", whole=True)

    def __init__(self, data: Any = None, *, plan: TrajectoryPlan) -> None:
        super().__init__(data)
        years = [(rank, year_label(plan.first_month.plus(12 * rank))) for rank in range(plan.years)]
        self.fields["annee"].choices = years  # type: ignore[attr-defined]
        self.fields["annee"].initial = min(2, plan.years - 1)

    def clean_dependance(self) -> float | None:
        """A share of the resources, or no limit."""
        share: float = self.cleaned_data["dependance"]
        if share == NO_LIMIT:
            return None
        if not 0.0 < share <= 1.0:
            raise forms.ValidationError("Écrivez un pourcentage entre 1 et 100.")
        return share

    def aim(self) -> Aim:
        """As the engine takes it."""
        data = self.cleaned_data
        return Aim(
            year=data["annee"],
            result=data["resultat"] or 0,
            dependence=data["dependance"],
            etp=data["etp"],
            money=data["argent"],
            cash=data["banque"],
            count=data["nombre"],
        )
