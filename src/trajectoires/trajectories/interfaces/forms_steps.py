"""The forms of the steps: the feuille de route, the output of a step, the shared diagnosis, the brief."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from django import forms

from equilibre.formatting import NBSP
from equilibre.reference.steps import path
from equilibre.trajectory.workspace import (
    Brief,
    Output,
    RoadMap,
    Wish,
    Words,
    Workspace,
    counted_back,
    out_of_order,
    places,
)
from trajectoires.trajectories.enums import LONGEST_LABEL
from trajectoires.trajectories.interfaces.fields import FIRST_YEAR, LAST_YEAR
from trajectoires.trajectories.interfaces.rows import choice_field
from trajectoires.trajectories.interfaces.together import TogetherForm
from trajectoires.ui.fields import DateField, LineField, WordsField

replace = msgspec.structs.replace
LONGEST_OUTPUT, LONGEST_WORDS, LONGEST_REASON = 2000, 1200, 300
DAY = "dates_"
"""Before the code of a step: the day wished for it."""
A_ROLE = "Une fonction, jamais un nom."


def _words(label: str, help_text: str = "", *, longest: int = LONGEST_WORDS, rows: int = 4) -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=longest,
        rows=rows,
        error_messages={"max_length": f"Écrivez {longest} caractères au plus\u00a0: l’essentiel suffit."},
    )


def _role(label: str, help_text: str) -> LineField:
    return LineField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_LABEL,
        required=False,
        error_messages={"max_length": f"Écrivez {LONGEST_LABEL} caractères au plus."},
    )


def _day(label: str, help_text: str = "") -> DateField:
    return DateField(
        label=label,
        help_text=help_text,
        required=False,
        error_messages={"invalid": "Écrivez une date, par exemple 12/03/2027."},
    )


def _check_year(form: forms.Form, name: str, told: dt.date | None) -> None:
    if told is not None and not FIRST_YEAR <= told.year < LAST_YEAR:
        form.add_error(name, f"Vérifiez l’année{NBSP}: {told.year} est trop loin pour cette démarche.")


class RoadForm(TogetherForm):
    """The feuille de route, and the way of counting the steps."""

    elected = _role("Une personne élue", f"{A_ROLE} Par exemple «\u00a0trésorière\u00a0».")
    manager = _role(
        "Une personne de la direction", "Par exemple «\u00a0directrice\u00a0». Sans salarié, une autre élue."
    )
    question = _words("La question à laquelle vous voulez répondre", rows=2)
    results = _words("Ce que vous saurez dire à la fin", "Trois résultats au plus.", rows=3)
    effects = _words("Ce que cela doit changer pour le projet", rows=2)
    untouched = _words(
        "Ce qui n’est pas en discussion", "Par exemple l’accueil de tous, ou aucun départ.", rows=2
    )
    choose_on = _day(
        "La réunion qui choisira les actions", "Votre assemblée générale ou un conseil d’administration."
    )
    variant = choice_field(
        "Combien d’étapes", {one.code: one.label for one in path().variant}, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, workspace: Workspace) -> None:
        self.workspace = workspace
        super().__init__(data, initial=_road_shown(workspace))
        for place in places(workspace.variant):
            self.fields[DAY + place.code] = _day(f"{place.number}. {place.title}")
            self.fields[DAY + place.code].show_hidden_initial = True

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the days, in order."""
        return [self[name] for name in self.fields if name.startswith(DAY)]

    def clean(self) -> dict[str, Any]:
        """Days follow one another, unless they are about to be proposed again."""
        data = super().clean() or {}
        for name in [name for name in data if name == "choose_on" or name.startswith(DAY)]:
            _check_year(self, name, data[name])
        if self.proposes:
            if not data.get("choose_on") and "choose_on" not in self.errors:
                self.add_error("choose_on", "Écrivez d’abord la date de cette réunion.")
            return data
        for code in out_of_order(_wishes(data)):
            self.add_error(DAY + code, "Cette date précède celle d’une étape d’avant.")
        return data

    @property
    def proposes(self) -> bool:
        """« Enregistrer et proposer les dates à rebours » was pressed."""
        return self.data.get("action") == "proposer"

    def applied(self, workspace: Workspace) -> Workspace:
        """The workspace with what this person changed. Raises ``MeanwhileError``."""
        mine = self.changes(_road_shown(workspace))
        if self.proposes:
            back = counted_back(self.cleaned_data["choose_on"])
            mine |= {name: back[name.removeprefix(DAY)] for name in self.fields if name.startswith(DAY)}
        stored = _road_shown(workspace) | mine
        road = RoadMap(
            wishes=_wishes(stored),
            **{name: stored[name] for name in RoadMap.__struct_fields__ if name != "wishes"},
        )
        return replace(workspace, variant=stored["variant"], road=road)


def _road_shown(workspace: Workspace) -> dict[str, Any]:
    road = workspace.road
    told = {name: getattr(road, name) for name in RoadMap.__struct_fields__ if name != "wishes"}
    days = {DAY + one.code: workspace.wish(one.code) for one in path().step}
    return {**told, **days, "variant": workspace.variant}


def _wishes(data: dict[str, Any]) -> tuple[Wish, ...]:
    """The days in the order of the steps; a step that the form does not show keeps none."""
    told = ((one.code, data.get(DAY + one.code)) for one in path().step)
    return tuple(Wish(code=code, by=day) for code, day in told if day)


