"""Streams that wait: what they weigh, and how long until each is told."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter

from tests.load.browsers import LostError, events
from tests.load.crowd import told
from tests.load.room import Host
from tests.load.served import Served, serve

HOLD = 40.0
"""Seconds of silence, long enough for two heartbeats."""
AT_ONCE = 200
"""Connections being opened at the same time."""
SEATS = 1000
"""By session."""


class Waiting:
    """One stream."""

    def __init__(self) -> None:
        self.first: float | None = None
        self.beats = 0
        self.heard: list[float] = []

    async def hold(self, served: Served, path: str, gate: asyncio.Semaphore, errors: Counter[str]) -> None:
        """Open, then listen until it ends or is cancelled."""
        await gate.acquire()
        inside = True
        try:
            async for name, _ in events(served.address, path):
                if inside:
                    gate.release()
                    inside = False
                    self.first = time.perf_counter()
                elif name:
                    self.heard.append(time.perf_counter())
                else:
                    self.beats += 1
            errors["flux fini"] += 1
        except LostError as error:
            errors[f"flux refusé : {error}"] += 1
        finally:
            if inside:
                gate.release()


SIT = """
import sys
import django; django.setup()
from trajectoires.facilitation.domain import joining
session = joining.session_of_code(sys.argv[1])
for _ in range(int(sys.argv[2])):
    print(f"/seance/p/{joining.join(session=session).token}/flux/")
"""
"""Addresses of that many new seats of a session."""


async def run(said: argparse.Namespace) -> int:
    """Print what was seen; 0 when every stream stayed and was told."""
    with serve(said) as served:
        hosts, paths = [], []
        for rank in range(0, said.flux, SEATS):
            host = Host(served.address)
            await host.begin()
            hosts.append(host)
            many = str(min(SEATS, said.flux - rank))
            paths += (await asyncio.to_thread(served.run, SIT, host.code, many)).split()
        before, errors, gate = served.memory(), Counter[str](), asyncio.Semaphore(AT_ONCE)
        begun = time.perf_counter()
        all_of_them = [Waiting() for _ in paths]
        tasks = [
            asyncio.create_task(one.hold(served, path, gate, errors))
            for one, path in zip(all_of_them, paths, strict=True)
        ]
        while not errors and any(one.first is None for one in all_of_them):
            await asyncio.sleep(0.05)
        opened, full, spent = time.perf_counter() - begun, served.memory(), served.cpu()
        await asyncio.sleep(HOLD)
        idle = (served.cpu() - spent) / HOLD
        after = served.memory()
        changed = time.perf_counter()
        await asyncio.gather(*(host.open() for host in hosts))
        answered = time.perf_counter() - changed
        end = changed + 20
        while time.perf_counter() < end and any(not one.heard for one in all_of_them):
            await asyncio.sleep(0.05)
        heard = [one.heard[0] - changed for one in all_of_them if one.heard]
        print(f"{len(paths)} flux ouverts en {opened:.1f} s")
        print(
            f"mémoire : {before:.0f} Mio avant, {full:.0f} Mio ouverts, {after:.0f} Mio après {HOLD:g} s "
            f"({1024 * (after - before) / len(paths):.0f} Kio par flux)"
        )
        beats = sum(one.beats for one in all_of_them)
        print(f"au repos : {100 * idle:.1f} % d’un cœur ; battements reçus : {beats}")
        print(
            f"une question ouverte dans chaque séance ({answered:.2f} s) ; chacun est prévenu : {told(heard)}"
        )
        print(f"prévenus : {len(heard)} sur {len(paths)} ; erreurs : {dict(errors) or 'aucune'}")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return 0 if len(heard) == len(paths) and not errors else 1
