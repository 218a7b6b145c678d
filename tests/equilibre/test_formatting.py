"""French typography for the short amounts of the drawings."""

from __future__ import annotations

import pytest

from equilibre.formatting import ended, inside, kilo_euros, quoted


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "0\u00a0€"),
        (85_000, "850\u00a0€"),
        (6_149_999, "61\u00a0k€"),
        (6_150_000, "62\u00a0k€"),
        (99_949_999, "999\u00a0k€"),
        (99_950_000, "1\u00a0M€"),
        (120_000_000, "1,2\u00a0M€"),
        (33_000_000_000, "330\u00a0M€"),
        (-500_000, "−5\u00a0k€"),
    ],
)
def test_short_amounts(cents: int, words: str) -> None:
    assert kilo_euros(cents) == words


def test_names_inside_a_sentence() -> None:
    assert quoted(["Vendre", "Louer"]) == "«\u00a0Vendre\u00a0», «\u00a0Louer\u00a0»"
    assert quoted([]) == ""
    assert inside("Un accord écrit") == "un accord écrit"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Garder le local", "Garder le local."),
        ("Garder le local.", "Garder le local."),
        ("Vendre ?", "Vendre ?"),
    ],
)
def test_a_label_becomes_a_sentence_that_another_follows(words: str, sentence: str) -> None:
    assert ended(words) == sentence and ended(sentence) == sentence
