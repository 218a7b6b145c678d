"""Competencies of the levers: described once, each with a page of the site that exists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from equilibre.reference.levers import levers
from equilibre.reference.shipped import ReferenceDataError, document
from equilibre.reference.skills import parse, skills, skills_of_levers

PAGES = Path(__file__).resolve().parents[3] / "content" / "pages"


def test_each_is_asked_by_a_lever_and_leads_to_a_real_page() -> None:
    asked = {name for one in levers().values() for name in one.skills}
    assert {one.name for one in skills().values()} == asked
    for one in skills().values():
        assert one.means.endswith(".") and one.mission.endswith("."), one.code
        assert (PAGES / f"{one.learn}.md").exists() or (PAGES / one.learn / "index.md").exists(), one.code


def test_a_lever_asks_in_its_own_order() -> None:
    for code, found in skills_of_levers().items():
        assert tuple(one.name for one in found) == levers()[code].skills


def _raw(**changes: Any) -> dict[str, Any]:
    rows = document("skills.toml")["skill"]
    return {"skill": [{**rows[0], **changes}, *rows[1:]]}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (_raw(name="danse"), "levers ask for"),
        (_raw(code="tutorat"), "given twice"),
        (_raw(name="tutorat"), "given twice"),
        (_raw(learn=3), "learn"),
        ({"skill": [{"code": "seul"}]}, "name"),
    ],
)
def test_a_fault_of_the_data_is_refused(raw: dict[str, Any], words: str) -> None:
    with pytest.raises(ReferenceDataError, match=words):
        parse(raw)
