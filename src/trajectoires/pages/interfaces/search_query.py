"""The address of a search: ``?q=…&porte=agir&duree=10&page=2``, read with care and written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from trajectoires.pages.search import asking
from trajectoires.pages.search.finding import FACETS, Answer, Facet

PAGE_MAX = 30


@dataclass(frozen=True)
class SearchQuery:
    """What is asked: words, codes ticked by facet, a page of results."""

    text: str
    ticked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, given: QueryDict) -> SearchQuery:
        """Anything unknown is left out."""
        ticked = {
            name: frozenset(code for code in given.getlist(name) if code in labels)
            for name, (_, labels) in FACETS.items()
        }
        page = given.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
        return cls(
            asking.clean(given.get("q", "")),
            {name: codes for name, codes in ticked.items() if codes},
            min(max(number, 1), PAGE_MAX),
        )

    @property
    def is_narrowed(self) -> bool:
        """Something is ticked."""
        return bool(self.ticked)

    def address(self, *, page: int = 1) -> str:
        """The address of these results at another page."""
        pairs = [(name, code) for name, codes in sorted(self.ticked.items()) for code in sorted(codes)]
        if page > 1:
            pairs.append(("page", str(page)))
        # Codes are ours: only the words need care.
        return f"?q={quote_plus(self.text)}" + "".join(f"&{name}={value}" for name, value in pairs)

    def toggled(self, name: str, code: str) -> str:
        """The address with a value ticked, or no longer."""
        codes = self.ticked.get(name, frozenset()) ^ {code}
        return SearchQuery(self.text, {**self.ticked, name: codes}).address()

    def cleared(self) -> str:
        """The address with nothing ticked."""
        return SearchQuery(self.text).address()

    def instead(self, text: str) -> str:
        """The address of other words."""
        return SearchQuery(text).address()


_VALUE = '<li><a href="{}"{} rel="nofollow">{} <span class="quiet">{}</span></a></li>'
_TICKED = mark_safe(' aria-current="true"')


def facet_links(query: SearchQuery, facets: list[Facet]) -> list[tuple[str, SafeString]]:
    """Each facet with its links, which tick a value or no longer.

    Twenty links are made here in one go: a template takes a millisecond longer, on every search.
    """
    return [
        (
            facet.label,
            format_html_join(
                "\n",
                _VALUE,
                (
                    (query.toggled(facet.name, v.code), _TICKED if v.ticked else "", v.label, v.count)
                    for v in facet.values
                ),
            ),
        )
        for facet in facets
    ]


def page_links(query: SearchQuery, answer: Answer) -> dict[str, str]:
    """The addresses of the pages before and after, "" when there is none."""
    return {
        "previous": query.address(page=answer.page - 1) if answer.page > 1 else "",
        "next": query.address(page=answer.page + 1) if answer.page < answer.pages else "",
    }
