"""Three minutes to say one's trajectory: what was written of each part, how long it takes, what was heard.

The frame is data (``equilibre.reference.pitch``). Figures are never typed here: see ``pitch_figures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from equilibre.reference.pitch import Hearer, PartCode, QuestionCode

MOST_FIGURES = 3
_NUMBER = re.compile(r"[-−]?(?<!\d)(?:\d{1,3}(?:[\s.]\d{3})+|\d+)(?:,\d+)?\s*[€%]")


class SaidPart(msgspec.Struct, frozen=True, kw_only=True):
    """What one says in a part of the frame."""

    code: PartCode
    text: str


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a listener answered to a question of the grid."""

    code: QuestionCode
    yes: bool


class Pitch(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of the pitch keeps. Its storage format: add fields with a default."""

    hearer: Hearer = "financeur"
    said: tuple[SaidPart, ...] = ()
    """Parts that somebody wrote; the others have a proposed beginning that follows the trajectory."""
    figures: tuple[str, ...] | None = None
    """Keys of ``pitch_figures``, three at most; None while nobody chose."""
    heard: tuple[Heard, ...] = ()

    def text(self, code: PartCode) -> str:
        """What was written; « » when nothing was."""
        return next((one.text for one in self.said if one.code == code), "")

    def answer(self, code: QuestionCode) -> bool | None:
        """What was heard; None: not answered."""
        return next((one.yes for one in self.heard if one.code == code), None)


def words_in(text: str) -> int:
    """Words as spaces part them; a sign alone (« : », « — ») is none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def seconds_to_say(words: int, words_per_minute: int) -> int:
    """How long so many words last, to the second above. A convention: the pace is one of the data."""
    return -(-words * 60 // words_per_minute)


def clock(seconds: int) -> str:
    """« 0:30 », « 2:45 »."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def unknown_numbers(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Amounts and percentages of a text that are in none of the ``known`` words: to be checked by hand."""
    told = {_bare(found) for words in known for found in _NUMBER.findall(words)}
    found = dict.fromkeys(one.strip() for one in _NUMBER.findall(text))
    return tuple(one for one in found if _bare(one) not in told)


def _bare(number: str) -> str:
    return "".join(number.split()).replace("-", "−")
