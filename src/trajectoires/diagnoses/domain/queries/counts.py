"""Which lengths the bank can offer, and how many questions each of them asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import LENGTHS, Length
from equilibre.diagnosis.visibility import asked_at_most


@dataclass(frozen=True)
class Count:
    """A row of the table: the variant, then one number for each length."""

    label: str
    numbers: tuple[int, ...]


@lru_cache(maxsize=1)
def offered() -> tuple[Length, ...]:
    """The lengths that ask more than the shorter one: what the bank does not hold yet is not proposed."""
    shipped = bank.load()
    kept: list[Length] = []
    before = 0
    for length in LENGTHS:
        asked = sum(len(asked_at_most(shipped, variant, length)) for variant in shipped.variants)  # type: ignore[arg-type]
        if asked > before:
            kept.append(length)
        before = asked
    return tuple(kept)


@lru_cache(maxsize=1)
def questions_asked() -> tuple[Count, ...]:
    """One row for each variant, one number for each length offered.

    Cached: the shipped bank does not change while the process lives.
    """
    shipped = bank.load()
    return tuple(
        Count(label, tuple(len(asked_at_most(shipped, code, length)) for length in offered()))  # type: ignore[arg-type]
        for code, label in shipped.variants.items()
    )
