"""Tools that a page hosts: each capability registers its own when it starts, pages know only their key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Context = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Tool:
    """A tool: its key (``kind: tool`` of a page), its template, what gives its context, whether pages
    of it are alike.

    ``cacheable`` is false when the page holds a form, or depends on anything but its address and its query.
    """

    key: str
    template: str
    context: Context
    cacheable: bool = True


_registered: dict[str, Tool] = {}
_EMPTY = Tool("", "pages/article.html", lambda request: {})


def register(tool: Tool) -> None:
    """Called by ``AppConfig.ready`` of the capability that owns the tool."""
    _registered[tool.key] = tool


def find(key: str) -> Tool:
    """The tool, or a plain page where nothing registered it."""
    return _registered.get(key, _EMPTY)


def keys() -> set[str]:
    """The keys of every registered tool."""
    return set(_registered)
