"""The shipped bank under any answers: always a reading, progress that never goes back, every word reached."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.diagnosis import bank
from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.progress import progress
from equilibre.diagnosis.questionnaire import LENGTHS, VARIANTS, Answer, Length, Question, Variant
from equilibre.diagnosis.visibility import asked_at_most, visible_questions

BANK = bank.load()
KEYS = [one.key for one in BANK.questions]
GIVEN = st.sampled_from([0, 1, 2, 3, "nsp", "nc"])


@settings(max_examples=300)
@given(
    answers=st.dictionaries(st.sampled_from(KEYS), GIVEN, max_size=len(KEYS)),
    variant=st.sampled_from(VARIANTS),
    length=st.sampled_from(LENGTHS),
)
def test_any_answers_give_a_reading(answers: dict[str, Answer], variant: Variant, length: Length) -> None:
    result = conclude(BANK, variant, length, answers)
    assert result.sentence.endswith(".")
    assert len(result.strengths) <= 3
    assert len(result.fragilities) <= 3
    assert len(result.actions) <= 6
    assert [one.code for one in result.dimensions] == [one.code for one in BANK.dimensions]
    asked = {one.key for one in visible_questions(BANK, variant, length, answers)}
    told = (*result.strengths, *result.more_strengths, *result.fragilities, *result.more_fragilities)
    assert {one.question for one in told} <= asked & set(answers)


@settings(max_examples=200)
@given(
    order=st.permutations(KEYS),
    told=st.lists(GIVEN, min_size=len(KEYS), max_size=len(KEYS)),
    variant=st.sampled_from(VARIANTS),
    length=st.sampled_from(LENGTHS),
)
def test_progress_never_goes_back(
    order: list[str], told: list[Answer], variant: Variant, length: Length
) -> None:
    answers: dict[str, Answer] = {}
    before = progress(BANK, variant, length, answers).share
    for key, answer in zip(order, told, strict=True):
        answers[key] = answer
        share = progress(BANK, variant, length, answers).share
        assert share >= before
        before = share
    assert before == 1.0


@pytest.mark.parametrize("one", BANK.questions, ids=lambda one: one.key)
def test_every_word_of_a_question_can_be_read(one: Question) -> None:
    variant, length = one.variants[0], one.lengths[-1]
    lowest = conclude(BANK, variant, length, {one.key: 0})
    highest = conclude(BANK, variant, length, {one.key: 3})
    assert [found.question for found in lowest.fragilities] == [one.key]
    assert [found.question for found in highest.strengths] == [one.key]
    reached = {found.code for found in (*lowest.actions, *lowest.more_actions)}
    assert reached == {*one.actions, *one.urgent_actions}
    for variant in one.variants:
        assert one in asked_at_most(BANK, variant, length)
