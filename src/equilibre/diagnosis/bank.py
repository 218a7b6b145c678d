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
    notion: str = ""
    """Code of the notion that the answer invites to look at; « » when it points to none."""


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


@lru_cache(maxsize=1)
def notions() -> dict[str, str]:
    """Code → name of the five notions that are never taken for one another (field rule 30).

    Raises ``BankError``.
    """
    rows = _document(files("equilibre.diagnosis") / "data", "criteria.toml").get("notions", {})
    return _converted(rows, dict[str, str], "criteria.toml")  # type: ignore[no-any-return]


def read(data: Traversable) -> Questionnaire:
    """The bank in a folder. Raises ``BankError``."""
    head = _document(data, "questionnaire.toml")
    dimensions = _converted(head.get("dimension", []), tuple[Dimension, ...], "questionnaire.toml")
    questions: list[Question] = []
    for dimension in dimensions:
        for name, document in _documents(data, f"questions/{dimension.code}"):
            rows = [{**row, "dimension": dimension.code} for row in document.get("question", [])]
            questions += _converted(rows, tuple[Question, ...], name)
    actions: list[DiagnosisAction] = []
    for name, document in _documents(data, "actions"):
        told_actions = [_action(row, name) for row in document.get("action", [])]
        actions += _converted(told_actions, tuple[DiagnosisAction, ...], name)
    told = {
        "version": head.get("version"),
        "levels": head.get("levels"),
        "variants": head.get("variants"),
        "dimensions": dimensions,
        "questions": tuple(questions),
        "actions": tuple(actions),
    }
    questionnaire: Questionnaire = _converted(told, Questionnaire, "questionnaire.toml")
    if found := faults(questionnaire):
        raise BankError("\n".join(found))
    return questionnaire


def _action(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row, completed by the action of the model that it reuses."""
    code = row.get("reuse")
    if code is None:
        return row
    model = next((one for one in wordings.actions() if one.code == code), None)
    if model is None:
        raise BankError(f"{name}: no action of the model is called {code}")
    own = {part: value for part, value in row.items() if part != "reuse"}
    return {"code": code, **{part: getattr(model, part) for part in REUSED}, **own}


def _documents(data: Traversable, folder: str) -> list[tuple[str, dict[str, Any]]]:
    """Every file of a folder of the bank by name: those of the associations come first."""
    try:
        names = sorted(one.name for one in data.joinpath(folder).iterdir() if one.name.endswith(".toml"))
    except OSError as error:
        raise BankError(f"{folder}: {error}") from error
    names.sort(key=lambda name: name != "associations.toml")
    return [(f"{folder}/{name}", _document(data, f"{folder}/{name}")) for name in names]


def _document(data: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.joinpath(name).read_text(encoding="utf-8"))
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
