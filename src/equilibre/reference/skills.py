"""The competencies that levers ask for: what each is, where to learn it, what to entrust to somebody else.

Names are those of ``levers.toml``; codes never change, since answers are kept by them. A convention of the
platform, to orient: nobody is measured.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from equilibre.formatting import typographic
from equilibre.reference.levers import levers
from equilibre.reference.shipped import ReferenceDataError, document


class Skill(msgspec.Struct, frozen=True, kw_only=True):
    """A competency, in words."""

    code: str
    name: str
    means: str
    learn: str
    """Page of the site, without slashes around."""
    mission: str
    """What may be entrusted to a volunteer or to somebody that a company lends."""


@lru_cache(maxsize=1)
def skills() -> dict[str, Skill]:
    """The competencies by code, in the order of the file. Raises ``ReferenceDataError``."""
    return parse(document("skills.toml"))


@lru_cache(maxsize=1)
def skills_of_levers() -> dict[str, tuple[Skill, ...]]:
    """Code of a lever → what it asks for, in its own order."""
    named = {one.name: one for one in skills().values()}
    return {code: tuple(named[name] for name in one.skills) for code, one in levers().items()}


def parse(raw: dict[str, Any]) -> dict[str, Skill]:
    """Check and index the data file.

    Raises ``ReferenceDataError`` on a code or a name given twice, a field missing or unknown, or a lever that
    asks for something unknown.
    """
    try:
        rows = msgspec.convert(raw["skill"], list[Skill])
    except msgspec.ValidationError as error:
        raise ReferenceDataError(f"skills: {error}") from error
    found = {one.code: _spaced(one) for one in rows}
    names = {one.name for one in found.values()}
    if len(found) != len(rows) or len(names) != len(rows):
        raise ReferenceDataError("skills: a code or a name is given twice")
    asked = {name for one in levers().values() for name in one.skills}
    if missing := asked - names:
        raise ReferenceDataError(f"skills: levers ask for {sorted(missing)}, which is not described")
    return found


def _spaced(one: Skill) -> Skill:
    return msgspec.structs.replace(one, means=typographic(one.means), mission=typographic(one.mission))
