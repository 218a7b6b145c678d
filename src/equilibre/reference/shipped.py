"""Reading the data files that ship with the package: text in, plain rows out."""

from __future__ import annotations

import csv
import io
import tomllib
from importlib import resources
from typing import Any

from equilibre.formatting import typographic


class ReferenceDataError(ValueError):
    """A shipped data file lacks what every value must carry: a fault of the release, never of the user."""


def text(name: str) -> str:
    """The content of a data file, UTF-8."""
    return resources.files("equilibre.reference").joinpath("data", name).read_text(encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV data file, every cell a stripped string."""
    rows = csv.DictReader(io.StringIO(text(name)))
    return [{key: (value or "").strip() for key, value in row.items()} for row in rows]


def document(name: str) -> dict[str, Any]:
    """A TOML data file."""
    return tomllib.loads(text(name))


def spaced(value: Any) -> Any:
    """Rows of a data file with the French typography of every string in them."""
    if isinstance(value, str):
        return typographic(value)
    if isinstance(value, dict):
        return {name: spaced(one) for name, one in value.items()}
    return [spaced(one) for one in value] if isinstance(value, list) else value
