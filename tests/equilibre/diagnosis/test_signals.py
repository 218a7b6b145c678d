"""What the six criteria are a signal of."""

from __future__ import annotations

import pytest

from equilibre.diagnosis import bank
from equilibre.diagnosis.signals import by_notion, signals


def test_an_answer_says_what_it_is_a_signal_of_and_its_notion() -> None:
    (found,) = signals({"agrements": "esus"})
    assert found.question == "Votre structure a-t-elle un agrément ou une reconnaissance\u202f?"
    assert found.notion == "agrément ESUS"
    assert "ne donne pas, à lui seul" in found.text


@pytest.mark.parametrize("told", [{}, {"agrements": "nsp"}, {"agrements": "disparu"}, {"inconnu": "esus"}])
def test_what_is_not_known_signals_nothing(told: dict[str, str]) -> None:
    assert signals(told) == ()


def test_the_five_notions_are_never_merged() -> None:
    assert len(set(bank.notions().values())) == 5
    told = {"qui_paie": "tiers", "qui_beneficie": "empeche", "marche": "personne", "benevoles": "moins"}
    found = by_notion(signals(told))
    assert {name: len(group) for name, group in found.items()} == {
        "intérêt général au sens du RAMEAU": 2,
        "utilité sociale": 1,
    }


def test_every_notion_of_a_choice_has_a_name_and_every_choice_a_signal() -> None:
    choices = [choice for one in bank.criteria() for choice in one.choices]
    assert all(choice.signal for choice in choices)
    assert {choice.notion for choice in choices if choice.notion} == set(bank.notions())
