"""(g) a parcours chosen among 1,000 items and dated, against reading each item once to sort them all."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable

from equilibre.pathway.planning import plan
from equilibre.pathway.plans import Item, Traveller
from equilibre.pathway.rules import rules

ITEMS, ROUNDS, AIM = 1000, 41, 50


def pathway_ratio() -> str:
    """One line: the median and the worst of the four paces, beside a sort of the same items."""
    items = _catalogue()
    times = {pace: _median(lambda pace=pace: plan(_traveller(pace), items)) for pace in rules().budget}
    floor = _median(lambda: sorted(items, key=lambda item: (len(item.objective), item.minutes, item.key)))
    slow = max(times, key=lambda pace: times[pace])
    middle = statistics.median(times.values())
    return (
        f"(g) parcours parmi {ITEMS} éléments : {middle:.1f} ms, au pire {times[slow]:.1f} ms en « {slow} » "
        f"(visé : {AIM} au plus) ; les trier : {floor:.2f} ms ; rapport {times[slow] / floor:.0f}"
    )


def _catalogue() -> list[Item]:
    """Items of every kind; one in three needs one that comes before it, so that nothing turns in a circle."""
    dice = random.Random(17)
    return [
        Item(
            key=f"/partie-{n % 40}/page-{n}/",
            title=f"Page {n}",
            kind=dice.choice(("article", "sheet", "kit", "step", "tool")),
            audience=tuple(dice.sample(tuple(rules().audiences), dice.randint(1, 3))),
            objective=tuple(dice.sample(tuple(rules().objectives), dice.randint(1, 3))),
            maturity=tuple(dice.sample(("initier", "en_cours", "structure", "moteur"), 2)),
            minutes=dice.choice((5, 8, 15, 30, 45, 90)),
            format=dice.choice(tuple(rules().formats)),
            medoc=(dice.choice(("methode", "exemple", "donnee", "outil", "competence")),),
            dimensions=tuple(dice.sample(tuple(rules().dimensions), dice.randint(0, 2))),
            needs=(f"/partie-{before % 40}/page-{before}/",)
            if n and dice.random() < 0.3 and (before := dice.randrange(n)) >= 0
            else (),
            actions=(f"action_{n}",) if n % 20 == 0 else (),
        )
        for n in range(ITEMS)
    ]


def _traveller(pace: str) -> Traveller:
    """Somebody with six actions, a weak dimension of each level and a deadline in half a year."""
    start = dt.date(2027, 1, 4)
    return Traveller(
        audience="gouvernance",
        variant="petite",
        objective="agir",
        pace=pace,  # type: ignore[arg-type]
        start=start,
        company="conseil",
        maturity={"projet": 2.5, "financements": 0.5, "alliances": 1.0, "anticipation": 0.0},
        actions=tuple(f"action_{n * 100}" for n in range(6)),
        deadline=start + dt.timedelta(days=180),
        formats=("fiche",),
    )


def _median(work: Callable[[], object]) -> float:
    """Milliseconds, after one round that is not counted."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
