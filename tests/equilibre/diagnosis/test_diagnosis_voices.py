"""Several voices: nothing with a figure under five."""

from __future__ import annotations

from equilibre.diagnosis.voices import agenda_title, debate, spread

from .small_bank import bank

BANK = bank()
FOUR = [{"projet_1": 0, "tresorerie": 1, "alliances_1": 2} for _ in range(3)]
FOUR.append({"projet_1": 3, "tresorerie": 2, "alliances_1": 2})


def test_under_five_only_which_questions_differ_in_the_order_of_the_bank():
    found = spread(BANK, "petite", "flash", FOUR)
    assert (found.respondents, found.shown, found.agenda) == (4, False, ())
    assert [one.question for one in found.gaps] == ["projet_1", "tresorerie"]
    assert all(one.width is None and one.counts == () and one.nsp == 0 for one in found.gaps)


def test_from_five_on_the_widest_first_whoever_answered_first():
    five = [*FOUR, {"projet_1": 3, "tresorerie": "nsp", "alliances_1": 2, "coherence_1": 0}]
    found = spread(BANK, "petite", "flash", five)
    assert found.shown
    assert [one.question for one in found.agenda] == ["projet_1", "tresorerie"]
    assert found.agenda[0].counts == (3, 0, 0, 2)
    assert (found.agenda[1].counts, found.agenda[1].nsp) == ((0, 3, 1, 0), 1)
    assert found == spread(BANK, "petite", "flash", five[::-1])


def test_a_question_that_fewer_than_five_answered_has_no_figure():
    five = [*FOUR, {"alliances_1": 3}]
    found = spread(BANK, "petite", "flash", five)
    assert [one.question for one in found.agenda] == ["alliances_1"]
    assert [one.question for one in found.gaps if one.width is None] == ["projet_1", "tresorerie"]


def test_nobody_is_an_empty_spread():
    assert spread(BANK, "petite", "flash", []).gaps == ()


def test_the_debate_says_both_ends_from_five_on_and_neither_under():
    found = spread(BANK, "petite", "flash", [*FOUR, {"projet_1": 1}])
    assert debate(BANK, found.agenda[0]) == (
        "Sur «\u00a0Question projet_1\u00a0», vos réponses vont de «\u00a0rien n’est écrit\u00a0» à "
        "«\u00a0il sert à décider\u00a0»\u00a0: qu’est-ce que chacun a en tête\u202f?"
    )
    assert debate(BANK, found.agenda[0], titled=True).startswith("Vos réponses vont de «\u00a0rien n’est")
    assert agenda_title(found) == "Un point à mettre à l’ordre du jour"
    under = spread(BANK, "petite", "flash", FOUR).gaps[0]
    assert debate(BANK, under) == (
        "Sur «\u00a0Question projet_1\u00a0», vos réponses diffèrent\u00a0: "
        "qu’est-ce que chacun a en tête\u202f?"
    )
