"""The levers of the three pillars, as data: « repères de la plateforme », each value with source and status.

Scales go from 1 (faible) to 4 (fort) and orient a discussion: no amount is ever computed from them (field
rule 28). A value that is absent has no repère: it is not zero.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args

import msgspec

from equilibre.figures import Status
from equilibre.formatting import typographic
from equilibre.reference.shipped import ReferenceDataError, document

LeverPillar = Literal["richesses_humaines", "financement", "alliances"]
PILLARS: tuple[LeverPillar, ...] = get_args(LeverPillar)
Way = Literal["aide", "demande", "risque"]
"""What a lever does to another: it helps it, it takes from it, it may harm it."""
SCALE = (1, 4)
LONGEST_DELAY = 60
"""Months: a longer delay is a slip of the keyboard."""
CASH = "tresorerie"
T = TypeVar("T", bound=msgspec.Struct)
_FIELDS = ("potential", "delay", "stability", "freedom", "cost")


class Repere(msgspec.Struct, frozen=True, kw_only=True):
    """A value from ``low`` to ``high``, of the scale 1–4 or in months, with its source and status."""

    low: int
    high: int
    status: Status
    source: str

    @property
    def words(self) -> str:
        """« 3 », « 2 à 3 »."""
        return str(self.low) if self.low == self.high else f"{self.low} à {self.high}"


class Prerequisite(msgspec.Struct, frozen=True, kw_only=True):
    """Something to check before a lever. Sentences by what is known; none of them concludes in law."""

    code: str
    label: str
    met: str
    doubt: str
    against: str
    source: str
    status: Status
    shown_by_use: bool = False
    """Who already uses the lever has passed it."""


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """On a pillar, on cash (« tresorerie ») or on a leaf of the tree."""

    on: str
    way: Way


class Lever(msgspec.Struct, frozen=True, kw_only=True):
    """A lever: a leaf of the tree, or a part of it that does not behave as the rest."""

    code: str
    leaf: str
    pillar: LeverPillar
    label: str
    description: str
    potential: Repere | None
    """Order of magnitude of what it brings, 1–4."""
    delay: Repere | None
    """Months before the first euro, or the first useful hour."""
    stability: Repere | None
    freedom: Repere | None
    """Freedom of use, 1–4."""
    cost: Repere | None
    """Activation cost, 1–4."""
    skills: tuple[str, ...]
    prerequisites: tuple[str, ...]
    diversify: str
    """What to do to open it."""
    intensify: str
    """What to do to raise it."""
    weighs_on: str
    effects: tuple[Effect, ...]
    lines: tuple[str, ...]
    """Resource lines that light it."""
    accounts: tuple[str, ...]
    """Beginnings of account numbers that tell it from another lever on the same line."""
    parts: tuple[str, ...]
    """Codes of the parts of a pillar that light it."""
    alliances: tuple[str, ...]
    """Types of alliances that light it."""
    sheet: str
    """Page of the site, without slashes around."""
    source: str
    """Where the leaf comes from; its values have their own source."""
    status: Status


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return document("levers.toml")


@lru_cache(maxsize=1)
def _loaded() -> tuple[dict[str, Lever], dict[str, Prerequisite]]:
    return parse(_raw())


def levers() -> dict[str, Lever]:
    """The levers by code, pillar by pillar, in the order of the tree."""
    return _loaded()[0]


def prerequisites() -> dict[str, Prerequisite]:
    """What to check, by code."""
    return _loaded()[1]


def title() -> str:
    """What the scales are called on the screen."""
    return typographic(_raw()["sources"]["titre"])


def checked() -> dt.date:
    """Day on which the file was last read against its sources."""
    day: dt.date = _raw()["checked"]
    return day


def parse(raw: dict[str, Any]) -> tuple[dict[str, Lever], dict[str, Prerequisite]]:
    """Check and index the data file. Raises ``ReferenceDataError`` on anything missing, unknown or twice."""
    checks = _by_code([_prerequisite(row) for row in raw["prerequisite"]])
    found = _by_code([_lever(row, raw["sources"]) for row in raw["lever"]])
    places = {CASH, *PILLARS, *(one.leaf for one in found.values())}
    for one in found.values():
        if unknown := set(one.prerequisites) - set(checks):
            raise ReferenceDataError(f"{one.code}: unknown prerequisite {sorted(unknown)}")
        if unknown := {effect.on for effect in one.effects} - places:
            raise ReferenceDataError(f"{one.code}: effect on nothing known {sorted(unknown)}")
    return found, checks


def _by_code(rows: list[Any]) -> dict[str, Any]:
    found = {row.code: row for row in rows}
    if len(found) != len(rows):
        raise ReferenceDataError("a code is given twice")
    return found


def _prerequisite(row: dict[str, Any]) -> Prerequisite:
    return _convert(_spaced(row), Prerequisite)


def _lever(row: dict[str, Any], sources: dict[str, str]) -> Lever:
    code = row.get("code", "?")
    if row.get("source") not in sources:
        raise ReferenceDataError(f"{code}: source missing or unknown")
    convention = typographic(sources["reperes"])
    empty: dict[str, Any] = dict.fromkeys(_FIELDS) | {
        name: [] for name in ("skills", "prerequisites", "effects", "lines", "accounts", "parts", "alliances")
    }
    filled = empty | _spaced(row) | {"source": typographic(sources[row["source"]])}
    for name in _FIELDS:
        if filled[name] is not None:
            filled[name] = _repere(code, name, filled[name], convention)
    return _convert(filled, Lever)


def _repere(code: str, name: str, pair: list[int], source: str) -> dict[str, Any]:
    lowest, highest = (0, LONGEST_DELAY) if name == "delay" else SCALE
    if len(pair) != 2 or not lowest <= pair[0] <= pair[1] <= highest:
        raise ReferenceDataError(f"{code}: {name} is not a pair of the scale: {pair}")
    return {"low": pair[0], "high": pair[1], "status": "convention", "source": source}


def _spaced(row: dict[str, Any]) -> dict[str, Any]:
    return {name: typographic(value) if isinstance(value, str) else value for name, value in row.items()}


def _convert(row: dict[str, Any], kind: type[T]) -> T:
    unknown = set(row) - set(kind.__struct_fields__)
    if unknown:
        raise ReferenceDataError(f"{row.get('code')}: unknown field {sorted(unknown)}")
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise ReferenceDataError(f"{row.get('code')}: {error}") from error
