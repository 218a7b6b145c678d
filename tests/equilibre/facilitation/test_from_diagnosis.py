"""A diagnosis brings to a debate what its page shows, and nothing that would point at somebody."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.diagnosis import bank
from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.handed import HandedDiagnosis
from equilibre.diagnosis.questionnaire import Answers
from equilibre.diagnosis.visibility import asked_at_most
from equilibre.diagnosis.voices import THRESHOLD, spread
from equilibre.facilitation.from_diagnosis import background, lines

BANK = bank.load()
ASKED = asked_at_most(BANK, "petite", "flash")
KEYS = [one.key for one in ASKED]
ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.integers(min_value=0, max_value=3), min_size=1)


def handed(own: Answers, voices: list[Answers] | None) -> HandedDiagnosis:
    return HandedDiagnosis(
        result=conclude(BANK, "petite", "flash", own),
        questionnaire=BANK,
        spread=None if voices is None else spread(BANK, "petite", "flash", voices),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(ANSWERS, min_size=1, max_size=THRESHOLD - 1))
def test_under_five_people_only_the_questions_are_said(voices: list[Answers]) -> None:
    told = handed({}, voices)
    differ = background(told).differ
    assert len(differ) == len(lines(told).get("desaccords", []))
    for sentence in differ:
        assert "vos réponses diffèrent" in sentence
        assert not any(level in sentence for one in ASKED for level in one.levels)
    places = [[one.text for one in ASKED].index(text) for text in lines(told).get("desaccords", [])]
    assert places == sorted(places), "nothing says which differs most"


@settings(max_examples=60, deadline=None)
@given(st.lists(ANSWERS, min_size=1, max_size=8))
def test_the_order_of_the_voices_changes_nothing(voices: list[Answers]) -> None:
    told = background(handed({}, voices))
    for other in itertools.islice(itertools.permutations(voices), 1, 3):
        assert background(handed({}, list(other))) == told


def test_from_five_people_on_three_points_at_most_with_their_ends() -> None:
    voices: list[Answers] = [dict.fromkeys(KEYS, level) for level in (0, 0, 1, 3, 3)]  # type: ignore[misc]
    differ = background(handed({}, voices)).differ
    assert 1 <= len(differ) <= 3 and all("vos réponses vont de" in one for one in differ)


def test_without_a_gathering_nothing_differs_and_the_reading_is_there() -> None:
    told = handed({KEYS[0]: 3, KEYS[1]: 0}, None)
    assert lines(told).keys() == {"forces", "fragilites"}
    assert background(told).differ == () and background(told).priorities
    assert lines(handed({}, None)) == {}
