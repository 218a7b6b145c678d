"""A view answers with a stream as with a page: opened by the same access functions, logged the same way.

The view says what is watched; the server's bridge then holds the connection without any thread. A server that
has no bridge (WSGI) answers 204, by which an ``EventSource`` knows that it must not come back: the page then
asks every two seconds.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from trajectoires.events.hub import Hub, Watcher
from trajectoires.events.topics import GONE, OPEN, Topic, Version

HOLDER = "trajectoires.stream"
"""Key of the environment of a request by which a bridge says that it holds streams."""
TYPE = "text/event-stream"
HEARTBEAT = 15.0
"""Seconds between two signs of life: proxies close what is silent for a minute, a dead phone is found, and a
page whose stream died without a word, as when one walks away from a Wi-Fi, opens another (``stream.js``)."""
ALIVE = b"event: battement\ndata:\n\n"
RETRY = (1000, 4000)
"""Milliseconds before a page comes back, drawn for each: a room does not come back all at once."""
NO_STREAM = 204

Write = Callable[[bytes], Awaitable[None]]


@dataclass
class Stream:
    """What a bridge is asked to hold."""

    topic: Topic
    version: Version
    """Read by the view: said at once, so that nothing is missed between the page and its stream."""
    until: Topic | None = None
    """What the right to watch rests on, when it may be taken back: at its last version the stream ends."""


@dataclass
class Holder:
    """Where a view leaves its stream."""

    stream: Stream | None = None


def stream(
    request: HttpRequest, topic: Topic, version: Version, *, until: Topic | None = None
) -> HttpResponse:
    """The answer of a view whose page watches a topic. Not kept by any cache, nor by a proxy's buffer."""
    holder: Any = request.META.get(HOLDER)
    if not isinstance(holder, Holder) or request.method != "GET":
        response = HttpResponse(status=NO_STREAM)
    else:
        holder.stream = Stream(topic, version, until)
        response = HttpResponse(content_type=TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def hold(hub: Hub, asked: Stream, write: Write, gone: asyncio.Future[Any]) -> None:
    """Say each version until the last one, until the page has gone, or until the server stops."""
    await write(f"retry: {random.randint(*RETRY)}\n\n".encode())  # noqa: S311 - spreads a crowd
    watcher = Watcher()
    gone.add_done_callback(lambda _: watcher.wake())
    said: Version | None = None
    with ExitStack() as watching:
        watched = watching.enter_context(hub.watching(asked.topic, asked.version, watcher))
        right = watching.enter_context(hub.watching(asked.until, OPEN, watcher)) if asked.until else None
        current = asked.version
        while not gone.done():
            if right is not None and right.version is not None and right.version.last:
                current = GONE
            if current != said:
                await write(event(current))
                said = current
            if current.last or hub.ended:
                return
            if await watcher.sleep(HEARTBEAT):
                current = watched.version or current
            else:
                await write(ALIVE)


def event(version: Version) -> bytes:
    """One event: « version », or « fin » after which the page does not come back."""
    name = "fin" if version.last else "version"
    return f"event: {name}\ndata: {version.text}\n\n".encode()
