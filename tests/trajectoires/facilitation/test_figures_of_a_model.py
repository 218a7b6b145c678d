"""A session takes from a model the few figures of its page: their words, their formula, their status."""

from __future__ import annotations

import msgspec

from equilibre.figures import Figure
from model_fixtures import model
from trajectoires.facilitation.domain.from_model import MOST_FIGURES, beginning

PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " "})


def test_support_is_split_between_public_and_private_and_adds_up() -> None:
    told = model()
    last = told.last
    known = {
        one.figure: Figure(
            key=one.figure, label=one.label, value=one.amount, unit="centimes", formula="somme"
        )
        for one in last.natures
    }
    last = msgspec.structs.replace(last, figures={**last.figures, **known})
    figures = beginning(msgspec.structs.replace(told, exercices=(last,))).background.figures
    assert 2 <= len(figures) <= MOST_FIGURES
    assert figures[0].key == "totaux.produits" and figures[0].words.translate(PLAIN) == "133 000 €"
    support = next(one for one in last.natures if one.public_amount is not None)
    words = next(one.words for one in figures if one.key == support.figure).translate(PLAIN)
    whole, rest = words.split(" %, dont ")
    public, private = (int(part.split()[0]) for part in rest.split(" et "))
    assert public + private == int(whole)
    assert all(one.formula and one.status for one in figures)


def test_a_nature_that_is_nearly_nothing_is_not_told() -> None:
    told = model()
    shares = [one.share for one in told.last.natures]
    assert min(shares) < 0.05, "the sample has one"
    labels = {one.label for one in beginning(told).background.figures}
    assert not labels & {one.label for one in told.last.natures if one.share < 0.05}
