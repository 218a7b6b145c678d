"""Blocks of a file ↔ the stored body (Wagtail's stream, as plain data).

Both ways, so that a page can be exported.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from trajectoires.pages.content.markdown_files import Block
from trajectoires.pages.content.markdown_text import (
    plain_text,
    to_html,
    to_inline_html,
    to_markdown,
    typeset,
)

Stored = dict[str, Any]
Terms = Mapping[str, str]
NAMES = {
    "text": "text", "retenir": "takeaway", "exemple": "example", "chiffre": "figure", "liste": "checklist",
    "table": "table", "quiz": "quiz", "video": "video", "telecharger": "download", "outil": "tool",
    "dessin": "drawing", "remplir": "fillable",
}  # fmt: skip
FILE_NAMES = {stored: name for name, stored in NAMES.items()}
ITEM = re.compile(r"^[-*] (?:\[[ xX]\] )?(.*)$")


def to_stream(blocks: tuple[Block, ...], address: str, terms: Terms) -> list[Stored]:
    """The stored body of a file. The same file gives the same identifiers."""
    return [
        {
            "type": NAMES[block.kind],
            "value": _VALUES[block.kind](block, terms),
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#{rank}")),
        }
        for rank, block in enumerate(blocks)
    ]


def _example(block: Block, terms: Terms) -> Stored:
    return {"title": typeset(block.title), "text": to_html(block.text, terms)}


def _figure(block: Block, terms: Terms) -> Stored:
    names = ("value", "label", "year", "perimeter", "source", "status")
    return {name: typeset(str(block.data.get(name) or "")) for name in names}


def _checklist(block: Block, terms: Terms) -> Stored:
    items: list[str] = []
    for line in block.text.splitlines():
        found = ITEM.match(line.strip())
        if found:
            items.append(found[1])
        elif items and line.strip():
            items[-1] += " " + line.strip()
    return {"title": typeset(block.title), "items": [to_inline_html(item, terms) for item in items]}


def _table(block: Block, terms: Terms) -> Stored:
    header, *rows = block.data["rows"]
    return {
        "caption": plain_text(to_inline_html(block.data["caption"], terms)),
        "header": [plain_text(to_inline_html(cell, terms)) for cell in header],
        "rows": [[to_inline_html(cell, terms) for cell in row] for row in rows],
    }


def _quiz(block: Block, terms: Terms) -> Stored:
    return {
        "question": typeset(str(block.data["question"])),
        "choices": [
            {
                "text": typeset(str(choice["text"])),
                "right": bool(choice["right"]),
                "why": typeset(str(choice["why"])),
            }
            for choice in block.data["choices"]
        ],
    }


def _video(block: Block, terms: Terms) -> Stored:
    data = block.data
    return {
        "title": typeset(block.title),
        "url": data["url"],
        "publisher": str(data.get("publisher") or ""),
        "duration": data.get("duration") or None,
        "summary": typeset(str(data["summary"])),
    }


def _fillable(block: Block, terms: Terms) -> Stored:
    data = block.data
    return {
        "title": typeset(block.title),
        "columns": [typeset(str(column)) for column in data["columns"]],
        "rows": [[_cell(cell) for cell in row] for row in data["rows"]],
        "total": list(data.get("total") or []),
        "help": typeset(str(data.get("help") or "")),
    }


def _cell(cell: Any) -> str:
    return "" if cell is None else typeset(str(cell))


def _line(text: str) -> str:
    return plain_text(to_inline_html(" ".join(text.split())))


_VALUES: dict[str, Callable[[Block, Terms], Any]] = {
    "text": lambda block, terms: to_html(block.text, terms),
    "retenir": lambda block, terms: {"text": to_html(block.text, terms)},
    "exemple": _example,
    "chiffre": _figure,
    "liste": _checklist,
    "table": _table,
    "quiz": _quiz,
    "video": _video,
    "telecharger": lambda block, terms: {"made": block.title, "document": None, "text": _line(block.text)},
    "outil": lambda block, terms: {"tool": block.title, "text": _line(block.text)},
    "dessin": lambda block, terms: {"drawing": block.title, "sentence": _line(block.text)},
    "remplir": _fillable,
}


def to_file(stream: list[Stored]) -> str:
    """The body as Markdown again; blocks that only an editor can make (a picture, a document) are named."""
    return "\n\n".join(text for block in stream for text in _written(block)) + "\n"


def _written(block: Stored) -> Iterator[str]:
    kind, value = block["type"], block["value"]
    if kind == "text":
        yield to_markdown(value)
    elif kind == "takeaway":
        yield _fence("retenir", "", to_markdown(value["text"]))
    elif kind == "example":
        yield _fence("exemple", value["title"], to_markdown(value["text"]))
    elif kind == "checklist":
        yield _fence(
            "liste", value["title"], "\n".join(f"- {_inline(item)}" for item in plain(value["items"]))
        )
    elif kind == "table":
        yield _written_table(value)
    elif kind in ("tool", "drawing"):
        name, text = ("tool", "text") if kind == "tool" else ("drawing", "sentence")
        yield _fence(FILE_NAMES[kind], value[name], value[text])
    elif kind == "download" and value.get("made"):
        yield _fence("telecharger", value["made"], value["text"])
    elif kind in ("figure", "quiz", "video", "fillable"):
        yield _fence(FILE_NAMES[kind], value.get("title", ""), _yaml(kind, value))
    else:
        yield f"<!-- bloc « {kind} » : à reprendre à la main -->"


def _inline(rich: str) -> str:
    return " ".join(to_markdown(rich).split())


def plain(items: list[Any]) -> list[Any]:
    """The items of a stored list, whether Wagtail wrote them (``{"type": "item", …}``) or the loader did."""
    return [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in items
    ]


def _fence(kind: str, title: str, inner: str) -> str:
    return f"::: {kind} {title}".rstrip() + f"\n{inner}\n:::"


def _written_table(value: Stored) -> str:
    header = plain(value["header"])
    rows = [[_inline(cell) for cell in plain(row)] for row in plain(value["rows"])]
    lines = [header, ["---"] * len(header), *rows]
    cells = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    return f"Tableau : {value['caption']}\n\n{cells}"


def _yaml(kind: str, value: Stored) -> str:
    data = {name: item for name, item in value.items() if name != "title" and item not in ("", None, [])}
    if kind == "quiz":
        data["choices"] = [dict(choice) for choice in plain(value["choices"])]
    if kind == "fillable":
        data["columns"] = plain(value["columns"])
        data["rows"] = [plain(row) for row in plain(value["rows"])]
        if "total" in data:
            data["total"] = plain(value["total"])
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)).strip()
