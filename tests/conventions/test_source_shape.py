"""Files and functions stay short; migrations, templates and import contracts are in order."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from trajectoires.pages.facets import DRAWINGS

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "src" / "trajectoires"
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 500, 60, 40


def _sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in _sources(ROOT / "src")}
    assert {p.relative_to(ROOT).as_posix(): n for p, n in lengths.items() if n > FILE_LINES} == {}


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{name} has {lines} lines"
        for path in _sources(ROOT / "src")
        for name, lines in _functions(path)
        if lines > (VIEW_LINES if "views" in path.parts else FUNCTION_LINES)
    ]
    assert long == []


def test_public_things_are_explained() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in _sources(PLATFORM)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and node.name not in {"Meta"}
        and not ast.get_docstring(node)
        and not _inside_function(path, node)
    ]
    assert silent == []


def _inside_function(path: Path, node: ast.AST) -> bool:
    """Functions made inside a function (decorators, edits) speak through it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(outer, ast.FunctionDef)
        and outer.lineno < node.lineno
        and (outer.end_lineno or 0) >= (node.end_lineno or 0)
        for outer in ast.walk(tree)
    )


def test_no_migration_is_outstanding(db: None) -> None:
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue() or "Aucun changement" in out.getvalue()


def test_no_template_is_unused() -> None:
    """A template is rendered by a view, extended or included by another, or an error page."""
    templates = {
        path.relative_to(folder).as_posix()
        for folder in PLATFORM.glob("*/templates")
        for path in folder.rglob("*")
        if path.is_file()
    }
    texts = [p.read_text(encoding="utf-8") for p in PLATFORM.rglob("*.py")]
    texts += [p.read_text(encoding="utf-8") for p in PLATFORM.rglob("*.html")]
    everything = "\n".join(texts)
    named = {one for one in templates if one in everything}
    by_helper = {
        f"qualification/{name}" for name in re.findall(r'_page\(\s*request,\s*"([\w.]+)"', everything)
    }
    # A drawing is named by the block that shows it.
    drawn = {f"pages/drawings/{name}.svg" for name in DRAWINGS}
    # One that stands in for Wagtail's is found by its name.
    instead = {name for name in templates if name.startswith("wagtailadmin/")}
    assert templates - named - by_helper - drawn - instead == set()


@pytest.mark.slow
def test_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", ".importlinter", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
