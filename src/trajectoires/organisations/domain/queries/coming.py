"""What the latest copies of a space date: the next decisions and tasks, read from the copies themselves."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from trajectoires.organisations.domain.queries.spaces import KindOfCopies
from trajectoires.organisations.models import Holding
from trajectoires.thread import exchange
from trajectoires.thread.exchange import Coming

SHOWN = 5
"""Lines of a copy; the copy itself has them all."""


@dataclass(frozen=True)
class ComingOfKind:
    """What comes next in the latest copy of a kind that dates things."""

    label: str
    """« Trajectoire »."""
    copy: Holding | None
    """None: nothing of this kind is kept yet."""
    lines: tuple[Coming, ...] = ()
    more: int = 0
    """Lines beyond those shown."""
    readable: bool = True
    """False: this version of the site does not read the copy any more."""


def coming(groups: Iterable[KindOfCopies], *, today: dt.date) -> list[ComingOfKind]:
    """For each kind of ``groups`` that dates things. One query when a copy is kept, none otherwise."""
    keepers = exchange.keepers()
    dating = [
        (group, keepers[group.kind].upcoming)
        for group in groups
        if group.kind in keepers and keepers[group.kind].upcoming is not None
    ]
    kept = [group.latest.pk for group, _ in dating if group.latest is not None]
    contents = dict(Holding.objects.filter(pk__in=kept).values_list("pk", "content")) if kept else {}
    found = []
    for group, read in dating:
        content = contents.get(group.latest.pk) if group.latest is not None else None
        # Erased between two queries: as if it had never been kept.
        if content is None or read is None:
            found.append(ComingOfKind(group.label, None))
            continue
        try:
            lines = read(zlib.decompress(content), today)
        except (ValueError, msgspec.MsgspecError, zlib.error):
            found.append(ComingOfKind(group.label, group.latest, readable=False))
            continue
        found.append(ComingOfKind(group.label, group.latest, lines[:SHOWN], max(0, len(lines) - SHOWN)))
    return found
