"""The directory of référents as its page shows it: two queries, the rest in memory (about a hundred rows)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q

from trajectoires.pages.models import Source
from trajectoires.support import enums
from trajectoires.support.domain import choosing
from trajectoires.support.models import Referent


@dataclass(frozen=True)
class Directory:
    """``near``: those of the chosen territory, or every regional one; ``everywhere``: the national ones."""

    near: list[Referent]
    everywhere: list[Referent]
    counts: Counter[str] = field(default_factory=Counter)
    specialities: Counter[str] = field(default_factory=Counter)
    alone: Referent | None = None

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.near) + len(self.everywhere)


def directory(*, territory: str, speciality: str, today: dt.date, only: str = "") -> Directory:
    """The organisations that are valid today, by territory and speciality; ``counts`` is by territory.

    ``only`` is the key of an organisation that is asked alone.
    """
    rows = list(_valid(today))
    known = Counter(code for row in rows if _near(row, territory) for code in row.specialities)
    alone = next((row for row in rows if only and row.key == only), None)
    rows = [row for row in rows if not speciality or speciality in row.specialities]
    regional = [row for row in rows if row.scope == "regional"]
    places = {code: rank for rank, code in enumerate(enums.TERRITORIES)}
    regional.sort(key=lambda row: (min((places.get(c, 99) for c in row.regions), default=99), _name(row)))
    return Directory(
        near=[row for row in regional if not territory or territory in row.regions],
        everywhere=sorted((row for row in rows if row.scope == "national"), key=_name),
        counts=Counter(code for row in regional for code in row.regions),
        specialities=known,
        alone=alone,
    )


def _near(row: Referent, territory: str) -> bool:
    return not territory or row.scope == "national" or territory in row.regions


def _valid(today: dt.date) -> list[Referent]:
    return list(
        Referent.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        )
    )


def _name(row: Referent) -> str:
    return choosing.folded(row.name)


def sources_of(keys: set[str]) -> dict[str, Source]:
    """The sources cited by some rows, in one query."""
    return {source.key: source for source in Source.objects.filter(key__in=keys)} if keys else {}
