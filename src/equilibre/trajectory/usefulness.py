"""How useful an activity is to the project, from 1 (little) to 10 (at its heart): typed, or voted by many.

Votes are read from five on, as a middle and a spread, never one by one (field rule 24). Both are conventions
of the platform.
"""

from __future__ import annotations

import math
from statistics import median

import msgspec

LOWEST, HIGHEST = 1, 10
MIDDLE = (LOWEST + HIGHEST) / 2
VOTERS = 5
"""Votes below which nothing is shown."""
QUARTER = 0.25


class Votes(msgspec.Struct, frozen=True, kw_only=True):
    """What several people said of one activity."""

    count: int
    median: float
    """As many people said less as said more."""
    low: int
    high: int
    """At least half of the votes are from ``low`` to ``high``, both counted."""
    source: str = ""
    """Which vote, when it was not the poll of the trajectory: « en séance du 12 mars 2027 »."""


def read_votes(votes: tuple[int, ...]) -> Votes | None:
    """The middle of the votes and their spread; None under five. Raises ``ValueError`` out of 1–10."""
    if any(not LOWEST <= vote <= HIGHEST for vote in votes):
        raise ValueError("a vote is out of the scale")
    if len(votes) < VOTERS:
        return None
    ranked, last = sorted(votes), len(votes) - 1
    return Votes(
        count=len(votes),
        median=float(median(ranked)),
        low=ranked[math.floor(last * QUARTER)],
        high=ranked[math.ceil(last * (1 - QUARTER))],
    )
