"""The server is killed while a room votes, and started again: no accepted vote is lost, none counts twice."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from collections import Counter

from tests.load.crowd import GRACE, come_in, told
from tests.load.room import ASK, WORDS, Host, Sheet
from tests.load.served import Served, serve

COUNT = """
import json, sys
import django; django.setup()
from trajectoires.facilitation.domain import joining
from trajectoires.facilitation.domain.packing import read_tally
from trajectoires.facilitation.models import RoundAnswer
put = joining.session_of_code(sys.argv[1]).rounds.get(ask=sys.argv[2])
found = read_tally(put.tally)
print(json.dumps([found.answered, found.counts, RoundAnswer.objects.filter(round=put).count()]))
"""
"""What the closed question counted: people, word → note → people; and the answers left in the table."""


async def cut(served: Served, after: float, *, one: bool) -> str:
    """Kill, and start again when everything was killed."""
    await asyncio.sleep(after)
    if one:
        return f"le processus {served.kill_one()} tué"
    served.kill()
    begun = time.perf_counter()
    await asyncio.to_thread(served.start)
    return f"tout le serveur tué, revenu en {time.perf_counter() - begun:.1f} s"


async def run(said: argparse.Namespace) -> int:
    """Print what was accepted and what was counted; 0 when they are the same."""
    with serve(said) as served:
        sheet, host = Sheet(), Host(served.address)
        await host.begin()
        room, staying = await come_in(
            served, host, sheet, phones=said.telephones, seconds=said.entrer, polls=said.sondage
        )
        await host.open()
        until = time.perf_counter() + said.voter + 2 * GRACE
        votes = [phone.vote(random.uniform(0, said.voter), until=until) for phone in room]
        _, what = await asyncio.gather(
            asyncio.gather(*votes), cut(served, random.uniform(0.3, 0.7) * said.voter, one=said.un)
        )
        await asyncio.sleep(1)
        await host.close()
        for task in staying:
            task.cancel()
        await asyncio.gather(*staying, return_exceptions=True)
        people, notes, left = json.loads(await asyncio.to_thread(served.run, COUNT, host.code, ASK))
    expected = {str(note): many for note, many in Counter(sheet.accepted).items()}
    same = people == len(sheet.accepted) and all(notes[word] == expected for word in WORDS) and not left
    print(f"entrés : {len(room)} ; {what}")
    print(f"votes acceptés : {len(sheet.accepted)} ; essais sans réponse : {sheet.retried}")
    print(f"du départ à l’acceptation : {told([b - a for a, b in sheet.votes])}")
    print(
        f"comptés : {people} ; note par note : {'identiques' if same else f'{notes} au lieu de {expected}'}"
    )
    print(f"erreurs : {dict(sheet.errors) or 'aucune'}")
    return 0 if same and not sheet.errors and len(sheet.accepted) == said.telephones else 1
