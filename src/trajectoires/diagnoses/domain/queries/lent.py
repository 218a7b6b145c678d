"""Which dimensions are lent, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass

from trajectoires.diagnoses.domain import sharing
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.queries.screens import visible_of
from trajectoires.diagnoses.models import Part


@dataclass(frozen=True)
class Lent:
    """A dimension; ``token`` is « » while it is not lent."""

    code: str
    label: str
    answered: int
    asked: int
    token: str


def dimensions(opened: Opened, *, edit_token: str) -> tuple[Lent, ...]:
    """Every dimension, in order. One query."""
    lent = {
        part.dimension: sharing.part_token(edit_token=edit_token, part=part)
        for part in Part.objects.filter(diagnosis=opened.diagnosis, token_hash__isnull=False).order_by("pk")
    }
    found = []
    for one in opened.questionnaire.dimensions:
        keys = [asked.key for asked in opened.questionnaire.questions if asked.dimension == one.code]
        seen = visible_of(opened.questionnaire, opened.saved, keys)
        answered = sum(asked.key in opened.saved.answers for asked in seen)
        found.append(Lent(one.code, one.label, answered, len(seen), lent.get(one.code, "")))
    return tuple(row for row in found if row.asked)
