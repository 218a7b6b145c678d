"""The rules of choice and dates: shipped data, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from equilibre.pathway.plans import Audience, Company, Objective, Pace


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each fit is worth, in points that only compare items with one another."""

    added: int
    held: int
    action: int
    action_rank: int
    action_least: int
    finding: int
    fragile: int
    weak: int
    objective: int
    audience: int
    maturity: int
    format: int
    together: int
    new_medoc: int
    same_subject: int
    least: int


class Help(msgspec.Struct, frozen=True):
    """The page that comes before anything when cash is short."""

    key: str


class Board(msgspec.Struct, frozen=True):
    """Pages that one takes to a meeting, dated on its day."""

    keys: tuple[str, ...]
    after: int
    """Days after the last step, at most, when there is no deadline."""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the rules; every number is a convention of the platform."""

    version: str
    status: str
    source: str
    budget: dict[Pace, int]
    """Minutes."""
    steps: dict[Pace, int]
    days: dict[Pace, int]
    weights: Weights
    doing: dict[str, int]
    """Kind of page → points, for an objective that acts."""
    learning: dict[str, int]
    help: Help
    board: Board
    together: dict[Company, tuple[str, ...]]
    dimensions: dict[str, str]
    objectives: dict[Objective, str]
    audiences: dict[Audience, str]
    formats: dict[str, str]


@cache
def rules() -> Rules:
    """Raises ``msgspec.ValidationError`` when the shipped file lacks something: a fault of the release."""
    text = resources.files("equilibre.pathway").joinpath("data", "rules.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Rules)
