"""Who watches what in this process, and how they learn that it changed.

A change is published by name, after its transaction, from any thread. The database stays the only truth: what
travels is « look again », never a version. So a message may be lost, doubled or late without harm: each
watched topic is also read again every few seconds, once for all who watch it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import close_old_connections

from trajectoires.events.bus import Bus
from trajectoires.events.topics import Topic, Version

logger = logging.getLogger("trajectoires.events")

PAUSE = 0.2
"""Seconds between two readings of a topic: a thousand votes in ten seconds are fifty readings."""
AT_ONCE, PACE = 50, 300
"""Streams told at once, then each second: a thousand pages that ask in the same instant would keep the votes
waiting for as long as it takes to make them all."""
TICK = 1.0
"""Seconds between two looks at the clock."""


class Watcher:
    """One stream, which sleeps until something concerns it."""

    def __init__(self) -> None:
        self._woken = False
        self._sleep: asyncio.Future[None] | None = None

    def wake(self) -> None:
        """Something changed, or the page has gone."""
        self._woken = True
        if self._sleep is not None and not self._sleep.done():
            self._sleep.set_result(None)

    async def sleep(self, seconds: float) -> bool:
        """Until woken: True; or until that long: False."""
        if not self._woken:
            loop = asyncio.get_running_loop()
            self._sleep = loop.create_future()
            alarm = loop.call_later(seconds, _done, self._sleep)
            try:
                await self._sleep
            finally:
                alarm.cancel()
                self._sleep = None
        woken, self._woken = self._woken, False
        return woken


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


@dataclass(eq=False)
class Watched:
    """A topic that at least one stream of this process watches."""

    topic: Topic
    version: Version | None
    """As last read; None when two streams disagree, until it is read again."""
    watchers: set[Watcher] = field(default_factory=set)
    dirty: bool = False
    reading: asyncio.Task[None] | None = None
    read_at: float = field(default=0.0)


class Hub:
    """The watched topics of one process. Only ``publish`` may be called from another thread."""

    def __init__(self, *, bus: Bus | None = None, every: float = 1.0) -> None:
        """``bus``: the other processes. ``every``: seconds between two readings that nobody asked for."""
        self.bus = bus
        self.every = every
        self.closing: Callable[[], bool] = lambda: False
        """Whether the server is about to stop: streams end, pages come back to another process."""
        self.ended = False
        self._watched: dict[str, Watched] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="flux")
        self._tasks: list[asyncio.Task[None]] = []

    # --- From any thread --------------------------------------------------------------------------------

    def publish(self, *names: str) -> None:
        """Say that these changed. Never raises: what is lost here is found by the next reading."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._look, names)
        if self.bus is not None:
            self.bus.publish(names)

    # --- In the loop ------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to listen, in the loop that runs now."""
        self._loop = asyncio.get_running_loop()
        self.ended = False
        self._tasks = [asyncio.create_task(self._keep_time())]
        if self.bus is not None:
            self._tasks.append(asyncio.create_task(self.bus.listen(self._heard)))

    async def stop(self) -> None:
        """End the streams, then stop listening."""
        self._end()
        self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def streams(self) -> int:
        """Open in this process."""
        return sum(len(one.watchers) for one in self._watched.values())

    @contextmanager
    def watching(self, topic: Topic, version: Version, watcher: Watcher) -> Iterator[Watched]:
        """Watch a topic, whose version was just read. What changed since is read at once."""
        found = self._watched.get(topic.name)
        if found is None:
            found = self._watched[topic.name] = Watched(topic, None)
        found.watchers.add(watcher)
        if found.version != version:
            found.version = None
            self._look((topic.name,))
        try:
            yield found
        finally:
            found.watchers.discard(watcher)
            if not found.watchers and self._watched.get(topic.name) is found:
                del self._watched[topic.name]

    def _heard(self, names: tuple[str, ...] | None) -> None:
        """From the bus. None: it was silent for a while, anything may have changed."""
        self._look(tuple(self._watched) if names is None else names)

    def _look(self, names: tuple[str, ...]) -> None:
        for name in names:
            found = self._watched.get(name)
            if found is None:
                continue
            found.dirty = True
            if found.reading is None:
                found.reading = asyncio.create_task(self._read(found))

    async def _read(self, watched: Watched) -> None:
        """Read until nothing was published meanwhile, never more often than the pause."""
        loop = asyncio.get_running_loop()
        try:
            while watched.dirty and watched.watchers:
                await asyncio.sleep(max(0.0, watched.read_at + PAUSE - loop.time()))
                watched.dirty = False
                watched.read_at = loop.time()
                try:
                    version = await loop.run_in_executor(self._readers, _read, watched.topic)
                except Exception:
                    # The database will be back: the clock asks again.
                    logger.warning("flux-illisible", exc_info=True)
                    return
                if version != watched.version:
                    watched.version = version
                    _wake(watched)
        finally:
            watched.reading = None

    async def _keep_time(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(TICK)
            if self.closing() and not self.ended:
                self._end()
            late = loop.time() - self.every + TICK / 2
            self._look(tuple(name for name, one in self._watched.items() if one.read_at <= late))

    def _end(self) -> None:
        self.ended = True
        for watched in self._watched.values():
            for watcher in watched.watchers:
                watcher.wake()


def _wake(watched: Watched) -> None:
    loop = asyncio.get_running_loop()
    for rank, watcher in enumerate(tuple(watched.watchers)):
        if rank < AT_ONCE:
            watcher.wake()
        else:
            loop.call_later((rank - AT_ONCE) / PACE, watcher.wake)


def _read(topic: Topic) -> Version:
    close_old_connections()
    try:
        return topic.read()
    finally:
        close_old_connections()
