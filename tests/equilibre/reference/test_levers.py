"""The levers as data: whole, sourced, and the same as the page that shows them."""

from __future__ import annotations

import datetime as dt
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from equilibre.formatting import typographic
from equilibre.reference import catalogue
from equilibre.reference.levers import PILLARS, Lever, checked, levers, parse, prerequisites, title
from equilibre.reference.shipped import ReferenceDataError, document

PAGES = Path(__file__).parents[3] / "content" / "pages"
LEAVES = [
    "RH1",
    "RH2",
    "RH3",
    "RH4",
    "RH5",
    "FI0",
    "FI1a",
    "FI1b",
    "FI1c",
    "FI1d",
    "FI2a",
    "FI3a",
    "FI3b",
    "FI3c",
    "FI3d",
    "FI3e",
    "FI3f",
    "FI3g",
    "AL1",
    "AL2",
    "AL3",
]
STRAIGHT = re.compile(r"[^\W\d_]'[^\W_]")


def test_every_leaf_of_the_tree_is_there_once_or_split() -> None:
    assert list(dict.fromkeys(one.leaf for one in levers().values())) == LEAVES
    assert [one.pillar for one in levers().values()] == sorted(
        (one.pillar for one in levers().values()), key=PILLARS.index
    )
    assert title() == "Repères de la plateforme"
    assert checked() >= dt.date(2026, 11, 27)


def test_every_value_has_a_source_and_is_a_convention() -> None:
    for one in levers().values():
        assert one.source and one.status
        for value in (one.potential, one.delay, one.stability, one.freedom, one.cost):
            assert value is None or (value.status == "convention" and "Convention" in value.source)


def test_every_lever_leads_to_a_page_that_exists() -> None:
    for one in levers().values():
        assert (PAGES / f"{one.sheet}.md").exists() or (PAGES / one.sheet / "index.md").exists(), one.code


def test_every_resource_line_is_known_and_what_is_left_out_is_meant() -> None:
    lit = {line for one in levers().values() for line in one.lines}
    assert set(catalogue.lines()) - lit == {"R08", "R10", "R16", "R17", "R18"}
    assert lit <= set(catalogue.lines())


def test_every_prerequisite_serves_and_sends_to_somebody() -> None:
    used = {code for one in levers().values() for code in one.prerequisites}
    assert used == set(prerequisites())
    for one in prerequisites().values():
        if one.status != "convention" and one.code != "quatre_traits":
            assert "confirmer" in one.against or "écrire" in one.against, one.code
        assert "vous devez" not in f"{one.doubt} {one.against}".lower()


def test_its_words_are_typeset() -> None:
    for one in (*levers().values(), *prerequisites().values()):
        for name in one.__struct_fields__:
            value = getattr(one, name)
            if isinstance(value, str):
                assert not STRAIGHT.search(value), (one.code, name)
                assert value == typographic(value)


def tables() -> dict[str, list[list[str]]]:
    """Rows of each table of the page on the tree, by the first cell of its header and its width."""
    text = (PAGES / "comprendre" / "arbre-des-leviers.md").read_text(encoding="utf-8")
    found: dict[str, list[list[str]]] = {}
    for block in re.findall(r"^Tableau : (.+)\n\n((?:\|.+\n)+)", text, re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in block[1].splitlines()]
        found[block[0]] = rows[2:]
    return found


NAMES = {"Bénévoles": "RH2-terrain", "Stagiaires": "RH4"}


def named(name: str) -> Lever:
    """The lever that the page calls so."""
    code, label = NAMES.get(name), name.replace("'", "’")
    return levers()[code] if code else next(one for one in levers().values() if one.label == label)


def test_the_page_shows_the_same_values() -> None:
    scales, demands, others = tables().values()
    assert len(scales) == len(demands) == 14
    assert len(others) == 7
    for name, potential, delay, stability, freedom, cost in scales:
        one = named(name)
        assert one.potential and one.delay and one.stability and one.freedom and one.cost
        assert (one.potential.words, f"{one.delay.words} mois") == (potential, delay), name
        assert (one.stability.words, one.freedom.words, one.cost.words) == (stability, freedom, cost), name
    for name, _, weighs_on in demands:
        assert named(name).weighs_on == typographic(weighs_on.replace("'", "’"))
    for name, delay, _ in others:
        one = named(name)
        assert one.delay and f"{one.delay.words} mois" == delay
        assert one.potential is None, "no repère was proposed for it"


@pytest.mark.parametrize(
    "change",
    [
        {"potential": [0, 4]},
        {"potential": [3, 2]},
        {"delay": [1, 61]},
        {"prerequisites": ["inconnu"]},
        {"effects": [{"on": "inconnu", "way": "aide"}]},
        {"effects": [{"on": "RH1", "way": "inconnu"}]},
        {"source": "inconnue"},
        {"status": "certain"},
        {"pillar": "argent"},
        {"colour": "red"},
        {"code": "RH1"},
    ],
)
def test_a_faulty_file_does_not_load(change: dict[str, Any]) -> None:
    raw = deepcopy(document("levers.toml"))
    raw["lever"][-1].update(change)
    with pytest.raises(ReferenceDataError):
        parse(raw)