class OutputForm(TogetherForm):
    """What a step gave, and why it is skipped when it is."""

    text = WordsField(
        rows=7,
        max_length=LONGEST_OUTPUT,
        error_messages={
            "max_length": f"Écrivez {LONGEST_OUTPUT} caractères au plus\u00a0: l’essentiel suffit."
        },
    )
    reason = _words(
        "Pourquoi vous la passez",
        "Par exemple\u00a0: «\u00a0déjà faite l’an dernier avec notre réseau\u00a0».",
        longest=LONGEST_REASON,
        rows=2,
    )

    def __init__(self, data: Any = None, *, output: Output, label: str, example: str) -> None:
        super().__init__(data, initial={"text": output.text, "reason": output.reason})
        self.fields["text"].label = label
        self.fields["text"].help_text = f"Par exemple (fictif){NBSP}: «{NBSP}{example}{NBSP}»"

    @property
    def action(self) -> str:
        """Which button was pressed: « garder », « faite », « passer », « rouvrir »."""
        return str(self.data.get("action", "garder"))

    def clean(self) -> dict[str, Any]:
        """A step is not skipped without saying why, nor done without a word."""
        data = super().clean() or {}
        if self.action == "passer" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Dites en quelques mots pourquoi vous la passez.")
        if self.action == "faite" and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Écrivez au moins une ligne, ou passez l’étape en disant pourquoi.")
        return data

    def applied(self, output: Output, *, today: dt.date) -> Output:
        """The output with what this person changed. Raises ``MeanwhileError``."""
        stored = {"text": output.text, "reason": output.reason}
        status, on = output.status, output.on
        if self.action in ("faite", "passer"):
            wanted = "fait" if self.action == "faite" else "passe"
            status, on = wanted, on if status == wanted else today
        elif self.action == "rouvrir":
            status, on = "a_faire", None
        return replace(output, status=status, on=on, **self.changes(stored))


class DiagnosisForm(TogetherForm):
    """The shared diagnosis, heading by heading, in two voices."""

    adviser_role = _role(
        "Qui vous accompagne",
        f"{A_ROLE} Par exemple «\u00a0chargée de mission DLA\u00a0». Vide\u00a0: personne.",
    )
    voices = ("organisation", "adviser")

    def __init__(self, data: Any = None, *, workspace: Workspace) -> None:
        super().__init__(data, initial=_words_shown(workspace))
        for heading in Words.__struct_fields__:
            for voice, label in zip(
                self.voices, ("Vos mots", "Les mots de qui vous accompagne"), strict=True
            ):
                self.fields[f"{voice}_{heading}"] = _words(label)
                self.fields[f"{voice}_{heading}"].show_hidden_initial = True

    def pair(self, heading: str) -> list[forms.BoundField]:
        """The two fields of a heading."""
        return [self[f"{voice}_{heading}"] for voice in self.voices]

    def applied(self, workspace: Workspace) -> Workspace:
        """The workspace with what this person changed. Raises ``MeanwhileError``."""
        shown = _words_shown(workspace)
        stored = shown | self.changes(shown)
        organisation, adviser = (
            Words(**{heading: stored[f"{voice}_{heading}"] for heading in Words.__struct_fields__})
            for voice in self.voices
        )
        return replace(
            workspace, organisation=organisation, adviser=adviser, adviser_role=stored["adviser_role"]
        )


def _words_shown(workspace: Workspace) -> dict[str, Any]:
    shown: dict[str, Any] = {"adviser_role": workspace.adviser_role}
    for voice in DiagnosisForm.voices:
        words = getattr(workspace, voice)
        shown |= {f"{voice}_{heading}": getattr(words, heading) for heading in Words.__struct_fields__}
    return shown


class BriefForm(TogetherForm):
    """What an accompaniment is asked for."""

    goals = _words("Ce que vous attendez", "Une ou deux questions, pas un programme.")
    outputs = _words(
        "Ce que l’accompagnement doit laisser", "Par exemple une trajectoire votée, une méthode."
    )
    skills = _words("Les compétences cherchées", "Par exemple finances d’associations, animation de conseil.")
    calendar = _words("Le calendrier", "Les trois réunions, ce qui ne peut pas bouger.")
    means = _words(
        "Le temps et l’argent que vous y mettez", "Jours, budget, ce qu’un financeur prend en charge."
    )
    practical = _words("Les conditions pratiques", "Lieu, visioconférence, horaires des bénévoles.")
    criteria = _words("Comment vous choisirez", "Trois critères au plus.")
    answer_by = _day("Réponse attendue au plus tard le")

    def __init__(self, data: Any = None, *, workspace: Workspace) -> None:
        super().__init__(data, initial=_brief_shown(workspace.brief))

    def clean_answer_by(self) -> dt.date | None:
        """A year that makes sense."""
        told: dt.date | None = self.cleaned_data["answer_by"]
        _check_year(self, "answer_by", told)
        return told

    def applied(self, workspace: Workspace) -> Workspace:
        """The workspace with what this person changed. Raises ``MeanwhileError``."""
        shown = _brief_shown(workspace.brief)
        return replace(workspace, brief=Brief(**shown | self.changes(shown)))


def _brief_shown(brief: Brief) -> dict[str, Any]:
    return {name: getattr(brief, name) for name in Brief.__struct_fields__}
