"""The three-minute frame as data: seven parts and their seconds, who listens, five questions to the listener.

Established: that one practises it before possible partners. Everything else is a convention of the platform.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Literal

import msgspec

from equilibre.reference.shipped import ReferenceDataError, document, spaced

Hearer = Literal["banque", "financeur", "elu", "entreprise", "ca"]
PartCode = Literal[
    "besoin", "activites", "equilibre", "distinction", "force_fragilite", "trajectoire", "demande"
]
QuestionCode = Literal["metier", "chiffres", "piliers", "fragilite", "demande"]
TOTAL = 180
"""Seconds of the seven parts: three minutes."""
SIGNS_A_SECOND = 24
"""At most in a part: about twice what is said in that time, and all the parts on one page."""


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Audience(_Row, frozen=True, kw_only=True):
    """Who listens: only the advice changes."""

    code: Hearer
    label: str
    advice: tuple[str, ...]


class Part(_Row, frozen=True, kw_only=True):
    """One of the seven parts."""

    code: PartCode
    title: str
    seconds: int
    say: str
    ask: str

    @property
    def longest(self) -> int:
        """Signs that it holds at most."""
        return self.seconds * SIGNS_A_SECOND


class Question(_Row, frozen=True, kw_only=True):
    """What the listener answers by yes or no. Answers are never added up."""

    code: QuestionCode
    text: str


class Frame(_Row, frozen=True, kw_only=True):
    """The whole data file."""

    checked: dt.date
    words_per_minute: int
    sources: dict[str, str]
    """« exercice » (established), « plateforme » (convention)."""
    audience: tuple[Audience, ...]
    part: tuple[Part, ...]
    question: tuple[Question, ...]

    def hearer(self, code: Hearer) -> Audience:
        """The audience of this code."""
        return next(one for one in self.audience if one.code == code)

    def begins(self) -> tuple[int, ...]:
        """The second on which each part begins."""
        return tuple(sum(one.seconds for one in self.part[:rank]) for rank in range(len(self.part)))


@lru_cache(maxsize=1)
def frame() -> Frame:
    """The frame as shipped, checked."""
    return parse(document("pitch.toml"))


def parse(raw: dict[str, Any]) -> Frame:
    """Check the data file. Raises ``ReferenceDataError`` on anything missing, unknown, twice, not 180 s."""
    try:
        found = msgspec.convert(spaced(raw), Frame)
    except msgspec.ValidationError as error:
        raise ReferenceDataError(f"pitch.toml: {error}") from error
    for rows in (found.audience, found.part, found.question):
        codes = [one.code for one in rows]
        if len(set(codes)) != len(codes):
            raise ReferenceDataError("pitch.toml: a code is given twice")
    if sum(one.seconds for one in found.part) != TOTAL:
        raise ReferenceDataError(f"pitch.toml: the parts do not last {TOTAL} seconds")
    return found
