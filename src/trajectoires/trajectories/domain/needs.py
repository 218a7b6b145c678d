"""What has to be financed, as the user says it: kept beside the plan, never computed with."""

from __future__ import annotations

import msgspec


class FinancingNeed(msgspec.Struct, frozen=True, kw_only=True):
    """One of the needs of the map, ticked, with one's own words."""

    code: str
    """Of ``equilibre.reference.instruments``."""
    words: str = ""
    amount: int | None = None
    """Cents; None when it is not known."""
