"""What could happen: many draws of the same scenario, each assumption within its range.

A resource that is not acquired comes whole or not at all; public funders fall together, once (field rule 28);
an action succeeds or not; an amount moves within the range that the user typed (triangular, its peak at what
was typed). Same seed, same draws; each assumption has its own stream, so that adding one changes no other.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from equilibre.trajectory.financing import chances
from equilibre.trajectory.flows import Flow
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import flows_of

DRAWS = 10_000
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
SHOWN = 6
"""Assumptions shown, the widest first."""
COMMON = "financeurs_publics"
"""Name of the stream of the common shock."""

Floats = NDArray[np.float64]


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A year of the fan: cents of closing cash at the five quantiles, lowest first."""

    year: int
    """0 is the first projected year."""
    cash: tuple[int, int, int, int, int]
    result: tuple[int, int, int, int, int]


class Swing(msgspec.Struct, frozen=True, kw_only=True):
    """One assumption alone at its worst and at its best, the others as typed."""

    key: str
    label: str
    low: int
    """Cents in the bank at the end, at its worst."""
    high: int

    @property
    def width(self) -> int:
        """How much it moves the end."""
        return abs(self.high - self.low)


class Uncertainty(msgspec.Struct, frozen=True, kw_only=True):
    """What the draws say of a scenario."""

    scenario: str
    draws: int
    seed: int
    bands: tuple[Band, ...]
    under_a_month: float
    """Share of the draws in which some end of month has less than one month of that year's spending."""
    under_a_month_by_year: tuple[float, ...]
    below_zero: float
    """Share of the draws in which some end of month is below zero."""
    swings: tuple[Swing, ...]


@dataclass(frozen=True)
class _Assumption:
    """What is drawn for a line: a range around 1, a chance to come, a common fall."""

    key: str
    label: str
    low: float
    high: float
    chance: float
    public: bool
    rows: tuple[int, ...]
    """Rows of the matrix of flows that it multiplies."""

    @property
    def moves(self) -> bool:
        return self.low < 0.0 or self.high > 0.0 or self.chance < 1.0


def draw(plan: TrajectoryPlan, scenario: Scenario, *, seed: int, draws: int = DRAWS) -> Uncertainty:
    """Quantiles, probabilities and what matters most, for a scenario read « tout compris »."""
    flows = flows_of(plan, scenario, "tout")
    assumptions = _assumptions(plan, flows)
    factors = _factors(plan, assumptions, len(flows), seed=seed, draws=draws)
    signs = np.array([flow.sign for flow in flows], dtype=np.float64)
    due = np.stack([flow.due for flow in flows]).astype(np.float64) * signs[:, None]
    fixed, scaled = _payments(flows, signs)
    # The sums of months are taken on the few lines, before the many draws; draws lie along the last axis,
    # where NumPy is quick.
    cash = np.cumsum(scaled, axis=1).T @ factors
    cash += (plan.opening_cash + np.cumsum(fixed))[:, None]
    by_year = due.reshape(len(flows), plan.years, MONTHS_IN_YEAR).sum(axis=2)
    results = by_year.T @ factors
    spent = (signs < 0) & np.array([flow.cash for flow in flows])
    costs = -(by_year[spent].T @ factors[spent])
    lowest = cash.reshape(plan.years, MONTHS_IN_YEAR, draws).min(axis=1)
    short = lowest < costs / MONTHS_IN_YEAR
    return Uncertainty(
        scenario=scenario.key,
        draws=draws,
        seed=seed,
        bands=_bands(cash[MONTHS_IN_YEAR - 1 :: MONTHS_IN_YEAR], results),
        under_a_month=float(short.any(axis=0).mean()),
        under_a_month_by_year=tuple(short.mean(axis=1).tolist()),
        below_zero=float((lowest < 0.0).any(axis=0).mean()),
        swings=_swings(plan, assumptions, scaled.sum(axis=1), int(plan.opening_cash + fixed.sum())),
    )


def in_words(share: float) -> str:
    """A probability with no more precision than it deserves: « environ 3 fois sur 10 »."""
    if share < 0.01:
        return "moins d’une fois sur cent"
    if share < 0.05:
        return "quelques fois sur cent"
    if share > 0.99:
        return "presque toujours"
    tenths = round(share * 10)
    return f"environ {max(tenths, 1)} fois sur 10" if tenths < 10 else "plus de 9 fois sur 10"


