"""Lines that several people wrote: the same one, case, accents and spaces apart, is told once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import msgspec

from equilibre.formatting import NBSP

_KEPT_JOINERS = "\u200c\u200d"
"""Invisible, and part of what they join: some scripts, some emoji."""
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that print nothing: a name made of them would be read as none."""
_VARIANTS = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that choose how the sign before is drawn, and that nobody sees."""
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
    """On one line, without what cannot be printed nor what turns the direction of reading around; « » when
    nobody would see anything of it.
    """
    told = " ".join("".join(map(_kept, text)).split())
    return "" if all(map(_unseen, _VARIANTS.sub("", told))) else told


def fold(text: str) -> str:
    """What two writings of one line share: neither case, nor accents, nor spaces, nor a final stop, nor what
    nobody sees.
    """
    bare = unicodedata.normalize("NFKD", _VARIANTS.sub("", text).translate(_APOSTROPHES).casefold())
    letters = "".join(one for one in bare if not unicodedata.combining(one) and not _unseen(one))
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


def _unseen(sign: str) -> bool:
    return sign.isspace() or sign in _BLANKS or unicodedata.category(sign) in ("Cf", "Cc")


def _kept(sign: str) -> str:
    """A space for a break, a blank or a control; nothing for an unseen mark, nor for half a sign."""
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Cs"):
        return sign if sign in _KEPT_JOINERS else ""
    return " " if kind in ("Cc", "Zs", "Zl", "Zp") or sign in _BLANKS else sign
