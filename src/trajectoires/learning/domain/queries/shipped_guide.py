"""The guide that ships, read once a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trajectoires.learning.domain.need import Guide, guide_of
from trajectoires.pages.content.markdown_files import read_data
from trajectoires.pages.content.markdown_text import typeset


@lru_cache(maxsize=2)
def guide(content: Path) -> Guide:
    """« Définir mon besoin » of a content folder."""
    return guide_of(
        read_data(content / "data" / "need.yaml"), lambda text: typeset(" ".join(str(text).split()))
    )
