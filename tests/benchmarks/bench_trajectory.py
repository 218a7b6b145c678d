"""(h) ten thousand draws of a trajectory, against the bare NumPy operations that they need.

(i) a lever search among sixty actions.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import numpy as np

from equilibre.trajectory.hypotheses import (
    CommonShock,
    LeverAction,
    Line,
    Month,
    Range,
    ResourceStatus,
    Scenario,
    TrajectoryPlan,
)
from equilibre.trajectory.search import Aim, search
from equilibre.trajectory.uncertainty import DRAWS, QUANTILES, draw

YEARS, LINES, ACTIONS, ROUNDS = 10, 40, 60, 15
DRAW_AIM, DRAW_MS, SEARCH_S = 3, 100, 2
FIRST = Month(2027, 1)


def draw_ratio() -> str:
    """One line: the draws, the floor, their ratio; rounds taken in turn."""
    plan = _plan()
    scenario = Scenario(key="fil", label="Au fil de l’eau")
    floor = _floor(plan)
    drawn, bare = _medians(lambda: draw(plan, scenario, seed=1), floor)
    return (
        f"(h) {DRAWS} tirages, {YEARS} ans, {LINES} lignes : {drawn[0]:.0f} ms, processeur {drawn[1]:.0f} ms "
        f"(visé : {DRAW_MS}) ; opérations nues de NumPy : {bare[0]:.0f} ms, processeur {bare[1]:.0f} ms ; "
        f"rapport {drawn[0] / bare[0]:.2f}, au processeur {drawn[1] / bare[1]:.2f} (visé : {DRAW_AIM})"
    )


def search_seconds() -> str:
    """One line: the slowest of several aims, those that fit and those that do not."""
    plan = _plan()
    scenario = Scenario(key="fil", label="Au fil de l’eau")
    aims = {
        "atteignable": Aim(year=4, result=20_000_000, dependence=0.4, etp=2.0, count=8, cash=0),
        "serré": Aim(year=4, result=60_000_000, dependence=0.2, etp=1.5, money=30_000_000, count=5, cash=0),
        "impossible": Aim(
            year=4, result=900_000_000, dependence=0.05, etp=0.5, money=1_000_000, count=2, cash=0
        ),
    }
    taken = {}
    for name, aim in aims.items():
        begun, spent = time.perf_counter(), time.process_time()
        found = search(plan, scenario, aim)
        taken[name] = (time.perf_counter() - begun, time.process_time() - spent, len(found.mixes))
    told = " ; ".join(
        f"{name} {seconds:.2f} s (processeur {used:.2f} s), {mixes} combinaisons"
        for name, (seconds, used, mixes) in taken.items()
    )
    return f"(i) recherche parmi {ACTIONS} actions : {told} (visé : {SEARCH_S} s)"


def _plan() -> TrajectoryPlan:
    dice = random.Random(23)
    statuses: tuple[ResourceStatus, ...] = ("acquis", "notifie", "demande", "a_rechercher")
    lines = tuple(
        Line(
            key=f"l{rank}",
            label=f"Ligne {rank}",
            side="resource" if rank < LINES // 2 else "cost",
            amount=dice.randint(100_000, 9_000_000),
            indexation=dice.uniform(0.0, 0.03),
            status=dice.choice(statuses),
            chance=dice.uniform(0.3, 0.95),
            public=rank % 3 == 0,
            delay=dice.randint(0, 4),
            spread=Range(low=-dice.uniform(0.0, 0.2), high=dice.uniform(0.0, 0.2)),
        )
        for rank in range(LINES)
    )
    actions = tuple(
        LeverAction(
            key=f"a{rank}",
            label=f"Action {rank}",
            starts=FIRST.plus(dice.randint(0, 18)),
            delay=dice.randint(0, 12),
            ramp=(0.4, 0.8, 1.0),
            yearly=dice.randint(500_000, 12_000_000),
            cost_once=dice.randint(0, 2_000_000),
            cost_yearly=dice.randint(0, 3_000_000),
            etp=round(dice.uniform(0.0, 0.6), 2),
            chance=dice.uniform(0.3, 0.95),
            needs=(f"a{rank - 1}",) if rank % 7 == 3 else (),
            excludes=(f"a{rank - 2}",) if rank % 11 == 5 else (),
        )
        for rank in range(ACTIONS)
    )
    return TrajectoryPlan(
        first_month=FIRST,
        years=YEARS,
        opening_cash=10_000_000,
        opening_equity=10_000_000,
        lines=lines,
        actions=actions,
        common_shock=CommonShock(chance=0.2, share=0.15),
    )


def _floor(plan: TrajectoryPlan) -> Callable[[], object]:
    """What no program can do without: the uniforms, their triangles, the products, the quantiles.

    On arrays that are ready, one generator, draws along the last axis, nothing named, nothing told.
    """
    unsure = sum(line.side == "resource" and line.status != "acquis" for line in plan.lines)
    low, high = np.full((LINES, 1), -0.1), np.full((LINES, 1), 0.1)
    due = np.full((LINES, YEARS * 12), 10_000.0)
    cumulated, yearly = np.cumsum(due, axis=1), due.reshape(LINES, YEARS, 12).sum(axis=2)

    def work() -> object:
        stream = np.random.Generator(np.random.PCG64(1))
        uniform = stream.random((LINES, DRAWS))
        factors = np.where(
            uniform < -low / (high - low),
            low + np.sqrt(uniform * (high - low) * -low),
            high - np.sqrt((1.0 - uniform) * (high - low) * high),
        )
        factors += 1.0
        factors[:unsure] *= stream.random((unsure, DRAWS)) < 0.5
        factors[: LINES // 2 : 3] *= np.where(stream.random(DRAWS) < 0.2, 0.85, 1.0)
        cash = cumulated.T @ factors
        results, costs = yearly.T @ factors, yearly[LINES // 2 :].T @ factors[LINES // 2 :]
        lowest = cash.reshape(YEARS, 12, DRAWS).min(axis=1)
        short = lowest < costs / 12
        return (
            np.quantile(cash[11::12], QUANTILES, axis=1),
            np.quantile(results, QUANTILES, axis=1),
            short.any(axis=0).mean(),
            short.mean(axis=1),
            (lowest < 0.0).any(axis=0).mean(),
        )

    return work


def _medians(*works: Callable[[], object]) -> list[tuple[float, float]]:
    """Milliseconds of the clock and of the processor, taken in turn, after one round that is not counted."""
    taken: list[list[tuple[float, float]]] = [[] for _ in works]
    for turn in range(ROUNDS + 1):
        for rank, work in enumerate(works):
            begun, spent = time.perf_counter(), time.process_time()
            work()
            if turn:
                clock, processor = time.perf_counter() - begun, time.process_time() - spent
                taken[rank].append((clock * 1000, processor * 1000))
    return [
        (statistics.median(one[0] for one in rounds), statistics.median(one[1] for one in rounds))
        for rounds in taken
    ]
