"""The map of investment as data: the same figures as the page, sourced, and what to check for each."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from equilibre.reference.instruments import load, parse
from equilibre.reference.shipped import ReferenceDataError, document
from equilibre.trajectory.levers import Situation, reasons_of

PAGE = Path(__file__).parents[3] / "content" / "pages" / "comprendre" / "carte-des-investissements.md"


def test_the_page_shows_the_same_map() -> None:
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^Tableau : .+\n\n((?:\|.+\n)+)", text, re.MULTILINE)
    shown: dict[str, list[int]] = {}
    for block in blocks:
        for row in block.splitlines()[2:]:
            need, *fits = [cell.strip().replace("'", "’") for cell in row.strip("|").split("|")]
            shown.setdefault(need, []).extend(int(fit) for fit in fits)
    assert shown == {need.label: [one.fits[need.code] for one in load().instruments] for need in load().needs}


def test_what_suits_comes_first_and_what_does_not_is_left_out() -> None:
    suited = load().suited("modelisation")
    assert [one.code for one in suited[:2]] == ["investissement_societal", "mecenat_de_competences"]
    assert "pret_bancaire" not in {one.code for one in suited}
    with pytest.raises(KeyError):
        load().suited("inconnu")
    assert "Convention" in load().source


def test_each_instrument_says_what_to_check() -> None:
    shipped = load()
    for one in shipped.instruments:
        assert one.equity.endswith(".") and one.cash.endswith(".") and one.who and one.source
        reasons = reasons_of(one.prerequisites, shipped.prerequisites, Situation())
        assert [reason.standing for reason in reasons] == ["a_confirmer"] * len(one.prerequisites)
        settled = Situation(confirmed=dict.fromkeys(one.prerequisites, True))
        assert reasons_of(one.prerequisites, shipped.prerequisites, settled) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"fits": [1, 2]},
        {"fits": [4, 0, 0, 0, 0, 0, 0, 0]},
        {"source": "inconnue"},
        {"prerequisites": ["inconnu"]},
        {"repaid": "peut-être"},
        {"code": "excedents"},
    ],
)
def test_a_faulty_map_does_not_load(change: dict[str, Any]) -> None:
    raw = deepcopy(document("instruments.toml"))
    raw["instrument"][-1].update(change)
    with pytest.raises(ReferenceDataError):
        parse(raw)
