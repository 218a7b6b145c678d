"""The register says what the bank holds: its tables are read here and compared with the questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import DIMENSIONS, LENGTHS, VARIANTS, Variant
from equilibre.diagnosis.visibility import asked_at_most, visible_questions

from .test_bank_wording import LEVEL, TEXT, TITLE

REGISTER = (Path(__file__).parents[3] / "docs" / "diagnosis-register.md").read_text(encoding="utf-8")
BANK = bank.load()
FOLLOW_UPS = 6


def table(section: str) -> list[list[str]]:
    """Rows of the first table of a section, without its heading."""
    words = REGISTER.split(f"\n## {section}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in words.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_the_table_tells_how_many_questions_are_asked() -> None:
    asked = [
        [BANK.variants[variant], *(str(len(asked_at_most(BANK, variant, one))) for one in LENGTHS)]
        for variant in VARIANTS
    ]
    assert table("Combien de questions") == asked


def test_the_last_version_told_is_the_one_that_ships() -> None:
    assert table("Les versions")[-1][0] == BANK.version


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("length", LENGTHS)
def test_every_length_looks_at_the_seven_dimensions(variant: Variant, length: str) -> None:
    asked = asked_at_most(BANK, variant, length)  # type: ignore[arg-type]
    assert {one.dimension for one in asked} == set(DIMENSIONS)


def test_the_words_allowed_are_those_that_are_checked() -> None:
    told = {what: int(number) for what, number in table("Écrire une question")}
    assert told == {"question": TEXT, "niveau": LEVEL, "titre d’une force ou d’une fragilité": TITLE}


def test_a_follow_up_is_not_asked_when_it_makes_no_sense() -> None:
    follow_ups = [one for one in BANK.questions if one.asked_if]
    assert len(follow_ups) >= FOLLOW_UPS
    for one in follow_ups:
        condition = one.asked_if[0]
        closing = next(level for level in range(4) if level not in condition.levels)
        for variant in one.variants:
            seen = visible_questions(BANK, variant, "complet", {condition.question: closing})  # type: ignore[dict-item]
            earlier = BANK.question(condition.question)
            assert earlier is not None
            assert (one in seen) is (variant not in earlier.variants)


@pytest.mark.parametrize("variant", ["petite", "emergent"])
def test_who_has_no_employee_is_asked_nothing_about_employees(variant: Variant) -> None:
    asked = asked_at_most(BANK, variant, "complet")
    told = [text for one in asked for text in (one.text, *one.levels) if "salarié" in text.lower()]
    assert told == []


def test_a_network_is_asked_about_its_members() -> None:
    own = [one for one in asked_at_most(BANK, "reseau", "complet") if one.variants == ("reseau",)]
    assert len({one.dimension for one in own if "membres" in one.text}) >= 4
