"""Phones and ballots of one secret ask: who counts the ballots never finds the phones by subtraction."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.facilitation.answers import Answer, check
from equilibre.facilitation.formats import Ask, Kind, Option
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.proposals import proposed
from equilibre.facilitation.reading import read
from equilibre.facilitation.tally import (
    THRESHOLD,
    PaperError,
    Tally,
    from_paper,
    may_follow,
    merge,
    shown,
    tally,
)

OPTIONS = tuple(Option(key=key, label=key.upper()) for key in "abcd")


def ask_of(kind: Kind, **more: Any) -> Ask:
    options = () if kind in ("vote", "write") else OPTIONS
    return Ask(key="q", kind=kind, prompt="Quoi", options=options, most=2 if kind == "choose" else 1, **more)


KINDS: tuple[Kind, ...] = ("choose", "rate", "order", "write", "points", "card", "vote")


@st.composite
def answers(draw: Any, ask: Ask, most: int = 9) -> list[Answer]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        raw: dict[str, Any] = {"talk": draw(st.booleans())}
        if ask.kind != "vote" and draw(st.integers(0, 5)) == 0:
            raw["abstains"] = True
        elif ask.kind == "write":
            raw["texts"] = [draw(st.sampled_from(["le local", "Le Local", "la paie"]))]
        elif ask.kind == "vote":
            raw["values"] = {draw(st.sampled_from(["pour", "contre", "abstention"])): 1}
        elif ask.kind == "rate":
            raw["values"] = draw(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4), min_size=1))
        elif ask.kind == "points":
            first = draw(st.integers(0, 10))
            raw["values"] = {"a": first, "b": 10 - first}
        else:
            most_of = {"choose": 2, "order": 4}.get(ask.kind, 1)
            keys = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=most_of, unique=True))
            raw["values"] = {
                key: rank if ask.kind == "order" else 1 for rank, key in enumerate(keys, start=1)
            }
        found.append(check(ask, ask.options, raw))
    return found


def on_paper(ask: Ask, said: list[Answer]) -> Tally:
    """The same answers, counted by hand and typed."""
    return from_paper(ask, ask.options, msgspec.to_builtins(tally(said)))


def told(ask: Ask, found: Tally) -> tuple[object, ...]:
    """Everything that a page, the minutes or the next question tell of it, but how many answered."""
    said = read(ask, ask.options, found)
    after = Ask(key="r", kind="rate", prompt="?", source="idees", follows="q", low="Peu", high="Bien")
    ideas = proposed(after, [Held(ask=ask, options=ask.options, tally=found)])
    return (said.sentence, said.rows, said.lines, said.talk, ideas)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_paper_and_phones_are_the_union_whatever_the_order(kind: Kind, data: st.DataObject) -> None:
    ask = ask_of(kind)
    phones, ballots = data.draw(answers(ask)), data.draw(answers(ask))
    union = merge(tally(phones), on_paper(ask, ballots))
    whole = tally(data.draw(st.permutations(phones + ballots)))
    alone = tally(phones).phone_counts
    assert union == msgspec.structs.replace(whole, by_phone=len(phones), phone_counts=alone)
    assert union == merge(on_paper(ask, ballots), tally(phones))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_few_phones_beside_ballots_tell_nothing_of_what_they_said(kind: Kind, data: st.DataObject) -> None:
    """Whatever the host types, before or after having looked, the page is the same for any few phones."""
    ask = ask_of(kind)
    ballots = on_paper(ask, data.draw(answers(ask)))
    few = data.draw(answers(ask, most=THRESHOLD - 1))
    if not few or not ballots.answered:
        return
    others = [Answer(abstains=True)] * len(few)
    assert not shown(ask, merge(tally(few), ballots))
    assert told(ask, merge(tally(few), ballots)) == told(ask, merge(tally(others), ballots))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_what_is_shown_covers_five_phones_or_none(kind: Kind, data: st.DataObject) -> None:
    ask = ask_of(kind)
    found = merge(tally(data.draw(answers(ask))), on_paper(ask, data.draw(answers(ask))))
    assert shown(ask, found) == (found.answered >= THRESHOLD and found.by_phone not in range(1, THRESHOLD))
    assert shown(ask_of(kind, secrecy="named"), found), "said in front of the room: always"


@settings(max_examples=60)
@given(data=st.data())
def test_an_option_that_too_few_noted_in_secret_tells_nothing_of_their_notes(data: st.DataObject) -> None:
    """One to four phones noted it, whatever the ballots say: any notes of theirs give the same page."""
    ask = ask_of("rate")
    ballots = on_paper(ask, data.draw(answers(ask)))
    phones = data.draw(answers(ask, most=12))
    noted = [one for one in phones if "a" in one.values]
    if len(noted) not in range(1, THRESHOLD):
        return

    def again(one: Answer) -> Answer:
        note = data.draw(st.integers(1, 4))
        return msgspec.structs.replace(one, values={**one.values, "a": note}) if one in noted else one

    others = [again(one) for one in phones]
    before, now = merge(tally(phones), ballots), merge(tally(others), ballots)
    assert told(ask, before) == told(ask, now)


def test_five_people_and_one_note_in_secret_show_no_note() -> None:
    ask = ask_of("rate")
    one, four = {"values": {"a": 4, "b": 3}}, {"values": {"b": 3}}
    found = tally(check(ask, OPTIONS, raw) for raw in [one, *[four] * 4])
    rows = {row.key: row for row in read(ask, OPTIONS, found).rows}
    assert rows["b"].words.startswith("note du milieu") and rows["b"].people == 5
    assert (rows["a"].words, rows["a"].people, rows["a"].low) == ("trop peu de notes", 0, 0)
    assert (rows["c"].words, rows["c"].value) == (rows["a"].words, rows["a"].value), "nor that none was given"
    lone = read(ask, OPTIONS, tally(check(ask, OPTIONS, raw) for raw in [one, *[{"abstains": True}] * 4]))
    assert lone.sentence.endswith("Trop peu de notes pour en montrer une.")
    aloud = read(ask_of("rate", secrecy="named"), OPTIONS, found)
    assert "sur 4" in aloud.rows[0].words and aloud.rows[0].key == "a", "said in front of the room: always"


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_once_seen_two_results_are_five_answers_apart_or_the_same_ballots(typed: list[int]) -> None:
    ask = ask_of("vote")
    kept = Tally()
    for count in typed:
        now = Tally(answered=count, counts={"pour": {1: count}} if count else {})
        if may_follow(ask, kept, now):
            assert now == kept or now.answered - kept.answered >= THRESHOLD or now.answered >= THRESHOLD
            assert now.answered >= kept.answered, "none is taken away"
            kept = now


def test_a_late_ballot_a_lone_ballot_and_one_taken_away_are_refused_once_seen() -> None:
    ask = ask_of("vote")
    one, other = (Tally(answered=1, counts={key: {1: 1}}) for key in ("pour", "contre"))
    six, seven = (Tally(answered=n, counts={"pour": {1: n}}) for n in (6, 7))
    turned = Tally(answered=6, counts={"contre": {1: 1}, "pour": {1: 5}})
    for before, now in ((Tally(), one), (six, seven), (seven, six), (one, other), (one, Tally())):
        assert not may_follow(ask, before, now)
    for before, now in ((Tally(), six), (six, turned), (one, six), (one, one)):
        assert may_follow(ask, before, now)
    assert may_follow(ask_of("vote", secrecy="named"), Tally(), one)


@pytest.mark.parametrize(
    ("kind", "raw", "why"),
    [
        ("choose", {"answered": 2, "counts": {k: {1: 2} for k in "abc"}}, "4 au plus"),
        ("points", {"answered": 2, "counts": {"a": {10: 1, 9: 1}}}, "19 points"),
        ("order", {"answered": 2, "counts": {"a": {1: 2}, "b": {1: 1}}}, "rang 1 est donné 3 fois"),
        ("write", {"answered": 1, "texts": ["un", "deux"]}, "2 lignes pour 1"),
        ("write", {"answered": 1, "texts": ["x" * 281]}, "280 caractères"),
        ("vote", {"answered": 10**12, "counts": {}}, "de 0 à 2000"),
    ],
)
def test_totals_that_so_many_ballots_cannot_give_are_refused(
    kind: Kind, raw: dict[str, Any], why: str
) -> None:
    ask = ask_of(kind)
    with pytest.raises(PaperError, match=why):
        from_paper(ask, ask.options, raw)


def test_between_two_people_nothing_is_said_of_their_differing() -> None:
    ask = ask_of("vote")
    votes = [check(ask, (), {"values": {one: 1}}) for one in ("pour", "contre", "pour", "pour")]
    assert read(ask, (), tally(votes[:2])).sentence == read(ask, (), tally(votes[2:])).sentence
    assert "les réponses diffèrent" in read(ask, (), tally(votes[:3])).sentence


def test_the_host_cannot_say_that_ballots_are_phones() -> None:
    raw = {"answered": 5, "by_phone": 5, "counts": {"pour": {1: 5}}}
    assert from_paper(ask_of("vote"), (), raw).by_phone == 0


def test_a_ranking_is_counted_by_places_and_says_its_method_and_its_ties() -> None:
    """By hand, four options: A gets 3+3+2+0+0, B 2+2+3+3+0, C 0+0+0+2+3, D nothing."""
    ask = ask_of("order")
    given_ranks = [{"a": 1, "b": 2}, {"a": 1, "b": 2}, {"b": 1, "a": 2}, {"b": 1, "c": 2}, {"c": 1}]
    found = read(ask, OPTIONS, tally(check(ask, OPTIONS, {"values": one}) for one in given_ranks))
    assert [(row.label, row.value) for row in found.rows] == [("B", 10), ("A", 8), ("C", 5), ("D", 0)]
    words = [row.words.replace("\u00a0", " ") for row in found.rows]
    assert words[0] == "10 points de rang, premier pour 2 personnes" and words[3] == "pas de rang"
    assert "Borda (1781), convention de la plateforme" in found.method
    tied = [{"a": 1, "b": 2}, {"b": 1, "a": 2}] * 3
    level = read(ask, OPTIONS, tally(check(ask, OPTIONS, {"values": one}) for one in tied))
    assert "arrivent ensemble" in level.sentence and level.rows[0].words.endswith(", ex æquo")
    lone = [{"d": 1}, *[{"a": 1, "b": 2, "c": 3, "d": 4}] * 4]
    alone = read(ask, OPTIONS, tally(check(ask, OPTIONS, {"values": one}) for one in lone))
    assert alone.rows[0].label == "A", "ranked first by one person alone is not first of all"
