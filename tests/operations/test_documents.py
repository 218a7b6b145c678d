"""What the documents promise exists: links, make targets, commands, options, pictures."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from django.core.management import get_commands

from equilibre.cli_arguments import build_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def code_of(text: str) -> str:
    """What is written as code: blocks and inline."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.S))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text())
    inside = [target.partition("#")[0] for target in targets if "://" not in target and target[0] not in "#/"]
    missing = [target for target in inside if not (page.parent / target).exists()]
    assert not missing


def test_make_targets_exist() -> None:
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {
        target
        for page in PAGES
        for words in re.findall(r"\bmake((?: [a-z][a-z-]*)+)", code_of(page.read_text()))
        for target in words.split()
    }
    assert named - rules == set()
    assert {"run", "test", "bench", "install"} <= named


def test_management_commands_exist() -> None:
    named = {
        command
        for page in PAGES
        for command in re.findall(r"manage\.py ([a-z_]+)", code_of(page.read_text()))
    }
    assert {"sauvegarder", "restaurer"} <= named
    assert named - set(get_commands()) == set()


def test_the_commands_of_the_readme_are_understood() -> None:
    lines = re.findall(r"^\.venv/bin/equilibre ([^#\n]+)", (ROOT / "README.md").read_text(), re.M)
    assert len(lines) >= 5
    parser = build_parser()
    asked = [parser.parse_args(line.split()).command for line in lines]
    assert set(asked) == {"qualify", "check", "reference", "example"}


def test_the_readme_shows_a_picture_of_the_site() -> None:
    shown = re.search(r"!\[([^\]]+)\]\(([^)]+\.png)\)", (ROOT / "README.md").read_text())
    assert shown and len(shown[1]) > 20, "a picture needs words"
    head = (ROOT / shown[2]).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    assert width >= 800 and height >= 600


def test_decisions_are_numbered_once_each() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(name[:4]) for name in names]
    assert numbers == list(range(1, len(names) + 1))
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text()
        assert text.startswith(f"# {path.name[:4]}. ") and "**Choix.**" in text
