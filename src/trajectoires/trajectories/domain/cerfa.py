"""The Cerfa form's choices: which exercice, what is given in kind, where a line goes. Pure edits."""

from __future__ import annotations

import msgspec

from equilibre.trajectory.cerfa_placing import CerfaPart, CerfaPlace, InKind
from trajectoires.trajectories.domain.rows import with_row
from trajectoires.trajectories.domain.saved import Saved

replace = msgspec.structs.replace


def say_year(saved: Saved, year: int, in_kind: tuple[InKind, ...]) -> Saved:
    """The exercice of the table, and the contributions that were typed."""
    return replace(saved, cerfa=replace(saved.cerfa, year=year, in_kind=in_kind))


def place(saved: Saved, key: str, parts: tuple[CerfaPart, ...]) -> Saved:
    """Where a line goes; without parts, what is proposed."""
    kept = tuple(one for one in saved.cerfa.places if one.key != key)
    if parts:
        kept = with_row(saved.cerfa.places, CerfaPlace(key=key, parts=parts))
    return replace(saved, cerfa=replace(saved.cerfa, places=kept))
