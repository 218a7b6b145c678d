"""French spaces: in what the code says, and in every page that needs no dossier."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from harness.client import ScanningClient

PLATFORM = Path(__file__).resolve().parents[2] / "src" / "trajectoires"
BREAKABLE = re.compile(r"[^\W_»)’}] (?=[;:?!%€»](?:\W|$))|« | »")
FRENCH = re.compile("[éèàêçôîûù’«]")
PAGES = (
    "deposit", "typed", "cash_book", "reopen", "example", "cases", "cash_help", "export_help",
    "my_data", "method", "parameters", "accessibility", "legal",
)  # fmt: skip


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """String literals other than docstrings and patterns."""
    with path.open(encoding="utf-8") as file:
        source = file.read()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING and not re.match(r'(?:r|f?""")', token.string):
            yield token.start[0], token.string


def test_the_code_speaks_with_french_spaces() -> None:
    found = [
        f"{path.relative_to(PLATFORM)}:{line} {text[:80]}"
        for app in ("qualification", "organisations", "config")
        for path in sorted((PLATFORM / app).rglob("*.py"))
        for line, text in _strings(path)
        if FRENCH.search(text) and BREAKABLE.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_speak_with_french_spaces(client: ScanningClient, db: None, name: str) -> None:
    text = client.get(reverse(f"qualification:{name}")).page.text
    assert [text[max(m.start() - 40, 0) : m.end() + 10] for m in BREAKABLE.finditer(text)] == []
