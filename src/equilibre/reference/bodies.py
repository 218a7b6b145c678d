"""Who decides what: what texts fix, what custom gives to each body. The statutes prevail."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

import msgspec

from equilibre.reference.shipped import ReferenceDataError, document, spaced


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Established(_Row, frozen=True, kw_only=True):
    """Something that a text fixes. ``source``: a key of ``WhoDecides.sources``."""

    text: str
    source: str
    article: str


class Body(_Row, frozen=True, kw_only=True):
    """One of the four that may decide, with what it usually decides: our reading, never a rule."""

    code: str
    name: str
    usual: str
    example: str


class Check(_Row, frozen=True, kw_only=True):
    """What one verifies before deciding."""

    text: str


class WhoDecides(_Row, frozen=True, kw_only=True):
    """The whole data file."""

    checked: dt.date
    sources: dict[str, str]
    established: tuple[Established, ...]
    body: tuple[Body, ...]
    check: tuple[Check, ...]

    def origin(self, one: Established) -> str:
        """« Loi du 1er juillet 1901…, article 5 »."""
        return ", ".join(part for part in (self.sources[one.source], one.article) if part)


@lru_cache(maxsize=1)
def who_decides() -> WhoDecides:
    """What ships. Raises ``ReferenceDataError``."""
    return parse(document("bodies.toml"))


def parse(raw: dict[str, Any]) -> WhoDecides:
    """Check and typeset the data file. Raises ``ReferenceDataError``."""
    checked = raw.get("checked")
    try:
        found = msgspec.convert(
            spaced({key: value for key, value in raw.items() if key != "checked"}) | {"checked": checked},
            WhoDecides,
        )
    except msgspec.ValidationError as error:
        raise ReferenceDataError(f"bodies: {error}") from error
    codes = [one.code for one in found.body]
    if len(codes) != len(set(codes)):
        raise ReferenceDataError("bodies: a body is told twice")
    if unknown := {one.source for one in found.established} - set(found.sources):
        raise ReferenceDataError(f"bodies: sources {sorted(unknown)} are not told")
    return found
