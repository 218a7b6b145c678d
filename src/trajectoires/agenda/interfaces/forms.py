"""What a subscriber fills in."""

from __future__ import annotations

from typing import Any

from django import forms

from trajectoires.agenda.enums import PILLARS, Rhythm
from trajectoires.config.mail_address import MailAddressField
from trajectoires.pages import facets


def levers_of(pillar: str) -> list[tuple[str, str]]:
    """The levers of a pillar, for boxes."""
    prefix = PILLARS[pillar]
    return [(code, label) for code, label in facets.LEVERS.items() if code.startswith(prefix)]


class ChoicesForm(forms.Form):
    """The rhythm, and the levers that one follows: none means everything."""

    rythme = forms.ChoiceField(
        label="À quel rythme",
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez un rythme.",
            "invalid_choice": "Choisissez un des deux rythmes.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pillar in PILLARS:
            self.fields[pillar] = forms.MultipleChoiceField(
                label=facets.PILLARS[pillar],
                choices=levers_of(pillar),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Un de ces leviers n’existe pas\u00a0: cochez de nouveau."},
            )

    @property
    def pillar_fields(self) -> list[forms.BoundField]:
        """The boxes, pillar by pillar."""
        return [self[pillar] for pillar in PILLARS]

    def levers(self) -> list[str]:
        """Every lever that was ticked, in the order of the list."""
        ticked = {code for pillar in PILLARS for code in self.cleaned_data[pillar]}
        return [code for code in facets.LEVERS if code in ticked]

    def rhythm(self) -> Rhythm:
        """The rhythm that was chosen."""
        return Rhythm(self.cleaned_data["rythme"])

    @staticmethod
    def initial_of(rhythm: str, levers: list[str]) -> dict[str, Any]:
        """What is chosen now, as this form shows it."""
        boxes = {
            pillar: [code for code in levers if code.startswith(prefix)] for pillar, prefix in PILLARS.items()
        }
        return {"rythme": rhythm, **boxes}


class SubscriptionForm(ChoicesForm):
    """An address and its choices. ``site`` is a trap: people do not see it, programs fill it in."""

    adresse = MailAddressField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse.",
            "invalid": "Cette adresse semble incomplète\u00a0: elle s’écrit nom@domaine.fr.",
            "max_length": "Cette adresse est trop longue pour en être une.",
        },
    )
    site = forms.CharField(
        label="Laissez cette case vide",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    field_order = ["adresse", "rythme"]

    @property
    def is_trapped(self) -> bool:
        """A program filled in what nobody sees."""
        return bool(self.data.get("site"))
