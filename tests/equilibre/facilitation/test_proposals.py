"""What an ask proposes comes from where its format says, and never from what may not be shown."""

from __future__ import annotations

import msgspec

from equilibre.facilitation.answers import Answer
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.proposals import proposed
from equilibre.facilitation.tally import tally

POINTS = tuple(Option(key=key, label=key.upper()) for key in "abc")
PICK = Ask(key="choix", kind="choose", prompt="Lesquels ?", options=POINTS, most=2)
RATE = Ask(key="notes", kind="rate", prompt="Où ?", source="idees", follows="choix", low="Peu", high="Bien")
WEIGHS = Ask(key="poids", kind="write", prompt="Ce qui pèse", section="fragilites")
GRAVE = Ask(key="gravite", kind="rate", prompt="Grave ?", source="fragilites", low="Non", high="Oui")


def picked(*keys: str) -> Held:
    return Held(ask=PICK, options=POINTS, tally=tally([Answer(values={key: 1}) for key in keys]))


def written(*lines: str) -> Held:
    return Held(ask=WEIGHS, options=(), tally=tally([Answer(texts=(one,)) for one in lines]))


def test_what_was_picked_is_proposed_next_the_most_picked_first() -> None:
    assert proposed(RATE, [picked("b", "b", "b", "a", "a")]) == ("B", "A")


def test_an_ask_that_writes_its_options_proposes_nothing_else() -> None:
    assert proposed(PICK, [picked("a", "a", "a", "a", "a")]) == ()


def test_ideas_come_from_the_ask_that_is_followed_and_from_no_other() -> None:
    lines = written("un", "deux", "trois", "quatre", "cinq")
    assert proposed(RATE, [lines]) == ()
    assert proposed(GRAVE, [lines]) == ("cinq", "deux", "quatre", "trois", "un")


def test_four_secret_answers_are_proposed_to_nobody() -> None:
    assert proposed(GRAVE, [written("un", "deux", "trois", "quatre")]) == ()
    assert proposed(RATE, [picked("a", "a", "a", "b")]) == ()


def test_a_share_of_no_point_is_no_idea() -> None:
    share = Ask(key="choix", kind="points", prompt="Combien ?", options=POINTS)
    found = Held(ask=share, options=POINTS, tally=tally([Answer(values={"a": 0, "b": 10})] * 5))
    assert proposed(RATE, [found]) == ("B",)


def test_a_second_origin_comes_first_and_is_no_substitute() -> None:
    both = msgspec.structs.replace(GRAVE, also="desaccords")
    told = {"fragilites": ["un"], "desaccords": ["nos avis", "un"]}
    assert proposed(both, (), told) == ("nos avis", "un")
    assert proposed(GRAVE, (), told) == ("un",)
    assert proposed(PICK, (), told) == ()


def test_the_model_and_the_room_are_joined_each_line_once_twelve_at_most() -> None:
    lines = ["un", *(f"ligne {rank:02}" for rank in range(20))]
    found = proposed(GRAVE, [written(*lines)], {"fragilites": ["un", "deux"], "forces": ["autre"]})
    assert found[:3] == ("un", "deux", "ligne 00") and len(found) == 12
