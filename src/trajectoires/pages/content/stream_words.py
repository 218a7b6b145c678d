"""The words of a stored body: its prose (what readability is measured on), its links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from trajectoires.pages.content.markdown_text import plain_text
from trajectoires.pages.content.stream import plain

HREF = re.compile(r'href="([^"]+)"')
PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
NUMBER = re.compile(r'\bid="(\d+)"')
PROSE = {"takeaway": ("text",), "example": ("text",), "tool": ("text",), "download": ("text",),
         "drawing": ("sentence",), "video": ("summary",)}  # fmt: skip


def prose(stream: list[dict[str, Any]]) -> str:
    """Sentences, a blank line between blocks; tables, figures and questions are left out."""
    return "\n\n".join(plain_text(text) for block in stream for text in _prose(block))


def _prose(block: dict[str, Any]) -> Iterator[str]:
    kind, value = block["type"], block["value"]
    if kind == "text":
        yield value
    elif kind == "checklist":
        yield from (f"<p>{item}</p>" for item in plain(value["items"]))
    else:
        yield from (str(value[name]) for name in PROSE.get(kind, ()))


def links(stream: list[dict[str, Any]]) -> Iterator[str]:
    """Every address that a body links to."""
    for text in _strings([block["value"] for block in stream]):
        yield from (html.unescape(found) for found in HREF.findall(text))
    for block in stream:
        if block["type"] == "video":
            yield block["value"]["url"]


def pages_linked(stream: list[dict[str, Any]]) -> Iterator[int]:
    """Every page that a body links to by its number, as the editor's chooser writes it."""
    for text in _strings([block["value"] for block in stream]):
        for tag in PAGE_LINK.findall(text):
            yield from (int(number) for number in NUMBER.findall(tag))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
