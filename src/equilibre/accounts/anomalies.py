"""What a reader noticed: quality signals with a place and a remedy, never a legal verdict."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["information", "a_verifier", "serieux"]
ITEMS_PER_CODE = 100
"""At most so many items are listed per code; all are counted."""


class Anomaly(msgspec.Struct, frozen=True, kw_only=True):
    """One occurrence. ``line`` is the physical line of the file (the header is line 1)."""

    code: str
    """T01–T22 (DGFiP's public test), S01–S22 (our own), other prefixes for sheets and forms."""
    severity: Severity
    message: str
    remedy: str
    line: int | None = None
    field: str = ""
    read: str = ""
    expected: str = ""


class AnomalyReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that was noticed in one reading."""

    by_code: dict[str, int] = {}
    """How many occurrences per code: all are counted."""
    items: tuple[Anomaly, ...] = ()

    @property
    def count(self) -> int:
        """Number of occurrences, listed or not."""
        return sum(self.by_code.values())
