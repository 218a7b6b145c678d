"""Any answers give a reading; it is ordered, bounded, and says when it does not know."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.facts import Facts, prefill
from equilibre.diagnosis.questionnaire import LENGTHS, VARIANTS
from equilibre.diagnosis.scoring import level_word, median_level

from .small_bank import bank

BANK = bank()
ANSWERS = st.dictionaries(
    st.sampled_from([*(one.key for one in BANK.questions), "question_d_hier"]),
    st.sampled_from([0, 1, 2, 3, "nsp", "nc"]),
)


@given(answers=ANSWERS, variant=st.sampled_from(VARIANTS), length=st.sampled_from(LENGTHS))
def test_every_combination_gives_the_same_bounded_result(answers, variant, length):
    result = conclude(BANK, variant, length, answers)
    assert result == conclude(BANK, variant, length, dict(reversed(answers.items())))
    assert len(result.strengths) <= 3
    assert len(result.fragilities) <= 3
    assert len(result.actions) <= 6
    assert len(result.dimensions) == 7
    assert result.sentence.endswith(".")
    assert all(one.scored + one.nsp + one.nc <= one.asked for one in result.dimensions)
    codes = [one.code for one in (*result.actions, *result.more_actions)]
    assert len(codes) == len(set(codes))
    told = {one.question for one in (*result.strengths, *result.more_strengths)}
    weak = {one.question for one in (*result.fragilities, *result.more_fragilities)}
    assert not told & weak


def test_blank_answers_conclude_nothing():
    result = conclude(BANK, "petite", "flash", {"projet_1": "nsp", "alliances_1": "nc"})
    assert result.strengths == result.fragilities == result.actions == ()
    assert result.sentence.startswith("Vos réponses ne le disent pas encore")
    assert {one.word for one in result.dimensions} == {"nous ne savons pas encore"}
    assert (result.dimensions[0].nsp, result.dimensions[3].nc) == (1, 1)


def test_the_order_is_by_effect_then_effort():
    answers = {one.key: 1 for one in BANK.questions} | {"tresorerie": 0, "projet_2": 2, "projet_3": 0}
    result = conclude(BANK, "petite", "complet", answers)
    assert result.fragilities[0].question == "tresorerie"
    assert result.fragilities[0].said == "rien n’est écrit"
    assert [one.code for one in result.actions] == ["a3", "a2", "a1", "a4", "a5", "a6"]
    assert [one.code for one in result.more_actions] == ["a7"]


def test_too_few_answers_are_said():
    assert "trop peu pour conclure" in conclude(BANK, "petite", "flash", {"projet_1": 3}).sentence


def test_a_median_between_two_levels_is_said_so():
    assert median_level([1, "nsp", 2, "nc"]) == 1.5
    assert level_word(BANK, 1.5) == "entre en cours et structuré"
    assert level_word(BANK, 3.0) == "moteur"


def test_a_fact_speaks_beside_an_answer_and_decides_only_under_a_month():
    facts = Facts(year="2024", cash_months=0.4)
    assert prefill(BANK, "petite", "flash", facts) == {"tresorerie": 0}
    assert prefill(BANK, "petite", "flash", Facts(year="2024", cash_months=3.0)) == {}
    assert prefill(BANK, "petite", "flash", None) == {}
    said = conclude(BANK, "petite", "flash", {"tresorerie": 2}, facts).contradictions
    assert [one.question for one in said] == ["tresorerie"]
    assert "0,4\u00a0mois" in said[0].message or "0,4 mois" in said[0].message
    assert conclude(BANK, "petite", "flash", {"tresorerie": 0}, facts).contradictions == ()
