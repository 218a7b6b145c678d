"""Which mixes of lever actions reach an aim: up to three different ones, what binds them, what to loosen.

Only actions whose amount, delay and costs were typed or confirmed enter (field rule 28). Each is taken whole
or left; the sums are linear in that choice, so that HiGHS (through SciPy) proves what it finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from equilibre.trajectory.financing import financing_for, purchases
from equilibre.trajectory.flows import flows_of_action
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, LeverAction, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import flows_of

Floats = NDArray[np.float64]
Limit = Literal["result", "dependence", "etp", "money", "cash", "count"]
LIMITS: tuple[Limit, ...] = ("result", "dependence", "etp", "money", "cash", "count")
Taste = Literal["effort", "result", "certainty"]
TASTES: tuple[Taste, ...] = ("effort", "result", "certainty")
MIXES = 3
ETP_YEAR = 4_000_000
"""Cents that a full-time post weighs beside money in « effort »: a convention of the platform."""
SECONDS = 2.0
RETRIES = 20
TINY = 1e-6


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted, and what one can give. None: no limit."""

    year: int
    """Rank of the year aimed at, 0 for the first."""
    result: int = 0
    """Cents, at least, that year."""
    dependence: float | None = None
    """0–1: the share of one resource line in the year's resources, at most."""
    etp: float | None = None
    """Full-time equivalents that the actions may take together."""
    money: int | None = None
    """Cents that the actions may cost at first: one-off costs, investments, one year of running costs."""
    cash: int | None = None
    """Cents, at least, at the end of every month up to that year."""
    count: int | None = None
    """Actions led at once, at most."""


class Mix(msgspec.Struct, frozen=True, kw_only=True):
    """A set of actions that reaches the aim."""

    tastes: tuple[Taste, ...]
    """What it is the best of, of all mixes that fit; empty for another way, different from those before."""
    actions: tuple[str, ...]
    result: int
    largest_share: float
    lowest_cash: int
    etp: float
    money: int
    chance: float
    """0–1, that all of its actions succeed."""
    binding: tuple[Limit, ...]
    """Limits without which a better mix exists, for the first of its tastes."""


