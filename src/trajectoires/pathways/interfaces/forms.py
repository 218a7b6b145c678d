"""What a traveller says: few questions, each with a sensible answer already there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from trajectoires.pages import facets
from trajectoires.pathways.enums import (
    AUDIENCES,
    COMPANIES,
    DEADLINE_LABELS,
    DEADLINES,
    OBJECTIVES,
    PACES,
    VARIANTS,
)

YEARS_AHEAD = 3
HOURS = [("1", "1\u00a0heure"), ("2", "2\u00a0heures"), ("4", "4\u00a0heures"), ("8", "une journée")]
CHOOSE = {"required": "Choisissez une réponse.", "invalid_choice": "Choisissez une des réponses proposées."}


def _choice(label: str, choices: dict[str, str], *, first: str, required: bool = True, **kwargs: Any) -> Any:
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        initial=first,
        required=required,
        error_messages=CHOOSE,
        **kwargs,
    )


def answers(post: QueryDict, *, today: dt.date) -> QueryDict:
    """What was posted, where the day of the assembly that a page knew fills a deadline left empty.

    The page hides it in a first « echeance », before the one that is shown. One that is past is not a date to
    keep, and nobody typed it: it is dropped without a word.
    """
    *known, typed = post.getlist("echeance") or [""]
    if typed or not known or known[0] <= today.isoformat():
        return post
    filled = post.copy()
    filled["echeance"] = known[0]
    filled["echeance_nom"] = post.get("echeance_nom") or "ag"
    return filled


def _known_day(text: str) -> dt.date | None:
    """A day that a page handed on; nobody typed it here, so what is not one is dropped without a word."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class TravelForm(forms.Form):
    """The essential (time, deadline) in sight; who, why and how below.

    The form of a diagnosis posts the essential alone: what it leaves out keeps its default, or is known from
    the diagnosis itself.
    """

    temps = _choice("Combien de temps avez-vous\u202f?", PACES, first="4h", widget=forms.RadioSelect)
    echeance_nom = _choice("Y a-t-il une date à tenir\u202f?", DEADLINES, first="", required=False)
    echeance = forms.DateField(
        label="Quel jour",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Écrivez une date, par exemple 12/03/2027."},
    )
    situation = _choice("Votre structure", VARIANTS, first="petite", required=False)
    public = _choice("Vous êtes", AUDIENCES, first="gouvernance", required=False)
    objectif = _choice("Ce que vous cherchez", OBJECTIVES, first="agir", required=False)
    compagnie = _choice("Vous avancez", COMPANIES, first="seul", required=False)
    heures = forms.ChoiceField(
        label="Par semaine, vous pouvez y passer",
        choices=HOURS,
        initial="2",
        required=False,
        error_messages=CHOOSE,
    )
    formats = forms.MultipleChoiceField(
        label="Ce que vous préférez",
        help_text="Sans rien cocher, tout peut être proposé.",
        choices=list(facets.FORMATS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Cochez parmi les réponses proposées."},
    )
    tresorerie = forms.BooleanField(
        label="Nous avons moins d’un mois de dépenses devant nous", required=False
    )
    diagnosis = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    conseil = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    bureau = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    model = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def clean_echeance(self) -> dt.date | None:
        """A day to come, not in another life."""
        day: dt.date | None = self.cleaned_data["echeance"]
        today = timezone.localdate()
        if day is not None and day <= today:
            raise forms.ValidationError("Choisissez un jour à venir.")
        if day is not None and day > today.replace(year=today.year + YEARS_AHEAD, day=1):
            raise forms.ValidationError("Cette date est trop loin pour un parcours\u00a0: trois ans au plus.")
        return day

    def clean(self) -> dict[str, Any]:
        """A named deadline needs its day."""
        data = super().clean() or {}
        if data.get("echeance_nom") and not data.get("echeance") and "echeance" not in self.errors:
            self.add_error("echeance", "Indiquez le jour, ou choisissez «\u00a0Pas d’échéance\u00a0».")
        return data

    def said(self) -> dict[str, Any]:
        """As ``domain.travelling.traveller`` takes it: what was not said is left empty."""
        data = self.cleaned_data
        return {
            "pace": data["temps"],
            "deadline": data["echeance"],
            "deadline_label": DEADLINE_LABELS[data["echeance_nom"]] if data["echeance"] else "",
            "next_board": _known_day(data["conseil"]),
            "next_office": _known_day(data["bureau"]),
            "variant": data["situation"],
            "audience": data["public"],
            "objective": data["objectif"],
            "company": data["compagnie"],
            "hours_a_week": float(data["heures"]) if data["heures"] else None,
            "formats": data["formats"],
            "low_cash": data["tresorerie"],
        }

    @property
    def essential(self) -> list[forms.BoundField]:
        """Fields in sight."""
        return [self[name] for name in ("temps", "echeance_nom", "echeance")]

    @property
    def who(self) -> list[forms.BoundField]:
        """Fields that a diagnosis makes useless."""
        return [self[name] for name in ("situation", "public", "objectif")]

    @property
    def how(self) -> list[forms.BoundField]:
        """Fields below."""
        return [self[name] for name in ("compagnie", "heures", "formats", "tresorerie")]

    @property
    def below_is_wrong(self) -> bool:
        """Whether a folded field has an error: the fold opens."""
        return any(field.errors for field in self.how)
