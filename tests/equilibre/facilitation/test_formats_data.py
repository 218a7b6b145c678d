"""The shipped formats can be followed, and a copy that cannot be is refused with its reason."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.facilitation.formats import Ask, Format, Option, Role, faults, shipped

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
        (Ask(key="a", kind="write", prompt="Quoi", only="client"), "rien de secret ne se dit par rôle"),
        (Ask(key="a", kind="role", prompt="Quoi"), "jamais en secret"),
        (Ask(key="a", kind="points", prompt="Quoi", source="forces", points=0), "de 1 à 100"),
        (Ask(key="a", kind="rate", prompt="Quoi", source="forces", low="Peu"), "ce que veut dire la note"),
        (Ask(key="a", kind="points", prompt="Quoi", source="idees"), "dites de quelle question"),
        (
            Ask(key="a", kind="points", prompt="Quoi", source="forces", follows="b"),
            "dites de quelle question",
        ),
        (
            Ask(key="a", kind="points", prompt="Quoi", source="idees", follows="a"),
            "n’est pas posée avant elle",
        ),
        (
            Ask(key="a", kind="card", prompt="Quoi", source="forces", options=(Option(key="x", label="X"),)),
            "choisissez l’un ou l’autre",
        ),
        (Ask(key="a", kind="write", prompt="Quoi", most=0), "au moins une réponse"),
        (Ask(key="a", kind="write", prompt="Quoi", about="decisions"), "se pose pour chaque décision"),
        (
            Ask(
                key="a",
                kind="rate",
                prompt="Quoi",
                low="Peu",
                high="Très",
                source="decisions",
                about="decisions",
            ),
            "les propose aussi",
        ),
        (Ask(key="a", kind="write", prompt="Quoi", also="forces"), "une seconde origine"),
        (Ask(key="a", kind="order", prompt="Quoi", source="forces", also="idees"), "une seconde origine"),
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
    assert [one for one in faults(twice) if "Deux étapes" in one]
    assert faults(replace(form, steps=())) == ["Il faut au moins une étape."]
    assert faults(replace(form, least=0)) == ["Il faut au moins une personne."]
    role = Role(key="temps", label="Gardien du temps", does="Donne l’heure.")
    assert [one for one in faults(replace(form, roles=(role, role))) if "Deux rôles" in one]


def test_no_idea_comes_out_of_a_vote() -> None:
    form = shipped()["gouvernance"]
    vote = Ask(key="vote", kind="vote", prompt="Le fait-on ?")
    after = Ask(key="suite", kind="points", prompt="Quoi", source="idees", follows="vote")
    found = faults(replace(form, steps=(replace(form.steps[0], asks=(vote, after)),)))
    assert [one for one in found if "il n’en sort aucune idée" in one]
