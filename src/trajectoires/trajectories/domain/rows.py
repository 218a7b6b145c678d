"""Where the rows of a list are kept: in the plan, or in a field of ``Saved`` of their own.

A page that lists rows and changes them one by one (``views/rows.py``) knows nothing else of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from equilibre.trajectory.checking import Fault
from trajectoires.trajectories.domain.saved import Saved


class Row(Protocol):
    """What every row has."""

    @property
    def key(self) -> str:
        """Its address."""

    @property
    def label(self) -> str:
        """Its words."""


class Rows(Protocol):
    """The rows of a list, and pure edits of them; ``storage.revise`` writes."""

    @property
    def name(self) -> str:
        """What keys begin with."""

    def of(self, saved: Saved) -> tuple[Row, ...]:
        """In the order of the page."""

    def put(self, saved: Saved, row: Any) -> Saved:
        """The row in the place of the one of its key, or at the end."""

    def take_out(self, saved: Saved, key: str) -> Saved:
        """Without the row of this key, nor what named it."""

    def wrong(self, saved: Saved, key: str) -> tuple[Fault, ...]:
        """What is wrong with one row, once everything is read."""


@dataclass(frozen=True)
class OwnRows:
    """Rows of a field of ``Saved``, or of something that it holds."""

    name: str
    read: Callable[[Saved], tuple[Any, ...]]
    write: Callable[[Saved, tuple[Any, ...]], Saved]
    check: Callable[[Saved, str], tuple[Fault, ...]]
    """The faults of the row of this key."""

    def of(self, saved: Saved) -> tuple[Row, ...]:
        """In the order of the page."""
        return self.read(saved)

    def put(self, saved: Saved, row: Any) -> Saved:
        """The row in the place of the one of its key, or at the end."""
        return self.write(saved, with_row(self.read(saved), row))

    def take_out(self, saved: Saved, key: str) -> Saved:
        """Without the row of this key."""
        return self.write(saved, tuple(one for one in self.read(saved) if one.key != key))

    def wrong(self, saved: Saved, key: str) -> tuple[Fault, ...]:
        """The faults of one row."""
        return self.check(saved, key)


def with_row(rows: tuple[Any, ...], row: Any) -> tuple[Any, ...]:
    """The row in the place of the one of its key, or at the end."""
    if any(one.key == row.key for one in rows):
        return tuple(row if one.key == row.key else one for one in rows)
    return (*rows, row)


def row_of(rows: Rows, saved: Saved, key: str) -> Row | None:
    """The row of this key; None when there is none."""
    return next((one for one in rows.of(saved) if one.key == key), None)


def new_key(rows: Rows, saved: Saved) -> str:
    """A key that no row has: « ligne-1 »."""
    taken = {one.key for one in rows.of(saved)}
    return next(key for rank in range(1, len(taken) + 2) if (key := f"{rows.name}-{rank}") not in taken)
