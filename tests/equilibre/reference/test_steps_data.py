"""The steps as data: eight, three collective moments, tools that exist or are awaited."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from equilibre.reference.shipped import ReferenceDataError, document
from equilibre.reference.steps import parse, path

PAGES = Path(__file__).parents[3] / "content" / "pages"


def test_eight_steps_and_three_moments_with_the_diagnosis_at_the_fourth() -> None:
    steps = path().step
    assert len(steps) == 8
    assert [rank for rank, one in enumerate(steps, 1) if one.moment] == [1, 4, 7]
    assert steps[3].moment is not None and steps[3].moment.title == "Partager le diagnostic"


def test_what_is_ours_is_called_a_convention() -> None:
    sources = path().sources
    assert sources["plateforme"].startswith("Convention de la plateforme")
    assert "CRDLA" in sources["cadre"] and "RAMEAU" in sources["nombre"]


def test_each_step_has_its_page_on_the_site_and_counts_as_many_weeks() -> None:
    for one in path().step:
        assert (PAGES / f"{one.sheet}.md").is_file(), one.sheet
    assert sum(one.weeks for one in path().step) == 32


def _broken(change: str) -> dict[str, Any]:
    raw = deepcopy(document("steps.toml"))
    if change == "twice":
        raw["step"].append(raw["step"][0])
    elif change == "unknown field":
        raw["step"][0]["colour"] = "red"
    elif change == "missing":
        del raw["step"][0]["people"]
    elif change == "two doors":
        raw["step"][0]["tools"][0]["opens"] = "lines"
    else:
        raw["variant"][1]["merged"] = "rien"
    return raw


@pytest.mark.parametrize("change", ["twice", "unknown field", "missing", "two doors", "merged"])
def test_a_broken_file_is_refused(change: str) -> None:
    with pytest.raises(ReferenceDataError):
        parse(_broken(change))
