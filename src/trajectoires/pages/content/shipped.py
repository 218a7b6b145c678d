"""The whole of ``content/``: pages and data, read once, with every fault found rather than the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trajectoires.pages.content.markdown_files import Block, ContentError, PageFile, read_data, read_page
from trajectoires.pages.content.markdown_text import markdown_words

Row = dict[str, Any]
SPOKEN_KINDS = {"text", "retenir", "exemple", "liste", "outil", "telecharger", "dessin"}


@dataclass
class Shipped:
    """Everything that ships. ``faults`` are sentences with a place; nothing faulty is in the rest."""

    root: Path
    pages: dict[str, PageFile] = field(default_factory=dict)
    sources: dict[str, Row] = field(default_factory=dict)
    glossary: dict[str, Row] = field(default_factory=dict)
    quiz: dict[str, Row] = field(default_factory=dict)
    resources: dict[str, Row] = field(default_factory=dict)
    referents: dict[str, Row] = field(default_factory=dict)
    webinars: dict[str, Row] = field(default_factory=dict)
    dossiers: dict[str, Row] = field(default_factory=dict)
    obligations: dict[str, Row] = field(default_factory=dict)
    action_sheets: dict[str, Row] = field(default_factory=dict)
    places: dict[int, Path] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def terms(self) -> dict[str, str]:
        """Key → words of each glossary term."""
        return {key: str(row["term"]) for key, row in self.glossary.items()}


COLLECTIONS = ("sources", "glossary", "quiz", "resources")
FILES = ("referents", "webinars", "dossiers", "obligations")


def read_shipped(root: Path) -> Shipped:
    """Read ``content/``; a file that cannot be read is a fault and the others are read all the same."""
    shipped = Shipped(root)
    pages = root / "pages"
    for path in sorted(pages.rglob("*.md")):
        page = _tried(shipped, lambda path=path: read_page(path, pages))
        if page is not None:
            shipped.pages[page.address] = page
    for name in COLLECTIONS:
        for path in sorted((root / "data" / name).glob("*.yaml")):
            _collect(shipped, path, getattr(shipped, name), "key")
    for name in FILES:
        _collect(shipped, root / "data" / f"{name}.yaml", getattr(shipped, name), "key")
    _collect(shipped, root / "data" / "action_sheets.yaml", shipped.action_sheets, "action")
    return shipped


def _tried(shipped: Shipped, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except ContentError as error:
        shipped.faults.append(str(error))
        return None


def _collect(shipped: Shipped, path: Path, into: dict[str, Row], name: str) -> None:
    if not path.exists():
        return
    rows = _tried(shipped, lambda: read_data(path))
    if rows is None:
        return
    if not isinstance(rows, list):
        shipped.faults.append(f"{path}:1: une liste d’entrées « - {name}: … » est attendue")
        return
    for rank, row in enumerate(rows, start=1):
        key = row.get(name) if isinstance(row, dict) else None
        if not key:
            shipped.faults.append(f"{path}: l’entrée {rank} n’a pas de « {name} »")
        elif key in into:
            shipped.faults.append(f"{path}: la clé « {key} » est déjà définie ailleurs")
        else:
            into[str(key)] = row
            shipped.places[id(row)] = path


def spoken(page: PageFile) -> str:
    """The prose of a page: what its readability is measured on (tables, quizzes and data left out)."""
    return "\n\n".join(
        [str(page.meta.get("summary", "")), *(w for block in page.blocks for w in _prose(block))]
    )


def _prose(block: Block) -> Iterator[str]:
    if block.kind in SPOKEN_KINDS:
        yield markdown_words(block.text)
    elif block.kind == "video":
        yield str(block.data.get("summary", ""))


def written(page: PageFile) -> str:
    """Every Markdown text of a page, tables and data included: where links and terms are looked for."""
    pieces = [str(page.meta.get("summary", ""))]
    for block in page.blocks:
        pieces += [block.title, block.text, *_strings(block.data)]
    return "\n".join(pieces)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
