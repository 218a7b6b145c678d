"""Where things are in the workbook of a trajectory, and the small formulas that its sheets share.

Amounts are written in euros; formulas count in cents as the engine does (``flows.to_cents``), so that both
give the same cents. Only text of ours goes into a formula: labels are cells.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from equilibre.documents.sheets import INPUT, Formula, Value
from equilibre.trajectory.hypotheses import LeverAction, Month, Scenario, Shock, TrajectoryPlan

ASSUMPTIONS, ACTIONS, SHOCKS, SCENARIOS, FULL = "Hypothèses", "Actions", "Chocs", "Scénarios", "Année pleine"
EPSILON = "0.00001"
"""Beyond the noise of floats, far under a cent: half a cent goes up (``flows.HALF``)."""
NEVER = 9999
"""Rank of the last month of what has no end."""
_EPOCH = dt.date(1899, 12, 30)


@dataclass
class Places:
    """Absolute references, filled in as the sheets of assumptions are written."""

    plan: TrajectoryPlan
    scenarios: tuple[Scenario, ...]
    actions: tuple[LeverAction, ...]
    """Those that some scenario holds, in the order of the plan."""
    shocks: tuple[Shock, ...]
    first_month: str = ""
    cash: str = ""
    equity: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    """Rows on the sheet of assumptions, from 1."""
    action_rows: dict[str, int] = field(default_factory=dict)
    shock_rows: dict[str, int] = field(default_factory=dict)
    flags: dict[tuple[str, str], str] = field(default_factory=dict)
    """(scenario, action or shock) → the cell that holds 1 or 0."""
    full: dict[tuple[str, int], str] = field(default_factory=dict)
    """(line, year) → its amount for a whole year."""

    @classmethod
    def of(cls, plan: TrajectoryPlan, scenarios: tuple[Scenario, ...]) -> Places:
        """Nothing written yet."""
        actions = tuple(one for one in plan.actions if any(one.key in s.actions for s in scenarios))
        shocks = tuple(one for one in plan.shocks if any(one.key in s.shocks for s in scenarios))
        return cls(plan, scenarios, actions, shocks)

    def line(self, key: str, column: str) -> str:
        """A cell of a line of the plan."""
        return at(ASSUMPTIONS, column, self.lines[key])

    def action(self, key: str, column: str) -> str:
        """A cell of an action."""
        return at(ACTIONS, column, self.action_rows[key])

    def shock(self, key: str, column: str) -> str:
        """A cell of a shock."""
        return at(SHOCKS, column, self.shock_rows[key])


def at(sheet: str, column: str, row: int) -> str:
    """« 'Hypothèses'!$B$4 »."""
    return f"'{sheet}'!${column}${row}"


def letter(index: int) -> str:
    """Name of a column, counted from 0."""
    return str(xl_col_to_name(index))


def cents(cell: str) -> str:
    """The whole cents of a cell in euros."""
    return f"ROUND({cell}*100,0)"


def month_value(month: Month, *, typed: bool = True) -> Value:
    """The first day of a month as a date of the spreadsheet."""
    serial = (dt.date(month.year, month.month, 1) - _EPOCH).days
    return Value(serial, "month" + INPUT if typed else "month")


def rank_formula(cell: str, first: str, blank: int, month: Month | None, since: Month) -> Formula:
    """Rank of the month of a cell, 0 for the first projected one; ``blank`` when the cell is empty."""
    text = f'=IF({cell}="",{blank},(YEAR({cell})-YEAR({first}))*12+MONTH({cell})-MONTH({first}))'
    return Formula(text, blank if month is None else month.since(since), "whole")


def slice_of(total: str, rank: int | str) -> str:
    """Cents of one month of a year's cents: ``flows.split``. ``rank``: 0–11, or a formula that gives it."""
    after = str(rank + 1) if isinstance(rank, int) else f"({rank}+1)"
    return f"(INT({total}*{after}/12)-INT({total}*{rank}/12))"


def cell_euros(amount: int, *, typed: bool = False, total: bool = False) -> Value:
    """Cents as a number of euros."""
    return Value(amount / 100, "euro" + (INPUT if typed else "_total" if total else ""))
