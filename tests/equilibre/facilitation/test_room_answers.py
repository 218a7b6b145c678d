"""Answers are checked at the door, counted whatever their order, and shown from five on."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.facilitation.answers import Answer, AnswerError, check
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.reading import read
from equilibre.facilitation.tally import PaperError, from_paper, merge, shown, tally

replace = msgspec.structs.replace
OPTIONS = tuple(Option(key=key, label=key.upper()) for key in "abcd")
CHOOSE = Ask(key="q", kind="choose", prompt="Quoi", options=OPTIONS, most=2)
RATE = Ask(key="q", kind="rate", prompt="Quoi", options=OPTIONS)
ORDER = Ask(key="q", kind="order", prompt="Quoi", options=OPTIONS)
POINTS = Ask(key="q", kind="points", prompt="Quoi", options=OPTIONS)
CARD = Ask(key="q", kind="card", prompt="Quoi", options=OPTIONS, secrecy="named")
WRITE = Ask(key="q", kind="write", prompt="Quoi", most=2)
VOTE = Ask(key="q", kind="vote", prompt="Quoi", secrecy="named")


@pytest.mark.parametrize(
    ("ask", "raw", "said"),
    [
        (CHOOSE, {"values": {"a": 1, "b": 1, "c": 1}}, "2 réponses au plus"),
        (CHOOSE, {"values": {"z": 1}}, "n’est pas proposée"),
        (CHOOSE, {"values": {"a": 2}}, "n’est pas proposée"),
        (CHOOSE, {"values": {}}, "Choisissez une réponse"),
        (CHOOSE, {"values": ["a"]}, "Choisissez une réponse"),
        (CARD, {"values": {"a": 1, "b": 1}}, "une seule réponse"),
        (RATE, {"values": {"a": 5}}, "de 1 à 4"),
        (RATE, {"values": {"a": 2.5}}, "nombre entier"),
        (RATE, {"values": {"a": True}}, "nombre entier"),
        (ORDER, {"values": {"a": 1, "b": 1}}, "rang différent"),
        (ORDER, {"values": {"a": 2}}, "rang différent"),
        (POINTS, {"values": {"a": 4, "b": 5}}, "exactement 10 points"),
        (POINTS, {"values": {"a": 11, "b": -1}}, "négatif"),
        (VOTE, {"values": {"peut-etre": 1}}, "n’est pas proposée"),
        (WRITE, {"texts": []}, "Écrivez une réponse"),
        (WRITE, {"texts": "abc"}, "Écrivez une réponse"),
        (WRITE, {"texts": ["  ", "\n"]}, "Écrivez une réponse"),
        (WRITE, {"texts": ["x" * 10_000]}, "280 caractères"),
        (WRITE, {"texts": ["a", "b", "c"]}, "2 lignes au plus"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_remedy(ask: Ask, raw: dict[str, Any], said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        check(ask, ask.options, raw)


def test_markup_stays_text_and_abstaining_is_an_answer() -> None:
    given_text = check(WRITE, (), {"texts": [" <b>gras</b>\n & moi ", "<b>gras</b> & moi"], "talk": True})
    assert given_text == Answer(texts=("<b>gras</b> & moi",), talk=True)
    assert check(RATE, OPTIONS, {"abstains": True, "values": {"a": 99}}) == Answer(abstains=True)
    assert check(VOTE, (), {"values": {"abstention": 1}}) == Answer(values={"abstention": 1})


ANSWERS = st.lists(
    st.one_of(
        st.builds(Answer, abstains=st.just(True), talk=st.booleans()),
        st.builds(
            Answer,
            values=st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4), min_size=1),
            talk=st.booleans(),
        ),
        st.builds(Answer, texts=st.lists(st.text(min_size=1, max_size=5), max_size=2).map(tuple)),
    ),
    max_size=12,
)


@given(ANSWERS, st.randoms(use_true_random=False), st.integers(0, 12))
def test_order_and_ballot_box_change_nothing(answers: list[Answer], random: Any, cut: int) -> None:
    found = tally(answers)
    mixed = [*answers]
    random.shuffle(mixed)
    assert tally(mixed) == found
    assert merge(tally(answers[:cut]), tally(answers[cut:])) == found
    assert found.answered == len(answers)


@given(ANSWERS)
def test_under_five_secret_answers_nothing_of_them_is_shown(answers: list[Answer]) -> None:
    for ask in (RATE, WRITE):
        said = read(ask, ask.options, tally(answers))
        assert shown(ask, tally(answers)) == (len(answers) >= 5)
        if len(answers) < 5:
            assert said.hidden and said.rows == () and said.texts == ()


def test_paper_gives_what_phones_give() -> None:
    answers = [check(RATE, OPTIONS, {"values": {"a": n, "b": 2}}) for n in (1, 1, 4, 4, 4, 3)]
    typed = {"answered": 6, "counts": {"a": {1: 2, 3: 1, 4: 3}, "b": {2: 6}}}
    assert from_paper(RATE, OPTIONS, typed) == replace(tally(answers), by_phone=0, phone_counts={})


@pytest.mark.parametrize(
    ("ask", "raw", "said"),
    [
        (VOTE, {"answered": 3, "counts": {"pour": {1: 4}}}, "4 voix pour 3 bulletins"),
        (VOTE, {"answered": 5, "counts": {"pour": {1: 2}, "contre": {1: 2}}}, "Le total fait 4 voix"),
        (VOTE, {"answered": -1}, "de 0 à"),
        (VOTE, {"answered": 2, "abstained": 3}, "2 bulletins"),
        (VOTE, {"answered": "deux"}, "ne se lisent pas"),
        (RATE, {"answered": 3, "counts": {"a": {7: 1}}}, "ne peut pas recevoir 7"),
        (RATE, {"answered": 3, "counts": {"z": {1: 1}}}, "plus proposée"),
    ],
)
def test_totals_that_cannot_be_are_refused(ask: Ask, raw: dict[str, Any], said: str) -> None:
    with pytest.raises(PaperError, match=said):
        from_paper(ask, ask.options, raw)


def test_the_sentence_names_what_comes_first_and_where_the_room_splits() -> None:
    answers = [check(RATE, OPTIONS, {"values": {"a": n, "b": 4}}) for n in (1, 1, 1, 4, 4, 4)]
    said = read(RATE, OPTIONS, tally(answers))
    assert [row.key for row in said.rows][:2] == ["b", "a"]
    assert "« B » vient en tête" in said.sentence.replace("\u00a0", " ")
    assert "diffèrent le plus sur « A »" in said.sentence.replace("\u00a0", " ")
    # Nine notes: everybody says 4 or 2 of « B », a third says 1 of « A ».
    wide = [check(RATE, OPTIONS, {"values": {"a": a, "b": b}}) for a, b in [(1, 2), (4, 4), (1, 4)] * 3]
    assert "diffèrent le plus sur « A »." in read(RATE, OPTIONS, tally(wide)).sentence.replace("\u00a0", " ")
    votes = [check(VOTE, (), {"values": {one: 1}}) for one in ("pour", "pour", "contre", "abstention")]
    assert (
        read(VOTE, (), tally(votes))
        .sentence.replace("\u00a0", " ")
        .startswith("2 pour, 1 contre, 1 abstention")
    )


def test_four_lines_of_one_note_are_told_in_one_sentence() -> None:
    given_notes = [{"values": dict.fromkeys("abcd", 3)}] * 5
    said = read(RATE, OPTIONS, tally(check(RATE, OPTIONS, one) for one in given_notes))
    words = said.sentence.replace("\u00a0", " ")
    assert words == "5 personnes. Tout arrive à égalité, note du milieu : 3 sur 4."
