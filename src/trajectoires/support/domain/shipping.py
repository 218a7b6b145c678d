"""What ships in ``content/data`` as rows of this capability."""

from __future__ import annotations

from typing import Any

from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.content.shipped import Row
from trajectoires.pages.domain import loading
from trajectoires.support.models import Obligation, Referent, Resource


def register() -> None:
    """Called when the site starts: the loader pours these rows after the sources."""
    loading.register(
        loading.Collection("ressource", Resource, lambda shipped: shipped.resources, resource_values)
    )
    loading.register(
        loading.Collection("referent", Referent, lambda shipped: shipped.referents, referent_values)
    )
    loading.register(
        loading.Collection("obligation", Obligation, lambda shipped: shipped.obligations, obligation_values)
    )


def resource_values(key: str, row: Row) -> dict[str, Any]:
    """The fields of a resource."""
    return {
        "title": _words(row["title"]),
        "publisher": _words(row["publisher"]),
        "year": str(row.get("year") or ""),
        "url": row.get("url") or "",
        "kind": row["kind"],
        "format": row["format"],
        "audience": list(row.get("audience") or []),
        "pillar": list(row.get("pillar") or []),
        "levers": list(row.get("levers") or []),
        "maturity": list(row.get("maturity") or []),
        "territory": row.get("territory") or "national",
        "duration": int(row["duration"]) if row.get("duration") else None,
        "free": bool(row.get("free", True)),
        "annotation": _words(row["annotation"]),
        "status": row.get("status") or "cite",
        "checked": loading.day(row.get("checked")),
    }


def referent_values(key: str, row: Row) -> dict[str, Any]:
    """The fields of a référent."""
    return {
        "name": _words(row["name"]),
        "scope": row["scope"],
        "regions": list(row.get("regions") or []),
        "specialities": list(row.get("specialities") or []),
        "audience": list(row.get("audience") or []),
        "url": row.get("url") or "",
        "description": _words(row["description"]),
        "source_key": row.get("source") or "",
        "checked": loading.day(row.get("checked")),
        "valid_from": loading.day(row.get("valid_from")),
        "valid_to": loading.day(row.get("valid_to")),
    }


def obligation_values(key: str, row: Row) -> dict[str, Any]:
    """The fields of an obligation."""
    rule = row["rule"]
    return {
        "title": _words(row["title"]),
        "rule": rule["kind"],
        **{name: rule.get(name) for name in ("month", "day", "months", "days")},
        "when": list(row.get("when") or []),
        "special": bool(row.get("special", False)),
        "who": _words(row["who"]),
        "what": _words(row["what"]),
        "source_key": row.get("source") or "",
        "status": row["status"],
    }


def _words(value: Any) -> str:
    return typeset(" ".join(str(value or "").split()))
