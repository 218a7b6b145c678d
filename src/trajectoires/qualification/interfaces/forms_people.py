"""Forms of the project, of people and of alliances."""

from __future__ import annotations

from typing import Any

import msgspec
from django import forms

from equilibre.model.dossier import HumanMeans, Partner, Project
from trajectoires.ui.fields import (
    EurosField,
    LineField,
    QuantityField,
    YesNoField,
)

HOURS = 2_000_000
CERTAINTY_CHOICES = [
    ("mesure", "Mesuré (cahier d’heures, facture, convention)"),
    ("estime", "Estimé"),
    ("suppose", "Supposé"),
]
METHOD_CHOICES = [
    ("smic_1", "Au SMIC horaire brut de l’année"),
    ("smic_2", "À deux fois le SMIC horaire"),
    ("smic_3", "À trois fois le SMIC horaire"),
    ("remplacement", "Au coût de remplacement que vous indiquez"),
]
ALLIANCE_CHOICES = [
    ("positionnement", "Agir ensemble sur un sujet (plaidoyer, réseau, visibilité)"),
    ("production_diffusion", "Produire ou diffuser ensemble"),
    ("moyens", "Partager des moyens (locaux, matériel, personnel)"),
]
BODY_CHOICES = [
    ("prive", "Une entreprise ou une fondation"),
    ("public", "Un organisme public"),
    ("pair", "Une autre association"),
]


class ProjectForm(forms.Form):
    """« Votre projet », three optional lines, and the name to print."""

    organisation = LineField(label="Nom de l’association", max_length=120, required=False)
    vocation = LineField(label="Vocation et spécificités", max_length=300, required=False)
    missions = LineField(label="Missions et activités", max_length=300, required=False)
    ambition = LineField(label="Ambition à trois ans", max_length=300, required=False)

    def project(self) -> Project:
        """The three lines."""
        data = self.cleaned_data
        return Project(vocation=data["vocation"], missions=data["missions"], ambition=data["ambition"])


class MeansForm(forms.Form):
    """People beside the payroll; a box left empty means « not told », never zero."""

    volunteer_hours_field = QuantityField(
        label="Heures de bénévolat de terrain dans l’année", most=HOURS, unit="heures"
    )
    volunteer_hours_skills = QuantityField(
        label="Heures de bénévolat de compétences", most=HOURS, unit="heures"
    )
    volunteer_hours_governance = QuantityField(
        label="Heures de gouvernance (conseil, bureau)", most=HOURS, unit="heures"
    )
    include_governance = forms.BooleanField(
        label="Compter les heures de gouvernance avec les autres", required=False
    )
    volunteers_count = QuantityField(
        label="Nombre de bénévoles", most=1_000_000, unit="personnes", whole=True
    )
    volunteer_certainty = forms.ChoiceField(label="Ces heures sont", choices=CERTAINTY_CHOICES)
    volunteer_method = forms.ChoiceField(label="Valeur d’une heure", choices=METHOD_CHOICES)
    replacement_rate = EurosField(label="Coût de remplacement d’une heure (€)", required=False)
    volunteers_are_members = YesNoField(label="Les bénévoles sont-ils aussi adhérents\u202f?")
    service_civique_months = QuantityField(label="Mois de service civique", most=12_000, unit="mois")
    intern_months = QuantityField(label="Mois de stage", most=12_000, unit="mois")
    skills_patronage_hours = QuantityField(
        label="Heures de mécénat de compétences", most=HOURS, unit="heures"
    )
    skills_patronage_value = EurosField(
        label="Valeur de ce mécénat déclarée par l’entreprise (€)", required=False
    )
    employees_fte = QuantityField(
        label="Salariés en équivalent temps plein", most=100_000, unit="équivalents temps plein"
    )
    is_employer = YesNoField(label="Avez-vous des salariés\u202f?")

    def clean(self) -> dict[str, Any]:
        """The replacement method needs its rate."""
        data = super().clean() or {}
        missing = data.get("volunteer_method") == "remplacement" and not data.get("replacement_rate")
        if missing and "replacement_rate" not in self.errors:
            self.add_error("replacement_rate", "Indiquez le coût de remplacement d’une heure.")
        return data

    def means(self) -> HumanMeans:
        """The values, as the engine takes them."""
        return HumanMeans(**self.cleaned_data)


class PartnerForm(forms.Form):
    """One alliance; a row without a name is left out."""

    name = LineField(label="Partenaire", max_length=120, required=False)
    alliance = forms.ChoiceField(label="Nature de l’alliance", choices=ALLIANCE_CHOICES)
    body = forms.ChoiceField(label="C’est", choices=BODY_CHOICES)
    avoided_cost = EurosField(label="Dépenses évitées dans l’année (€)", required=False)
    lent_means = EurosField(label="Valeur des moyens prêtés (€)", required=False)
    coordination_hours = QuantityField(label="Heures passées à coordonner", most=HOURS, unit="heures")
    contribution = EurosField(label="Ce qu’elle vous coûte (adhésion, quote-part, €)", required=False)
    certainty = forms.ChoiceField(label="Ces montants sont", choices=CERTAINTY_CHOICES)
    written = YesNoField(label="Une convention écrite\u202f?")
    shared_action_budget = EurosField(label="Budget de l’action menée ensemble (€)", required=False)

    def clean(self) -> dict[str, Any]:
        """Amounts without a partner's name are a mistake, not an empty row."""
        data = super().clean() or {}
        amounts = ("avoided_cost", "lent_means", "coordination_hours", "contribution", "shared_action_budget")
        if not data.get("name") and any(data.get(field) for field in amounts):
            self.add_error("name", "Nommez ce partenaire, ou videz la ligne.")
        return data


class PartnerFormSetBase(forms.BaseFormSet):
    """Up to ten alliances."""

    def partners(self) -> tuple[Partner, ...]:
        """The rows that name a partner."""
        rows = [f.cleaned_data for f in self.forms if f.cleaned_data.get("name")]
        return tuple(Partner(key=f"p{rank}", **row) for rank, row in enumerate(rows, start=1))


PartnerFormSet = forms.formset_factory(
    PartnerForm, formset=PartnerFormSetBase, extra=0, min_num=0, max_num=10, absolute_max=10
)
ROWS = 10


def partner_formset(*, partners: tuple[Partner, ...] | None, data: Any = None) -> PartnerFormSetBase:
    """The ten rows, filled with the partners told so far."""
    initial: list[dict[str, Any]] = [
        {k: v for k, v in msgspec.structs.asdict(p).items() if k != "key"} for p in partners or ()
    ]
    blank = {"alliance": "moyens", "body": "prive", "certainty": "suppose"}
    initial += [blank] * (ROWS - len(initial))
    return PartnerFormSet(data, initial=initial, prefix="p")
