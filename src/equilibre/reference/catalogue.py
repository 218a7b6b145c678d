"""Natures of financing, resource lines R01…R18 and the seven families, as data with their status."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from equilibre.figures import Status
from equilibre.formatting import typographic
from equilibre.reference.shipped import document


@dataclass(frozen=True)
class NatureInfo:
    """A nature of financing: code, wording for the screen, status of the wording."""

    code: str
    label: str
    short: str
    description: str
    status: Status


@dataclass(frozen=True)
class LineInfo:
    """A resource line. ``private``: False for public money (and for R18, which is neither).

    ``short``: at most 24 characters, for drawings.
    """

    code: str
    label: str
    short: str
    nature: str
    group: str
    private: bool
    status: Status


@dataclass(frozen=True)
class FamilyInfo:
    """One of the seven families, described in our words, with its strength and its condition."""

    code: str
    label: str
    short: str
    description: str
    strength: str
    condition: str
    status: Status


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return document("catalogue.toml")


def _spaced(row: dict[str, Any]) -> dict[str, Any]:
    """The row with French spacing in its words."""
    return {key: typographic(value) if isinstance(value, str) else value for key, value in row.items()}


@lru_cache(maxsize=1)
def natures() -> dict[str, NatureInfo]:
    """The five natures by code, in the order in which they are shown."""
    return {row["code"]: NatureInfo(**_spaced(row)) for row in _raw()["nature"]}


@lru_cache(maxsize=1)
def lines() -> dict[str, LineInfo]:
    """The resource lines by code, R01 to R18."""
    return {row["code"]: LineInfo(**_spaced(row)) for row in _raw()["line"]}


@lru_cache(maxsize=1)
def families() -> dict[str, FamilyInfo]:
    """The seven families by code."""
    return {row["code"]: FamilyInfo(**_spaced(row)) for row in _raw()["family"]}


def source(subject: str) -> str:
    """Where ``natures``, ``familles`` or ``lignes`` come from, in words."""
    return typographic(_raw()["sources"][subject])
