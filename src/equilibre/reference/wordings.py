"""The French sentences of alerts, findings and actions: data with named places for amounts."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Literal

import msgspec

from equilibre.formatting import typographic
from equilibre.reference.shipped import ReferenceDataError, document


class AlertWording(msgspec.Struct, frozen=True, kw_only=True):
    """A question that deserves attention. ``published``: the neutral sentence for a published case."""

    code: str
    message: str
    why: str
    source: str
    published: str = ""


class FindingWording(msgspec.Struct, frozen=True, kw_only=True):
    """A strength or a fragility. ``effect``: 1 (light) to 5 (vital), the order in which they are told."""

    code: str
    kind: Literal["force", "fragilite"]
    title: str
    why: str
    effect: int


class ActionWording(msgspec.Struct, frozen=True, kw_only=True):
    """A next action. ``when``: the conclusions that call for it (« alerte:deficit »); one is enough.

    ``effect`` 1–5 (5 changes the year), ``effort`` 1–5 (1 is done in an evening): the order of the list.
    """

    code: str
    title: str
    why: str
    how: str
    first_half_hour: str
    contact: str
    when: tuple[str, ...]
    effect: int
    effort: int


def fill(template: str, values: dict[str, str]) -> str:
    """A sentence with its places filled, in French typography; ``KeyError`` when a value is missing."""
    return typographic(template.format_map(values))


def places(template: str) -> frozenset[str]:
    """The names between braces in a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def _unique(codes: list[str], what: str) -> None:
    if len(codes) != len(set(codes)):
        raise ReferenceDataError(f"{what} given twice")


@lru_cache(maxsize=1)
def alerts() -> dict[str, AlertWording]:
    """Alert sentences by code."""
    rows = msgspec.convert(document("alerts.toml")["alert"], list[AlertWording])
    _unique([row.code for row in rows], "alert")
    return {row.code: row for row in rows}


@lru_cache(maxsize=1)
def findings() -> dict[str, FindingWording]:
    """Finding sentences by code."""
    rows = msgspec.convert(document("findings.toml")["finding"], list[FindingWording])
    _unique([row.code for row in rows], "finding")
    return {row.code: row for row in rows}


@lru_cache(maxsize=1)
def actions() -> tuple[ActionWording, ...]:
    """Actions in the order of the file."""
    rows = msgspec.convert(document("actions.toml")["action"], list[ActionWording])
    _unique([row.code for row in rows], "action")
    return tuple(rows)
