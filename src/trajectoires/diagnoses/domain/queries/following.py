"""What a result page offers next: the steps that other capabilities registered, with what we know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate

from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.queries.cash import cash_is_short
from trajectoires.diagnoses.enums import AUDIENCES
from trajectoires.thread import exchange


@dataclass(frozen=True)
class Following:
    """A form: where it goes, its words, its hidden fields, the template of its other fields."""

    address: str
    label: str
    why: str
    hidden: tuple[tuple[str, str], ...]
    template: str


def assembly_ahead(opened: Opened) -> dt.date | None:
    """The next assembly, that the parcours ends before; None when it is not known, or past."""
    day = opened.saved.situation.next_assembly
    return day if day is not None and day > localdate() else None


def following(opened: Opened) -> tuple[Following, ...]:
    """The steps after a diagnosis, in order."""
    assembly = assembly_ahead(opened)
    known = (
        ("objectif", opened.saved.objective),
        ("public", AUDIENCES.get(opened.saved.variant, "gouvernance")),
        ("echeance", _iso(assembly)),
        ("conseil", _iso(opened.saved.situation.next_board)),
        ("bureau", _iso(opened.saved.situation.next_office)),
        ("tresorerie", "oui" if cash_is_short(opened) else ""),
    )
    hidden = tuple((name, value) for name, value in known if value)
    return tuple(
        Following(
            address=reverse(step.url_name),
            label=step.label,
            why=step.why,
            hidden=((step.field, str(opened.link)), *hidden),
            template=step.template,
        )
        for step in exchange.next_steps("diagnosis")
    )


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""
