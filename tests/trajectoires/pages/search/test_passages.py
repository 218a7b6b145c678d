"""The passage shown: the best window, its words marked, everything escaped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.pages.search.passages import LENGTH, Marker, folded

BODY = (
    "Un début sans rapport, qui parle de jardin. " * 12
    + "Les bénévoles comptent leurs heures chaque mois. La valorisation se fait au SMIC.\n\n"
    + "Une fin, longue et sans rapport. " * 12
)


def shown(text: str, *sets: list[str]) -> str:
    return str(Marker([(words, 1.0) for words in sets]).passage(text, folded(text)))


def test_the_window_holds_the_most_things_and_marks_them() -> None:
    found = shown(BODY, ["benevoles"], ["heures"], ["valorisation"])
    assert found.startswith("Les <mark>bénévoles</mark> comptent leurs <mark>heures</mark>")
    assert "<mark>valorisation</mark>" in found and found.endswith("…")


def test_only_whole_words_are_marked() -> None:
    assert "<mark>" not in shown("Un bénévolement vôtre.", ["benevole"])
    assert shown("L’œuvre.", ["oeuvre"]) == "L’<mark>œuvre</mark>."


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script> heures",
        'heures" onmouseover="x',
        "heures &amp; <mark>",
        "</p><img src=x> heures",
    ],
)
def test_a_hostile_text_is_escaped(hostile: str) -> None:
    found = shown(hostile, ["heures"])
    bare = found.replace("<mark>heures</mark>", "")
    assert "<mark>heures</mark>" in found
    assert not set('<>"') & set(bare)


def test_without_a_word_to_mark_the_summary_is_shown_escaped() -> None:
    text = "Rien."
    found = Marker([(["absent"], 1.0)]).passage(text, folded(text), otherwise="<b> & co")
    assert found == "&lt;b&gt; &amp; co"


@given(st.text(max_size=600), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_any_text_gives_a_bounded_and_escaped_passage(text: str, words: list[str]) -> None:
    sets = [[folded(word).strip() or "x"] for word in words]
    found = shown(text, *sets)
    bare = found.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare and ">" not in bare
    assert len(bare) < (LENGTH + 70) * 6


@given(st.text(max_size=300))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)
