"""How the shipped questions are written, and what those on money, alliances and the months to come do."""

from __future__ import annotations

import re

import pytest

from equilibre.diagnosis import bank
from equilibre.diagnosis.facts import Facts, contradictions
from equilibre.diagnosis.questionnaire import Question
from equilibre.diagnosis.visibility import visible_questions

BANK = bank.load()
TEXT, LEVEL, TITLE = 14, 10, 9
"""Words at most: a question is read aloud, a level is compared with three others at a glance."""
DEGREE = re.compile(
    r"\b(assez|beaucoup|bien|correctement|globalement|parfois|plutôt|régulièrement|souvent|suffisamment|très)\b"
)


def words(text: str) -> int:
    """Words of a text, signs apart."""
    return sum(bool(re.search(r"\w", part)) for part in text.split())


@pytest.mark.parametrize("one", BANK.questions, ids=lambda one: one.key)
def test_a_question_is_short_and_its_levels_are_facts(one: Question) -> None:
    assert one.text.endswith("?")
    assert words(one.text) <= TEXT
    for level in one.levels:
        assert words(level) <= LEVEL, level
        assert not DEGREE.search(level), level
    for said in (one.strength, one.fragility):
        assert words(said.title) <= TITLE, said.title
        assert not said.title.endswith(".")
        assert said.why.endswith(".")


@pytest.mark.parametrize(
    ("first", "closing", "opening", "then"),
    [
        ("tableau_tresorerie", 0, 1, "prevision_lue_a_plusieurs"),
        ("horizon_du_budget", 0, 1, "budget_en_deux_versions"),
        ("faire_avec_d_autres", 0, 1, "valeur_de_l_alliance"),
        ("faire_avec_d_autres", 1, 2, "fin_de_l_accord"),
    ],
)
def test_what_does_not_exist_yet_has_no_follow_up(first: str, closing: int, opening: int, then: str) -> None:
    def asked(level: int) -> set[str]:
        seen = visible_questions(BANK, "employeuse", "complet", {first: level})  # type: ignore[dict-item]
        return {one.key for one in seen}

    assert then not in asked(closing)
    assert then in asked(opening)


@pytest.mark.parametrize(
    ("key", "facts", "said"),
    [
        ("natures_de_ressources", Facts(year="2025", natures=1), "une seule nature de ressources"),
        ("reserves_en_mois", Facts(year="2025", equity_months=0.4), "0,4 mois de dépenses"),
        ("benevolat_montre", Facts(year="2025", volunteering_measured=False), "ni heures ni montant"),
    ],
)
def test_the_accounts_answer_beside_a_question_on_the_same_thing(key: str, facts: Facts, said: str) -> None:
    def told(level: int) -> str:
        found = contradictions(BANK, "employeuse", "complet", {key: level}, facts)  # type: ignore[dict-item]
        return " ".join(one.message.replace("\u00a0", " ").replace("\u202f", " ") for one in found)

    assert said in told(2)
    assert told(1) == ""
