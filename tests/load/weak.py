"""A hall with a bad Wi-Fi: phones that join, vote and change their minds behind a link that loses packets.

They do what the page's own script does (``facilitation/seat.js``, ``ui/js/stream.js``): what is pressed waits
on the phone until the server says that it is stored, leaves again with the same number, and gives way to a
newer one. At each closing, what was accepted last of each phone is what was counted, note by note.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tests.load.browsers import Browser, Got, LostError, events
from tests.load.crowd import told
from tests.load.room import (
    AGAIN,
    ASK,
    POLL,
    QUESTION,
    SEEN,
    SPREAD,
    STORED,
    WORDS,
    Host,
    Phone,
    Sheet,
    watch_screen,
)  # fmt: skip
from tests.load.served import Served, serve
from tests.load.weak_link import WeakLink, Weather, missing, weak_link

PATIENCE, LONGEST = 6.0, 20.0
"""Seconds that the page's script waits for an answer at first, and at most: ``seat.js``."""
RETRY = 3.0
"""Seconds between two looks at what waits: ``seat.js``."""
ASKING = 10.0
"""Seconds that a page waits for a fragment: ``stream.js``."""
NAVIGATING = 10.0
"""Seconds that a person waits for a page before asking for it again, or pressing the button again."""
MOST_TIMES = 20
LAST = 90.0
"""Seconds after the last press before giving up."""

COUNT = """
import json, sys
import django; django.setup()
from trajectoires.facilitation.domain import joining
from trajectoires.facilitation.domain.packing import read_tally
session = joining.session_of_code(sys.argv[1])
rows = session.rounds.filter(ask=sys.argv[2]).order_by("number")
found = [[read_tally(one.tally).answered, read_tally(one.tally).counts, one.answers.count()] for one in rows]
print(json.dumps([session.seats.count(), found]))
"""
"""Seats taken; of each closed question: people, word → note → people, and the answers left in the table."""


@dataclass
class Ledger(Sheet):
    """What this room saw."""

    again: int = 0
    """Pages asked for again, and buttons pressed again, because nothing came."""
    pressed: int = 0
    sent: int = 0
    waited: list[float] = field(default_factory=list)
    """From a press to its acceptance."""
    refused: Counter[str] = field(default_factory=Counter)
    """Answers of the server that are neither a page nor a refusal in words: 5xx, 429."""
    reached: list[float] = field(default_factory=list)
    """From a question that opens to each phone that shows it."""


class Person(Browser):
    """A browser whose person asks again for what does not come."""

    def __init__(self, address: str, ledger: Ledger) -> None:
        super().__init__(address, patience=NAVIGATING)
        self.ledger = ledger

    async def get(self, path: str) -> Got:
        """A page, in the end."""
        return await self._insist(lambda: super(Person, self).get(path))

    async def post(self, path: str, fields: dict[str, str], *, htmx: bool = False) -> Got:
        """A form, pressed again while nothing comes."""
        return await self._insist(lambda: super(Person, self).post(path, fields, htmx=htmx))

    async def _insist(self, ask: Callable[[], Awaitable[Got]]) -> Got:
        for _ in range(MOST_TIMES):
            with contextlib.suppress(LostError):
                return await ask()
            self.ledger.again += 1
        raise LostError("la page n’est jamais venue")


@dataclass(frozen=True)
class Pressed:
    """One answer as it leaves: its number, its note, its form."""

    rank: int
    note: int
    fields: dict[str, str]
    at: float


