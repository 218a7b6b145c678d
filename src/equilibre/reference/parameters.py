"""Dated parameters: SMIC, thresholds, repères, conventions. Each value says where it comes from.

The loader refuses a value without date, unit, source, status or day of last check. A date that no value
covers is answered by the nearest known value, and says so (``last_known``, « dernière valeur connue »).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from equilibre.figures import ParameterUse, Status
from equilibre.formatting import typographic
from equilibre.reference.shipped import ReferenceDataError, document

UNITS = frozenset(
    {"euros", "euros_par_heure", "euros_par_mois", "part", "heures", "mois", "jours", "nombre", "coefficient",
     "ratio"}
)  # fmt: skip
STATUSES = frozenset(get_args(Status))
FILES = ("parameters.toml", "parameters_conclusions.toml")
"""The shipped files: one per subject, one key in one file only."""


@dataclass(frozen=True)
class DatedValue:
    """A value in force from a day."""

    since: dt.date
    value: int | float
    source: str
    status: Status
    checked: dt.date
    url: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter and its values, oldest first. ``yearly``: each value holds for its calendar year only."""

    key: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]
    yearly: bool = False
    note: str = ""

    def at(self, date: dt.date) -> ParameterUse:
        """The value in force at ``date``, or the nearest known one, said to be so."""
        before = [v for v in self.values if v.since <= date]
        chosen = before[-1] if before else self.values[0]
        unknown = not before or (self.yearly and date.year > chosen.since.year)
        said = ""
        if unknown:
            rank = "dernière" if before else "première"
            known = f"{rank} valeur connue : {chosen.since.year}"
            said = typographic(f"{known} (aucune valeur vérifiée pour {date.year})")
        return ParameterUse(
            key=self.key,
            label=self.label,
            value=chosen.value,
            unit=self.unit,
            valid_from=chosen.since,
            source=chosen.source,
            status=chosen.status,
            url=chosen.url,
            last_known=unknown,
            note=". ".join(part for part in (said, self.note) if part),
        )


def parse(raw: dict[str, Any]) -> dict[str, Parameter]:
    """Check and index the content of the data file; ``ReferenceDataError`` on anything missing."""
    found: dict[str, Parameter] = {}
    for row in raw.get("parameter", []):
        parameter = _parameter(row)
        if parameter.key in found:
            raise ReferenceDataError(f"parameter given twice: {parameter.key}")
        found[parameter.key] = parameter
    return found


def _parameter(row: dict[str, Any]) -> Parameter:
    key = row.get("key")
    if not key or not row.get("label"):
        raise ReferenceDataError(f"parameter without key or label: {row!r}")
    if row.get("unit") not in UNITS:
        raise ReferenceDataError(f"{key}: unit missing or unknown: {row.get('unit')!r}")
    values = tuple(_value(key, v) for v in row.get("values", []))
    if not values:
        raise ReferenceDataError(f"{key}: no value")
    if list(values) != sorted(values, key=lambda v: v.since) or len({v.since for v in values}) != len(values):
        raise ReferenceDataError(f"{key}: values must be dated once each, oldest first")
    return Parameter(
        key=key,
        label=typographic(row["label"]),
        unit=row["unit"],
        values=values,
        yearly=bool(row.get("yearly", False)),
        note=typographic(row.get("note", "")),
    )


def _value(key: str, row: dict[str, Any]) -> DatedValue:
    for name in ("from", "checked"):
        if not isinstance(row.get(name), dt.date):
            raise ReferenceDataError(f"{key}: « {name} » must be a date")
    if not str(row.get("source", "")).strip():
        raise ReferenceDataError(f"{key}: a value without a source")
    if row.get("status") not in STATUSES:
        raise ReferenceDataError(f"{key}: status missing or unknown: {row.get('status')!r}")
    if isinstance(row.get("value"), bool) or not isinstance(row.get("value"), int | float):
        raise ReferenceDataError(f"{key}: a value must be a number")
    return DatedValue(
        since=row["from"],
        value=row["value"],
        source=typographic(row["source"]),
        status=row["status"],
        checked=row["checked"],
        url=row.get("url", ""),
    )


@lru_cache(maxsize=1)
def _loaded() -> dict[str, Parameter]:
    return parse({"parameter": [row for name in FILES for row in document(name)["parameter"]]})


def all_parameters() -> tuple[Parameter, ...]:
    """Every shipped parameter, in the order of the file: what ``equilibre reference`` prints."""
    return tuple(_loaded().values())


def parameter(key: str) -> Parameter:
    """One parameter with all its values; ``KeyError`` when the key is not shipped."""
    return _loaded()[key]


def value_at(key: str, date: dt.date) -> ParameterUse:
    """The value of ``key`` in force at ``date`` with its lineage; ``KeyError`` when it is not shipped."""
    return _loaded()[key].at(date)


def cents_at(key: str, date: dt.date) -> int:
    """A parameter in euros (or euros an hour, a month), as cents."""
    return round(float(value_at(key, date).value) * 100)