class Loosening(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest change of one limit that makes the aim reachable, the others unchanged."""

    limit: Limit
    asked: float
    needed: float
    actions: tuple[str, ...]


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. No mix: ``loosenings`` say what to change, empty when no single limit is enough."""

    mixes: tuple[Mix, ...]
    loosenings: tuple[Loosening, ...] = ()


@dataclass(frozen=True)
class _Row:
    """``coefficients`` · x ≤ ``most``; ``sense`` says how the limit is told again from a slack."""

    limit: Limit
    coefficients: Floats
    most: float


class _Problem:
    """The sums of a scenario, and what each candidate adds to them."""

    def __init__(
        self, plan: TrajectoryPlan, scenario: Scenario, candidates: tuple[LeverAction, ...], aim: Aim
    ):
        self.candidates = candidates
        self.aim = aim
        flows = flows_of(plan, scenario, "tout")
        months = slice(aim.year * MONTHS_IN_YEAR, (aim.year + 1) * MONTHS_IN_YEAR)
        until = months.stop
        self.result = float(sum(flow.sign * int(flow.due[months].sum()) for flow in flows))
        self.by_line = {flow.key: float(flow.due[months].sum()) for flow in flows if flow.side == "resource"}
        signed = sum((flow.sign * flow.paid for flow in flows), np.zeros(plan.months, np.int64))
        self.cash = plan.opening_cash + np.cumsum(signed)[:until].astype(np.float64)
        brought = [[*flows_of_action(plan, one), *financing_for(plan, one.key).flows] for one in candidates]
        self.income = np.array(
            [float(sum(f.due[months].sum() for f in flows if f.side == "resource")) for flows in brought]
        )
        self.cost = np.array(
            [float(sum(f.due[months].sum() for f in flows if f.side == "cost")) for flows in brought]
        )
        self.monthly = np.array(
            [np.cumsum(np.sum([f.sign * f.paid for f in flows], axis=0))[:until] for flows in brought], float
        )
        self.monthly = self.monthly.reshape(len(candidates), until)
        self.etp = np.array([one.etp for one in candidates])
        self.money = np.array(
            [float(one.cost_once + one.cost_yearly + purchases(plan, one.key)) for one in candidates]
        )
        self.chance = np.array([max(one.chance, TINY) for one in candidates])

    def rows(self) -> list[_Row]:
        """Every limit as rows, and the links between actions apart (``links``)."""
        aim = self.aim
        found = [_Row("result", self.cost - self.income, self.result - aim.result)]
        if aim.dependence is not None:
            total = sum(self.by_line.values())
            found += [
                _Row("dependence", -aim.dependence * self.income, aim.dependence * total - amount)
                for amount in self.by_line.values()
            ]
            for rank in range(len(self.candidates)):
                own = -aim.dependence * self.income
                own[rank] += self.income[rank]
                found.append(_Row("dependence", own, aim.dependence * total))
        if aim.etp is not None:
            found.append(_Row("etp", self.etp, aim.etp))
        if aim.money is not None:
            found.append(_Row("money", self.money, float(aim.money)))
        if aim.count is not None:
            found.append(_Row("count", np.ones(len(self.candidates)), float(aim.count)))
        if aim.cash is not None:
            found += [
                _Row("cash", -self.monthly[:, month], self.cash[month] - aim.cash)
                for month in range(len(self.cash))
            ]
        return found

    def links(self) -> list[tuple[Floats, float]]:
        """« Needs » and « excludes », and the mixes already proposed."""
        ranks = {one.key: rank for rank, one in enumerate(self.candidates)}
        found: list[tuple[Floats, float]] = []
        for rank, one in enumerate(self.candidates):
            for key in one.needs:
                row = np.zeros(len(self.candidates))
                row[rank] = 1.0
                if key in ranks:
                    row[ranks[key]] = -1.0
                found.append((row, 0.0))
            for key in one.excludes:
                if key in ranks:
                    row = np.zeros(len(self.candidates))
                    row[rank] = row[ranks[key]] = 1.0
                    found.append((row, 1.0))
        return found

    def weights(self, taste: Taste) -> Floats:
        """What each action costs in the eyes of a taste; the smallest sum wins."""
        effort: Floats = self.etp * ETP_YEAR + self.money + 1.0
        if taste == "effort":
            return effort
        # As good, the one that asks less.
        loss: Floats = self.cost - self.income + effort / 1e9
        doubt: Floats = -np.log(self.chance) * 1e6 + effort / 1e6
        return loss if taste == "result" else doubt

    def solve(
        self, weights: Floats, rows: list[_Row], seen: list[tuple[int, ...]], loosened: Limit | None = None
    ) -> tuple[tuple[int, ...], float] | None:
        """Ranks of the chosen actions and how much the loosened limit gives way; None when nothing fits."""
        lines = [np.append(row.coefficients, -1.0 if row.limit == loosened else 0.0) for row in rows]
        most = [row.most for row in rows]
        for row, limit in self.links():
            lines.append(np.append(row, 0.0))
            most.append(limit)
        for one in seen:
            lines.append(np.append(self.picked_by(one), 0.0))
            most.append(float(len(one) - 1))
        for _ in range(RETRIES):
            found = self._solve_once(weights, lines, most, loosened)
            if found is None or loosened or self._holds(found[0], rows):
                return found
            # Within the tolerance of the solver and yet a cent short: not this exact set.
            picked = self.picked_by(found[0])
            lines.append(np.append(2.0 * picked - 1.0, 0.0))
            most.append(float(picked.sum() - 1))
        return None

    def _solve_once(
        self, weights: Floats, lines: list[Floats], most: list[float], loosened: Limit | None
    ) -> tuple[tuple[int, ...], float] | None:
        size = len(self.candidates)
        scale = np.array([max(float(np.abs(line).max()), 1.0) for line in lines])
        limits = (
            LinearConstraint(np.array(lines) / scale[:, None], ub=np.array(most) / scale) if lines else ()
        )
        answer = milp(
            c=np.append(weights if loosened is None else weights * 0.0, 1.0 if loosened else 0.0),
            constraints=limits,
            bounds=Bounds(np.zeros(size + 1), np.append(np.ones(size), np.inf if loosened else 0.0)),
            integrality=np.append(np.ones(size), 0.0),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
        if answer.x is None:
            return None
        return tuple(rank for rank in range(size) if answer.x[rank] > 0.5), float(answer.x[size])

    def picked_by(self, chosen: tuple[int, ...]) -> Floats:
        picked = np.zeros(len(self.candidates))
        picked[list(chosen)] = 1.0
        return picked

    def _holds(self, chosen: tuple[int, ...], rows: list[_Row]) -> bool:
        picked = self.picked_by(chosen)
        return all(float(row.coefficients @ picked) <= row.most + TINY for row in rows)


def search(plan: TrajectoryPlan, scenario: Scenario, aim: Aim) -> Search:
    """Up to three different mixes for an aim, on top of a scenario. ``ValueError``: a year out of the plan.

    The best of each taste, then other ways while there are fewer than three.

    Candidates are the actions of the plan that the scenario does not already hold.
    """
    if not 0 <= aim.year < plan.years:
        raise ValueError("the year aimed at is not projected")
    candidates = tuple(one for one in plan.actions if one.key not in scenario.actions)
    problem = _Problem(plan, scenario, candidates, aim)
    rows = problem.rows()
    best = _best(problem, rows)
    mixes = [_mix(problem, tastes, chosen, rows, []) for chosen, tastes in best.items()]
    seen = list(best)
    while seen and () not in seen and len(seen) < MIXES:
        # Another way: it holds none of those before whole.
        found = problem.solve(problem.weights("effort"), rows, seen)
        if found is None:
            break
        mixes.append(_mix(problem, (), found[0], rows, seen))
        seen.append(found[0])
    return Search(mixes=tuple(mixes), loosenings=() if mixes else _loosenings(problem, rows))


def _best(problem: _Problem, rows: list[_Row]) -> dict[tuple[int, ...], tuple[Taste, ...]]:
    """The best mix of each taste, with every taste that it is the best of; the least effort first."""
    best: dict[tuple[int, ...], tuple[Taste, ...]] = {}
    for taste in TASTES:
        found = problem.solve(problem.weights(taste), rows, [])
        if found is None:
            continue
        best[found[0]] = (*best.get(found[0], ()), taste)
        if not found[0]:
            # Nothing has to be done: every other mix only adds to it.
            break
    return best


def _mix(
    problem: _Problem,
    tastes: tuple[Taste, ...],
    chosen: tuple[int, ...],
    rows: list[_Row],
    seen: list[tuple[int, ...]],
) -> Mix:
    picked = problem.picked_by(chosen)
    income = problem.income * picked
    resources = sum(problem.by_line.values()) + float(income.sum())
    largest = max([*problem.by_line.values(), *income.tolist()], default=0.0)
    cash = problem.cash + picked @ problem.monthly
    return Mix(
        tastes=tastes,
        actions=tuple(problem.candidates[rank].key for rank in chosen),
        result=round(problem.result + float((problem.income - problem.cost) @ picked)),
        largest_share=largest / resources if resources else 0.0,
        lowest_cash=round(float(cash.min())),
        etp=float(problem.etp @ picked),
        money=round(float(problem.money @ picked)),
        chance=float(np.prod([problem.candidates[rank].chance for rank in chosen])),
        binding=_binding(problem, tastes[0] if tastes else "effort", chosen, rows, seen),
    )


def _binding(
    problem: _Problem, taste: Taste, chosen: tuple[int, ...], rows: list[_Row], seen: list[tuple[int, ...]]
) -> tuple[Limit, ...]:
    """Limits whose absence would let a better mix through, as different from those already proposed."""
    weights = problem.weights(taste)
    reached = float(weights[list(chosen)].sum())
    found: list[Limit] = []
    for limit in dict.fromkeys(row.limit for row in rows):
        other = problem.solve(weights, [row for row in rows if row.limit != limit], seen)
        if (
            other is not None
            and float(weights[list(other[0])].sum()) < reached - max(1.0, abs(reached)) * 1e-9
        ):
            found.append(limit)
    return tuple(found)


def _loosenings(problem: _Problem, rows: list[_Row]) -> tuple[Loosening, ...]:
    found = []
    for limit in dict.fromkeys(row.limit for row in rows):
        loosened = problem.solve(problem.weights("effort"), rows, [], limit)
        if loosened is None:
            continue
        chosen, slack = loosened
        found.append(_told(problem, limit, chosen, slack))
    return tuple(found)


def _told(problem: _Problem, limit: Limit, chosen: tuple[int, ...], slack: float) -> Loosening:
    """A slack in the words of the limit: cents, a share, posts, a number of actions."""
    aim = problem.aim
    keys = tuple(problem.candidates[rank].key for rank in chosen)
    if limit == "dependence":
        income = problem.income * problem.picked_by(chosen)
        total = sum(problem.by_line.values()) + float(income.sum())
        needed = max([*problem.by_line.values(), *income.tolist()], default=0.0) / total if total else 0.0
        return Loosening(limit=limit, asked=aim.dependence or 0.0, needed=needed, actions=keys)
    asked = {"result": aim.result, "etp": aim.etp, "money": aim.money, "cash": aim.cash, "count": aim.count}[
        limit
    ]
    value = float(asked or 0.0)
    return Loosening(
        limit=limit,
        asked=value,
        needed=value - slack if limit in ("result", "cash") else value + slack,
        actions=keys,
    )
