"""Books written by hand: account → euros on its natural side (credit for 7 and 87)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from equilibre.accounts.totals import AccountLine, AccountTotals, Payer, SourceInfo
from equilibre.model import pillars
from equilibre.model.context import ExerciceContext
from equilibre.model.core import open_contexts, read_core
from equilibre.model.dossier import Dossier, ExerciceInputs
from equilibre.reference.chart import regime_for

Books = dict[str, float | tuple[float, str]]


def account(number: str, euros: float, label: str = "") -> AccountLine:
    """An account from its amount on its natural side."""
    cents = round(euros * 100)
    return AccountLine(
        number=number, label=label, movement=-cents if number.startswith(("7", "87")) else cents
    )


def book_totals(books: Books, *, year: int = 2024, **changes: Any) -> AccountTotals:
    """One calendar year; a value may be (euros, label)."""
    lines = [
        account(number, *(value if isinstance(value, tuple) else (value,))) for number, value in books.items()
    ]
    opening = changes.pop("opening", dt.date(year, 1, 1))
    given: dict[str, Any] = {
        "opening": opening,
        "closing": dt.date(opening.year, 12, 31),
        "regime": regime_for(opening),
        "basis": "engagement",
        "scope": "produits_et_charges",
        "accounts": tuple(sorted(lines, key=lambda a: a.number)),
        "source": SourceInfo(format="fec"),
        **changes,
    }
    return AccountTotals(**given)


def payer(key: str, kind: Any, **amounts: float) -> Payer:
    """A payer; amounts are euros by account: ``c706000=12``."""
    cents = {number[1:]: round(euros * 100) for number, euros in amounts.items()}
    return Payer(key=key, kind=kind, institutional=kind in ("public", "europe", "fondation"), amounts=cents)


def exercice(books: Books, *, inputs: dict[str, Any] | None = None, **changes: Any) -> ExerciceInputs:
    """The inputs of one exercice."""
    return ExerciceInputs(totals=book_totals(books, **changes), **(inputs or {}))


def read(*exercices: ExerciceInputs, **dossier: Any) -> list[ExerciceContext]:
    """Contexts with the core and the pillars read."""
    contexts = open_contexts(Dossier(exercices=exercices, **dossier))
    for context in contexts:
        read_core(context)
        pillars.read_pillars(context)
    return contexts


def read_one(books: Books, *, inputs: dict[str, Any] | None = None, **changes: Any) -> ExerciceContext:
    """One exercice, read."""
    return read(exercice(books, inputs=inputs, **changes))[-1]


def euros_by_line(context: ExerciceContext) -> dict[str, float]:
    """Resource line → euros."""
    return {line.line: line.amount / 100 for line in context.resources}
