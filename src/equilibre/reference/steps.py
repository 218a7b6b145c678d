"""The steps of the methodological path, as data: what to do, with whom, how long, and what it opens.

Established: their number, the pair, the three collective moments, the diagnosis shared at the end of the
fourth. Titles, lengths and tasks are conventions of the platform (``sources``).
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Literal

import msgspec

from equilibre.reference.shipped import ReferenceDataError, document, spaced

Variant = Literal["huit", "sept_fin", "sept_zero"]


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Tool(_Row, frozen=True, kw_only=True):
    """A page that helps: ``opens`` names a page of the trajectory, ``at`` is an address of the site."""

    label: str
    why: str
    opens: str = ""
    at: str = ""


class Moment(_Row, frozen=True, kw_only=True):
    """One of the three collective moments."""

    title: str
    time: str
    people: str
    aim: str


class Step(_Row, frozen=True, kw_only=True):
    """A step of the path."""

    code: str
    title: str
    purpose: str
    weeks: int
    """How long it is counted when dates are proposed."""
    time: str
    people: str
    do: tuple[str, ...]
    keep: str
    """What its output is called."""
    example: str
    """A fictitious output."""
    product: str
    sheet: str
    """Page of the site, without slashes around."""
    tools: tuple[Tool, ...]
    moment: Moment | None = None


class Counting(_Row, frozen=True, kw_only=True):
    """A way of counting the steps: « huit », or one of two variants with seven."""

    code: Variant
    label: str
    why: str
    first: int
    """Number of the first step."""
    merged: str = ""
    """Code of the step that is done together with the one before."""


class Path(_Row, frozen=True, kw_only=True):
    """The whole data file."""

    checked: dt.date
    chosen_by: str
    """Code of the step at the end of which actions are chosen: dates are counted back from there."""
    first_review: int
    """Weeks between that choice and the first review."""
    sources: dict[str, str]
    """« cadre » and « nombre » (established), « plateforme » (convention)."""
    variant: tuple[Counting, ...]
    step: tuple[Step, ...]


@lru_cache(maxsize=1)
def path() -> Path:
    """The path as shipped, checked."""
    return parse(document("steps.toml"))


def parse(raw: dict[str, Any]) -> Path:
    """Check the data file. Raises ``ReferenceDataError`` on anything missing, unknown or twice."""
    try:
        found = msgspec.convert(spaced(raw), Path)
    except msgspec.ValidationError as error:
        raise ReferenceDataError(f"steps.toml: {error}") from error
    codes = [one.code for one in found.step]
    named = {found.chosen_by} | {one.merged for one in found.variant if one.merged}
    if len(set(codes)) != len(codes) or not named <= set(codes):
        raise ReferenceDataError("steps.toml: a step is given twice or named without being given")
    for one in found.step:
        if any(bool(tool.opens) == bool(tool.at) for tool in one.tools):
            raise ReferenceDataError(f"{one.code}: a tool has either « opens » or « at »")
    return found