class WeakPhone(Phone):
    """One participant, whose page hears and sends by connections of its own."""

    def __init__(self, address: str, sheet: Ledger, patience: float) -> None:
        super().__init__(address, sheet, polls=False)
        self.ledger = sheet
        self.browser = Person(address, sheet)
        self.reader = Browser(address, patience=ASKING)
        self.sender, self.again = Browser(address), Browser(address)
        self.patience = self.first_patience = patience
        self.current = ""
        self.shown = asyncio.Event()
        self.waiting: Pressed | None = None
        self.accepted: Pressed | None = None
        self.rank = 0
        self.direct = False
        self.version = ""
        self._busy = False
        self._next: Pressed | None = None

    # --- What the page's script does --------------------------------------------------------------------

    async def press(self, note: int) -> None:
        """« Envoyer »: kept first, then sent; a newer press waits for the end of the request under way."""
        self.rank = max(self.rank + 1, int(time.time() * 1000))
        said = {f"valeur-{word}": str(note) for word in WORDS}
        fields = {"question": self.current, "rang": str(self.rank), **said}
        self.waiting = pressed = Pressed(self.rank, note, fields, time.perf_counter())
        self.ledger.pressed += 1
        if self._busy:
            self._next = pressed
            return
        self._busy = True
        while pressed:
            await self._send(self.sender, pressed)
            pressed, self._next = self._next, None  # type: ignore[assignment]
        self._busy = False

    async def insist(self) -> None:
        """Look every three seconds at what waits, until cancelled."""
        await asyncio.sleep(random.uniform(0, RETRY))
        while True:
            if self.waiting and not self._busy:
                await self._send(self.again, self.waiting)
            await asyncio.sleep(RETRY)

    async def _send(self, browser: Browser, pressed: Pressed) -> None:
        browser.cookie, browser.token, browser.patience = (
            self.reader.cookie, self.reader.token, self.patience,
        )  # fmt: skip
        self.ledger.sent += 1
        try:
            got = await browser.post(self.path, pressed.fields, htmx=True)
        except LostError:
            self.ledger.retried += 1
            self.patience = min(LONGEST, 1.5 * self.patience)
            return
        if got.status >= 500 or got.status == 429:
            self.ledger.refused[str(got.status)] += 1
            return
        self.patience = self.first_patience
        if self.waiting is pressed:
            self.waiting = None
        if got.status != 200 or STORED not in got.text:
            self.ledger.errors[f"voter : {got.status}"] += 1
        elif self.accepted is None or self.accepted.rank < pressed.rank:
            self.accepted = pressed
            self.ledger.waited.append(time.perf_counter() - pressed.at)

    async def _stay(self) -> None:
        """Hear by the stream; ask every two seconds while there is none."""
        polling = asyncio.create_task(self._poll())
        try:
            while True:
                with contextlib.suppress(LostError):
                    async for name, version in events(self.browser.address, f"{self.path}flux/"):
                        self.direct = True
                        if name and version != self.version:
                            self.version = version
                            await asyncio.sleep(random.uniform(0, SPREAD))
                            await self._refresh()
                self.direct = False
                await asyncio.sleep(random.uniform(*AGAIN))
        finally:
            polling.cancel()

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL)
            if not self.direct:
                await self._refresh()

    async def _refresh(self) -> None:
        while True:
            try:
                got = await self.reader.get(f"{self.path}direct/?vu={self.seen}")
            except LostError:
                await asyncio.sleep(POLL)
                continue
            if got.status == 200:
                self._read(got)
            return

    def _read(self, got: Got) -> None:
        if not self.reader.token:
            self.reader.cookie, self.reader.token = self.browser.cookie, self.browser.token
        if found := SEEN.search(got.text):
            self.seen = found[1]
        found = QUESTION.search(got.text)
        if found and found[1] != self.current:
            self.current = found[1]
            self.shown.set()

    # --- What the person does ---------------------------------------------------------------------------

    async def answer(self, opened: float, seconds: float) -> None:
        """Wait for the question, answer it, change one's mind once or twice; until it is stored."""
        self.accepted = None
        await self.shown.wait()
        self.shown.clear()
        self.ledger.reached.append(time.perf_counter() - opened)
        presses = [asyncio.create_task(asyncio.sleep(0))]
        for _ in range(random.randint(1, 3)):
            await asyncio.sleep(random.uniform(0, seconds / 2))
            presses.append(asyncio.create_task(self.press(random.randint(1, 4))))
        await asyncio.gather(*presses)
        while self.waiting:
            await asyncio.sleep(0.1)


