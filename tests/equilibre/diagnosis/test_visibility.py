"""One rule says what is asked."""

from __future__ import annotations

from equilibre.diagnosis.visibility import visible_questions

from .small_bank import bank


def keys(answers, length="complet"):
    return [
        one.key for one in visible_questions(bank(), "petite", length, answers) if one.dimension == "projet"
    ]


def test_a_blank_or_unknown_answer_hides_nothing():
    every = ["projet_1", "projet_2", "projet_3"]
    assert keys({}) == keys({"projet_1": "nsp"}) == keys({"projet_1": "nc"}) == keys({"projet_1": 3}) == every


def test_another_level_hides_the_question_and_what_follows_it():
    assert keys({"projet_1": 0}) == ["projet_1"]
    # The answer of a hidden question no longer counts, either way.
    assert keys({"projet_1": 0, "projet_2": 3}) == ["projet_1"]
    assert keys({"projet_1": 1, "projet_2": 1}) == ["projet_1", "projet_2"]


def test_a_length_asks_its_own_questions():
    assert keys({}, "flash") == ["projet_1"]
    assert keys({}, "standard") == ["projet_1", "projet_2"]
