"""Forms that refine the model: activities, uses of costs, choices, answers, and the e-mail of the link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from equilibre.model.dossier import ActivityInput, Choices, CostUses
from equilibre.model.results import Ask, ResourceLine
from trajectoires.qualification.interfaces.forms_people import HOURS
from trajectoires.ui.fields import EurosField, LineField, QuantityField

ROWS = 10
BLANK_ROWS = 3
"""Rows offered beyond those already filled: a long form of empty boxes discourages."""
RESOURCE = "resource_"


class ActivityForm(forms.Form):
    """One activity: its direct costs and what it brings, line by line; a row without a name is left out."""

    name = LineField(label="Activité", max_length=120, required=False)
    direct_costs = EurosField(label="Coûts directs (€)", required=False)
    volunteer_hours = QuantityField(label="Heures de bénévolat", most=HOURS, unit="heures")
    engineering_costs = EurosField(
        label="Dont animation, pilotage, capitalisation, valorisation collective (€)", required=False
    )
    in_alliance = forms.BooleanField(label="Menée en alliance", required=False)

    def __init__(self, *args: Any, lines: Sequence[ResourceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        for line in lines:
            self.fields[RESOURCE + line.line] = EurosField(label=line.label, required=False, negative=True)

    @property
    def resource_fields(self) -> list[forms.BoundField]:
        """One box for each resource line of the exercice."""
        return [self[RESOURCE + line.line] for line in self.lines]

    def resources(self) -> dict[str, int]:
        """Cents by line, for the boxes that were filled."""
        told = {line.line: self.cleaned_data.get(RESOURCE + line.line) for line in self.lines}
        return {line: cents for line, cents in told.items() if cents}

    def clean(self) -> dict[str, Any]:
        """Amounts without a name are a mistake; engineering is a part of direct costs."""
        data = super().clean() or {}
        filled = any(data.get(f) for f in ("direct_costs", "volunteer_hours", "engineering_costs"))
        if not data.get("name") and (filled or any(data.get(RESOURCE + x.line) for x in self.lines)):
            self.add_error("name", "Nommez cette activité, ou videz la ligne.")
        part, whole = data.get("engineering_costs"), data.get("direct_costs") or 0
        if part and part > whole:
            self.add_error("engineering_costs", "Cette part ne peut pas dépasser les coûts directs.")
        return data


class ActivityFormSetBase(forms.BaseFormSet):
    """Up to ten activities."""

    def activities(self) -> tuple[ActivityInput, ...]:
        """The rows that name an activity."""
        rows = [f for f in self.forms if f.cleaned_data.get("name")]
        return tuple(
            ActivityInput(
                key=f"a{rank}",
                name=form.cleaned_data["name"],
                resources=form.resources(),
                direct_costs=form.cleaned_data["direct_costs"] or 0,
                volunteer_hours=form.cleaned_data["volunteer_hours"],
                engineering_costs=form.cleaned_data["engineering_costs"],
                in_alliance=form.cleaned_data["in_alliance"],
            )
            for rank, form in enumerate(rows, start=1)
        )


ActivityFormSet = forms.formset_factory(
    ActivityForm, formset=ActivityFormSetBase, extra=0, max_num=ROWS, absolute_max=ROWS
)


def activity_formset(
    *, activities: Sequence[ActivityInput], lines: Sequence[ResourceLine], data: Any = None
) -> ActivityFormSetBase:
    """The activities typed so far and a few blank rows, ten in all at most."""
    initial: list[dict[str, Any]] = []
    for activity in activities:
        row: dict[str, Any] = {
            "name": activity.name,
            "direct_costs": activity.direct_costs,
            "volunteer_hours": activity.volunteer_hours,
            "engineering_costs": activity.engineering_costs,
            "in_alliance": activity.in_alliance,
        }
        row |= {RESOURCE + line: cents for line, cents in activity.resources.items()}
        initial.append(row)
    initial += [{}] * min(BLANK_ROWS, ROWS - len(initial))
    return ActivityFormSet(data, initial=initial, prefix="a", form_kwargs={"lines": lines})


class UsesForm(forms.Form):
    """The five-line key: percentages of the charges that add up to 100, or five empty boxes."""

    action = QuantityField(label="L’action elle-même", most=100, unit="%")
    animation = QuantityField(label="L’animation (faire vivre le réseau, les bénévoles)", most=100, unit="%")
    pilotage = QuantityField(label="Le pilotage (direction, gestion)", most=100, unit="%")
    capitalisation = QuantityField(
        label="La capitalisation (garder et transmettre le savoir)", most=100, unit="%"
    )
    valorisation = QuantityField(label="La valorisation collective (faire connaître)", most=100, unit="%")

    def clean(self) -> dict[str, Any]:
        """All empty takes the key back; otherwise the total is 100."""
        data = super().clean() or {}
        told = [v for v in data.values() if v is not None]
        if told and not self.errors and abs(sum(told) - 100) > 0.05:
            total = f"{sum(told):g}".replace(".", ",")
            raise forms.ValidationError(
                f"Le total des cinq lignes est de {total}\u00a0%\u00a0: il doit être de 100\u00a0%."
            )
        return data

    def uses(self) -> CostUses | None:
        """Shares 0–1, or None when nothing was told."""
        data = self.cleaned_data
        if all(value is None for value in data.values()):
            return None
        return CostUses(**{name: (value or 0) / 100 for name, value in data.items()})

    @staticmethod
    def shown(uses: CostUses | None) -> dict[str, float]:
        """Percentages of a key told before."""
        if uses is None:
            return {}
        names = ("action", "animation", "pilotage", "capitalisation", "valorisation")
        return {name: round(getattr(uses, name) * 100, 2) for name in names}


class ChoicesForm(forms.Form):
    """Readings and conventions."""

    tiers_on_top_base = forms.ChoiceField(
        label="«\u00a0Tiers on top\u00a0»\u00a0: un tiers de quoi\u202f?",
        choices=[("total", "Du total des coûts"), ("action", "Des coûts de l’action")],
        widget=forms.RadioSelect,
    )
    mayotte = forms.BooleanField(label="L’association est à Mayotte (SMIC propre)", required=False)

    def choices(self) -> Choices:
        """The values, as the engine takes them."""
        return Choices(**self.cleaned_data)


class AnswerForm(forms.Form):
    """The answer to one question, chosen among its own choices."""

    question = forms.CharField(widget=forms.HiddenInput)
    reponse = forms.ChoiceField(label="Votre réponse", widget=forms.RadioSelect)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        kwargs["initial"] = {"question": ask.code, "reponse": ask.answer}
        super().__init__(*args, **kwargs)
        self.fields["reponse"].label = ask.question
        self.fields["reponse"].choices = [(choice.code, choice.label) for choice in ask.choices]
