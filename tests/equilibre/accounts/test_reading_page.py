"""The page on reading accounts ends with the tables that the code writes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from equilibre.accounts.checks import CATALOGUE
from equilibre.accounts.options import Limits
from equilibre.accounts.reading_page import _LIMITS, tables

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reading-accounts.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(tables())


def test_every_check_and_every_limit_is_there() -> None:
    text = tables()
    assert all(f"| {code} |" in text for code in CATALOGUE)
    assert set(_LIMITS) == {field.name for field in msgspec.structs.fields(Limits)}
    assert len([code for code in CATALOGUE if code.startswith("T")]) == 22
