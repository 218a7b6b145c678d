"""In the workbook of a trajectory: what investments and loans add, month by month.

Their schedules are written as numbers (the engine's, ``financing``): only whether an action is taken is live.
"""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.documents.sheets import Cell, Formula, Value
from equilibre.documents.trajectory_cells import Places
from equilibre.trajectory.financing import financing_for, financing_of
from equilibre.trajectory.flows import Cents, Flow
from equilibre.trajectory.hypotheses import Reading, Scenario
from equilibre.trajectory.wording import STATUS_WORDS

_ENDS = {
    "achat": "achat",
    "dotation": "dotation",
    "subvention": "subvention versée",
    "quote-part": "quote-part",
    "emprunt": "emprunt reçu",
    "capital": "remboursement",
    "interets": "intérêts",
}


@dataclass(frozen=True)
class CapitalRow:
    """A flow of money or of writing that comes with an investment or a loan."""

    flow: Flow
    sure: bool
    """It counts among what is acquired."""

    @property
    def name(self) -> tuple[str, str, str, int]:
        """Label, side, status, 1 when it counts among what is acquired."""
        resource = self.flow.side == "resource"
        status = STATUS_WORDS[self.flow.status] if resource else ""
        return capital_label(self.flow), "Ressource" if resource else "Charge", status, int(self.sure)


def capital_label(flow: Flow) -> str:
    """« Camion : dotation »."""
    end = flow.key.rpartition(".")[2].rstrip("0123456789").removesuffix("-")
    return f"{flow.label}\u00a0: {_ENDS[end]}"


def capital_rows(places: Places) -> list[CapitalRow]:
    """Every flow that some scenario of the workbook may hold, everything included."""
    actions = [one.key for one in places.actions]
    sure = {flow.key for flow in financing_of(places.plan, actions, "acquis").flows}
    return [CapitalRow(flow, flow.key in sure) for flow in financing_of(places.plan, actions, "tout").flows]


def granted_rows(places: Places, reading: Reading) -> list[tuple[str, Cents]]:
    """For what follows no action (""), then for each action: cents that grants add to equity each month."""
    plan = places.plan
    rows = []
    for key in ("", *(one.key for one in places.actions)):
        if reading == "tout":
            granted = financing_for(plan, key).granted
        else:
            granted = financing_of(plan, [key], "acquis").granted
            if key:
                granted = granted - financing_of(plan, [], "acquis").granted
        if granted.any():
            rows.append((key, granted))
    return rows


def switched(places: Places, scenario: Scenario, action: str, values: Cents) -> list[Cell]:
    """Amounts of every month; nothing when their action is left aside."""
    if not action:
        return [Value(int(cents) / 100, "euro") for cents in values]
    flag, held = places.flags[scenario.key, action], action in scenario.actions
    return [
        Formula(f"={flag}*{cents / 100!r}", cents * held / 100, "euro") if cents else Value(0, "euro")
        for cents in values.tolist()
    ]
