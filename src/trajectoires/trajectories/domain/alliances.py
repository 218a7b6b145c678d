"""Edits of the alliances: pure functions of ``Saved``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from equilibre.model.dossier import Partner
from equilibre.trajectory.alliances import Alliance, faults
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.partners import alliance_from
from trajectoires.trajectories.domain.rows import OwnRows, Row, with_row
from trajectoires.trajectories.domain.saved import Saved

replace = msgspec.structs.replace
Side = Literal["gains", "costs"]
NAMES: dict[Side, str] = {"gains": "apport", "costs": "cout"}


def alliance_of(saved: Saved, key: str) -> Alliance | None:
    """The alliance of this key; None when there is none."""
    return next((one for one in saved.alliances if one.key == key), None)


def _wrong(saved: Saved, key: str) -> tuple[Fault, ...]:
    found = alliance_of(saved, key)
    return () if found is None else faults(found)


ALLIANCES = OwnRows(
    name="alliance",
    read=lambda saved: saved.alliances,
    write=lambda saved, rows: replace(saved, alliances=rows),
    check=_wrong,
)


def partner_of(saved: Saved, key: str) -> Partner | None:
    """The proposed partner of this key; None when there is none."""
    return next((one for one in saved.partners if one.key == key), None)


def take_up(saved: Saved, key: str, *, alliance: str) -> Saved:
    """The proposed partner becomes an alliance of the key ``alliance``; unchanged when nobody is proposed."""
    partner = partner_of(saved, key)
    if partner is None:
        return saved
    return set_aside(ALLIANCES.put(saved, alliance_from(partner, key=alliance)), key)


def set_aside(saved: Saved, key: str) -> Saved:
    """Not proposed any more."""
    return replace(saved, partners=tuple(one for one in saved.partners if one.key != key))


@dataclass(frozen=True)
class AmountRows:
    """What one alliance brings, or what it takes (``domain.rows.Rows``). Gone, it has no row."""

    alliance: str
    side: Side

    @property
    def name(self) -> str:
        """What keys begin with."""
        return NAMES[self.side]

    def of(self, saved: Saved) -> tuple[Row, ...]:
        """In the order of the page."""
        found = alliance_of(saved, self.alliance)
        rows: tuple[Row, ...] = () if found is None else getattr(found, self.side)
        return rows

    def put(self, saved: Saved, row: Any) -> Saved:
        """The row in the place of the one of its key, or at the end."""
        return self._write(saved, with_row(self.of(saved), row))

    def take_out(self, saved: Saved, key: str) -> Saved:
        """Without the row of this key."""
        return self._write(saved, tuple(one for one in self.of(saved) if one.key != key))

    def wrong(self, saved: Saved, key: str) -> tuple[Fault, ...]:
        """What is wrong with one row, read alone."""
        found = alliance_of(saved, self.alliance)
        if found is None:
            return ()
        kept: dict[str, tuple[Any, ...]] = {"gains": (), "costs": ()}
        kept[self.side] = tuple(one for one in self.of(saved) if one.key == key)
        return faults(replace(found, **kept))

    def _write(self, saved: Saved, rows: tuple[Any, ...]) -> Saved:
        found = alliance_of(saved, self.alliance)
        return saved if found is None else ALLIANCES.put(saved, replace(found, **{self.side: rows}))