async def play(served: Served, said: argparse.Namespace, sheet: Ledger) -> tuple[str, list[list[int]]]:
    """The whole room, on the phones' side; the code of the session, and what each round accepted."""
    host = Host(served.address)
    host.browser = Person(served.address, sheet)
    await host.begin()
    room = [WeakPhone(served.address, sheet, said.patience) for _ in range(said.telephones)]
    await asyncio.gather(*(phone.join(host.code, random.uniform(0, said.entrer)) for phone in room))
    room = [phone for phone in room if phone.path]
    staying = [phone.staying for phone in room if phone.staying is not None]
    staying += [asyncio.create_task(phone.insist()) for phone in room]
    staying.append(asyncio.create_task(watch_screen(served.address, host.screen, sheet, polls=False)))
    rounds = []
    for _ in range(said.tours):
        await host.open()
        opened = time.perf_counter()
        try:
            async with asyncio.timeout(said.voter + LAST):
                await asyncio.gather(*(phone.answer(opened, said.voter) for phone in room))
        except TimeoutError:
            sheet.errors["un tour n’a pas fini à temps"] += (
                sum(phone.waiting is not None for phone in room) or 1
            )
        await host.close()
        rounds.append([phone.accepted.note for phone in room if phone.accepted])
    for task in staying:
        task.cancel()
    await asyncio.gather(*staying, return_exceptions=True)
    return host.code, rounds


def same(accepted: Sequence[int], people: int, notes: dict[str, dict[str, int]], left: int) -> bool:
    """Whether a closed question counted what was accepted: each phone's last note, once."""
    expected = {str(note): many for note, many in Counter(accepted).items()}
    return people == len(accepted) and all(notes[word] == expected for word in WORDS) and not left


def weather_of(said: argparse.Namespace) -> Weather:
    """As asked for on the command line."""
    return Weather(loss=said.perte / 100, cut=said.coupure, every=said.toutes_les, seed=said.graine)


def say_weather(link: WeakLink) -> None:
    """« 812 des 4 060 paquets perdus (20,0 %), 6 coupures »."""
    seen = link.told()
    whole = seen["carried"] + seen["lost"]
    share = f"{100 * seen['lost'] / max(1, whole):.1f}".replace(".", ",")
    print(f"{seen['lost']} des {whole} paquets perdus ({share} %), {seen['cuts']} coupures")


def run(said: argparse.Namespace) -> int:
    """Print what was lost on the way and what was counted; 0 when nothing was lost in the end."""
    if why := missing():
        print(why, file=sys.stderr)
        return 2
    random.seed(said.graine)
    sheet = Ledger()
    with weak_link(weather_of(said)) as link, serve(said, link.server) as served:
        begun = time.perf_counter()
        code, rounds = link.run(lambda: asyncio.run(play(served, said, sheet)))
        seconds = time.perf_counter() - begun
        seats, counted = json.loads(served.run(COUNT, code, ASK))
        say_weather(link)
    alike = [same(accepted, *one) for accepted, one in zip(rounds, counted, strict=True)]
    whole = all(alike) and all(len(one) == said.telephones for one in rounds) and seats == said.telephones
    print(f"entrés : {len(sheet.joins)} sur {said.telephones} ; {told(sheet.joins)} ; places : {seats}")
    print(f"pages redemandées : {sheet.again}")
    print(f"de la question ouverte aux téléphones : {told(sheet.reached)}")
    print(f"réponses données : {sheet.pressed} ; envois : {sheet.sent}, dont sans réponse : {sheet.retried}")
    print(f"de la réponse à son acceptation : {told(sheet.waited)}")
    for rank, (accepted, one) in enumerate(zip(rounds, counted, strict=True), start=1):
        words = "note par note : identiques" if alike[rank - 1] else f"{one} au lieu de {Counter(accepted)}"
        print(f"tour {rank} : {len(accepted)} acceptées, {one[0]} comptées ; {words}")
    print(f"5xx et 429 : {dict(sheet.refused) or 'aucun'} ; erreurs : {dict(sheet.errors) or 'aucune'}")
    print(f"en {seconds:.0f} s")
    return 0 if whole and not sheet.errors and not sheet.refused else 1