def _assumptions(plan: TrajectoryPlan, flows: list[Flow]) -> list[_Assumption]:
    rows = {flow.key: rank for rank, flow in enumerate(flows)}
    found = []
    for line in plan.lines:
        if line.key not in rows:
            continue
        followers = tuple(rows[one.key] for one in plan.lines if one.follows == line.key and one.key in rows)
        found.append(
            _Assumption(
                key=line.key, label=line.label, low=line.spread.low, high=line.spread.high,
                chance=line.chance if line.side == "resource" and line.status != "acquis" else 1.0,
                public=line.public and line.side == "resource", rows=(rows[line.key], *followers),
            )
        )  # fmt: skip
    for action in plan.actions:
        row = rows.get(f"{action.key}.ressource")
        if row is not None:
            found.append(
                _Assumption(
                    key=action.key,
                    label=action.label,
                    low=0.0,
                    high=0.0,
                    chance=action.chance,
                    public=False,
                    rows=(row,),
                )
            )
    for one in chances(plan):
        moved = tuple(rows[key] for key in one.flows if key in rows)
        if moved:
            found.append(
                _Assumption(
                    key=one.key, label=one.label, low=0.0, high=0.0, chance=one.chance, public=one.public,
                    rows=moved,
                )
            )  # fmt: skip
    return found


def _payments(flows: list[Flow], signs: Floats) -> tuple[Floats, Floats]:
    """Signed cash of each month: what the base year left to be paid, which is known; then what is drawn."""
    scaled = np.stack([flow.paid for flow in flows]).astype(np.float64)
    fixed = np.zeros_like(scaled)
    for row, flow in enumerate(flows):
        if flow.opening_paid is not None:
            fixed[row] = flow.opening_paid
    return (signs @ fixed), (scaled - fixed) * signs[:, None]


def _factors(
    plan: TrajectoryPlan, assumptions: list[_Assumption], rows: int, *, seed: int, draws: int
) -> Floats:
    """flows × draws: what multiplies each line in each draw."""
    factors = np.ones((rows, draws), dtype=np.float64)
    common = _stream(seed, COMMON).random(draws) < plan.common_shock.chance
    fall = np.where(common, 1.0 - plan.common_shock.share, 1.0)
    for one in assumptions:
        drawn = _drawn(one, seed=seed, draws=draws)
        if one.public and plan.common_shock.chance:
            drawn = drawn * fall
        if one.moves or one.public:
            factors[list(one.rows)] *= drawn
    return factors


def _drawn(one: _Assumption, *, seed: int, draws: int) -> Floats:
    stream = _stream(seed, one.key)
    value = np.ones(draws, dtype=np.float64)
    if one.low < 0.0 or one.high > 0.0:
        value += _triangular(stream.random(draws), one.low, one.high)
    if one.chance < 1.0:
        value *= stream.random(draws) < one.chance
    return value


def _stream(seed: int, key: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(key.encode())])))


def _triangular(uniform: Floats, low: float, high: float) -> Floats:
    """Triangular between ``low`` and ``high``, its peak at 0 (or at the nearest end)."""
    peak = min(max(0.0, low), high)
    width = high - low
    if not width:
        return np.full_like(uniform, low)
    edge = (peak - low) / width
    left = low + np.sqrt(uniform * width * (peak - low))
    right = high - np.sqrt((1.0 - uniform) * width * (high - peak))
    return np.where(uniform < edge, left, right)


def _bands(cash: Floats, results: Floats) -> tuple[Band, ...]:
    cash_levels = np.quantile(cash, QUANTILES, axis=1)
    result_levels = np.quantile(results, QUANTILES, axis=1)
    return tuple(
        Band(
            year=year,
            cash=tuple(np.rint(cash_levels[:, year]).astype(int).tolist()),
            result=tuple(np.rint(result_levels[:, year]).astype(int).tolist()),
        )
        for year in range(cash.shape[0])
    )


def _swings(
    plan: TrajectoryPlan, assumptions: list[_Assumption], ends: Floats, base: int
) -> tuple[Swing, ...]:
    """``ends``: signed cents that each flow adds to the closing cash when nothing moves."""
    central = base + float(ends.sum())
    found = []
    for one in assumptions:
        part = float(ends[list(one.rows)].sum())
        worst, best = 1.0 + one.low, 1.0 + one.high
        if one.public and plan.common_shock.chance:
            worst *= 1.0 - plan.common_shock.share
        if one.chance < 1.0:
            worst = 0.0
        at = sorted((central + part * (worst - 1.0), central + part * (best - 1.0)))
        if at[1] > at[0]:
            found.append(Swing(key=one.key, label=one.label, low=round(at[0]), high=round(at[1])))
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.key))[:SHOWN])
