"""What the host and the participants type."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from equilibre.facilitation.again import AGAIN
from equilibre.facilitation.formats import shipped
from equilibre.facilitation.lines import plain
from equilibre.formatting import typographic
from trajectoires.facilitation.domain.deciding import Decided
from trajectoires.facilitation.enums import (
    BODIES,
    LABEL_LENGTH,
    MOST_PEOPLE,
    NAME_LENGTH,
    NOTE_LENGTH,
    TITLE_LENGTH,
)
from trajectoires.facilitation.models import Decision
from trajectoires.ui.fields import DateField, LineField, QuantityField, WordsField
from trajectoires.ui.templatetags.ui import minutes

CHOOSE = {"required": "Choisissez une réponse.", "invalid_choice": "Choisissez une des réponses proposées."}
FIRST_YEAR, LAST_YEAR = 2000, 2100
AGAIN_WORDS = {6: "dans six mois", 12: "dans un an", 24: "dans deux ans", 36: "dans trois ans"}


def _long(most: int) -> dict[str, str]:
    return {"max_length": f"{most} caractères au plus\u202f; vous en avez écrit %(show_value)d."}


def _line(label: str, most: int, *, required: bool = False, **kwargs: Any) -> LineField:
    messages = {**_long(most), "required": "Écrivez quelques mots."}
    return LineField(label=label, max_length=most, required=required, error_messages=messages, **kwargs)


def _count(label: str, **kwargs: Any) -> QuantityField:
    return QuantityField(label=label, most=MOST_PEOPLE, unit="personnes", whole=True, **kwargs)


class StartForm(forms.Form):
    """A new session; ``model``, ``diagnosis``: the link of what it debates, which is not kept."""

    model = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    diagnosis = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    format = forms.ChoiceField(label="Quelle séance", widget=forms.RadioSelect, error_messages=CHOOSE)
    titre = _line(
        "Le titre de la séance",
        TITLE_LENGTH,
        required=True,
        help_text="Par exemple\u00a0: «\u00a0Notre modèle en débat, conseil du 12 mars\u00a0».",
    )
    organisation = _line("Votre association", TITLE_LENGTH)
    animation = _line("Qui anime, si le compte rendu doit le dire", NAME_LENGTH)
    projet = WordsField(
        label="Votre projet, en trois lignes",
        max_length=900,
        rows=3,
        error_messages=_long(900),
        help_text="La vocation, les missions, l’ambition à trois ans. Il s’affiche à l’ouverture.",
    )
    modele = WordsField(
        label="Votre modèle, en une ou deux phrases, si vous l’avez",
        max_length=600,
        rows=2,
        error_messages=_long(600),
        help_text="Par exemple, la phrase qui ouvre la page de votre modèle.",
    )
    noms = forms.BooleanField(
        label="Proposer à chacun d’écrire son nom",
        required=False,
        help_text="Ils sont imprimés parmi les présents du compte rendu. Aucun n’est lié à une réponse, "
        "sauf dans un vote nominatif, annoncé avant de voter.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms_known = shipped()
        self.fields["format"].choices = [
            (key, f"{one.title}, {minutes(one.minutes)}") for key, one in forms_known.items()
        ]
        self.fields["format"].initial = next(iter(forms_known))

    def said(self) -> dict[str, Any]:
        """What a session starts with, as ``starting.start`` takes it; the form must be valid."""
        told = self.cleaned_data
        return {
            "form": shipped()[told["format"]],
            "title": told["titre"],
            "organisation": told["organisation"],
            "host_name": told["animation"],
            "project": typographic(told["projet"]),
            "model": typographic(told["modele"]),
            "named": told["noms"],
        }


class CodeForm(forms.Form):
    """The code that the big screen shows."""

    code = forms.CharField(
        label="Le code de la séance",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text="Six lettres et chiffres, affichés à l’écran de la salle.",
        error_messages={
            "required": "Écrivez le code affiché à l’écran de la salle.",
            "max_length": "Le code a six signes. Relisez-le à l’écran de la salle.",
        },
    )


class JoinForm(forms.Form):
    """A seat: a name only if the session lists them."""

    nom = _line(
        "Votre nom, si vous le voulez",
        NAME_LENGTH,
        help_text="Il sera imprimé dans le compte rendu, parmi les présents. Aucune réponse n’y est liée, "
        "sauf un vote nominatif\u00a0: votre téléphone vous préviendrait avant.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    invite = forms.BooleanField(
        label="J’assiste sans voter", required=False, help_text="Vous débattez, sans prendre part aux votes."
    )

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not named:
            del self.fields["nom"]

    def clean_nom(self) -> str:
        """As a phone gives it later: a name that nobody would see is none."""
        return plain(self.cleaned_data["nom"])


class NoteForm(forms.Form):
    """The host's note on a section of the minutes."""

    mots = WordsField(label="Note", max_length=NOTE_LENGTH, error_messages=_long(NOTE_LENGTH))


