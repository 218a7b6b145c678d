"""The next session, and where an earlier decision stands."""

from __future__ import annotations

from typing import Any

from django import forms

from equilibre.facilitation.carrying import fate, to_follow, voices
from equilibre.facilitation.following import LONGEST_WORD, MOST_FOLLOWED, STATES, Followed
from equilibre.facilitation.minutes import SessionRecord
from equilibre.formatting import day
from trajectoires.facilitation.interfaces.forms import CHOOSE, StartForm
from trajectoires.facilitation.models import Session
from trajectoires.ui.fields import LineField


class NextForm(StartForm):
    """A session that follows another: which decisions it looks at again."""

    suivre = forms.MultipleChoiceField(
        label="Les décisions à reprendre",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, record: SessionRecord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["model"]
        self.record = record
        self.earlier = to_follow(record)
        self.fields["suivre"].choices = [(one.key, one.label) for one in self.earlier]
        own = {one.key: fate(one) for one in record.outcomes}
        # What was neither voted nor taken up by somebody waits for the host to say that it holds.
        held = [one for one in self.earlier if own.get(one.key) != "sans_vote" or one.who or one.by]
        self.fields["suivre"].initial = [one.key for one in held[:MOST_FOLLOWED]]

    def clean_suivre(self) -> list[str]:
        """No more than a meeting can look at."""
        picked: list[str] = self.cleaned_data["suivre"]
        if len(picked) > MOST_FOLLOWED:
            raise forms.ValidationError(
                f"Vous en reprenez {len(picked)}. Gardez-en {MOST_FOLLOWED} au plus, une minute chacune."
            )
        return picked

    @property
    def waiting(self) -> list[tuple[Any, str]]:
        """Each decision with what is known of it."""
        told = {one.key: voices(one) for one in self.record.outcomes}
        return [
            (widget, _known(one, told.get(one.key, "")))
            for widget, one in zip(self["suivre"], self.earlier, strict=True)
        ]

    @property
    def picked(self) -> list[Followed]:
        """The decisions to look at again, once the form is valid."""
        return [one for one in self.earlier if one.key in self.cleaned_data["suivre"]]


class StateForm(forms.Form):
    """Where an earlier decision stands."""

    etat = forms.ChoiceField(
        label="Où en est-elle\u202f?", choices=list(STATES.items()), error_messages=CHOOSE
    )
    mot = LineField(
        label="Un mot",
        required=False,
        max_length=LONGEST_WORD,
        error_messages={"max_length": f"{LONGEST_WORD} caractères au plus."},
    )


def next_of(session: Session) -> dict[str, Any]:
    """What the fields show at first: the words of the session that has ended."""
    return {
        "organisation": session.organisation,
        "animation": session.host_name,
        "projet": session.project,
        "modele": session.model,
        "noms": session.named,
    }


def _known(one: Followed, voted: str) -> str:
    verb = "Écrite" if voted.startswith(("sans vote", "vote secret")) else "Votée"
    told = [f"{verb} le {day(one.decided_on)}"]
    told += [voted] if voted else []
    told += [one.who] if one.who else []
    told += [f"pour le {day(one.by)}"] if one.by else []
    return ", ".join(told)
