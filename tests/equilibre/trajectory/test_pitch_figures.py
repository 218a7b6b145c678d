"""The figures of a pitch come from the plan; words are counted, and unknown numbers are pointed at."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.formatting import euros, percent
from equilibre.trajectory.alliances import Together
from equilibre.trajectory.cerfa_placing import InKind
from equilibre.trajectory.digest import ExerciceDigest, ModelDigest, NatureDigest
from equilibre.trajectory.pitch import clock, seconds_to_say, unknown_numbers, words_in
from equilibre.trajectory.pitch_figures import PitchFacts, PitchFigure, pitch_figures, proposed
from equilibre.trajectory.projection import both
from equilibre.trajectory.skills import Team

from .trajectory_plans import by_hand

replace = msgspec.structs.replace
PLAN = by_hand()
CHOSEN = PLAN.scenario("choisi")
FACTS = PitchFacts(plan=PLAN, scenario=CHOSEN, source="Comptes 2026.")


def keyed(facts: PitchFacts) -> dict[str, PitchFigure]:
    found = {one.key: one for one in pitch_figures(facts)}
    assert len(found) == len(pitch_figures(facts))
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_each_figure_is_the_one_of_the_worked_example() -> None:
    found = {key: plain(one.words) for key, one in keyed(FACTS).items()}
    # docs/method-trajectory.md: 60 000 + 36 720 acquired in 2027, of 108 880 of costs with the action.
    sure, whole = both(PLAN, CHOSEN)["acquis"], both(PLAN, CHOSEN)["tout"]
    assert whole.years[0].by_status["acquis"] == 9_672_000 and whole.years[0].costs == 10_788_000
    assert found == {
        "fonds_propres": "30 000 €",
        "couvert": "90 % des charges de 2027",
        "mois": "2,2 mois de dépenses",
        "a_obtenir": "27 000 € en 2027",
        "plus_grosse": "48 % des ressources de 2027",
        "resultat": "20 212 € tout compris, −12 788 € avec l’acquis seulement",
        "plus_bas": f"{plain(euros(whole.lowest))} en mars 2027 tout compris, {plain(euros(sure.lowest))} en "
        "décembre 2028 avec l’acquis seulement",
        "actions": "12 000 € par an, pour 2 400 € de coûts, après 1 000 € au départ",
    }


def test_each_says_its_formula_its_source_and_its_status() -> None:
    found = keyed(FACTS)
    assert all(one.formula and one.source and one.status for one in found.values())
    assert plain(found["couvert"].formula) == "96 720 € de ressources acquises ÷ 107 880 € de charges"
    assert found["mois"].source == found["fonds_propres"].source == "Comptes 2026."
    assert found["fonds_propres"].status == "etabli"
    assert {one.status for key, one in found.items() if key != "fonds_propres"} == {"convention"}
    assert "«\u00a0Choisi\u00a0»" in found["resultat"].formula


def test_what_nobody_told_is_left_out_and_what_was_told_is_said() -> None:
    assert not {"equipe", "benevolat", "alliances", "besoins", "nature-0"} & set(keyed(FACTS))
    alliances = Together(
        value=900_000, cost=200_000, net=700_000, by_certainty={}, shared=None, counted=2, untold=(), over=()
    )
    nature = NatureDigest(
        label="Soutiens", amount=5_000_000, share=0.5, public_amount=4_000_000, private_amount=1_000_000
    )
    small = replace(nature, label="Autre", share=0.04)
    exercice = ExerciceDigest(
        label="2026", sentence="", doubt="", products=10_000_000, charges=None, result=None,
        natures=(nature, small), pillars=(), family="", family_reasons=(),
    )  # fmt: skip
    model = ModelDigest(
        organisation="", vocation="", missions="", ambition="", exercices=(exercice,), strengths=(),
        fragilities=(), questions=(), activities=(), rules_version="",
    )  # fmt: skip
    people = {"salaries": 1, "benevolat_terrain": 8, "benevolat_gouvernance": 4, "stagiaires": 0}
    told = replace(
        FACTS,
        model=model,
        team=Team(people=people),
        in_kind=(InKind(code="864", amount=450_000), InKind(code="861", amount=100_000)),
        alliances=alliances,
        needs=1_200_000,
    )
    found = {key: plain(one.words) for key, one in keyed(told).items()}
    assert found["equipe"] == "1 salarié et 12 bénévoles"
    assert found["benevolat"] == "4 500 € de temps donné"
    assert found["alliances"] == "7 000 € par an"
    assert found["besoins"] == "12 000 €"
    # Supports are never said without their public and private parts.
    assert found["nature-0"] == "50 % des ressources de 2026 : 40 % publics, 10 % privés"
    assert "nature-1" not in found
    assert proposed(pitch_figures(told)) == ("equipe", "couvert", "alliances")
    assert proposed(pitch_figures(FACTS)) == ("couvert", "plus_grosse", "mois")


def test_a_plan_that_cannot_be_computed_keeps_what_needs_no_projection() -> None:
    assert set(keyed(replace(FACTS, plan=replace(PLAN, years=0)))) == {"fonds_propres"}
    salaries = tuple(one for one in PLAN.lines if one.key == "salaires")
    alone = replace(PLAN, lines=salaries, actions=(), shocks=(), scenarios=PLAN.scenarios[:1])
    found = keyed(replace(FACTS, plan=alone, scenario=alone.scenarios[0]))
    assert set(found) == {"fonds_propres", "couvert", "mois", "resultat", "plus_bas"}
    assert plain(found["couvert"].words) == "0 % des charges de 2027"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("Nous sommes là.", 3), ("Ici\u00a0: 14\u202f180\u00a0€, oui !", 4), ("— … « »", 0)],
)
def test_words_are_what_spaces_part(text: str, words: int) -> None:
    assert words_in(text) == words


def test_seconds_follow_the_pace_and_round_up() -> None:
    assert [seconds_to_say(words, 125) for words in (0, 1, 125, 126)] == [0, 1, 60, 61]
    assert [clock(seconds) for seconds in (0, 5, 65, 180)] == ["0:00", "0:05", "1:05", "3:00"]


def test_only_amounts_and_shares_that_no_figure_gives_are_pointed_at() -> None:
    known = [f"{percent(0.82)} des charges de 2026", euros(1_418_000), euros(-2_184_200)]
    said = "En 2026, 82% des charges, 14 180 € par an, −21 842 €, 48 % de trop et 3 400 heures, puis 48 %."
    assert unknown_numbers(said, known) == ("48 %",)
    assert unknown_numbers("", known) == ()
