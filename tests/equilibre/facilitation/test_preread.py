"""The two pages before a session: longest first, and whatever is left out is named."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from equilibre.facilitation.background import Background, KnownFigure, joined
from equilibre.facilitation.preread import (
    LEVELS,
    Prepared,
    PreRead,
    Term,
    backs,
    fronts,
    send_on,
    when_and_where,
)

FIGURE = KnownFigure(
    key="totaux.produits",
    label="Les ressources de 2024",
    words="133 000 €",
    formula="somme des comptes 7",
    status="etabli",
)
LONG = "Le conseil examine la convention avec la commune et le loyer du local. " * 8


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def preread(**said: object) -> PreRead:
    given_: dict[str, object] = {
        "title": "Notre modèle en débat",
        "made_on": dt.date(2026, 11, 27),
        "format_title": "Débattre de notre modèle",
        "minutes": 90,
        "steps": (("Partager le socle", 25), ("Conclure", 10)),
        "describes": True,
    }
    return PreRead(**(given_ | said))  # type: ignore[arg-type]


def words_of(side: object) -> str:
    return plain(repr(side))


def test_it_is_sent_eight_days_ahead_across_months_and_years() -> None:
    assert send_on(dt.date(2027, 3, 5)) == dt.date(2027, 2, 25)
    assert send_on(dt.date(2027, 1, 3)) == dt.date(2026, 12, 26)


def test_the_day_the_hour_and_the_place_are_said_only_when_they_are_known() -> None:
    assert plain(when_and_where(preread())) == "Comptez 1 h 30."
    told = preread(on=dt.date(2027, 3, 1), at="18 h 30", place="Salle des fêtes")
    assert plain(when_and_where(told)) == "Le 1er mars 2027 à 18 h 30, Salle des fêtes. Comptez 1 h 30."


def test_a_session_without_project_model_or_decision_says_so() -> None:
    front, back = fronts(preread())[0], backs(preread())[0]
    assert "Lecture sans votre projet" in words_of(front) and "Aucun chiffre n’est joint" in words_of(front)
    assert "Aucune décision à préparer" in words_of(back)
    assert front.left_out == back.left_out == ""
    assert "Aucun chiffre" not in words_of(fronts(preread(describes=False))[0])


def test_a_figure_has_its_formula_and_its_status() -> None:
    (told,) = fronts(preread(model="Une phrase.", background=Background(figures=(FIGURE,))))[0].figures
    assert told[0] == "Les ressources de 2024" and plain(told[2]) == "Somme des comptes 7. Statut : établi."


def test_each_decision_says_what_to_know_what_is_asked_what_may_be_chosen_and_who_decides() -> None:
    told = preread(
        decisions=(
            Prepared(label="Garder le local.", context="Le bail finit.", asked="Signer.", options="Ou non."),
            Prepared(label="Former à la paie", decides="le conseil"),
        )
    )
    first, second, *_ = backs(told)[0].blocks
    assert first.title == "Décision 1. Garder le local"
    assert [words for _, words in first.rows] == [
        "Le bail finit.",
        "Signer.",
        "Ou non.",
        "à préciser d’après vos statuts",
    ]
    assert second.rows == (("Qui décide", "le conseil"),)


def test_a_fourth_decision_is_left_out_and_said() -> None:
    back = backs(preread(decisions=tuple(Prepared(label=f"N° {n}") for n in range(5))))[0]
    assert "2 autres décisions" in plain(back.left_out) and "N° 3" not in words_of(back.blocks)


@given(st.integers(min_value=0, max_value=LEVELS - 1))
def test_whatever_is_cut_is_named(level: int) -> None:
    told = preread(
        project=LONG * 2,
        model=LONG * 2,
        strengths=(LONG, "Deux", "Trois"),
        decisions=tuple(Prepared(label=f"N° {n}", context=LONG) for n in range(3)),
        terms=tuple(Term(term=f"Mot {n}", definition=LONG) for n in range(6)),
    )
    front, back = fronts(told)[level], backs(told)[level]
    cut = plain(front.left_out)
    assert ("la fin du projet" in cut) == ("…" in words_of(front.blocks[0]))
    assert ("des forces" in cut) == (level >= 2 or "…" in words_of(front.blocks[2]))
    assert "la fin de la décision 1" in plain(back.left_out)
    assert ("des mots du lexique" in plain(back.left_out)) == (level > 0)


def test_a_project_of_many_lines_runs_on() -> None:
    three = fronts(preread(project="Un.\n\nDeux.\nTrois."))[0].blocks[0]
    assert three.paragraphs == ("Un.", "Deux.", "Trois.")
    many = fronts(preread(project="mot\n" * 40, model="une\nphrase"))[0].blocks
    assert many[0].paragraphs == (" ".join(["mot"] * 40),) and many[1].paragraphs == ("une phrase",)


def test_each_level_is_shorter_than_the_one_before() -> None:
    told = preread(
        project=LONG * 2,
        model=LONG,
        strengths=(LONG,) * 3,
        fragilities=(LONG,) * 3,
        decisions=tuple(Prepared(label=f"N° {n}", context=LONG, asked=LONG, options=LONG) for n in range(3)),
        terms=tuple(Term(term=f"Mot {n}", definition=LONG) for n in range(6)),
    )
    for sides in (fronts(told), backs(told)):
        sizes = [len(repr(one.blocks)) for one in sides]
        assert sizes == sorted(sizes, reverse=True) and sizes[-1] < sizes[0] / 2


def test_two_backgrounds_join_and_nothing_is_said_twice() -> None:
    one = Background(figures=(FIGURE,), differ=("Sur le loyer",))
    two = Background(figures=(FIGURE,), differ=("Sur le loyer", "Sur la paie"), priorities=("Former",))
    both = joined(one, two)
    assert both.figures == (FIGURE,) and both.differ == ("Sur le loyer", "Sur la paie")
    assert both.priorities == ("Former",) and joined(both, two) == both
