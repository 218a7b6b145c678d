"""What the host types before a session, and the calendar that reminds them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms

from equilibre.facilitation.preread import send_on
from equilibre.formatting import NBSP, day, typographic
from trajectoires.facilitation.domain.from_diagnosis import beginning as from_diagnosis
from trajectoires.facilitation.domain.from_model import Beginning
from trajectoires.facilitation.domain.from_model import beginning as from_model
from trajectoires.facilitation.domain.preparing import ToPrepare
from trajectoires.facilitation.domain.queries.preparation import hour
from trajectoires.facilitation.enums import BODIES, LABEL_LENGTH, LINES_LENGTH
from trajectoires.facilitation.interfaces.forms import CHOOSE
from trajectoires.facilitation.models import Decision, Session
from trajectoires.private_links.addresses import TOKEN
from trajectoires.thread import exchange
from trajectoires.thread.day_calendar import WholeDay, day_calendar
from trajectoires.ui.fields import DateField, LineField, WordsField

_KEY = re.compile(rf"(?:^|/)([mq]/{TOKEN})(?:/|$|[?#])")
"""The key of a model or of a diagnosis, in the address of its page."""


def _long(most: int) -> dict[str, str]:
    return {"max_length": f"{most} caractères au plus\u202f; vous en avez écrit %(show_value)d."}


class PlanForm(forms.Form):
    """The day, the hour, the place: all optional."""

    jour = DateField(
        label="Le jour",
        required=False,
        error_messages={"invalid": "Écrivez une date, par exemple 12/03/2027."},
    )
    heure = forms.TimeField(
        label="L’heure",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M"],
        error_messages={"invalid": "Écrivez une heure, par exemple 18:30."},
    )
    lieu = LineField(
        label="Le lieu",
        required=False,
        max_length=LABEL_LENGTH,
        error_messages=_long(LABEL_LENGTH),
        help_text="Par exemple\u00a0: «\u00a0salle des fêtes, 4 place du Lavoir\u00a0».",
    )


def plan_as_stored(session: Session) -> PlanForm:
    """The form with what is stored."""
    known = {"jour": session.planned_on, "heure": session.planned_at, "lieu": session.place}
    return PlanForm(initial=known)


class PreparedForm(forms.Form):
    """A decision and its three lines."""

    label = LineField(
        label="La décision",
        max_length=LABEL_LENGTH,
        error_messages={**_long(LABEL_LENGTH), "required": "Écrivez quelques mots."},
        help_text="Une phrase à laquelle on peut répondre pour ou contre\u00a0: "
        "«\u00a0Former une deuxième personne à la paie\u00a0».",
    )
    context = WordsField(
        label="Ce qu’il faut savoir",
        rows=3,
        max_length=LINES_LENGTH,
        error_messages=_long(LINES_LENGTH),
        help_text="Un fait, une date, un montant\u00a0: «\u00a0Une seule personne fait la paie\u202f; elle "
        "part en juin.\u00a0»",
    )
    asked = WordsField(
        label="Ce que l’on demande",
        rows=2,
        max_length=LINES_LENGTH,
        error_messages=_long(LINES_LENGTH),
        help_text="«\u00a0Accepter deux jours de formation, 640\u00a0€.\u00a0»",
    )
    options = WordsField(
        label="Ce que l’on peut choisir, s’il y a plusieurs voies",
        rows=2,
        max_length=LINES_LENGTH,
        error_messages=_long(LINES_LENGTH),
        help_text="Dites aussi ce qui se passe si l’on ne décide rien.",
    )
    decides = forms.ChoiceField(
        label="Qui doit décider, d’après vos statuts",
        choices=list(BODIES.items()),
        required=False,
        error_messages=CHOOSE,
    )

    @property
    def said(self) -> ToPrepare:
        """Once the form is valid."""
        said = self.cleaned_data
        told = {name: typographic(said[name]) for name in ("label", "context", "asked", "options")}
        return ToPrepare(**told, decides=said["decides"])


def prepared_as_stored(decision: Decision | None) -> PreparedForm:
    """The form with what is stored; empty for a new decision."""
    if decision is None:
        return PreparedForm()
    return PreparedForm(initial={name: getattr(decision, name) for name in PreparedForm.base_fields})


class AddForm(forms.Form):
    """The key of a model or of a diagnosis, which is not kept."""

    adresse = LineField(
        label="L’adresse de modification d’un modèle ou d’un diagnostic",
        max_length=300,
        error_messages={**_long(300), "required": "Collez l’adresse de la page."},
        help_text="Celle qui permet de le changer, copiée de votre navigateur. Elle contient "
        "«\u00a0/m/\u00a0» pour un modèle, «\u00a0/q/\u00a0» pour un diagnostic. Elle n’est pas gardée.",
    )
    known: Beginning

    def clean_adresse(self) -> str:
        """An address whose key opens something today."""
        typed = self.cleaned_data["adresse"]
        found = behind(typed)
        if found is None:
            raise forms.ValidationError(
                "Cette adresse n’ouvre ni modèle ni diagnostic à modifier. Ouvrez sa page avec votre lien de "
                "modification, puis copiez l’adresse en entier."
            )
        self.known = found
        return typed


def behind(address: str) -> Beginning | None:
    """What a session takes from the page of this address; None when it opens nothing."""
    match = _KEY.search(address)
    if match is None:
        return None
    key = match[1]
    if key.startswith("m/"):
        model = exchange.open_link("model_key", key)
        return None if model is None else from_model(model)
    handed = exchange.open_link("diagnosis_key", key)
    return None if handed is None else from_diagnosis(handed)


def day_bytes(session: Session, *, minutes: int) -> bytes:
    """When the two pages leave, and the session itself; without any link. ``planned_on`` is told."""
    on: Any = session.planned_on
    hours = f"À {hour(session.planned_at)}" if session.planned_at else ""
    told = tuple(f"{one}." for one in (hours, session.place) if one)
    held = WholeDay(
        key="jour",
        day=on,
        summary=session.title,
        lines=told,
        warned=1,
        at=session.planned_at,
        minutes=minutes,
        place=session.place,
    )
    send = send_on(on)
    what = f"Envoyer «{NBSP}À lire avant la séance{NBSP}»{NBSP}: {session.title}"
    return day_calendar(
        (
            WholeDay(key="envoi", day=send, summary=what, lines=(f"Séance du {day(on)}.",), warned=1),
            held,
        ),
        name=session.title,
        product="Séance",
        owner=str(session.pk),
        made_at=session.created_at,
    )


def is_late(session: Session, today: dt.date) -> bool:
    """Whether eight days are no longer left."""
    return session.planned_on is not None and send_on(session.planned_on) < today
