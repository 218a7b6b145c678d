"""Pouring ``content/`` into the site without ever overwriting what an editor changed.

Each shipped thing has a mark: what was shipped and what was stored. When what is stored is no longer what the
loader stored, an editor has been there: it is left, and said. When an editor deleted a thing, it stays
deleted.
Running it twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from trajectoires.pages.content.shipped import Row, Shipped
from trajectoires.pages.models.shipped import ShippedMark


@dataclass
class Report:
    """What a loading did, as sentences: ``left`` is what an editor changed and the files changed too."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Something public may have moved."""
        return bool(self.created or self.updated)


@dataclass(frozen=True)
class Collection:
    """Shipped rows that become rows of a table: ``values`` gives the fields; ``key`` names each."""

    kind: str
    model: type[models.Model]
    rows: Callable[[Shipped], dict[str, Row]]
    values: Callable[[str, Row], dict[str, Any]]


_collections: list[Collection] = []


def register(collection: Collection) -> None:
    """Called by ``AppConfig.ready`` of the capability that owns the table.

    Loaded in this order, before pages.
    """
    _collections.append(collection)


def collections() -> tuple[Collection, ...]:
    """Every registered collection, in order."""
    return tuple(_collections)


def digest(value: Any) -> str:
    """A short name for a value."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def load_collection(collection: Collection, shipped: Shipped, report: Report) -> None:
    """Create, update or leave each row."""
    marks = {mark.key: mark for mark in ShippedMark.objects.filter(kind=collection.kind)}
    stored = {row.key: row for row in collection.model._default_manager.all()}  # type: ignore[attr-defined]
    for key, row in collection.rows(shipped).items():
        values = collection.values(key, row)
        _load_row(collection, key, values, marks.get(key), stored.get(key), report)


def _load_row(
    collection: Collection,
    key: str,
    values: dict[str, Any],
    mark: ShippedMark | None,
    row: Any,
    report: Report,
) -> None:
    shipped_now = digest(values)
    if row is None and mark is not None:
        report.unchanged += 1  # deleted by an editor: it stays so
        return
    if row is None:
        row = collection.model._default_manager.create(key=key, **values)
        report.created += 1
    elif mark is None or mark.row_hash != digest(_read(row, values)):
        report.unchanged += 1
        if mark is None or mark.file_hash != shipped_now:
            report.left.append(f"{collection.kind} « {key} » : changé ici, laissé tel quel")
        return
    elif mark.file_hash == shipped_now:
        report.unchanged += 1
        return
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        report.updated += 1
    row.refresh_from_db()
    ShippedMark.objects.update_or_create(
        kind=collection.kind,
        key=key,
        defaults={
            "object_id": row.pk,
            "file_hash": shipped_now,
            "row_hash": digest(_read(row, values)),
        },
    )


def _read(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in values}


def day(text: str | None) -> dt.date | None:
    """« 2026-11-26 » as a date."""
    return dt.date.fromisoformat(text) if text else None
