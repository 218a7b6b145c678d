"""Choosing by facets and words: pure, for any things."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from trajectoires.support.domain.choosing import Choice, Facet, chosen, folded, options, words_of


@dataclass(frozen=True)
class Thing:
    """Something with a colour and some sizes."""

    name: str
    colour: str
    sizes: tuple[str, ...]


COLOURS = {"r": "Rouge", "b": "Bleu"}
SIZES = {"s": "Petit", "m": "Moyen", "l": "Grand"}
FACETS = (
    Facet("couleur", "Couleur", COLOURS, lambda t: (t.colour,)),
    Facet("taille", "Taille", SIZES, lambda t: t.sizes),
)
THINGS = st.lists(
    st.builds(
        Thing,
        st.sampled_from(["été", "ETE chaud", "œuvre", "cœur d’été"]),
        st.sampled_from(["r", "b", "inconnue"]),
        st.lists(st.sampled_from(sorted(SIZES)), unique=True).map(tuple),
    ),
    max_size=8,
)
CHOICES = st.builds(
    Choice,
    st.sampled_from(["", "ete", "ÉTÉ", "coeur", "absent"]),
    st.fixed_dictionaries(
        {
            "couleur": st.frozensets(st.sampled_from(sorted(COLOURS))),
            "taille": st.frozensets(st.sampled_from(sorted(SIZES))),
        }
    ),
)


def name(thing: Thing) -> str:
    return thing.name


@given(THINGS, CHOICES)
def test_a_count_is_what_choosing_it_alone_would_give(things: list[Thing], choice: Choice) -> None:
    for facet, rows in options(things, choice, FACETS, name):
        for option in rows:
            alone = Choice(choice.text, {**choice.codes, facet.name: frozenset({option.code})})
            assert option.count == len(chosen(things, alone, FACETS, name))
            assert option.chosen == (option.code in choice.of(facet.name))


@given(THINGS, CHOICES)
def test_choosing_more_facets_narrows_and_keeps_the_order(things: list[Thing], choice: Choice) -> None:
    kept = chosen(things, choice, FACETS, name)
    without = chosen(things, Choice(choice.text), FACETS, name)
    places = iter(without)
    assert all(any(one is other for other in places) for one in kept)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_words() -> None:
    assert words_of("  L’Été  Œuvre ") == ["l'ete", "oeuvre"]
    assert chosen([Thing("cœur d’été", "r", ())], Choice("COEUR ete"), FACETS, name)
