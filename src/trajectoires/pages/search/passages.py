"""The passage of a text that answers best, its words marked: the only HTML that the search makes itself."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

LENGTH = 230
OCCURRENCES_MAX, SHARED = 12, 4
_BEFORE = 60
_ELLIPSIS = "…"


class _Folding(dict[int, int]):
    """One character for one, without accents: places in the folded text are places in the text."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        first = unicodedata.normalize("NFKD", character.lower())[:1].lower()
        kept = ord(first) if len(first) == 1 else code
        self[code] = kept
        return kept


_FOLDING = _Folding({0x2019: ord("'")})


def folded(text: str) -> str:
    """The text in lower case without accents, character for character."""
    return text.translate(_FOLDING)


class Marker:
    """What is looked for, made ready once for every text that is shown."""

    def __init__(self, sets: Sequence[tuple[Iterable[str], float]]) -> None:
        """``sets`` are, for each thing looked for, the words that say it, ``folded``, and their worth."""
        self.worths = [worth for _, worth in sets]
        self.rank: dict[str, int] = {}
        for rank, (words, _) in enumerate(sets):
            for word in _spelled(words):
                self.rank.setdefault(word, rank)
        self.beginnings = tuple(_beginnings(self.rank))

    def passage(self, text: str, plain: str, *, otherwise: str = "") -> SafeString:
        """The best window of a text; ``plain`` is the same text ``folded``."""
        marks = self._occurrences(plain)
        if not marks:
            return mark_safe(escape(_shortened(otherwise or text)))  # noqa: S308  escaped
        start, end = _window(text, marks, self.worths)
        inside = [(first, last) for first, last, _ in marks if first >= start and last <= end]
        return _marked(text, start, end, inside)

    def _occurrences(self, plain: str) -> list[tuple[int, int, int]]:
        """Where each word is: start, end, which set; in order. Only whole words count."""
        found: list[tuple[int, int, int]] = []
        for beginning in self.beginnings:
            place, times = plain.find(beginning), 0
            while place >= 0 and times < OCCURRENCES_MAX:
                end = place + len(beginning)
                if not plain[place - 1 : place].isalnum():
                    while plain[end : end + 1].isalnum():
                        end += 1
                    rank = self.rank.get(plain[place:end])
                    if rank is not None:
                        found.append((place, end, rank))
                        times += 1
                place = plain.find(beginning, end)
        # A short word and a longer one may both have led here.
        return sorted(set(found))


def _spelled(words: Iterable[str]) -> Iterator[str]:
    """A ligature is one character: « oeuvre » is written « œuvre »."""
    for word in words:
        if word:
            yield word
            if "oe" in word:
                yield word.replace("oe", "œ")


def _beginnings(words: Iterable[str]) -> Iterator[str]:
    """The shortest words, and of those that begin alike what they share: each is looked for once."""
    last = ""
    for word in sorted(words):
        shared = _shared(last, word)
        if last and len(shared) >= SHARED:
            last = shared
        else:
            if last:
                yield last
            last = word
    if last:
        yield last


def _shared(one: str, other: str) -> str:
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return one[: sum(1 for _ in pairs)]


def _window(text: str, marks: Sequence[tuple[int, int, int]], worths: Sequence[float]) -> tuple[int, int]:
    """The window that holds the most different things, the earliest of equals."""
    best, best_rank = -1.0, 0
    for rank, (start, _, _) in enumerate(marks):
        seen: dict[int, int] = {}
        for _, end, which in itertools.islice(marks, rank, None):
            if end > start + LENGTH - _BEFORE:
                break
            seen[which] = seen.get(which, 0) + 1
        value = sum(worths[which] * (1 + 0.1 * min(times - 1, 3)) for which, times in seen.items())
        if value > best + 1e-9:
            best, best_rank = value, rank
    return _edges(text, marks[best_rank][0])


def _edges(text: str, first: int) -> tuple[int, int]:
    """From the start of the sentence when it is near, of a word otherwise; to the end of a word."""
    low = max(0, first - _BEFORE)
    lead = text[low:first]
    cut = max(lead.rfind("\n"), lead.rfind(". ") + 1, lead.rfind("? ") + 1, lead.rfind("! ") + 1)
    if cut > 0 or (cut == 0 and lead[:1] == "\n"):
        start = low + cut
    elif low == 0:
        start = 0
    else:
        space = lead.find(" ")
        start = low + space if space >= 0 else first
    while start < first and text[start].isspace():
        start += 1
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", first, end)
        end = space if space > first else end
    return start, max(end, first + 1)


def _marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> SafeString:
    pieces: list[str] = []
    before = text[:start].rstrip(" ")
    if before and before[-1] not in ".?!\n":
        pieces.append(_ELLIPSIS)
    place = start
    for first, last in marks:
        pieces += (escape(_on_one_line(text[place:first])), "<mark>", escape(text[first:last]), "</mark>")
        place = last
    pieces.append(escape(_on_one_line(text[place:end])))
    if end < len(text):
        pieces.append(" " + _ELLIPSIS)
    return mark_safe("".join(pieces))  # noqa: S308  every piece of the text is escaped above


def _on_one_line(text: str) -> str:
    """Paragraphs and cells follow one another: a dot in the middle tells them apart."""
    return text.replace("\n\n", " · ").replace("\n", " ")


def _shortened(text: str) -> str:
    line = _on_one_line(text.strip())
    if len(line) <= LENGTH:
        return line
    return line[:LENGTH].rpartition(" ")[0] + " " + _ELLIPSIS
