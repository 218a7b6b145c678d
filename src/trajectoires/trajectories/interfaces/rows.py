"""What the forms of a row share: they start from it, build it again, tell the engine's faults in place."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.forms.utils import ErrorDict

from equilibre.trajectory.checking import Fault
from equilibre.trajectory.wording import month_words
from trajectoires.trajectories.domain.rows import Row
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import LONGEST_LABEL
from trajectoires.trajectories.interfaces.meanwhile import CHANGED, differences, print_of
from trajectoires.ui.fields import LineField

R = TypeVar("R", bound=Row)
_TICKET = re.compile(r"[0-9a-f]{8}", re.ASCII)
CHOOSE = {"required": "Choisissez une réponse.", "invalid_choice": "Choisissez une des réponses proposées."}


def label_field(label: str, help_text: str = "") -> LineField:
    """The name of a row."""
    return LineField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_LABEL,
        error_messages={
            "required": "Donnez un nom, pour vous y retrouver.",
            "max_length": f"Écrivez {LONGEST_LABEL} caractères au plus.",
        },
    )


def choice_field(label: str, choices: Mapping[str, str], **kwargs: Any) -> forms.ChoiceField:
    """One of a few words."""
    return forms.ChoiceField(label=label, choices=list(choices.items()), error_messages=CHOOSE, **kwargs)


def _sent(data: Mapping[str, Any] | None) -> str:
    sent = "" if data is None else data.get("envoi", "")
    return sent if _TICKET.fullmatch(sent) else ""


class RowForm(forms.Form, Generic[R]):
    """A row of a trajectory: ``row`` is the one to change, None for a new one."""

    places: ClassVar[dict[str, str]] = {}
    """Field of the engine → field of the form, where a fault is told."""

    def __init__(
        self, data: Any = None, *, saved: Saved, row: R | None, start: Mapping[str, Any] | None = None
    ) -> None:
        """``start``: what the fields of a new row show at first."""
        self.saved = saved
        self.plan = saved.plan
        self.row = row
        self.kept = ""
        self.sent = "" if row is not None else _sent(data)
        """Names a new row before it is written: a form sent twice writes it once. « » when none came."""
        super().__init__(data, initial=start if row is None else self.shown(row))
        self.offer()

    @property
    def ticket(self) -> str:
        """What the page of a new row sends along; « » for a row that has its key."""
        return "" if self.row is not None else self.sent or secrets.token_hex(4)

    @property
    def seen(self) -> str:
        """The version of the row that the page shows; « » for a new one."""
        return "" if self.row is None else self.kept or print_of(self.row)

    def may_be_written(self) -> bool:
        """Valid, and not over a row that changed since the page was shown: told, saving again decides."""
        before = self.data.get("vu", "")
        valid = self.is_valid()
        if self.row is None or not before or before == self.seen:
            return valid
        if valid and self.built(self.row.key) == self.row:
            # The same words sent twice.
            return True
        for name, words in differences(self, self.shown(self.row)).items():
            self.add_error(name, words)
        self.add_error(None, CHANGED)
        return False

    def offer(self) -> None:
        """Choices that depend on the trajectory."""

    def bound(self, *names: str) -> list[forms.BoundField]:
        """These fields, those that the form has."""
        return [self[name] for name in names if name in self.fields]

    def shown(self, row: R) -> dict[str, Any]:
        """What the fields show of a row."""
        raise NotImplementedError

    def built(self, key: str) -> R:
        """The row as it was typed."""
        raise NotImplementedError

    def within(self, data: Mapping[str, Any], start: str = "debut", end: str = "fin") -> None:
        """What begins after the projected years, or ends before them, would never count: it is told."""
        last = self.plan.first_month.plus(self.plan.months - 1)
        begins, ends = data.get(start), data.get(end)
        if begins is not None and ends is not None and ends < begins:
            # The engine says it, at the end.
            return
        if begins is not None and begins > last:
            self.add_error(
                start,
                f"C’est après les années projetées, qui finissent en {month_words(last)}. Rapprochez cette "
                "date, ou allongez la trajectoire.",
            )
        if ends is not None and ends < self.plan.first_month:
            self.add_error(
                end,
                f"C’est avant la première année, qui commence en {month_words(self.plan.first_month)}\u00a0: "
                "cela ne compterait jamais. Corrigez cette date.",
            )

    def only_shown(self) -> None:
        """As it was typed, before anything is checked: no error is told."""
        self._errors = ErrorDict()
        # What was typed was typed over that version.
        self.kept = self.data.get("vu", "")

    def tell(self, faults: Iterable[Fault]) -> None:
        """Each fault beside its field, with what to do; beside the first one when it has none."""
        for fault in faults:
            place = self.places.get(fault.field)
            self.add_error(place if place in self.fields else None, f"{fault.message} {fault.remedy}")
