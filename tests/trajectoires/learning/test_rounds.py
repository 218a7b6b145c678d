"""A round is drawn from its seed alone: alike each time, complete, without a question twice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.learning import enums
from trajectoires.learning.domain import rounds
from trajectoires.learning.domain.rounds import ROUND_SIZE, SEEDS, TURNS_MAX, Round, Scope
from trajectoires.learning.interfaces import asked


@dataclass(frozen=True)
class Card:
    """A question of a test's bank; its right answer is the first."""

    key: str
    level: int = 1
    theme: str = "modele"
    page: str = ""
    right: int = 0


cards = st.builds(
    Card,
    key=st.text("abcdefgh", min_size=1, max_size=5),
    level=st.sampled_from(list(enums.LEVELS)),
    theme=st.sampled_from(list(enums.THEMES)),
    page=st.sampled_from(["", "/a/", "/b/", "/c/", "/d/", "/e/"]),
    right=st.integers(0, 4),
)
banks = st.lists(cards, max_size=45, unique_by=lambda card: card.key)
scopes = st.builds(
    Scope,
    st.frozensets(st.sampled_from(list(enums.LEVELS))),
    st.frozensets(st.sampled_from(list(enums.THEMES))),
)
answers = st.text("01234x", max_size=ROUND_SIZE)
all_rounds = st.builds(Round, scopes, st.integers(0, SEEDS - 1), st.integers(0, TURNS_MAX), answers)


@given(banks, all_rounds)
def test_a_round_is_drawn_alike_whatever_the_order_of_the_bank(bank: list[Card], round_: Round) -> None:
    drawn = rounds.draw(bank, round_)
    assert drawn == rounds.draw(list(reversed(bank)), round_)
    pool = [card for card in bank if round_.scope.holds(card)]
    assert len(drawn) == min(ROUND_SIZE, len(pool))
    assert set(drawn) <= set(pool) and len(set(drawn)) == len(drawn)
    assert [card.level for card in drawn] == sorted(card.level for card in drawn)


@given(banks, scopes, st.integers(0, SEEDS - 1))
def test_playing_on_meets_every_question_before_any_comes_back(
    bank: list[Card], scope: Scope, seed: int
) -> None:
    pool = {card for card in bank if scope.holds(card)}
    seen: set[Card] = set()
    current = Round(scope, seed)
    for _ in range(6):
        drawn = set(rounds.draw(bank, current))
        assert len(drawn - seen) == min(ROUND_SIZE, len(pool - seen))
        seen |= drawn
        assert rounds.unseen_next(bank, current) == min(ROUND_SIZE, len(pool - seen))
        current = current.next()
    assert seen == pool


@given(banks, all_rounds, cards)
def test_a_question_added_meanwhile_moves_no_other(bank: list[Card], round_: Round, added: Card) -> None:
    first = Round(round_.scope, round_.seed)
    before, after = rounds.draw(bank, first), rounds.draw([*bank, Card(f"z{added.key}")], first)
    assert len(set(before) - set(after)) <= 1


def test_seeds_give_different_rounds() -> None:
    bank = [Card(f"c{rank}") for rank in range(40)]
    drawn = {tuple(rounds.draw(bank, Round(Scope(), seed))) for seed in range(200)}
    assert len(drawn) == 200


@given(st.lists(cards, max_size=ROUND_SIZE, unique_by=lambda card: card.key), st.data())
def test_what_was_found_and_what_to_read(questions: list[Card], data: st.DataObject) -> None:
    marks = data.draw(st.text("01234x", min_size=len(questions), max_size=len(questions)))
    right, missed = rounds.found(questions, marks)
    assert sorted(right + missed, key=questions.index) == questions
    pages = rounds.to_read(missed)
    assert len(pages) <= rounds.READING_MAX
    assert len({address for address, _ in pages}) == len(pages)
    assert all(question in missed and question.page == address for address, question in pages)
    assert bool(pages) == any(question.page for question in missed)


def test_the_theme_most_missed_is_read_first_and_themes_alternate() -> None:
    missed = [
        Card("a", theme="modele", page="/a/"),
        Card("b", theme="comptes", page="/b/"),
        Card("c", theme="comptes", page="/c/"),
        Card("d", theme="comptes", page="/d/"),
    ]
    assert [address for address, _ in rounds.to_read(missed)] == ["/b/", "/a/", "/c/"]


@given(all_rounds)
def test_an_address_tells_a_round_whole(round_: Round) -> None:
    query = asked.query_of(round_)
    assert asked.round_of(QueryDict(query)) == round_
    assert len(query) <= 60


@given(st.dictionaries(st.sampled_from("ntgprc"), st.text(max_size=30)))
def test_any_address_is_a_round_or_none(values: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(values)
    told = asked.round_of(query)
    assert told is None or asked.round_of(QueryDict(asked.query_of(told))) == told


@pytest.mark.parametrize(
    "query",
    [
        "", "g=", "g=zzzzz", "g=-1", "g=A", "g=1&n=4", "g=1&n=0", "g=1&t=z", "g=1&p=0", "g=1&p=100",
        "g=1&p=-1",
        "g=1&r=5", "g=1&r=01234012340", "g=1&r=é", "g=٣", "g=1&r=٣", "g=1&p=²", "g=1%00", "g=1&r=%0A",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_no_round(query: str) -> None:
    assert asked.round_of(QueryDict(query)) is None


@given(scopes)
def test_ticked_boxes_are_told_whole(scope: Scope) -> None:
    assert asked.scope_of(QueryDict(asked.scope_query(scope))) == scope


def test_each_theme_has_its_letter() -> None:
    assert len(enums.THEME_LETTERS) == len(enums.THEMES)
