"""The same line written by several people is told once, with their number when it may be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.facilitation.answers import Answer, check
from equilibre.facilitation.formats import Ask
from equilibre.facilitation.lines import fold, grouped, plain
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.proposals import proposed
from equilibre.facilitation.reading import read
from equilibre.facilitation.tally import tally

WRITE = Ask(key="poids", kind="write", prompt="Ce qui pèse", most=2, section="fragilites")
ALOUD = Ask(key="poids", kind="write", prompt="Ce qui pèse", secrecy="named")
SAME = ("La paie tient à une personne", "la  paie tient à une personne.", "LA PAIE TIENT A UNE PERSONNE")


def said(*lines: str) -> list[Answer]:
    return [check(WRITE, (), {"texts": [line]}) for line in lines]


def test_case_accents_spaces_and_apostrophes_part_nothing() -> None:
    assert len({fold(one) for one in SAME}) == 1
    assert fold("L'accueil") == fold("l’accueil") != fold("la cueille")
    assert fold("On paie 3 loyers") != fold("On paie 2 loyers")


@pytest.mark.parametrize("unseen", ["\u200d", "\u200c", "\ufe0f", "\u034f", "\u3164", "\u2800", "\U000e0101"])
def test_what_nobody_sees_parts_nothing_and_is_no_words(unseen: str) -> None:
    assert fold(f"Ada{unseen} Martin") == fold("Ada Martin"), "one name would vote twice"
    assert plain(f" {unseen}{unseen} ") == "", "no blank name stands beside a vote"
    assert plain("👩\u200d👧 Zoé ❤\ufe0f") == "👩\u200d👧 Zoé ❤\ufe0f", "what joins signs that are seen stays"


def test_from_five_answers_a_line_is_told_once_with_its_people() -> None:
    found = read(WRITE, (), tally(said(*SAME, SAME[0], "Un seul financeur")))
    assert [line.words for line in found.lines] == [
        "La paie tient à une personne (4\u00a0personnes)",
        "Un seul financeur",
    ]
    assert "2\u00a0lignes différentes de 5\u00a0personnes" in found.sentence


def test_said_aloud_by_fewer_a_line_is_told_once_without_number() -> None:
    found = read(ALOUD, (), tally(said(*SAME)))
    assert [line.words for line in found.lines] == ["LA PAIE TIENT A UNE PERSONNE"]
    assert "3\u00a0personnes" in found.sentence
    assert read(WRITE, (), tally(said(*SAME, SAME[0]))).lines == (), "four secret answers show nothing"


def test_one_person_writing_twice_the_same_counts_once() -> None:
    assert check(WRITE, (), {"texts": ["Le local", "le LOCAL."]}).texts == ("Le local",)


def test_what_is_proposed_next_is_each_line_once_and_bare() -> None:
    grave = Ask(key="g", kind="rate", prompt="?", source="fragilites", low="Non", high="Oui")
    held = Held(ask=WRITE, options=(), tally=tally(said(*SAME, "Un seul financeur", "un seul  Financeur")))
    assert len(proposed(grave, [held])) == 2
    assert all("personnes" not in one for one in proposed(grave, [held]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\u202ec", "a bc"),
        ("soft\u00adhyphen", "softhyphen"),
        ("lone \ud800 half", "lone half"),
        ("deux\u2028lignes", "deux lignes"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("<b>gras</b>", "<b>gras</b>"),
    ],
)
def test_a_line_is_plain_text_on_one_line(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@given(st.lists(st.text(max_size=12).filter(plain), max_size=12), st.randoms(use_true_random=False))
def test_grouping_loses_nobody_and_the_order_of_arrival_changes_nothing(
    texts: list[str], chance: object
) -> None:
    lines = [plain(one) for one in texts]
    found = grouped(lines, counted=True)
    assert sum(one.people for one in found) == len(lines)
    mixed = [*lines]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert grouped(mixed, counted=True) == found
    assert {fold(one.text) for one in found} == {fold(one) for one in lines}
