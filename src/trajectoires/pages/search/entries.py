"""What can be found, as plain words: a page, a term of the glossary, a page of the tool."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.template.loader import get_template

from trajectoires.pages import facets
from trajectoires.pages.content.markdown_text import GLOSSARY, plain_text
from trajectoires.pages.models import ContentPage, GlossaryTerm

OWN_PAGES = Path(__file__).with_name("own_pages.yaml")
PAGE, TERM, OWN = "page", "terme", "outil"
BODY_MAX = 60_000

# How a page is called in a result, and what it is worth beside the others.
KINDS: Mapping[str, tuple[str, float]] = {
    "homepage": ("Accueil", 0.75),
    "doorpage": ("Porte", 0.85),
    "articlepage": ("Page à lire", 1.0),
    "pathpage": ("Parcours", 0.95),
    "steppage": ("Étape d’un parcours", 0.88),
    "sheetpage": ("Fiche pratique", 1.0),
    "kitpage": ("Kit pratique", 1.03),
    "toolpage": ("Outil du site", 0.97),
}
TERM_WEIGHT, OWN_WEIGHT = 0.6, 1.0

# Keys of a block that hold codes, addresses or identifiers, never words to read.
_NOT_WORDS = {"id", "type", "source", "status", "tool", "drawing", "made", "url", "image", "document"}
_TEMPLATE_MARKS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True)
class Entry:
    """One thing to find. ``keywords`` are lines: other words, questions that people ask, other forms.

    ``door``, ``medoc``, ``pillar``, ``audience`` are codes of ``pages.facets``; ``duration`` is in minutes.
    """

    kind: str
    key: str
    address: str
    title: str
    label: str
    summary: str = ""
    body: str = ""
    keywords: tuple[str, ...] = ()
    door: str = ""
    medoc: tuple[str, ...] = ()
    pillar: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    duration: int | None = None
    weight: float = 1.0
    about: str = ""
    """Address of the page that says more of it: its own words help to find that page too."""

    @property
    def facets(self) -> dict[str, Any]:
        """As the table keeps them."""
        return {
            "door": [self.door] if self.door else [],
            "medoc": list(self.medoc),
            "pillar": list(self.pillar),
            "audience": list(self.audience),
            "duration": self.duration,
            "about": self.about,
        }


@dataclass
class TermLines:
    """Terms by the page that explains them: each page is found by the words that it explains."""

    of: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def all(cls) -> TermLines:
        """Every term that names a page."""
        rows = GlossaryTerm.objects.exclude(page="").order_by("term", "pk")
        return cls._from(rows)

    @classmethod
    def about(cls, address: str) -> TermLines:
        """The terms of one page."""
        return cls._from(GlossaryTerm.objects.filter(page=address).order_by("term", "pk"))

    @classmethod
    def _from(cls, rows: Iterable[GlossaryTerm]) -> TermLines:
        lines = cls()
        for row in rows:
            lines.of.setdefault(row.page, []).extend((row.term, *map(str, row.forms)))
        return lines


def page_entry(page: ContentPage, terms: TermLines) -> Entry:
    """A published page, whatever its type, with the words of its body."""
    kind = page.cached_content_type.model
    label, weight = KINDS.get(kind, KINDS["articlepage"])
    lines = [*map(str, page.keywords), *map(str, page.questions), *terms.of.get(page.address, ())]
    lines += [facets.LEVERS[code] for code in page.levers if code in facets.LEVERS]
    if kind == "sheetpage":
        lines.append(f"{label} {page.extra.get('number', '')}")
    elif kind == "kitpage":
        lines.append(label)
    return Entry(
        kind=PAGE,
        key=str(page.pk),
        address=page.address,
        title=page.title,
        label=label,
        summary=page.summary,
        body=body_words(page.body.raw_data),
        keywords=tuple(line for line in lines if line.strip()),
        door=page.door,
        medoc=tuple(page.medoc),
        pillar=tuple(page.pillar),
        audience=tuple(page.audience),
        duration=page.duration,
        weight=weight,
    )


def body_words(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The words of a body: texts, tables, quizzes, captions; one paragraph each."""
    pieces = (piece for block in blocks for piece in _strings(block.get("value")))
    return "\n\n".join(piece for piece in pieces if piece)[:BODY_MAX]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield plain_text(value) if "<" in value or "&" in value else value.strip()
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if name not in _NOT_WORDS:
                yield from _strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _strings(item)


def term_entry(term: GlossaryTerm) -> Entry:
    """A word of the glossary."""
    return Entry(
        kind=TERM,
        key=str(term.pk),
        address=f"{GLOSSARY}#{term.key}",
        title=term.term[:1].upper() + term.term[1:],
        label="Mot du glossaire",
        body=term.definition,
        keywords=tuple(map(str, term.forms)),
        door="comprendre",
        weight=TERM_WEIGHT,
        about=term.page,
    )


@cache
def own_entries() -> tuple[Entry, ...]:
    """The pages of the tool itself, outside the tree: shipped words, and those of their own templates."""
    rows = yaml.safe_load(OWN_PAGES.read_text(encoding="utf-8"))
    return tuple(
        Entry(
            kind=OWN,
            key=row["address"],
            address=row["address"],
            title=row["title"],
            label="Outil du site",
            summary=row["summary"],
            body=_template_words(row.get("template", "")),
            keywords=tuple(row.get("words", ())),
            door=row.get("door", ""),
            medoc=tuple(row.get("medoc", ())),
            pillar=tuple(row.get("pillar", ())),
            audience=tuple(row.get("audience", ())),
            duration=row.get("duration"),
            weight=float(row.get("weight", OWN_WEIGHT)),
        )
        for row in rows
    )


def _template_words(name: str) -> str:
    """What a page says whatever its data: its template without its marks."""
    if not name:
        return ""
    source: str = get_template(name).template.source  # type: ignore[attr-defined]
    _, _, content = source.partition("{% block content %}")
    return _SPACES.sub(" ", plain_text(_TEMPLATE_MARKS.sub(" ", content)))
