"""Needs × instruments of investment, as data: a map of the platform, discussed and never computed with."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import msgspec

from equilibre.figures import Status
from equilibre.reference import levers
from equilibre.reference.levers import Prerequisite
from equilibre.reference.shipped import ReferenceDataError, document, spaced

HIGHEST = 3


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Something to finance."""

    code: str
    label: str


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A way to finance it. ``fits``: code of a need → 0 (does not suit) to 3 (suits well), a convention."""

    code: str
    label: str
    description: str
    fits: dict[str, int]
    repaid: Literal["oui", "non"]
    equity: str
    """What it does to equity, in a sentence."""
    cash: str
    """What it does to cash."""
    price: str
    """What it costs, in words: amounts are those that the user is offered."""
    delay: str
    """Time before it is there, in words: a convention of the platform."""
    who: str
    """Who decides."""
    call: str
    """Whom to call, by what they are: a convention of the platform."""
    prerequisites: tuple[str, ...]
    source: str
    status: Status
    term: str = ""
    guarantee: str = ""


class InvestmentMap(msgspec.Struct, frozen=True, kw_only=True):
    """The whole map, with the source of its figures."""

    needs: tuple[Need, ...]
    instruments: tuple[Instrument, ...]
    prerequisites: dict[str, Prerequisite]
    """Those of the levers, and those of instruments alone."""
    source: str

    def suited(self, need: str) -> tuple[Instrument, ...]:
        """Instruments that may suit a need, the best suited first. ``KeyError``: no such need."""
        if need not in {one.code for one in self.needs}:
            raise KeyError(need)
        kept = [one for one in self.instruments if one.fits[need]]
        return tuple(sorted(kept, key=lambda one: -one.fits[need]))


@lru_cache(maxsize=1)
def load() -> InvestmentMap:
    """The shipped map."""
    return parse(document("instruments.toml"))


def parse(raw: dict[str, Any]) -> InvestmentMap:
    """Check the data file. Raises ``ReferenceDataError`` on anything missing, unknown or out of the scale."""
    raw = spaced(raw)
    needs = tuple(msgspec.convert(row, Need) for row in raw["need"])
    checks = {row["code"]: msgspec.convert(row, Prerequisite) for row in raw["prerequisite"]}
    checks = {**levers.prerequisites(), **checks}
    instruments = tuple(_instrument(row, needs, raw["sources"]) for row in raw["instrument"])
    for one in instruments:
        if unknown := set(one.prerequisites) - set(checks):
            raise ReferenceDataError(f"{one.code}: unknown prerequisite {sorted(unknown)}")
    if len({one.code for one in instruments}) != len(instruments):
        raise ReferenceDataError("an instrument is given twice")
    return InvestmentMap(
        needs=needs, instruments=instruments, prerequisites=checks, source=raw["sources"]["carte"]
    )


def _instrument(row: dict[str, Any], needs: tuple[Need, ...], sources: dict[str, str]) -> Instrument:
    fits = row.get("fits", [])
    if len(fits) != len(needs) or any(fit not in range(HIGHEST + 1) for fit in fits):
        raise ReferenceDataError(f"{row.get('code')}: one fit of 0 to 3 for each need")
    if row.get("source") not in sources:
        raise ReferenceDataError(f"{row.get('code')}: source missing or unknown")
    named = {need.code: fit for need, fit in zip(needs, fits, strict=True)}
    try:
        return msgspec.convert({**row, "fits": named, "source": sources[row["source"]]}, Instrument)
    except msgspec.ValidationError as error:
        raise ReferenceDataError(f"{row.get('code')}: {error}") from error