def written_before(post: QueryDict) -> str | None:
    """The note that the page showed, as it is stored; None when the page did not say."""
    return NoteForm.base_fields["mots"].to_python(post["avant"]) if "avant" in post else None


class PeopleForm(forms.Form):
    """How many were there."""

    presents = _count("Personnes présentes, avec ou sans téléphone")
    sans_voix = _count("Dont personnes sans voix")


class DecisionForm(forms.Form):
    """A decision; the last five only for a vote that commits the association."""

    cle = forms.CharField(widget=forms.HiddenInput, max_length=32)
    label = _line(
        "La décision",
        LABEL_LENGTH,
        required=True,
        help_text="Commencez par un verbe\u00a0: «\u00a0Former une deuxième personne à la paie\u00a0».",
    )
    who = _line("Qui s’en charge", NAME_LENGTH, help_text="Une fonction plutôt qu’un nom.")
    by = DateField(
        label="Pour quand",
        required=False,
        error_messages={"invalid": "Écrivez une date, par exemple 12/03/2027."},
    )
    decides = forms.ChoiceField(
        label="Qui doit décider, d’après vos statuts",
        choices=list(BODIES.items()),
        required=False,
        error_messages=CHOOSE,
    )
    again = forms.MultipleChoiceField(
        label="Y revenir, compté depuis la séance",
        choices=[(str(one), AGAIN_WORDS[one]) for one in AGAIN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    entitled = _count("Membres qui peuvent voter")
    present = _count("Membres présents")
    proxies = _count("Pouvoirs")
    quorum = _count("Quorum")
    majority = _line("Majorité demandée", LABEL_LENGTH, help_text="Dans les mots de vos statuts.")

    def clean_cle(self) -> str:
        """A key that a page drew."""
        try:
            return uuid.UUID(self.cleaned_data["cle"]).hex
        except ValueError as error:
            raise forms.ValidationError("Rechargez la page, puis recommencez.") from error

    def clean_by(self) -> dt.date | None:
        """A day that one lives to see: a mistyped year is told at its place."""
        day: dt.date | None = self.cleaned_data["by"]
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Écrivez une année de {FIRST_YEAR} à {LAST_YEAR}.")
        return day

    @property
    def said(self) -> Decided:
        """The decision, once the form is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "cle"}
        return Decided(**{**said, "again": ",".join(said["again"])})


def new_decision() -> DecisionForm:
    """An empty form, with the key that makes it write once."""
    return DecisionForm(initial={"cle": uuid.uuid4().hex})


def decision_as_stored(decision: Decision) -> DecisionForm:
    """A form with what is stored."""
    names = [name for name in DecisionForm.base_fields if name not in ("cle", "again")]
    known = {name: getattr(decision, name) for name in names}
    return DecisionForm(
        initial={"cle": decision.key, "again": [str(one) for one in decision.months], **known}
    )
