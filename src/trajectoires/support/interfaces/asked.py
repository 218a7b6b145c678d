"""What an address asks: every value is looked for among known ones, the rest is ignored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import QueryDict

from trajectoires.support import enums
from trajectoires.support.domain.choosing import Choice, Facet
from trajectoires.support.domain.obligations import Answers, Closing

TEXT_MAX = 120


def choice_of(values: QueryDict, facets: Sequence[Facet]) -> Choice:
    """Words and codes of a library's address."""
    codes = {
        facet.name: frozenset(code for code in values.getlist(facet.name) if code in facet.labels)
        for facet in facets
    }
    return Choice(text_of(values), codes)


def text_of(values: QueryDict, name: str = "q") -> str:
    """Some words, gathered, cut where no question is that long."""
    printable = "".join(mark if mark.isprintable() else " " for mark in values.get(name, ""))
    return " ".join(printable.split())[:TEXT_MAX]


def one_of(values: QueryDict, name: str, known: Iterable[str], default: str = "") -> str:
    """A code among known ones."""
    asked = values.get(name, "")
    return asked if asked in known else default


def number_of(values: QueryDict, name: str, least: int, most: int) -> int | None:
    """A small whole number within bounds, or nothing."""
    raw = values.get(name, "")
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 4):
        return None
    return int(raw) if least <= int(raw) <= most else None


def answers_of(values: QueryDict) -> Answers:
    """The answers of the calendar's address; what is not said is as for a small association."""
    default = Answers()
    month = number_of(values, "mois", 1, 12) or default.closing.month
    return Answers(
        closing=Closing(month, number_of(values, "jour", 1, 31)),
        employer=one_of(values, "employeur", enums.EMPLOYERS, default.employer),
        public=one_of(values, "aides", enums.PUBLIC_MONEY, default.public),
        receipts=one_of(values, "recus", enums.RECEIPTS, default.receipts),
    )


def answers_query(answers: Answers) -> str:
    """The answers as a query string, always written alike: the address of a subscription does not change."""
    query = QueryDict(mutable=True)
    query["mois"] = str(answers.closing.month)
    if answers.closing.day is not None:
        query["jour"] = str(answers.closing.day)
    query["employeur"] = answers.employer
    query["aides"] = answers.public
    query["recus"] = answers.receipts
    return query.urlencode()


def choice_query(choice: Choice, facets: Sequence[Facet], *, without: tuple[str, str] = ("", "")) -> str:
    """A choice as a query string, less one code (facet, code) or the words (``("q", "")``)."""
    query = QueryDict(mutable=True)
    if choice.text and without[0] != "q":
        query["q"] = choice.text
    for facet in facets:
        kept = [c for c in facet.labels if c in choice.of(facet.name) and (facet.name, c) != without]
        query.setlist(facet.name, kept)
    return query.urlencode()
