"""What an ask proposes comes from where its format says, and never from what may not be shown."""

from __future__ import annotations

from equilibre.facilitation.answers import Answer
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.proposals import proposed
from equilibre.facilitation.tally import tally

POINTS = tuple(Option(key=key, label=key.upper()) for key in "abc")
PICK = Ask(key="choix", kind="choose", prompt="Lesquels ?", options=POINTS, most=2)
RATE = Ask(
    key="notes", kind="rate", prompt="À quel point", source="idees", follows="choix", low="Peu", high="Bien"
)
WEIGHS = Ask(key="poids", kind="write", prompt="Ce qui pèse", section="fragilites")
GRAVE = Ask(key="gravite", kind="rate", prompt="Est-ce grave ?", source="fragilites", low="Non", high="Oui")


def picked(*keys: str) -> Held:
    return Held(ask=PICK, options=POINTS, tally=tally([Answer(values={key: 1}) for key in keys]))


def written(*lines: str) -> Held:
    return Held(ask=WEIGHS, options=(), tally=tally([Answer(texts=(one,)) for one in lines]))


def labels(ask: Ask, *held: Held, **told: tuple[Option, ...]) -> list[str]:
    return [one.label for one in proposed(ask, held, told)]  # type: ignore[arg-type]


def test_what_was_picked_is_proposed_next_the_most_picked_first_with_its_key() -> None:
    assert proposed(RATE, [picked("b", "b", "b", "a", "a")]) == (POINTS[1], POINTS[0])


def test_written_options_stay_as_they_are_written() -> None:
    assert proposed(PICK, [picked("a", "a", "a", "a", "a")]) == POINTS


def test_ideas_come_from_the_ask_that_is_followed_and_from_no_other() -> None:
    assert labels(RATE, written("un", "deux", "trois", "quatre", "cinq")) == []


def test_four_secret_lines_are_proposed_to_nobody() -> None:
    assert labels(GRAVE, written("un", "deux", "trois", "quatre")) == []
    assert labels(GRAVE, written("un", "deux", "trois", "quatre", "cinq")) == sorted(
        ["un", "deux", "trois", "quatre", "cinq"]
    )


def test_the_model_and_the_room_are_joined_each_label_once_twelve_at_most() -> None:
    model = (Option(key="premier-financeur", label="un"),)
    lines = ["un", *(f"ligne {rank:02}" for rank in range(20))]
    found = proposed(GRAVE, [written(*lines)], {"fragilites": model})
    assert found[0] == model[0] and len(found) == 12
    assert len({one.key for one in found}) == len({one.label for one in found}) == 12


def test_keys_that_are_told_twice_are_told_apart() -> None:
    told = (Option(key="a", label="A"), Option(key="a", label="B"), Option(key="", label="C"))
    found = proposed(GRAVE, (), {"fragilites": told})
    assert len({one.key for one in found}) == 3
