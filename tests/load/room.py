"""A room: phones that come in and vote, the big screen that counts, the host who opens and closes.

The session is the governance format; the question is its first, four words to rate from 1 to 4.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.load.browsers import Browser, Got, LostError, events

ASK = "mots"
WORDS = ("modele", "humaines", "financement", "alliances")
QUESTION = re.compile(r'name="question" value="([0-9a-f-]{36})"')
PLACE = re.compile(r'name="place" value="([^"]+)"')
SEEN = re.compile(r"\?(?:[^\"]*;)?vu=([\w-]+)")
ANSWERS = re.compile(r"(\d[\d\s\u00a0\u202f]*)\s*réponses?, \d")
PEOPLE = re.compile(r"(\d[\d\s\u00a0\u202f]*)\s*personnes?")
STORED = "Réponse enregistrée."
SPREAD = 0.6
"""Seconds over which phones that are told at once ask: as ``ui/js/stream.js``."""
POLL = 2.0
AGAIN = (1.0, 4.0)
"""Seconds before a phone whose stream ended comes back: as ``events.streams.RETRY``."""


@dataclass
class Sheet:
    """What one run saw."""

    joins: list[float] = field(default_factory=list)
    votes: list[tuple[float, float]] = field(default_factory=list)
    """When each accepted vote left, and when its answer came."""
    shown: list[tuple[float, int]] = field(default_factory=list)
    """When the big screen showed how many answers."""
    asked: list[float] = field(default_factory=list)
    """When each phone showed the question."""
    errors: Counter[str] = field(default_factory=Counter)
    accepted: list[int] = field(default_factory=list)
    """What was accepted, one number by phone."""
    retried: int = 0

    def delays(self) -> list[float]:
        """From each vote's departure to the screen that counts it, in seconds.

        The k-th accepted vote shows when the screen counts k: nothing else tells one vote from another.
        """
        found = []
        shown = iter(sorted(self.shown))
        when, count = 0.0, 0
        for rank, (left, _) in enumerate(sorted(self.votes, key=lambda one: one[1]), start=1):
            while count < rank:
                when, count = next(shown, (float("inf"), rank))
            found.append(max(0.0, when - left))
        return found


def number(text: str) -> int:
    """« 1 000 » as printed."""
    return int(re.sub(r"\D", "", text))


class Host:
    """Who conducts, by the pages."""

    def __init__(self, address: str) -> None:
        self.browser = Browser(address)
        self.path = self.code = self.screen = ""

    async def begin(self) -> None:
        """A new session, ready to be joined."""
        await self.browser.get("/seance/animer/")
        got = await self.browser.post(
            "/seance/animer/", {"format": "gouvernance", "titre": "Une salle pleine"}
        )
        self.path = got.location
        page = (await self.browser.get(self.path)).text
        self.code = re.search(r"/seance/([A-Z0-9]{6})/", page)[1]  # type: ignore[index]
        self.screen = re.search(r"(/seance/e/[\w-]+/)", page)[1]  # type: ignore[index]
        await self.conduct(action="commencer")

    async def conduct(self, **fields: str) -> None:
        """One verb, again and again until the server answers: each of them is done once."""
        while True:
            try:
                got = await self.browser.post(f"{self.path}conduire/", fields)
            except LostError:
                await asyncio.sleep(0.3)
                continue
            if got.status != 303:
                raise AssertionError(f"{fields}: {got.status}")
            return

    async def open(self) -> None:
        """Put the question."""
        await self.conduct(action="ouvrir", question=ASK)

    async def close(self) -> None:
        """Close it."""
        page = (await self.browser.get(self.path)).text
        found = re.search(r'name="tour" value="([0-9a-f-]{36})"', page)
        assert found is not None
        await self.conduct(action="fermer", question=ASK, tour=found[1])


class Phone:
    """One participant."""

    def __init__(self, address: str, sheet: Sheet, *, polls: bool) -> None:
        self.browser = Browser(address)
        self.sheet = sheet
        self.polls = polls
        self.path = ""
        self.seen = ""
        self.staying: asyncio.Task[None] | None = None
        self.question = asyncio.get_running_loop().create_future()

    async def join(self, code: str, after: float) -> None:
        """By the code, to a seat; then stay."""
        await asyncio.sleep(after)
        begun = time.perf_counter()
        try:
            page = await self._expect(await self.browser.get(f"/seance/{code}/"), 200)
            place = PLACE.search(page.text)
            fields = {"place": place[1]} if place else {}
            got = await self._expect(await self.browser.post(f"/seance/{code}/", fields), 303)
            self.path = got.location
            self._read(await self._expect(await self.browser.get(self.path), 200))
        except LostError as error:
            self.sheet.errors[f"entrer : {error}"] += 1
            return
        self.sheet.joins.append(time.perf_counter() - begun)
        self.staying = asyncio.create_task(self._stay())

    async def _stay(self) -> None:
        """Hear what changes, until cancelled."""
        await asyncio.sleep(random.uniform(0, POLL) if self.polls else 0)
        while self.polls:
            await self._refresh()
            await asyncio.sleep(POLL)
        known = ""
        while True:
            try:
                async for name, version in events(self.browser.address, f"{self.path}flux/"):
                    if name and version != known:
                        known = version
                        await asyncio.sleep(random.uniform(0, SPREAD))
                        await self._refresh()
            except LostError:
                pass
            await asyncio.sleep(random.uniform(*AGAIN))

    async def vote(self, after: float, *, until: float) -> None:
        """Answer once the question shows, and again while nobody says that it is stored."""
        question = await self.question
        await asyncio.sleep(after)
        note = random.randint(1, 4)
        said = {f"valeur-{word}": str(note) for word in WORDS}
        fields = {"question": question, "rang": str(int(time.time() * 1000)), **said}
        left = time.perf_counter()
        while time.perf_counter() < until:
            try:
                got = await self.browser.post(self.path, fields, htmx=True)
                if got.status == 200 and STORED in got.text:
                    self.sheet.votes.append((left, time.perf_counter()))
                    self.sheet.accepted.append(note)
                    return
                if got.status < 500:
                    self.sheet.errors[f"voter : {got.status}"] += 1
                    return
            except LostError:
                pass
            self.sheet.retried += 1
            await asyncio.sleep(random.uniform(0.5, 1.5))
        self.sheet.errors["voter : jamais accepté"] += 1

    async def _refresh(self) -> None:
        try:
            got = await self.browser.get(f"{self.path}direct/?vu={self.seen}")
        except LostError:
            return
        if got.status == 200:
            self._read(got)

    def _read(self, got: Got) -> None:
        if found := SEEN.search(got.text):
            self.seen = found[1]
        if (found := QUESTION.search(got.text)) and not self.question.done():
            self.question.set_result(found[1])
            self.sheet.asked.append(time.perf_counter())

    async def _expect(self, got: Got, status: int) -> Got:
        if got.status != status:
            raise LostError(str(got.status))
        return got


async def watch_screen(address: str, path: str, sheet: Sheet, *, polls: bool) -> None:
    """The big screen, until cancelled: what it shows, and when."""
    browser, seen = Browser(address), ""

    async def refresh() -> None:
        nonlocal seen
        try:
            got = await browser.get(f"{path}direct/?vu={seen}")
        except LostError:
            return
        if got.status != 200:
            return
        if found := SEEN.search(got.text):
            seen = found[1]
        if found := ANSWERS.search(got.text):
            sheet.shown.append((time.perf_counter(), number(found[1])))

    while polls:
        await refresh()
        await asyncio.sleep(POLL)
    while True:
        try:
            async for name, _ in events(address, f"{path}flux/"):
                if name:
                    await refresh()
        except LostError:
            pass
        await asyncio.sleep(0.2)
