"""French words → what the index keeps of them. The same code reads a page and a question.

« L’évaluation des bénévoles » → ``evalu benevol``: lower case, elisions taken off, stop words left out,
Snowball's French stem, accents folded last (the stemmer needs them). A hyphenated word is its parts, then the
whole; a number that may be an account is also announced under each account above it (7411 → ``a74 a741``).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from trajectoires.pages.search import stop_words

VERSION = 1
"""Raised when tokens change: an index made under another number is made anew by the loader."""

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "‘": "'", "‑": "-", "‐": "-"})
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(
    r"[0-9]{1,3}(?:[\u00a0\u202f][0-9]{3})+"  # an amount, as the site typesets it
    r"|[0-9]{1,3}(?: [0-9]{3})+(?=\s?(?:€|k€|euros?))"  # an amount, as one types it
    r"|[0-9]+"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*"
)
_SPACES = re.compile(r"[ \u00a0\u202f]")
_UNIT = re.compile(
    r"[ \u00a0\u202f]?(?:€|%|k€|m€|euros?|heures?|h\b|mois|ans?\b|jours?|minutes?|min\b|points?)"
)
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)'")
_ACCOUNT = re.compile(r"[1-8][0-9]{1,5}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_STEM_CACHE = 60_000
_WORD_MAX = 40

_stemmer = snowballstemmer.stemmer("french")
_lock = threading.Lock()
_stems: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was written, in lower case; what is kept of it; whether it stands beside the sequence."""

    word: str
    stem: str
    beside: bool = False


@lru_cache(maxsize=_STEM_CACHE)
def fold(text: str) -> str:
    """Lower case without accents, ASCII only."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return decomposed.encode("ascii", "ignore").decode().lower()


_STOP_FOLDED = stop_words.folded(fold)


def is_stop(word: str) -> bool:
    """Whether a word, as written, says nothing."""
    return word in stop_words.AS_WRITTEN or fold(word) in _STOP_FOLDED


def stem(word: str) -> str:
    """The folded stem of a word in lower case. Snowball keeps a state: one word at a time."""
    known = _stems.get(word)
    if known is not None:
        return known
    if len(word) <= 2 or not word[0].isalpha():
        found = fold(word)
    else:
        with _lock:
            found = fold(_stemmer.stemWord(word)) or fold(word)
    if len(_stems) < _STEM_CACHE:
        _stems[word] = found
    return found


def learn(stems: Mapping[str, str]) -> None:
    """Stems that the index already knows: computing them again costs a hundred microseconds each."""
    if len(_stems) + len(stems) < _STEM_CACHE:
        _stems.update(stems)


def prepared(text: str) -> str:
    """Lower case, one apostrophe, one hyphen, acronyms without dots."""
    lowered = text.lower().translate(_APOSTROPHES)
    return _ACRONYM.sub(lambda match: match[0].replace(".", ""), lowered)


def tokens(text: str, *, keep_stops: bool = False) -> Iterator[Token]:
    """The words of a text in order. Those ``beside`` come after the word that they repeat otherwise."""
    ready = prepared(text)
    for match in _WORD.finditer(ready):
        found = match[0]
        if found[0].isdigit():
            yield from _number(found, bool(_UNIT.match(ready, match.end())))
        else:
            yield from _letters(found, keep_stops)


def _number(found: str, is_amount: bool) -> Iterator[Token]:
    digits = _SPACES.sub("", found)[:12]
    yield Token(digits, digits)
    if len(digits) == len(found) and not is_amount and looks_like_account(digits):
        for length in range(2, len(digits)):
            above = "a" + digits[:length]
            yield Token(above, above, beside=True)


def looks_like_account(digits: str) -> bool:
    """Two to six digits of a class 1 to 8, not a year."""
    return bool(_ACCOUNT.fullmatch(digits)) and not _YEAR.fullmatch(digits)


def _letters(found: str, keep_stops: bool) -> Iterator[Token]:
    if not keep_stops and is_stop(found):
        return
    # An apostrophe that is no elision is a hyphen: « Guid'Asso », « prud'hommes ».
    parts = [part for piece in found.split("-") for part in _bare(piece).split("'") if part]
    told = [part for part in parts if keep_stops or not is_stop(part)]
    for part in told:
        if kept := stem(part):
            yield Token(part, kept)
    if len(parts) > 1 and len(told) == len(parts):
        whole = "".join(parts)[:_WORD_MAX]
        if kept := stem(whole):
            yield Token(whole, kept, beside=True)


def _bare(part: str) -> str:
    """Without elisions."""
    while (shorter := _ELISION.sub("", part)) != part:
        part = shorter
    return part[:_WORD_MAX]


def sequence(text: str) -> tuple[str, ...]:
    """The stems of a text in order, those beside left out."""
    return tuple(token.stem for token in tokens(text) if not token.beside)
