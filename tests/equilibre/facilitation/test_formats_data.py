"""The shipped formats can be followed, and a copy that cannot be is refused with its reason."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.facilitation.formats import Ask, Format, Option, faults, shipped

replace = msgspec.structs.replace


def test_every_shipped_format_can_be_followed() -> None:
    assert "gouvernance" in shipped()
    for form in shipped().values():
        assert faults(form) == []
        assert form.sources, f"{form.key} says no source"


def test_the_governance_format_takes_an_hour_and_a_half_in_five_steps() -> None:
    form = shipped()["gouvernance"]
    assert [step.minutes for step in form.steps] == [25, 20, 20, 15, 10]
    assert form.minutes == 90
    assert {ask.section for _, ask in form.asks()} >= {"forces", "fragilites", "decisions"}


def _with(ask: Ask) -> Format:
    form = shipped()["gouvernance"]
    return replace(form, steps=(replace(form.steps[0], asks=(ask,)),))


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (Ask(key="a", kind="choose", prompt="Quoi"), "n’a rien à proposer"),
        (Ask(key="a", kind="role", prompt="Quoi"), "aucun rôle"),
        (Ask(key="a", kind="write", prompt="Quoi", only="client"), "que ce format n’a pas"),
        (Ask(key="a", kind="points", prompt="Quoi", source="forces", points=0), "de 1 à 100"),
        (Ask(key="a", kind="write", prompt="Quoi", most=0), "au moins une réponse"),
        (
            Ask(
                key="a",
                kind="card",
                prompt="Quoi",
                options=(Option(key="x", label="X"), Option(key="x", label="Y")),
            ),
            "deux fois la même",
        ),
    ],
)
def test_a_copy_that_cannot_be_followed_says_why(ask: Ask, said: str) -> None:
    assert [one for one in faults(_with(ask)) if said in one]


def test_a_step_lasts_a_possible_time_and_keys_are_unique() -> None:
    form = shipped()["gouvernance"]
    long = replace(form, steps=(replace(form.steps[0], minutes=-5), *form.steps[1:]))
    assert [one for one in faults(long) if "-5 minutes" in one]
    twice = replace(form, steps=(form.steps[0], form.steps[0]))
    assert [one for one in faults(twice) if "« mots »" in one.replace("\u00a0", " ")]
    assert faults(replace(form, steps=())) == ["Il faut au moins une étape."]
