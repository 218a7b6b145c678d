"""Figures: every number that the engine prints knows where it comes from."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Unit = Literal["centimes", "part", "mois", "jours", "heures", "nombre", "etp", "ratio", "euros_par_heure"]
"""centimes: integer cents. part: 0–1 share. ratio: any quotient. etp: full-time equivalents."""

Status = Literal["etabli", "lecture", "convention"]
"""etabli: a source states it. lecture: our reading of a source. convention: the platform's choice."""

Certainty = Literal["mesure", "estime", "suppose", "non_mesure"]


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a figure was computed from.

    ``kind``: ``compte`` (ref = account number), ``figure`` (ref = key of another figure of the same
    exercice), ``declare`` (typed by the user, ref = name of the field), ``financeur`` (ref = payer key).
    """

    kind: Literal["compte", "figure", "declare", "financeur"]
    ref: str
    label: str
    value: int | float | None
    unit: Unit = "centimes"
    sign: Literal["+", "−", "×", "÷"] = "+"


class ParameterUse(msgspec.Struct, frozen=True, kw_only=True):
    """A dated parameter of the reference data as it was used in a figure."""

    key: str
    label: str
    value: int | float | str
    unit: str
    valid_from: dt.date | None
    source: str
    status: Status
    url: str = ""
    last_known: bool = False
    """No value is known for the date asked: this is the nearest one known, and must be shown as such."""
    note: str = ""
    """What the reader must know of it, e.g. « dernière valeur connue : 2025 »."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its lineage. ``value`` is None when it is not measured or not computable: never zero."""

    key: str
    """Stable within an exercice, lower case, digits, dots, dashes and underscores: it is an address."""
    label: str
    value: int | float | None
    unit: Unit
    formula: str
    """In French words, e.g. « somme des comptes de classe 7, crédit moins débit »."""
    inputs: tuple[Input, ...] = ()
    parameters: tuple[ParameterUse, ...] = ()
    status: Status = "etabli"
    certainty: Certainty = "mesure"
    source: str = ""
    """What states the formula (a text, a rule of the platform), in words."""
    note: str = ""
    """Why there is no value, or what it leaves out."""


class FigureBook:
    """Collects the figures of one exercice while the model is being built; keys are unique."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}

    def add(self, figure: Figure) -> Figure:
        """Record a figure. A key given twice is a programming error: ``ValueError``."""
        if figure.key in self._figures:
            raise ValueError(f"figure recorded twice: {figure.key}")
        self._figures[figure.key] = figure
        return figure

    def get(self, key: str) -> Figure:
        """The figure of that key; ``KeyError`` when it was never recorded."""
        return self._figures[key]

    def __contains__(self, key: object) -> bool:
        return key in self._figures

    def as_dict(self) -> dict[str, Figure]:
        """All figures by key, in the order they were recorded."""
        return dict(self._figures)
