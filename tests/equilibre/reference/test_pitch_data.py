"""The three-minute frame as data: seven parts that last 180 seconds, five hearers, five questions."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from equilibre.reference.pitch import TOTAL, frame, parse
from equilibre.reference.shipped import ReferenceDataError, document

PAGE = Path(__file__).parents[3] / "content" / "pages" / "accompagner" / "pitch.md"


def test_the_frame_is_the_one_that_the_page_of_the_site_explains() -> None:
    written = re.findall(r"^\| (\d)\. (.+?) \| (\d+) s \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(str(rank), one.title, str(one.seconds)) for rank, one in enumerate(frame().part, 1)] == written
    assert sum(one.seconds for one in frame().part) == TOTAL == 180
    assert frame().begins() == (0, 30, 60, 105, 125, 145, 165)


def test_the_pace_is_the_middle_of_what_the_page_says() -> None:
    told = re.search(r"comptez (\d+) à (\d+) mots", PAGE.read_text(encoding="utf-8"))
    assert told is not None
    assert frame().words_per_minute * 3 == (int(told[1]) + int(told[2])) / 2


def test_what_is_ours_is_called_a_convention() -> None:
    assert frame().sources["plateforme"].startswith("Convention de la plateforme")
    assert len(frame().audience) == len(frame().question) == 5
    assert frame().hearer("ca").label == "Votre conseil d’administration"
    assert all(one.advice for one in frame().audience)


def _broken(change: str) -> dict[str, Any]:
    raw = deepcopy(document("pitch.toml"))
    if change == "twice":
        raw["question"].append(raw["question"][0])
    elif change == "unknown code":
        raw["audience"][0]["code"] = "voisin"
    elif change == "missing":
        del raw["part"][0]["ask"]
    else:
        raw["part"][0]["seconds"] = 31
    return raw


@pytest.mark.parametrize("change", ["twice", "unknown code", "missing", "too long"])
def test_a_broken_file_is_refused(change: str) -> None:
    with pytest.raises(ReferenceDataError, match=r"pitch\.toml"):
        parse(_broken(change))
