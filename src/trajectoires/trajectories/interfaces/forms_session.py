"""What the host of a session carries into a trajectory: which one, which decisions, for when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms

from equilibre.facilitation.carrying import Fate, decided_words, fate, kept
from equilibre.facilitation.minutes import Outcome, SessionRecord
from trajectoires.trajectories.domain.from_session import Carried
from trajectoires.trajectories.interfaces.fields import DayField
from trajectoires.trajectories.interfaces.rows import choice_field

_ADDRESS = re.compile(r"(?:^|/)([tv])/([A-Za-z0-9_-]{43})(?:[/?#].*)?$")
WHERE = {
    "existante": "Une trajectoire que je tiens",
    "nouvelle": "Une nouvelle trajectoire, encore sans chiffres",
}
NO_DATE = "Pour quand\u202f? Une action ou une décision sans date ne se suit pas."
READ_ONLY = (
    "C’est l’adresse de lecture, qui ne change rien. Prenez celle que vous avez gardée comme clé\u00a0: elle "
    "contient «\u00a0/trajectoire/t/\u00a0»."
)
NO_ADDRESS = (
    "Cette adresse n’est pas celle d’une trajectoire. Collez l’adresse entière, qui contient "
    "«\u00a0/trajectoire/t/\u00a0»."
)


@dataclass(frozen=True)
class DecisionFields:
    """A decision of the session, and the fields that say what becomes of it."""

    outcome: Outcome
    fate: Fate
    words: str
    """« Voté le 12 mars 2027 en séance : 9 pour… »."""
    fields: tuple[forms.BoundField, ...]


class CarryForm(forms.Form):
    """The trajectory and, for each decision that the room did not set aside, what it becomes."""

    ou = choice_field("Où les porter\u202f?", WHERE, widget=forms.RadioSelect, initial="existante")
    adresse = forms.CharField(
        label="L’adresse de votre trajectoire",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
        help_text="Celle que vous avez gardée comme clé. Elle sert maintenant et n’est pas gardée avec la "
        "séance.",
        error_messages={"max_length": NO_ADDRESS},
    )

    def __init__(self, data: Any = None, *, record: SessionRecord) -> None:
        super().__init__(data)
        self.record = record
        for one in kept(record):
            self.fields |= _fields(one)

    @property
    def decisions(self) -> list[DecisionFields]:
        """One after the other, as the session wrote them."""
        return [
            DecisionFields(
                outcome=one,
                fate=fate(one),
                words=decided_words(one, self.record.on),
                fields=tuple(self[f"{name}-{one.key}"] for name in ("action", "date", "pour")),
            )
            for one in kept(self.record)
        ]

    def clean(self) -> dict[str, Any]:
        """An address when one is needed; a date for what is carried."""
        data = super().clean() or {}
        if data.get("ou") == "existante" and "adresse" not in self.errors:
            found = _ADDRESS.search(data.get("adresse", "").strip())
            if found is None:
                self.add_error("adresse", NO_ADDRESS)
            elif found[1] == "v":
                self.add_error("adresse", READ_ONLY)
            else:
                data["cle"] = f"t/{found[2]}"
        for one in kept(self.record):
            wanted = data.get(f"action-{one.key}") or data.get(f"date-{one.key}")
            name = f"pour-{one.key}"
            if wanted and data.get(name) is None and name not in self.errors:
                self.add_error(name, NO_DATE)
        return data

    @property
    def carried(self) -> tuple[Carried, ...]:
        """What was chosen, once the form is valid."""
        data = self.cleaned_data
        return tuple(
            Carried(
                outcome=one,
                due=data[f"pour-{one.key}"],
                task=data[f"action-{one.key}"],
                dated=data[f"date-{one.key}"],
            )
            for one in kept(self.record)
            if data[f"action-{one.key}"] or data[f"date-{one.key}"]
        )

    @property
    def again(self) -> list[tuple[str, str]]:
        """What was typed, for the hidden fields of the preview; which trajectory is said there."""
        return [
            (name, str(self.data.get(name, "")))
            for name in self.fields
            if name not in ("ou", "adresse") and self.data.get(name)
        ]


def _fields(one: Outcome) -> dict[str, forms.Field]:
    leans = fate(one) == "retenue"
    return {
        f"action-{one.key}": forms.BooleanField(
            label="Une ligne du plan d’action", required=False, initial=leans
        ),
        f"date-{one.key}": forms.BooleanField(label="Une date de décision", required=False, initial=False),
        f"pour-{one.key}": DayField(label="Pour quand", required=False, initial=one.by),
    }
