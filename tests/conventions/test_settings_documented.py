"""Every environment variable that the code reads is documented, and no other is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "src" / "trajectoires" / "config"
READ = re.compile(r"""env\.(?:text|flag|integer|items|secret_key)\(\s*["']([A-Z_]+)["']""")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_settings_are_documented() -> None:
    read = {name for path in CONFIG.glob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))}
    documented = ROW.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert len(documented) == len(set(documented))
    assert read == set(documented)


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src" / "trajectoires").rglob("*.py")
        if re.search(r"os\.(environ\.get|environ\[|getenv)", path.read_text(encoding="utf-8"))
    }
    assert readers == {"src/trajectoires/config/env.py"}
