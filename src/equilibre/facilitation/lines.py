"""Lines that several people wrote: the same one, case, accents and spaces apart, is told once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

import msgspec

from equilibre.formatting import NBSP

_KEPT_JOINERS = "\u200c\u200d"
"""Invisible, and part of what they join: some scripts, some emoji."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line, and how many wrote it."""

    text: str
    people: int = 1
    counted: bool = False
    """Whether ``people`` may be told: enough people answered."""

    @property
    def words(self) -> str:
        """« Un seul financeur (3 personnes) »: the number only when it may be told and says something."""
        many = self.counted and self.people > 1
        return f"{self.text} ({self.people}{NBSP}personnes)" if many else self.text


def plain(text: str) -> str:
    """On one line, without what cannot be printed nor what turns the direction of reading around."""
    return " ".join("".join(map(_kept, text)).split())


def fold(text: str) -> str:
    """What two writings of one line share: neither case, nor accents, nor spaces, nor a final stop."""
    bare = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    letters = "".join(one for one in bare if not unicodedata.combining(one) and not one.isspace())
    return letters.rstrip(".") or text


def grouped(texts: Iterable[str], *, counted: bool) -> tuple[Line, ...]:
    """Each line once, in alphabetical order, in the words that most people gave it."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        found.setdefault(fold(text), Counter())[text] += 1
    return tuple(
        Line(
            text=min(words, key=lambda text: (-words[text], text)),
            people=words.total(),
            counted=counted,
        )
        for _, words in sorted(found.items())
    )


def _kept(sign: str) -> str:
    """A space for a break or a control; nothing for an invisible mark inside a word, nor for half a sign."""
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Cs"):
        return sign if sign in _KEPT_JOINERS else ""
    return " " if kind in ("Cc", "Zs", "Zl", "Zp") else sign
