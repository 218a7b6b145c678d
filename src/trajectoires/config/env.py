"""Typed readers of environment variables; every name read here is documented in ``docs/settings.md``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on", "oui"}
FALSE = {"0", "false", "no", "off", "non", ""}


def text(name: str, default: str = "") -> str:
    """The variable as text, stripped."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """A yes or no; anything else is refused rather than guessed."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise _refused(name, "oui ou non", raw)


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``."""
    raw = os.environ.get(name)
    if raw is None or not raw.strip():
        return default
    try:
        value = int(raw)
    except ValueError:
        raise _refused(name, "un nombre entier", raw) from None
    if value < least:
        raise _refused(name, f"au moins {least}", raw)
    return value


def _refused(name: str, expected: str, read: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} attend {expected}\u202f; lu\u00a0: «\u00a0{read}\u00a0».")


def items(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret_key(name: str, folder: Path) -> str:
    """The variable, or a key made once and kept in ``folder/secret_key``, readable by its owner only.

    A laptop needs no setting; several machines that serve one site must share the variable.
    """
    given = text(name)
    if given:
        return given
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    made = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made)
    return made
