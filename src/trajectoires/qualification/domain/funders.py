"""Names of institutional funders: kept only when the user ticks them, and taken back at will.

Names are never stored at deposit. The page that says what was understood shows them once and the browser
posts back the ticked ones: the server has nothing to remember in between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import msgspec

from equilibre.accounts.totals import AccountTotals, Payer
from equilibre.model.dossier import Dossier as Inputs
from trajectoires.qualification.domain import storage
from trajectoires.qualification.enums import Change
from trajectoires.qualification.models import Dossier

NAME_LENGTH = 120
replace = msgspec.structs.replace


@dataclass(frozen=True)
class Ticked:
    """A ticked box: the exercice, the payer and the name found in the file."""

    index: int
    key: str
    name: str


def clean_name(name: str) -> str:
    """One line of printable text, bounded."""
    printable = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(printable.split())[:NAME_LENGTH]


def keep_funders(*, dossier: Dossier, ticked: Collection[Ticked]) -> Inputs:
    """Name the ticked payers. A payer that the reader did not recognise as an institution is never named."""
    names = {(t.index, t.key): clean_name(t.name) for t in ticked}

    def name(index: int, payer: Payer) -> Payer:
        given = names.get((index, payer.key), "")
        return replace(payer, name=given) if given and payer.institutional else payer

    return storage.revise(dossier=dossier, change=Change.FUNDERS, edit=lambda inputs: _renamed(inputs, name))


def keep_only(*, dossier: Dossier, kept: Collection[tuple[int, str]]) -> Inputs:
    """Forget every kept name but those: (exercice index, payer key) pairs."""
    wanted = set(kept)

    def name(index: int, payer: Payer) -> Payer:
        return payer if (index, payer.key) in wanted else replace(payer, name="")

    return storage.revise(dossier=dossier, change=Change.FUNDERS, edit=lambda inputs: _renamed(inputs, name))


def _renamed(inputs: Inputs, name: Callable[[int, Payer], Payer]) -> Inputs:
    def totals(index: int, before: AccountTotals) -> AccountTotals:
        return replace(before, payers=tuple(name(index, payer) for payer in before.payers))

    return replace(
        inputs,
        exercices=tuple(
            replace(e, totals=totals(index, e.totals)) for index, e in enumerate(inputs.exercices)
        ),
    )
