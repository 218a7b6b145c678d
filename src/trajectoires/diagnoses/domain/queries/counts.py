"""How many questions each variant and each length ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import LENGTHS
from equilibre.diagnosis.visibility import asked_at_most


@dataclass(frozen=True)
class Count:
    """A row of the table: the variant, then one number for each length."""

    label: str
    numbers: tuple[int, ...]


@lru_cache(maxsize=1)
def questions_asked() -> tuple[Count, ...]:
    """One row for each variant. Cached: the shipped bank does not change while the process lives."""
    shipped = bank.load()
    return tuple(
        Count(label, tuple(len(asked_at_most(shipped, code, length)) for length in LENGTHS))  # type: ignore[arg-type]
        for code, label in shipped.variants.items()
    )
