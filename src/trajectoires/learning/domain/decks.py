"""Presentations: a file of ``content/decks`` → its slides with their notes. Pure; faults tell their place.

A slide has a title, then at most five bullets, or a table, or a drawing, then « Notes : » and what the
speaker says. Texts are typeset here, once for the screen and the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from trajectoires.pages import facets
from trajectoires.pages.content.markdown_files import Block, ContentError, read_blocks, split_front_matter
from trajectoires.pages.content.markdown_text import TERM, typeset

BULLETS_MAX = 5
NOTES = re.compile(r"^Notes[ \u00a0\u202f]?:\s*$")
SEPARATOR = "---"
FRONT = ("title", "subtitle", "duration", "sources")


@dataclass(frozen=True)
class Run:
    """Words said alike."""

    text: str
    bold: bool = False
    italic: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Table:
    """A table: its caption, its headings, its rows."""

    caption: str
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]

    @property
    def texts(self) -> list[list[str]]:
        """Every cell in words, the headings first."""
        return [[plain(cell) for cell in row] for row in (self.header, *self.rows)]


@dataclass(frozen=True)
class Picture:
    """A drawing of the platform, and the sentence that says what it shows."""

    key: str
    sentence: str


@dataclass(frozen=True)
class Slide:
    """One slide: one of ``bullets``, ``table`` and ``picture``."""

    title: str
    notes: tuple[Line, ...]
    bullets: tuple[Line, ...] = ()
    table: Table | None = None
    picture: Picture | None = None


@dataclass(frozen=True)
class Citation:
    """A source of the deck: its key, its status, what it supports."""

    key: str
    status: str
    note: str


@dataclass(frozen=True)
class CitedSource:
    """A source as the site knows it."""

    title: str
    author: str
    year: str

    @property
    def line(self) -> str:
        """« Titre, auteur, année »."""
        return ", ".join(part for part in (self.title, self.author, self.year) if part)


@dataclass(frozen=True)
class Deck:
    """A presentation."""

    title: str
    subtitle: str
    duration: int
    sources: tuple[Citation, ...]
    slides: tuple[Slide, ...] = field(repr=False)


def read_deck(path: Path) -> Deck:
    """Read one file; ``ContentError`` says the file, the line, what was found and what to do."""
    meta, body, first = split_front_matter(path.read_text(encoding="utf-8"), path)
    missing = [name for name in FRONT if not meta.get(name)]
    if missing:
        raise ContentError(path, 1, f"l’en-tête n’a pas de « {missing[0]} »")
    return Deck(
        title=typeset(str(meta["title"])),
        subtitle=typeset(str(meta["subtitle"])),
        duration=int(meta["duration"]),
        sources=tuple(_citations(meta["sources"], path)),
        slides=tuple(_slide(lines, line, path) for lines, line in _cut(body.splitlines(), first, path)),
    )


def plain(line: Sequence[Run]) -> str:
    """The words of a line."""
    return "".join(run.text for run in line)


def _citations(told: Any, path: Path) -> Iterator[Citation]:
    for row in told:
        if not isinstance(row, dict) or not row.get("key") or row.get("status") not in facets.STATUSES:
            raise ContentError(path, 1, f"source illisible : {row} ; écrivez {{key, status, note}}")
        yield Citation(row["key"], row["status"], typeset(str(row.get("note") or "")))


def _cut(lines: list[str], first: int, path: Path) -> Iterator[tuple[list[str], int]]:
    """The lines of each slide with the place of the first."""
    start, found = 0, 0
    for rank, text in enumerate([*lines, SEPARATOR]):
        if text.strip() != SEPARATOR:
            continue
        kept = lines[start:rank]
        if any(line.strip() for line in kept):
            found += 1
            yield kept, first + start
        elif rank < len(lines):
            raise ContentError(path, first + rank, "une diapositive vide : retirez une ligne « --- »")
        start = rank + 1
    if not found:
        raise ContentError(path, first, "aucune diapositive")


def _slide(lines: list[str], at: int, path: Path) -> Slide:
    begun = next(rank for rank, line in enumerate(lines) if line.strip())
    if not lines[begun].startswith("## "):
        raise ContentError(path, at + begun, "une diapositive commence par son titre, « ## … »")
    title = lines[begun][3:].strip()
    noted = next((rank for rank, line in enumerate(lines) if NOTES.match(line.strip())), None)
    if noted is None:
        raise ContentError(path, at + begun, f"« {title} » n’a pas de notes : ajoutez une ligne « Notes : »")
    notes = tuple(_paragraphs(lines[noted + 1 :]))
    if not notes:
        raise ContentError(path, at + noted, f"« {title} » : que dit l’orateur ? Les notes sont vides")
    # From its first words on, so that a fault is told on its own line.
    body = next((rank for rank in range(begun + 1, noted) if lines[rank].strip()), noted)
    blocks = list(read_blocks("\n".join(lines[body:noted]), at + body, path))
    if len(blocks) != 1:
        raise ContentError(
            path, at + begun, f"« {title} » : des puces, ou un tableau, ou un dessin ; un seul des trois"
        )
    return Slide(title=typeset(title), notes=notes, **_content(blocks[0], path))


def _content(block: Block, path: Path) -> dict[str, Any]:
    if block.kind == "text":
        return {"bullets": tuple(_bullets(block, path))}
    if block.kind == "table":
        header, *rows = block.data["rows"]
        told = tuple(tuple(runs(cell) for cell in row) for row in rows)
        return {"table": Table(typeset(block.title), tuple(runs(cell) for cell in header), told)}
    if block.kind == "dessin" and block.title in facets.DRAWINGS:
        return {"picture": Picture(block.title, plain(runs(block.text)))}
    told_as = block.title if block.kind == "dessin" else block.kind
    raise ContentError(path, block.line, f"« {told_as} » n’a pas sa place dans une présentation")


def _bullets(block: Block, path: Path) -> Iterator[Line]:
    items: list[str] = []
    for rank, line in enumerate(block.text.splitlines()):
        if line.startswith("- "):
            items.append(line[2:])
        elif line.startswith("  ") and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            raise ContentError(path, block.line + rank, "une puce par ligne, « - … »")
    if len(items) > BULLETS_MAX:
        raise ContentError(path, block.line, f"{len(items)} puces, {BULLETS_MAX} au plus : coupez en deux")
    yield from (runs(item) for item in items)


def _paragraphs(lines: list[str]) -> Iterator[Line]:
    for paragraph in re.split(r"\n\s*\n", "\n".join(lines).strip()):
        if paragraph.strip():
            yield runs(" ".join(paragraph.split()))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def runs(text: str) -> Line:
    """A line of Markdown as runs; links keep their words, glossary marks too."""
    said = TERM.sub(lambda found: found[2] or found[1].replace("-", " "), text)
    made: list[Run] = []
    bold = italic = 0
    for token in _parser().parseInline(typeset(said))[0].children or []:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        words = " " if token.type in ("softbreak", "hardbreak") else token.content
        if words:
            made.append(Run(words, bool(bold), bool(italic)))
    return tuple(made)
