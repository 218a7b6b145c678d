"""The shipped questions: ``data/``, read once, refused when incoherent."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from equilibre.diagnosis.coherence import faults
from equilibre.diagnosis.questionnaire import DiagnosisAction, Dimension, Question, Questionnaire
from equilibre.formatting import typographic
from equilibre.reference import wordings

REUSED = ("title", "why", "how", "first_half_hour", "contact", "effect", "effort")
"""What an action takes from the action of the model that it reuses."""


class BankError(ValueError):
    """The data cannot be asked: which file, and every fault."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a criterion and what it may be a signal of: never a legal conclusion."""

    code: str
    label: str
    signal: str = ""


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One of the six criteria of general interest and social utility, asked once."""

    key: str
    question: str
    choices: tuple[Choice, ...]
    help: str = ""


@lru_cache(maxsize=1)
def load() -> Questionnaire:
    """The bank of this version, typeset. Raises ``BankError``."""
    return read(files("equilibre.diagnosis") / "data")


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """The six criteria, in order. Raises ``BankError``."""
    rows = _document(files("equilibre.diagnosis") / "data", "criteria.toml").get("criterion", [])
    return _converted(rows, tuple[Criterion, ...], "criteria.toml")  # type: ignore[no-any-return]


def read(data: Traversable) -> Questionnaire:
    """The bank in a folder. Raises ``BankError``."""
    head = _document(data, "questionnaire.toml")
    dimensions = _converted(head.get("dimension", []), tuple[Dimension, ...], "questionnaire.toml")
    questions: list[Question] = []
    for dimension in dimensions:
        name = f"questions/{dimension.code}.toml"
        rows = _document(data, name).get("question", [])
        mine = _converted([{"dimension": dimension.code, **row} for row in rows], tuple[Question, ...], name)
        if any(one.dimension != dimension.code for one in mine):
            raise BankError(f"{name}: a question of another dimension")
        questions += mine
    actions = [_action(row) for row in _document(data, "actions.toml").get("action", [])]
    told = {
        "version": head.get("version"),
        "levels": head.get("levels"),
        "variants": head.get("variants"),
        "dimensions": dimensions,
        "questions": tuple(questions),
        "actions": _converted(actions, tuple[DiagnosisAction, ...], "actions.toml"),
    }
    questionnaire: Questionnaire = _converted(told, Questionnaire, "questionnaire.toml")
    if found := faults(questionnaire):
        raise BankError("\n".join(found))
    return questionnaire


def _action(row: dict[str, Any]) -> dict[str, Any]:
    """The row, completed by the action of the model that it reuses."""
    code = row.get("reuse")
    if code is None:
        return row
    model = next((one for one in wordings.actions() if one.code == code), None)
    if model is None:
        raise BankError(f"actions.toml: no action of the model is called {code}")
    own = {name: value for name, value in row.items() if name != "reuse"}
    return {"code": code, **{name: getattr(model, name) for name in REUSED}, **own}


def _document(data: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((data / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BankError(f"{name}: {error}") from error


def _converted(told: object, wanted: Any, name: str) -> Any:
    try:
        return msgspec.convert(_typeset(told), wanted)
    except msgspec.ValidationError as error:
        raise BankError(f"{name}: {error}") from error


def _typeset(told: object) -> object:
    if isinstance(told, str):
        return typographic(told)
    if isinstance(told, dict):
        return {name: _typeset(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_typeset(value) for value in told]
    return told
