"""(j) a slider that moves: the whole request, against the barest page of the site on the same connection,
and against the projections that it cannot do without.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable

from tests.benchmarks.bench_site import Visitor, served

BARE = "/robots.txt"
AIM_MS = 100
ROUNDS = 60


def slider_ratio() -> str:
    """One line: a slider of the fictitious association, another value each time, taken in turn."""
    with served() as port:
        visitor = Visitor(port)
        token = visitor.token("/trajectoire/")
        body = f"csrfmiddlewaretoken={token}&partir=exemple".encode()
        opened = visitor.ask("POST", "/trajectoire/", body, "application/x-www-form-urlencoded")
        assert opened.status == 303, opened.status
        address = opened.location + "et-si/"
        moved, bare, alone = [], [], []
        project = projections()
        for turn in range(ROUNDS + 1):
            answer = visitor.ask("GET", f"{address}?publics=-{turn % 50}&attente={turn % 6}", htmx=True)
            assert answer.status == 200 and b'id="reponse"' in answer.body, answer.status
            page = visitor.ask("GET", BARE)
            assert page.status == 200, page.status
            begun = time.perf_counter()
            project()
            if turn:
                alone.append((time.perf_counter() - begun) * 1000)
                moved.append(answer.seconds * 1000)
                bare.append(page.seconds * 1000)
    middle, floor, own = (statistics.median(one) for one in (moved, bare, alone))
    slow = statistics.quantiles(moved, n=20)[-1]
    return (
        f"(j) un curseur, de bout en bout : médiane {middle:.1f} ms, 95e centile {slow:.1f} ms "
        f"(visé : {AIM_MS}) ; la page la plus nue {floor:.1f} ms, rapport {middle / floor:.1f} ; "
        f"les quatre projections seules {own:.1f} ms, rapport {middle / own:.1f}"
    )


def projections() -> Callable[[], object]:
    """Both readings, before and after: what the answer says, without the site, the words or the drawings."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    import django

    django.setup()
    from equilibre.trajectory.projection import both
    from trajectoires.trajectories.domain.starting import example

    saved = example(dt.date(2026, 11, 27))
    return lambda: [both(saved.plan, saved.scenario()) for _ in range(2)]
