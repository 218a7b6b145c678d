"""What every part of the model reads: one exercice, the one before, and the book of its figures.

Signs: accounts are cents, debit minus credit (``balance``); ``credit`` turns the sign so that products
and class 87 are positive. Nothing here is rounded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import structs

from equilibre import formatting
from equilibre.accounts.totals import AccountLine, AccountTotals
from equilibre.figures import Certainty, Figure, FigureBook, Input, ParameterUse, Status, Unit
from equilibre.formatting import typographic
from equilibre.model.dossier import Dossier, ExerciceInputs
from equilibre.model.placement import Placement, hints_of
from equilibre.model.results import (
    ActivityReading,
    Ask,
    CostLine,
    FamilyReading,
    NatureShare,
    PillarReading,
    ResourceLine,
    Totals,
)
from equilibre.reference import chart, parameters

MISSING_INPUT = "non renseigné"


def begins(number: str, prefixes: Iterable[str], exclude: Iterable[str] = ()) -> bool:
    """Whether an account number starts with one of ``prefixes`` and none of ``exclude``."""
    return number.startswith(tuple(prefixes)) and not (exclude and number.startswith(tuple(exclude)))


@dataclass
class ExerciceContext:
    """One exercice while its model is being built; the parts fill it in the order of ``build.py``.

    ``previous`` is the context of the exercice before in the same dossier (already filled), or None.
    """

    dossier: Dossier
    inputs: ExerciceInputs
    previous: ExerciceContext | None
    index: int = 0
    book: FigureBook = field(default_factory=FigureBook)
    asks: list[Ask] = field(default_factory=list)
    """Questions met on the way, in the order they were met; ``ask`` adds one once per code and account."""
    core_totals: Totals | None = None
    placements: tuple[Placement, ...] = ()
    """Where each product account went (``model.placement``): the lines are made of them."""
    hints_read: dict[str, frozenset[str]] = field(default_factory=dict)
    resources: tuple[ResourceLine, ...] = ()
    natures: tuple[NatureShare, ...] = ()
    public_share: float | None = None
    family: FamilyReading | None = None
    costs: tuple[CostLine, ...] = ()
    uses: tuple[CostLine, ...] = ()
    pillars: tuple[PillarReading, ...] = ()
    activities: tuple[ActivityReading, ...] = ()

    # --- the exercice -------------------------------------------------------------------------------

    @property
    def accounts_read(self) -> AccountTotals:
        """The totals by account as they were read."""
        return self.inputs.totals

    @property
    def opening(self) -> dt.date:
        """First day of the exercice."""
        return self.inputs.totals.opening

    @property
    def closing(self) -> dt.date:
        """Last day of the exercice: the date at which dated parameters are read."""
        return self.inputs.totals.closing

    @property
    def label(self) -> str:
        """« 2024 » or « 2024-2025 »."""
        return formatting.exercice(self.opening, self.closing)

    @property
    def published(self) -> bool:
        """A published case: only what its source printed is read (field rule 21)."""
        return self.dossier.origin == "publie"

    @property
    def has_charges(self) -> bool:
        """False when the source gives products only."""
        return self.inputs.totals.scope == "produits_et_charges"

    @property
    def totals(self) -> Totals:
        """Products, charges, result…; ``RuntimeError`` before ``read_totals`` ran."""
        if self.core_totals is None:
            raise RuntimeError("totals are read first: see build.py")
        return self.core_totals

    @property
    def months_count(self) -> float:
        """Length of the exercice in months (days ÷ 30.4375)."""
        return ((self.closing - self.opening).days + 1) / 30.4375

    # --- accounts -----------------------------------------------------------------------------------

    def accounts(self, *prefixes: str, exclude: Iterable[str] = ()) -> tuple[AccountLine, ...]:
        """Accounts that start with one of the prefixes, in order of number."""
        left_out = tuple(exclude)
        return tuple(a for a in self.inputs.totals.accounts if begins(a.number, prefixes, left_out))

    def balance(self, *prefixes: str, exclude: Iterable[str] = ()) -> int:
        """Debit minus credit at closing, cents, over the accounts that start with one of the prefixes."""
        return sum(a.balance for a in self.accounts(*prefixes, exclude=exclude))

    def credit(self, *prefixes: str, exclude: Iterable[str] = ()) -> int:
        """Credit minus debit at closing, cents: the natural sign of products and of class 87."""
        return -self.balance(*prefixes, exclude=exclude)

    def opening_balance(self, *prefixes: str, exclude: Iterable[str] = ()) -> int:
        """Debit minus credit brought forward by the à-nouveaux, cents."""
        return sum(a.opening for a in self.accounts(*prefixes, exclude=exclude))

    def has(self, *prefixes: str, exclude: Iterable[str] = ()) -> bool:
        """Whether at least one such account exists, whatever its balance."""
        return bool(self.accounts(*prefixes, exclude=exclude))

    def hints(self, account: AccountLine) -> frozenset[str]:
        """What the account's label suggests (``reference.labels``), read once per exercice."""
        known = self.hints_read.get(account.number)
        if known is None:
            known = self.hints_read[account.number] = hints_of(account)
        return known

    def account_label(self, line: AccountLine) -> str:
        """The account's own label when it was kept, else that of the chart (classes 4 and 5: always)."""
        if line.label and line.number[:1] not in "45":
            return line.label
        entry = chart.lookup(line.number, self.inputs.totals.regime)
        return entry.label if entry else line.number

    # --- lineage ------------------------------------------------------------------------------------

    def account_inputs(
        self, *prefixes: str, exclude: Iterable[str] = (), credit: bool = False
    ) -> tuple[Input, ...]:
        """Inputs of a figure from accounts: debit minus credit, or the opposite when ``credit``."""
        turn = -1 if credit else 1
        return tuple(
            Input(kind="compte", ref=a.number, label=self.account_label(a), value=turn * a.balance)
            for a in self.accounts(*prefixes, exclude=exclude)
        )

    def figure_input(self, key: str, sign: str = "+") -> Input:
        """A figure already recorded, as an input of another one."""
        figure = self.book.get(key)
        return Input(
            kind="figure",
            ref=key,
            label=figure.label,
            value=figure.value,
            unit=figure.unit,
            sign=sign,  # type: ignore[arg-type]
        )

    def record(
        self,
        key: str,
        label: str,
        value: int | float | None,
        *,
        formula: str,
        unit: Unit = "centimes",
        inputs: tuple[Input, ...] = (),
        parameters: tuple[ParameterUse, ...] = (),
        status: Status = "etabli",
        certainty: Certainty = "mesure",
        source: str = "",
        note: str = "",
    ) -> Figure:
        """Record a figure and hand it back. ``value`` None: not computable, say why in ``note``."""
        return self.book.add(
            Figure(
                key=key,
                label=typographic(label),
                value=value,
                unit=unit,
                formula=typographic(formula),
                inputs=inputs,
                parameters=parameters,
                status=status,
                certainty="non_mesure" if value is None and certainty == "mesure" else certainty,
                source=typographic(source),
                note=typographic(note),
            )
        )

    def parameter(self, key: str, date: dt.date | None = None) -> ParameterUse:
        """The dated parameter in force at ``date`` (the closing by default), with its lineage."""
        return parameters.value_at(key, date or self.closing)

    def number(self, key: str, date: dt.date | None = None) -> float:
        """The value of a numeric parameter, when its lineage goes elsewhere."""
        return float(self.parameter(key, date).value)

    # --- questions ----------------------------------------------------------------------------------

    def ask(self, ask: Ask) -> Ask:
        """Add a question once, with the answer that the user already gave."""
        for known in self.asks:
            if (known.code, known.account) == (ask.code, ask.account):
                return known
        asked = structs.replace(
            ask,
            question=typographic(ask.question),
            why=typographic(ask.why),
            choices=tuple(structs.replace(c, label=typographic(c.label)) for c in ask.choices),
        )
        self.asks.append(asked)
        return asked

    def answer(self, code: str, account: str = "") -> str:
        """The user's answer to a question (``code:account`` first, then ``code``), or an empty string."""
        answers = self.inputs.answers
        return (answers.get(f"{code}:{account}") if account else None) or answers.get(code, "")
