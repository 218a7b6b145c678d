"""A room comes in by the code, then votes: how long until the big screen counts each vote."""

from __future__ import annotations

import argparse
import asyncio
import random
import time

from tests.load.room import Host, Phone, Sheet, watch_screen
from tests.load.served import Served, serve

GRACE = 30.0
"""Seconds after the last vote before giving up."""


def centile(values: list[float], share: float) -> float:
    """The value that this share of the others does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def told(values: list[float]) -> str:
    """« médiane 12 ms, 95e centile 80 ms, au plus 130 ms »."""
    middle, high, most = (1000 * centile(values, share) for share in (0.5, 0.95, 1.0))
    return f"médiane {middle:.0f} ms, 95e centile {high:.0f} ms, au plus {most:.0f} ms"


async def come_in(
    served: Served, host: Host, sheet: Sheet, *, phones: int, seconds: float, polls: bool
) -> tuple[list[Phone], list[asyncio.Task[None]]]:
    """The phones, seated, and what they go on hearing."""
    room = [Phone(served.address, sheet, polls=polls) for _ in range(phones)]
    await asyncio.gather(*(phone.join(host.code, random.uniform(0, seconds)) for phone in room))
    room = [phone for phone in room if phone.path]
    staying = [phone.staying for phone in room if phone.staying is not None]
    staying.append(asyncio.create_task(watch_screen(served.address, host.screen, sheet, polls=polls)))
    return room, staying


async def run(said: argparse.Namespace) -> int:
    """Print what was seen; 0 without any error."""
    with serve(said) as served:
        sheet, host = Sheet(), Host(served.address)
        await host.begin()
        empty, begun = served.memory(), served.cpu()
        room, staying = await come_in(
            served, host, sheet, phones=said.telephones, seconds=said.entrer, polls=said.sondage
        )
        joined = served.cpu()
        await asyncio.sleep(10)
        idle = served.cpu()
        opened = time.perf_counter()
        await host.open()
        until = time.perf_counter() + said.lire + said.voter + GRACE
        try:
            votes = [phone.vote(said.lire + random.uniform(0, said.voter), until=until) for phone in room]
            await asyncio.wait_for(asyncio.gather(*votes), said.lire + said.voter + 2 * GRACE)
        except TimeoutError:
            sheet.errors["la question n’est pas arrivée"] += 1
        voted = served.cpu()
        while time.perf_counter() < until and not any(n >= len(sheet.votes) for _, n in sheet.shown):
            await asyncio.sleep(0.05)
        print(f"entrés : {len(sheet.joins)} sur {said.telephones} en {said.entrer:g} s ; {told(sheet.joins)}")
        print(f"de la question ouverte aux téléphones : {told([when - opened for when in sheet.asked])}")
        print(f"votes : {len(sheet.votes)} en {said.voter:g} s ; {told([b - a for a, b in sheet.votes])}")
        print(f"du vote à l’écran : {told(sheet.delays())}")
        print(
            f"processeur du serveur : {joined - begun:.1f} s pour entrer, "
            f"{(idle - joined) * 10:.0f} % d’un cœur à attendre, {voted - idle:.1f} s pour voter"
        )
        print(f"mémoire du serveur : {empty:.0f} Mio vide, {served.memory():.0f} Mio pleine")
        print(f"erreurs : {dict(sheet.errors) or 'aucune'}")
        for task in staying:
            task.cancel()
        await asyncio.gather(*staying, return_exceptions=True)
    return 1 if sheet.errors or len(sheet.votes) < said.telephones else 0
