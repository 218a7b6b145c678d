"""Who watches learns of each change, whatever was lost on the way, and the database is read seldom."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from trajectoires.events import hub as hubs
from trajectoires.events.hub import Hub
from trajectoires.events.streams import ALIVE, Stream, event, hold
from trajectoires.events.topics import GONE, Topic, Version

SOON = 5.0


class Thing:
    """Something whose version is told by a number, as the database would."""

    def __init__(self) -> None:
        self.at = 1
        self.over = False
        self.readings = 0
        self.broken = False

    @property
    def version(self) -> Version:
        return Version(str(self.at), last=self.over)

    def read(self) -> Version:
        self.readings += 1
        if self.broken:
            raise RuntimeError("the database is away")
        return self.version

    @property
    def topic(self) -> Topic:
        return Topic("chose", self.read)


class Page:
    """A page that listens."""

    def __init__(
        self, hub: Hub, thing: Thing, *, version: Version | None = None, until: Topic | None = None
    ) -> None:
        self.heard: list[bytes] = []
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        asked = Stream(thing.topic, version or thing.version, until)
        self.task = asyncio.create_task(hold(hub, asked, self._write, self.gone))

    async def _write(self, words: bytes) -> None:
        self.heard.append(words)

    @property
    def versions(self) -> list[str]:
        return [one.split(b"data: ")[1].strip().decode() for one in self.heard if b"data: " in one]

    async def leaves(self) -> None:
        self.gone.set_result(None)
        await asyncio.wait_for(self.task, SOON)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not condition():
            await asyncio.sleep(0.01)


def live(story: Callable[[Hub], Awaitable[None]], **said: Any) -> None:
    """Tell a story to a hub that has started, and stop it."""

    async def run() -> None:
        hub = Hub(**{"every": 3600.0, **said})
        await hub.start()
        try:
            await story(hub)
        finally:
            await hub.stop()

    asyncio.run(run())


def test_a_page_hears_where_things_are_then_each_change() -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        page = Page(hub, thing)
        await until(lambda: page.versions == ["1"])
        assert page.heard[0].startswith(b"retry: ")
        thing.at = 2
        # From another thread, as a view does.
        threading.Thread(target=hub.publish, args=("chose",)).start()
        await until(lambda: page.versions == ["1", "2"])
        assert hub.streams == 1
        await page.leaves()
        assert hub.streams == 0

    live(story)


def test_a_thousand_changes_are_a_few_readings() -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        pages = [Page(hub, thing) for _ in range(5)]
        await until(lambda: thing.readings == 1)
        for rank in range(1000):
            thing.at = rank + 2
            hub.publish("chose")
            if rank % 250 == 0:
                await asyncio.sleep(0.1)
        await until(lambda: all(page.versions[-1] == "1001" for page in pages))
        assert thing.readings < 10, "one reading for all pages, and none without a pause"
        for page in pages:
            await page.leaves()

    live(story)


def test_a_crowd_is_told_little_by_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "AT_ONCE", 10)
    monkeypatch.setattr(hubs, "PACE", 40)

    async def story(hub: Hub) -> None:
        thing = Thing()
        pages = [Page(hub, thing) for _ in range(30)]
        await until(lambda: all(page.versions == ["1"] for page in pages))
        await until(lambda: hub._watched["chose"].reading is None)
        await asyncio.sleep(0.6)

        def told() -> int:
            return sum(page.versions[-1] == "2" for page in pages)

        thing.at = 2
        hub.publish("chose")
        await until(lambda: told() > 0)
        assert told() < 30
        await until(lambda: told() == 30)
        for page in pages:
            await page.leaves()

    live(story)


@pytest.mark.slow
def test_what_nobody_published_is_found_by_the_clock() -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        page = Page(hub, thing)
        await until(lambda: page.versions == ["1"])
        thing.at = 2
        await until(lambda: page.versions == ["1", "2"])
        await page.leaves()

    live(story, every=1.0)


def test_a_page_that_comes_with_an_older_or_a_newer_version() -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        first = Page(hub, thing)
        await until(lambda: thing.readings == 1)
        # Changed, not published: a newcomer has seen it, the others learn it from them.
        thing.at = 2
        second = Page(hub, thing)
        await until(lambda: first.versions == ["1", "2"])
        assert second.versions == ["2"]
        # Read before the change, arrived after.
        late = Page(hub, thing, version=Version("1"))
        await until(lambda: late.versions == ["1", "2"])
        assert first.versions == ["1", "2"], "the same version is not said twice"
        for page in (first, second, late):
            await page.leaves()

    live(story)


@pytest.mark.parametrize("end", [Version("7", last=True), GONE])
def test_the_last_version_ends_the_stream(end: Version) -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        page = Page(hub, thing)
        await until(lambda: page.versions == ["1"])
        thing.read = lambda: end  # type: ignore[method-assign]
        watched = hub._watched["chose"]
        watched.topic = Topic("chose", thing.read)
        hub.publish("chose")
        await asyncio.wait_for(page.task, SOON)
        assert page.heard[-1].startswith(b"event: fin\n")

    live(story)


@pytest.mark.slow
def test_a_server_that_stops_ends_its_streams_without_saying_that_all_is_over() -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        page = Page(hub, thing)
        await until(lambda: page.versions == ["1"])
        hub.closing = lambda: True
        await asyncio.wait_for(page.task, SOON)
        assert not any(b"fin" in one for one in page.heard)

    live(story)


def test_a_database_that_was_away_is_asked_again() -> None:
    async def story(hub: Hub) -> None:
        thing = Thing()
        thing.broken = True
        page = Page(hub, thing)
        await until(lambda: thing.readings == 1)
        thing.broken, thing.at = False, 2
        await until(lambda: hub._watched["chose"].reading is None)
        hub.publish("chose")
        await until(lambda: page.versions == ["1", "2"])
        await page.leaves()

    live(story)


def test_silence_is_broken_by_a_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trajectoires.events.streams.HEARTBEAT", 0.05)

    async def story(hub: Hub) -> None:
        page = Page(hub, Thing())
        await until(lambda: page.heard.count(ALIVE) == 3)
        await page.leaves()

    live(story)


def test_nothing_is_said_without_a_loop() -> None:
    hub = Hub()
    hub.publish("chose")
    assert hub.streams == 0


def test_the_pause_leaves_a_second_to_the_screen() -> None:
    assert hubs.PAUSE <= 0.25


def test_a_right_that_is_taken_back_ends_the_streams_it_opened() -> None:
    async def story(hub: Hub) -> None:
        thing, right = Thing(), Thing()
        lent = Page(hub, thing, until=Topic("droit", right.read))
        own = Page(hub, thing)
        thing.at = 2
        hub.publish("chose")
        await until(lambda: lent.versions[-1:] == ["2"] and own.versions[-1:] == ["2"])
        right.over = True
        hub.publish("droit")
        await asyncio.wait_for(lent.task, SOON)
        assert lent.heard[-1] == event(GONE)
        assert not own.task.done() and hub.streams == 1

    live(story)


def test_a_right_taken_back_in_another_process_is_found_by_the_clock() -> None:
    async def story(hub: Hub) -> None:
        right = Thing()
        lent = Page(hub, Thing(), until=Topic("droit", right.read))
        await until(lambda: lent.versions == ["1"])
        right.over = True
        await asyncio.wait_for(lent.task, SOON)

    live(story, every=0.2)
