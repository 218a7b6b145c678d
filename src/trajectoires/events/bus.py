"""The other processes: what one publishes, all hear. By Redis, when ``REDIS_URL`` names one."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

logger = logging.getLogger("trajectoires.events")

CHANNEL = "trajectoires/flux"
PATIENCE = 0.5
"""Seconds that a vote may wait for Redis. Beyond, it is told nothing: the clock of each process will see."""
REST = 5.0
"""Seconds without trying, after a failure to publish."""
FIRST_WAIT, LONGEST_WAIT = 0.25, 5.0
"""Seconds before listening again, doubled at each failure."""

Heard = Callable[[tuple[str, ...] | None], None]


class Bus(Protocol):
    """A road between processes. It may lose what it carries."""

    def publish(self, names: tuple[str, ...]) -> None:
        """Say that these changed, from any thread; never raises."""

    async def listen(self, heard: Heard) -> None:
        """Until cancelled: call with the names heard, or with None when some may have been missed."""


class RedisBus:
    """One channel for all: a process ignores the names that nobody watches there."""

    def __init__(self, url: str) -> None:
        # Redis is imported where it is asked for, and nowhere else.
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self.url = url
        self._silent_until = 0.0
        self._lock = threading.Lock()
        self._client = redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )

    def publish(self, names: tuple[str, ...]) -> None:
        """One message; after a failure, none for a while, so that no vote waits for a dead server."""
        import redis

        if time.monotonic() < self._silent_until:
            return
        try:
            self._client.publish(CHANNEL, "\n".join(names))
        except redis.RedisError:
            with self._lock:
                self._silent_until = time.monotonic() + REST
            logger.warning("redis-ne-repond-pas", extra={"kind": "publier"})

    async def listen(self, heard: Heard) -> None:
        """Listen, and again after each cut: then anything may have been missed."""
        import redis
        from redis import asyncio as aredis

        wait = FIRST_WAIT
        while True:
            client: Any = aredis.Redis.from_url(
                self.url, socket_connect_timeout=2, health_check_interval=10, socket_keepalive=True
            )
            try:
                async with client.pubsub() as listening:
                    await listening.subscribe(CHANNEL)
                    heard(None)
                    wait = FIRST_WAIT
                    async for message in listening.listen():
                        if message["type"] == "message":
                            heard(tuple(message["data"].decode().split("\n")))
            except (redis.RedisError, OSError):
                logger.warning("redis-ne-repond-pas", extra={"kind": "ecouter"})
            finally:
                await client.aclose()
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
