"""Contexts written by hand: a few accounts in euros, on their natural side, become one exercice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from equilibre.accounts.totals import AccountLine, AccountTotals, SourceInfo
from equilibre.model.activities import read_activities
from equilibre.model.context import ExerciceContext
from equilibre.model.costs import read_costs, read_uses
from equilibre.model.dossier import Dossier, ExerciceInputs
from equilibre.model.families import read_family
from equilibre.model.natures import read_natures, read_public_share
from equilibre.model.pillars import read_pillars
from equilibre.model.resources import read_resources
from equilibre.model.totals import read_totals
from equilibre.reference import chart, labels


def line(number: str, euros: float, label: str = "", *, opening: float = 0, **months: float) -> AccountLine:
    """An account: ``euros`` is debit minus credit at closing; months are given as ``m01=…``."""
    cents, start = round(euros * 100), round(opening * 100)
    dated = {f"2024-{key[1:]}": round(value * 100) for key, value in months.items()}
    return AccountLine(
        number=number,
        label=label,
        opening=start,
        movement=cents - start,
        months=dated,
        hints=labels.match_hints(label),
    )


def totals(*accounts: AccountLine, year: int = 2024, **changes: Any) -> AccountTotals:
    """Totals of a calendar year unless ``opening`` and ``closing`` say otherwise."""
    opening = changes.pop("opening", dt.date(year, 1, 1))
    given = {
        "opening": opening,
        "closing": dt.date(year, 12, 31),
        "regime": chart.regime_for(opening),
        "basis": "engagement",
        "scope": "produits_et_charges",
        "accounts": tuple(sorted(accounts, key=lambda a: a.number)),
        "source": SourceInfo(format="fec"),
        **changes,
    }
    return AccountTotals(**given)


def context(
    *accounts: AccountLine,
    previous: ExerciceContext | None = None,
    inputs: dict[str, Any] | None = None,
    dossier: dict[str, Any] | None = None,
    **changes: Any,
) -> ExerciceContext:
    """With totals, resources and natures; ``inputs`` goes to ExerciceInputs, ``changes`` to the totals."""
    given = ExerciceInputs(totals=totals(*accounts, **changes), **(inputs or {}))
    before = () if previous is None else (previous.inputs,)
    made = ExerciceContext(
        dossier=Dossier(exercices=(*before, given), **(dossier or {})),
        inputs=given,
        previous=previous,
        index=len(before),
    )
    made.core_totals = read_totals(made)
    made.resources = read_resources(made)
    made.natures = read_natures(made)
    return made


def balanced(*accounts: AccountLine) -> tuple[AccountLine, ...]:
    """The same accounts with a 110000 that makes classes 1 to 7 add up to nil."""
    gap = sum(account.balance for account in accounts if account.number[0] in "1234567")
    return (*accounts, line("110000", -gap / 100))


def whole(*accounts: AccountLine, **more: Any) -> ExerciceContext:
    """A context with everything that ratios, alerts and findings read."""
    made = context(*accounts, **more)
    read_public_share(made)
    made.family = read_family(made)
    made.costs, made.uses = read_costs(made), read_uses(made)
    made.pillars = read_pillars(made)
    made.activities = read_activities(made)
    return made
