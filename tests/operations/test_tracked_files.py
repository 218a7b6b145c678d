"""What a public repository must not carry: addresses of registries, paths of a machine, large files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 400_000
"""Bytes of one tracked file; the licence, the locks and one picture fit."""
# Written in two parts so that this very file does not match.
REGISTRY = re.compile(
    "|".join(
        (
            r"https?://[^\s\"']*/" + r"simple\b",
            r"https?://[^\s\"']*/packages/[0-9a-f]{2}/",
            r"pypi\." + r"org|files\.pythonhosted\." + r"org|registry\.npmjs\." + r"org|docker\." + r"io/",
            r"--(?:extra-)?index-url[ =]+\S*https?:",
        )
    )
)


def tracked() -> list[Path]:
    """Every file under version control that is on the disk."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """Tracked files that are text, with their content."""
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text()))
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_package_registry() -> None:
    faults = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts()
        if path != Path(__file__) and (match := REGISTRY.search(text))
    ]
    assert not faults


def test_no_file_names_the_folder_it_was_written_in() -> None:
    here = str(ROOT)
    if here.count("/") < 2 or here.startswith(("/srv/trajectoires", "/opt/trajectoires", "/var/lib/")):
        pytest.skip("the checkout is where the documentation says to install it")
    places = {f"{here}/", f"{ROOT.parent}/"} - {"/", "/home/", "/root/", "/tmp/", "/opt/", "/srv/"}
    faults = [
        f"{path.relative_to(ROOT)}: {place}" for path, text in texts() for place in places if place in text
    ]
    assert not faults


def test_no_tracked_file_is_large() -> None:
    large = [f"{p.relative_to(ROOT)}: {p.stat().st_size}" for p in tracked() if p.stat().st_size > LARGEST]
    assert not large


def test_locks_carry_hashes_for_every_package() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"(?m)^(?=[a-zA-Z0-9])", lock.read_text())[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries), lock.name
