"""What a drawing function hands back: the picture, what it says, and the same as a table."""

from __future__ import annotations

from typing import Literal

import msgspec

from equilibre.model.results import ExerciceModel, SocioEconomicModel

Variant = Literal["page", "print", "phone"]
"""page: a screen of 600 px and more. phone: 360 px. print: the PDF, in black ink, patterns stronger."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing as a table: ``rows`` have as many cells as ``header``, already written for the screen."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each row as pairs of a title and a cell, for a list where columns do not fit."""
        return tuple(tuple(zip(self.header, row, strict=True)) for row in self.rows)


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing. ``svg`` is safe markup; the other texts are plain and must be escaped by who prints them.

    ``sentence`` says in plain French what the picture means; ``description`` says what it shows.
    """

    svg: str
    title: str
    description: str
    sentence: str
    table: Table


def chosen(model: SocioEconomicModel, exercice: ExerciceModel | None) -> ExerciceModel:
    """The exercice to draw: the given one, or the last."""
    return exercice if exercice is not None else model.last


def until(model: SocioEconomicModel, exercice: ExerciceModel | None) -> SocioEconomicModel:
    """The model as it stood at the given exercice: the later ones are left out."""
    if exercice is None or exercice not in model.exercices:
        return model
    count = model.exercices.index(exercice) + 1
    return msgspec.structs.replace(model, exercices=model.exercices[:count])
