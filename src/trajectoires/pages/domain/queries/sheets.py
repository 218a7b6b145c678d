"""The page that helps with each action that the tool recommends: shipped data, read once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from trajectoires.pages.content.markdown_files import read_data
from trajectoires.pages.content.markdown_text import typeset


@dataclass(frozen=True)
class ActionSheet:
    """Where to read, and what one finds there."""

    address: str
    why: str


@cache
def action_sheets() -> dict[str, ActionSheet]:
    """Action code → its sheet."""
    path = settings.CONTENT_DIR / "data" / "action_sheets.yaml"
    rows = read_data(path) if path.exists() else []
    return {row["action"]: ActionSheet(row["page"], typeset(row["why"])) for row in rows}
