"""Through Redis, one process hears another; without it, a vote neither fails nor waits."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Iterator

import pytest
import redis

from trajectoires.events import bus as buses
from trajectoires.events.bus import RedisBus

URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


@pytest.fixture
def address() -> Iterator[str]:
    """A Redis that answers; without one the test is skipped, or fails where it is required."""
    try:
        with redis.Redis.from_url(URL, socket_connect_timeout=2) as client:
            client.ping()
    except redis.RedisError:
        message = f"Redis ne répond pas à {URL}."
        if "redis" in os.environ.get("TRAJECTOIRES_REQUIRE", "").split(","):
            pytest.fail(message)
        pytest.skip(message)
    yield URL


def test_one_process_hears_another(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A channel of its own: several series of tests share one Redis.
    monkeypatch.setattr(buses, "CHANNEL", f"trajectoires/essai/{os.getpid()}/{time.time()}")
    here, there = RedisBus(address), RedisBus(address)
    heard: list[tuple[str, ...] | None] = []

    async def run() -> None:
        task = asyncio.create_task(there.listen(heard.append))
        async with asyncio.timeout(10):
            while not heard:
                await asyncio.sleep(0.01)
            assert heard == [None], "what was said before may have been missed: all is read again"
            await asyncio.to_thread(here.publish, ("seance/1", "seance/1/nombres"))
            while len(heard) < 2:
                await asyncio.sleep(0.01)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert heard[1] == ("seance/1", "seance/1/nombres")
    here._client.close()


def test_a_dead_redis_costs_one_short_wait_then_nothing() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bus = RedisBus(f"redis://127.0.0.1:{probe.getsockname()[1]}/0")
        begun = time.monotonic()
        for _ in range(1000):
            bus.publish(("seance/1",))
        assert time.monotonic() - begun < 2 * buses.PATIENCE
    bus._client.close()


def test_a_silent_redis_is_not_waited_for_twice() -> None:
    """It takes connections and says nothing: a thousand votes wait once."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(1)
        bus = RedisBus(f"redis://127.0.0.1:{deaf.getsockname()[1]}/0")
        begun = time.monotonic()
        for _ in range(1000):
            bus.publish(("seance/1",))
        assert time.monotonic() - begun < 2 * buses.PATIENCE
        bus._client.close()


def test_listening_goes_on_after_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers: it tries again, and can be stopped."""
    monkeypatch.setattr(buses, "FIRST_WAIT", 0.01)
    heard: list[tuple[str, ...] | None] = []

    async def run() -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            bus = RedisBus(f"redis://127.0.0.1:{probe.getsockname()[1]}/0")
            task = asyncio.create_task(bus.listen(heard.append))
            await asyncio.sleep(0.5)
            assert not task.done()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            bus._client.close()

    asyncio.run(run())
    assert heard == []
