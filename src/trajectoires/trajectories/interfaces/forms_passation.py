"""A passation file, read where it is given."""

from __future__ import annotations

from typing import Any

from django import forms

from equilibre.documents.passation_reading import TRAJECTORY
from equilibre.errors import ReadError
from trajectoires.trajectories.domain.passation import read_passation
from trajectoires.trajectories.domain.saved import Saved


class ReopenForm(forms.Form):
    """``turned_away``: the file was too heavy to be held, or there were too many."""

    fichier = forms.FileField(
        label="Fichier de passation d’une trajectoire",
        help_text="Son nom finit par «\u00a0-passation.json\u00a0».",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Choisissez votre fichier de passation."},
    )

    def __init__(self, *args: Any, turned_away: bool = False, **kwargs: Any) -> None:
        self.turned_away = turned_away
        super().__init__(*args, **kwargs)
        if turned_away:
            most = TRAJECTORY.max_bytes // 1_000_000
            self.fields["fichier"].error_messages["required"] = (
                f"Ce fichier est trop lourd. Attendu\u00a0: {most}\u00a0Mo au plus. Est-ce le bon\u202f?"
            )

    def clean_fichier(self) -> Any:
        """Kept as the trajectory that it holds; what keeps it from being opened is said in place."""
        given = self.cleaned_data["fichier"]
        try:
            self._saved = read_passation(given.read(TRAJECTORY.max_bytes + 1))
        except ReadError as error:
            raise forms.ValidationError(error.sentence()) from error
        return given

    def saved(self) -> Saved:
        """Of a valid form."""
        return self._saved
