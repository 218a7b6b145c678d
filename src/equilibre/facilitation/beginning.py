"""What a session may begin from: whatever prepared it hands this, and the session asks nothing else."""

from __future__ import annotations

import msgspec

MOST_PREPARED = 3
"""Decisions prepared for one session: beyond, the room has no time left to debate them (convention)."""


class ToDecide(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that waits: the host picks those to prepare."""

    key: str
    label: str
    why: str = ""
    """« au plus tard le 14 février 2027, d’après vos délais »."""
    body: str = ""
    """Who decides: « bureau », « conseil », « assemblee »; « » when it was not said."""


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """Words that come with a session."""

    organisation: str = ""
    project: str = ""
    sentence: str = ""
    """Of the model, and of the years to come when they are known."""
    lines: dict[str, tuple[str, ...]] = {}
    """Source of options (« activites », « fragilites »…) → lines that the room will be proposed."""
    decisions: tuple[ToDecide, ...] = ()
