"""The bank that ships: coherent, eight questions in every flash, help only in an emergency."""

from __future__ import annotations

from pathlib import Path

import pytest

from equilibre.diagnosis import bank
from equilibre.diagnosis.coherence import faults
from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.questionnaire import VARIANTS, Variant
from equilibre.diagnosis.visibility import asked_at_most, visible_questions

PAGES = Path(__file__).parents[3] / "content" / "pages"
FLASH_WORDS = 480


def test_it_has_no_fault() -> None:
    assert faults(bank.load()) == ()
    assert len(bank.criteria()) == 6


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_flash_is_read_in_three_minutes(variant: Variant) -> None:
    asked = asked_at_most(bank.load(), variant, "flash")
    assert len(asked) == 8
    assert sum(len(words.split()) for one in asked for words in (one.text, *one.levels)) <= FLASH_WORDS


def test_every_sheet_of_an_action_is_a_page() -> None:
    for action in bank.load().actions:
        address = action.sheet.strip("/")
        assert (PAGES / f"{address}.md").exists() or (PAGES / address / "index.md").exists(), action.sheet


@pytest.mark.parametrize(("level", "urgent"), [(0, True), (1, False)])
def test_help_is_called_only_under_a_month_of_cash(level: int, urgent: bool) -> None:
    result = conclude(bank.load(), "employeuse", "flash", {"mois_en_banque": level})  # type: ignore[dict-item]
    codes = [action.code for action in result.actions]
    assert ("appeler_a_l_aide" in codes) is urgent
    assert codes


@pytest.mark.parametrize("variant", ["financeur", "accompagnateur"])
def test_who_funds_or_advises_is_asked_about_that_and_not_about_its_bank(variant: Variant) -> None:
    asked = asked_at_most(bank.load(), variant, "complet")
    assert {one.variants for one in asked} == {(variant,)}
    assert {one.fact for one in asked} == {""}


@pytest.mark.parametrize(
    ("variant", "first", "closing", "opening", "then"),
    [
        ("financeur", "financeur_duree", 1, 2, "financeur_fin_de_soutien"),
        ("financeur", "financeur_bilan", 0, 1, "financeur_temps_du_bilan"),
        ("accompagnateur", "accompagnateur_prix", 1, 2, "accompagnateur_prix_contenu"),
        ("accompagnateur", "accompagnateur_orientation", 0, 1, "accompagnateur_passage"),
    ],
)
def test_a_follow_up_that_makes_no_sense_is_not_asked(
    variant: Variant, first: str, closing: int, opening: int, then: str
) -> None:
    def asked(level: int) -> set[str]:
        seen = visible_questions(bank.load(), variant, "complet", {first: level})  # type: ignore[dict-item]
        return {one.key for one in seen}

    assert then not in asked(closing)
    assert then in asked(opening)
