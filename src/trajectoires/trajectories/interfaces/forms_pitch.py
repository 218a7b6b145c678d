"""« Votre pitch »: to whom, three figures to choose, words for each part, what a listener answered."""

from __future__ import annotations

from typing import Any

import msgspec
from django import forms

from equilibre.reference.pitch import frame
from equilibre.trajectory.pitch import MOST_FIGURES, Heard, Pitch, SaidPart
from trajectoires.trajectories.domain.queries.pitch import PitchRead
from trajectoires.trajectories.interfaces.rows import choice_field
from trajectoires.trajectories.interfaces.together import TogetherForm
from trajectoires.ui.fields import WordsField

replace = msgspec.structs.replace
SAID, HEARD, FIGURE, ADVICE_FOR = "dit_", "entendu_", "chiffre_", "devant"
RANKS = range(1, MOST_FIGURES + 1)
ORDINALS = ("Premier", "Deuxième", "Troisième")
NO_FIGURE = {"": "Aucun"}
ANSWERS = {"": "Pas encore demandé", "oui": "Oui", "non": "Non"}
_YES = {True: "oui", False: "non", None: ""}


class PitchForm(TogetherForm):
    """Everything that the page keeps. A part that nobody changed stays a proposed beginning."""

    def __init__(self, data: Any = None, *, shown: PitchRead) -> None:
        self.figures = {one.key: f"{one.label}\u00a0: {one.words}" for one in shown.figures}
        super().__init__(data, initial=_initial(shown))
        self.add(
            ADVICE_FOR, choice_field("Devant qui parlez-vous\u202f?", _hearers(), widget=forms.RadioSelect)
        )
        for rank, name in zip(RANKS, ORDINALS, strict=True):
            self.add(f"{FIGURE}{rank}", choice_field(f"{name} chiffre", NO_FIGURE | self.figures))
        for one in shown.parts:
            field = WordsField(
                rows=5,
                label=f"{one.rank}. {one.part.title}",
                help_text=f"{one.part.say} {one.part.ask}",
                max_length=one.part.longest,
                error_messages={
                    "max_length": f"Écrivez {one.part.longest} caractères au plus\u00a0: "
                    f"ce temps dure {one.part.seconds}\u00a0secondes."
                },
            )
            self.add(f"{SAID}{one.part.code}", field)
        for question, _ in shown.answers:
            self.add(
                f"{HEARD}{question.code}", choice_field(question.text, ANSWERS, widget=forms.RadioSelect)
            )

    def add(self, name: str, field: forms.Field) -> None:
        """A field that the page may leave out; what was shown in it is sent back."""
        field.required = False
        field.widget.is_required = False
        field.show_hidden_initial = True
        self.fields[name] = field

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The three choices of a figure."""
        return [self[f"{FIGURE}{rank}"] for rank in RANKS]

    @property
    def answers(self) -> list[forms.BoundField]:
        """What the listener answered."""
        return [self[name] for name in self.fields if name.startswith(HEARD)]

    def said(self, code: str) -> forms.BoundField:
        """The words of a part."""
        return self[f"{SAID}{code}"]

    def clean(self) -> dict[str, Any]:
        """A figure is said once."""
        data = super().clean() or {}
        seen: set[str] = set()
        for rank in RANKS:
            key = data.get(f"{FIGURE}{rank}")
            if key and key in seen:
                self.add_error(f"{FIGURE}{rank}", "Ce chiffre est déjà choisi. Prenez-en un autre, ou aucun.")
            seen.add(key or "")
        return data

    def applied(self, pitch: Pitch) -> Pitch:
        """The pitch with what this person changed. Raises ``MeanwhileError``."""
        stored = self._stored(pitch)
        mine = self.changes(stored)
        figures = pitch.figures
        if any(name.startswith(FIGURE) for name in mine):
            told = {**stored, **mine}
            figures = tuple(key for rank in RANKS if (key := told[f"{FIGURE}{rank}"]))
        said = {one.code: one.text for one in pitch.said}
        heard = {one.code: one.yes for one in pitch.heard}
        for part in frame().part:
            said[part.code] = mine.get(f"{SAID}{part.code}", said.get(part.code, ""))
        for question in frame().question:
            answer = mine.get(f"{HEARD}{question.code}")
            if answer == "":
                heard.pop(question.code, None)
            elif answer is not None:
                heard[question.code] = answer == "oui"
        return replace(
            pitch,
            hearer=mine.get(ADVICE_FOR) or pitch.hearer,
            figures=figures,
            said=tuple(SaidPart(code=code, text=text) for code, text in said.items() if text),
            heard=tuple(Heard(code=code, yes=yes) for code, yes in heard.items()),
        )

    def _stored(self, pitch: Pitch) -> dict[str, Any]:
        """What is stored now, as fields show it.

        A proposal follows the trajectory: where nobody wrote or chose, what was shown counts as stored.
        """
        stored: dict[str, Any] = {ADVICE_FOR: pitch.hearer}
        for part in frame().part:
            name = f"{SAID}{part.code}"
            stored[name] = pitch.text(part.code) or self._seen(name, self.initial)
        for rank in RANKS:
            name = f"{FIGURE}{rank}"
            if pitch.figures is None:
                stored[name] = self._seen(name, self.initial)
            else:
                kept = [key for key in pitch.figures if key in self.figures]
                stored[name] = kept[rank - 1] if rank <= len(kept) else ""
        for question in frame().question:
            stored[f"{HEARD}{question.code}"] = _YES[pitch.answer(question.code)]
        return stored


def _hearers() -> dict[str, str]:
    return {one.code: one.label for one in frame().audience}


def _initial(shown: PitchRead) -> dict[str, Any]:
    chosen = [one.key for one in shown.chosen]
    return {
        ADVICE_FOR: shown.audience.code,
        **{f"{FIGURE}{rank}": chosen[rank - 1] if rank <= len(chosen) else "" for rank in RANKS},
        **{f"{SAID}{one.part.code}": one.text for one in shown.parts},
        **{f"{HEARD}{question.code}": _YES[answer] for question, answer in shown.answers},
    }
