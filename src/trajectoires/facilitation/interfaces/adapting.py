"""A host's own version of a format: which steps are kept, their times, their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from django import forms
from django.forms import BoundField

from equilibre.facilitation.formats import MOST_MINUTES, Format, SessionStep
from trajectoires.ui.fields import LineField, QuantityField, WordsField

TITLE, ROOM, HOST, PROMPT = 80, 600, 1200, 200
REQUIRED = {"required": "Écrivez quelques mots."}


def _words(most: int) -> dict[str, str]:
    too_long = f"{most} caractères au plus\u202f; il y en a %(show_value)d. Raccourcissez, ou récrivez."
    return {**REQUIRED, "max_length": too_long}


@dataclass(frozen=True)
class StepFields:
    """The fields of a step, in the order of the page."""

    title: str
    """As it is now."""
    fields: tuple[BoundField, ...]


class AdaptForm(forms.Form):
    """The steps of a format, each with its time and its words."""

    def __init__(self, *args: Any, form: Format, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = form
        for rank, step in enumerate(form.steps):
            self.fields |= _fields(rank, step)

    @property
    def steps(self) -> list[StepFields]:
        """Step after step."""
        return [
            StepFields(step.title, tuple(self[name] for name in self.fields if name.endswith(f"-{rank}")))
            for rank, step in enumerate(self.kept.steps)
        ]

    def adapted(self) -> Format:
        """The format as the host wants it; whether it can be followed is the domain's business."""
        said = self.cleaned_data
        steps = tuple(
            _adapted(step, said, rank) for rank, step in enumerate(self.kept.steps) if said[f"garder-{rank}"]
        )
        return msgspec.structs.replace(self.kept, steps=steps)


def _fields(rank: int, step: SessionStep) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        f"garder-{rank}": forms.BooleanField(label="Garder cette étape", required=False, initial=True),
        f"titre-{rank}": LineField(
            label="Titre", max_length=TITLE, initial=step.title, error_messages=_words(TITLE)
        ),
        f"minutes-{rank}": QuantityField(
            label="Minutes", most=MOST_MINUTES, unit="minutes", whole=True, required=True,
            initial=step.minutes, error_messages=REQUIRED,
        ),
        f"salle-{rank}": WordsField(
            label="Ce que la salle lit", max_length=ROOM, rows=2, required=True, initial=step.room,
            error_messages=_words(ROOM),
        ),
        f"animation-{rank}": WordsField(
            label="Ce que vous faites", max_length=HOST, rows=3, initial=step.host,
            error_messages=_words(HOST),
        ),
    }  # fmt: skip
    for ask in step.asks:
        found[f"question-{ask.key}-{rank}"] = LineField(
            label="Question", max_length=PROMPT, initial=ask.prompt, error_messages=_words(PROMPT)
        )
    return found


def _adapted(step: SessionStep, said: dict[str, Any], rank: int) -> SessionStep:
    asks = tuple(msgspec.structs.replace(ask, prompt=said[f"question-{ask.key}-{rank}"]) for ask in step.asks)
    return msgspec.structs.replace(
        step,
        title=said[f"titre-{rank}"],
        minutes=said[f"minutes-{rank}"],
        room=said[f"salle-{rank}"],
        host=said[f"animation-{rank}"],
        asks=asks,
    )
