"""One Markdown file with its front matter → ``PageFile``: what the loader and the checks both read.

Pure: no Django, no database. A fault raises ``ContentError`` with the file, the line and the remedy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

OPENING = re.compile(r"^:::[ ]*([a-z]+)(?:[ ]+(.*))?$")
CAPTION = re.compile(r"^(?:\*\*)?Tableau[  ]?:[  ]*(.+?)(?:\*\*)?$")
# The same safe reading in C, seven times faster, where PyYAML was built with it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATA_KINDS = {"chiffre", "quiz", "video", "remplir"}
TEXT_KINDS = {"retenir", "exemple", "liste", "telecharger", "outil", "dessin"}


class ContentError(ValueError):
    """A content file that cannot be read: where, what was read, what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True)
class Block:
    """A piece of a body: ``kind`` is ``text``, ``table`` or a block of ``docs/content.md``.

    ``title`` is what follows the kind on its line; ``text`` is Markdown; ``data`` is the YAML of data blocks
    (for a table: ``caption`` and ``rows``, a list of rows of cells of Markdown).
    """

    kind: str
    line: int
    title: str = ""
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PageFile:
    """A page as shipped: its address (``/comprendre/…/``), its front matter, its blocks."""

    path: Path
    address: str
    meta: dict[str, Any]
    blocks: tuple[Block, ...]


def address_of(path: Path, root: Path) -> str:
    """``pages/comprendre/kezako.md`` → ``/comprendre/kezako/``; ``index.md`` is its folder's page."""
    parts = list(path.relative_to(root).with_suffix("").parts)
    if parts[-1] == "index":
        parts.pop()
    return "/" + "".join(f"{part}/" for part in parts)


def read_page(path: Path, root: Path) -> PageFile:
    """Read one file of ``content/pages``."""
    text = path.read_text(encoding="utf-8")
    meta, body, first = split_front_matter(text, path)
    return PageFile(path, address_of(path, root), meta, tuple(read_blocks(body, first, path)))


def split_front_matter(text: str, path: Path) -> tuple[dict[str, Any], str, int]:
    """The front matter, the body, and the line on which the body begins."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise ContentError(path, 1, "un en-tête entre deux lignes « --- » est attendu")
    try:
        end = lines.index("---", 1)
    except ValueError:
        raise ContentError(path, 1, "l’en-tête n’est pas fermé par une ligne « --- »") from None
    meta = _yaml("\n".join(lines[1:end]), path, 2)
    return meta, "\n".join(lines[end + 1 :]), end + 2


def _yaml(text: str, path: Path, line: int) -> dict[str, Any]:
    try:
        read = yaml.load(text, Loader=LOADER) or {}  # noqa: S506 — a safe loader, see above
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # What ends too early is seen after the last line: told on it.
        at = line + (min(mark.line, text.count("\n")) if mark else 0)
        raise ContentError(path, at, f"YAML illisible : {getattr(error, 'problem', error)}") from None
    if not isinstance(read, dict):
        raise ContentError(path, line, "des lignes « clé: valeur » sont attendues")
    return {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in read.items()}


def read_blocks(body: str, first_line: int, path: Path) -> Iterator[Block]:
    """Cut a body into blocks, in order."""
    lines = body.splitlines()
    kept: list[str] = []
    started = index = 0
    while index < len(lines):
        opening = OPENING.match(lines[index].rstrip())
        is_table = lines[index].lstrip().startswith("|")
        if not opening and not is_table:
            if not kept:
                started = index
            kept.append(lines[index])
            index += 1
            continue
        caption = _take_caption(kept) if is_table else ""
        yield from _text(kept, first_line + started)
        kept = []
        if opening:
            block, index = _fenced(opening, lines, index, first_line, path)
        else:
            block, index = _table(lines, index, first_line, caption, path)
        yield block
    yield from _text(kept, first_line + started)


def _text(lines: list[str], line: int) -> Iterator[Block]:
    text = "\n".join(lines).strip()
    if text:
        yield Block("text", line, text=text)


def _take_caption(kept: list[str]) -> str:
    while kept and not kept[-1].strip():
        kept.pop()
    found = CAPTION.match(kept[-1].strip()) if kept else None
    if not found:
        return ""
    kept.pop()
    return found[1].strip()


def _fenced(
    opening: re.Match[str], lines: list[str], index: int, first_line: int, path: Path
) -> tuple[Block, int]:
    kind, title = opening[1], (opening[2] or "").strip()
    at = first_line + index
    if kind not in DATA_KINDS | TEXT_KINDS:
        raise ContentError(path, at, f"bloc inconnu : « {kind} »")
    for end in range(index + 1, len(lines)):
        if lines[end].strip() == ":::":
            break
        if OPENING.match(lines[end].rstrip()):
            raise ContentError(path, first_line + end, "un bloc s’ouvre dans un autre : fermez le premier")
    else:
        raise ContentError(path, at, f"le bloc « {kind} » n’est pas fermé par « ::: »")
    inner = "\n".join(lines[index + 1 : end])
    if kind in DATA_KINDS:
        return Block(kind, at, title, data=_yaml(inner, path, at + 1)), end + 1
    return Block(kind, at, title, text=inner.strip()), end + 1


def _table(lines: list[str], index: int, first_line: int, caption: str, path: Path) -> tuple[Block, int]:
    at = first_line + index
    end = index
    while end < len(lines) and lines[end].lstrip().startswith("|"):
        end += 1
    rows = [_cells(line) for line in lines[index:end]]
    if len(rows) < 3 or not all(re.fullmatch(r":?-+:?", cell) for cell in rows[1]):
        raise ContentError(path, at, "un tableau a une ligne de titres, une ligne « |---| », puis ses lignes")
    if not caption:
        raise ContentError(path, at, "un tableau est précédé de « Tableau : sa légende »")
    kept = [rows[0], *rows[2:]]
    wrong = next((rank for rank, row in enumerate(kept) if len(row) != len(rows[0])), None)
    if wrong is not None:
        raise ContentError(path, at + wrong + 1, f"{len(kept[wrong])} cellules, {len(rows[0])} attendues")
    return Block("table", at, caption, data={"caption": caption, "rows": kept}), end


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def read_data(path: Path) -> Any:
    """A YAML file of ``content/data``; dates become ISO text."""
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = 1 + (mark.line if mark else 0)
        raise ContentError(path, at, f"YAML illisible : {getattr(error, 'problem', error)}") from None
    return _plain(read if read is not None else [])


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
