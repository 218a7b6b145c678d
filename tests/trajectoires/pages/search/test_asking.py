"""Questions understood: slips mended, accounts opened, words completed."""

from __future__ import annotations

import pytest

from trajectoires.pages.search import asking, catalogue
from trajectoires.pages.search.asking import Question

pytestmark = pytest.mark.django_db


def understood(text: str, *, unfinished: bool = False) -> Question:
    return asking.understand(text, catalogue.current(), unfinished=unfinished)


def said(question: Question) -> list[set[tuple[str, ...]]]:
    return [{alternative.stems for alternative in group.alternatives} for group in question.groups]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("bénévolta", "bénévolat"),
        ("tresorrie", "trésorerie"),
        ("subvension", "subvention"),
        ("asociation", "association"),
        ("l’investisement", "investissement"),
        ("financeurr", "financeur"),
    ],
)
def test_a_slip_is_mended_and_said(typed: str, mended: str) -> None:
    assert understood(typed).corrected == mended


@pytest.mark.parametrize(
    "typed", ["tresorerie", "benevolat", "socioeconomique", "DLA", "7411", "Ulule", "xq"]
)
def test_a_known_word_is_never_mended(typed: str) -> None:
    assert understood(typed).corrected == ""


def test_a_word_without_accents_is_the_accented_one() -> None:
    assert understood("generosite").typed == understood("générosité").typed


def test_words_that_say_one_thing_are_one_group() -> None:
    (group,) = said(understood("assemblée générale"))
    assert {("assembl", "general"), ("ag",)} <= group
    (group,) = said(understood("modele socio economique"))
    assert {("model", "socio", "econom"), ("mse",)} <= group


def test_an_account_nobody_speaks_of_is_known_by_those_above_and_its_name() -> None:
    (group,) = said(understood("compte 74119"))
    assert ("74119",) in group and any("subvent" in stems for stems in group)


def test_a_number_and_its_word_are_one() -> None:
    assert ("trois",) in said(understood("3"))[0]


def test_the_last_word_is_completed_while_it_is_typed() -> None:
    (group,) = said(understood("subven", unfinished=True))
    assert ("subvent",) in group
    assert ("subvent",) not in said(understood("su ", unfinished=True))[0]


def test_a_word_of_the_same_family_counts_for_less() -> None:
    (group,) = understood("cartographie").groups
    assert {a.stems for a in group.alternatives if a.worth < 1} & {("cartographi",)}


@pytest.mark.parametrize(
    "text", ["", " ", "?", "\x00", "'\"", "(((", "a" * 5000, "x " * 500, "🙂", "AND OR NOT"]
)
def test_nothing_that_is_typed_breaks(text: str) -> None:
    assert len(understood(text).text) <= asking.LENGTH_MAX


def test_what_asks_for_a_meaning_asks_for_the_thing() -> None:
    question = asking.asks_meaning(understood("définition du mécénat"))
    assert question.typed == understood("mécénat").typed
