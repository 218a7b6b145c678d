"""One process for pages and streams: an ASGI application that runs the WSGI site in a few lasting threads.

Django's own ASGI handler gives each request a thread of its own, hence a connection to the database of its
own, and keeps it for as long as a stream lasts. Here pages keep what they have under a threaded WSGI server,
threads and connections that last, and a stream holds nothing but a coroutine.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote_to_bytes

from trajectoires.events.hub import Hub
from trajectoires.events.streams import HOLDER, NO_STREAM, Holder, hold

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

WHOLE = 1_000_000
"""Bytes of an answer that leave in one piece; beyond, it leaves as it is made, at the reader's pace."""

MOST = 8000
"""Streams of a process: beyond, a page asks by itself every two seconds."""


class Bridge:
    """The ASGI application."""

    def __init__(self, site: Callable[..., Iterable[bytes]], *, hub: Hub, threads: int) -> None:
        """``site``: the WSGI application. ``threads``: pages made at the same time."""
        self.site = site
        self.hub = hub
        self.pages = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request, or the life of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            raise NotImplementedError(scope["type"])

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.hub.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.hub.stop()
        self.pages.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: Message, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        holder = Holder()
        environ = environment(scope, Body(loop, receive), holder)
        answer = Answer(loop, send)
        await loop.run_in_executor(self.pages, answer.make, self.site, environ)
        if holder.stream is not None and self.hub.streams >= MOST:
            holder.stream, answer.status = None, NO_STREAM
        if holder.stream is None or answer.status != 200:
            await answer.finish()
            return
        await answer.begin(without=b"content-length")

        async def write(words: bytes) -> None:
            await send({"type": "http.response.body", "body": words, "more_body": True})

        gone = asyncio.ensure_future(_gone(receive))
        try:
            await hold(self.hub, holder.stream, write, gone)
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Answer:
    """What the site answers to one request, from the thread that makes it to the loop that sends it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self.loop = loop
        self.send = send
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""
        self.begun = False

    def make(self, site: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> None:
        """In a thread: run the site. A short answer waits whole; a long one is sent on the way."""
        made = site(environ, self._start)
        try:
            pieces: list[bytes] = []
            size = 0
            for piece in made:
                pieces.append(piece)
                size += len(piece)
                if size >= WHOLE:
                    self._send_now(b"".join(pieces))
                    pieces, size = [], 0
            self.body = b"".join(pieces)
        finally:
            close = getattr(made, "close", None)
            if close is not None:
                close()

    async def begin(self, *, without: bytes = b"") -> None:
        """In the loop: status and headers."""
        headers = [one for one in self.headers if one[0].lower() != without]
        self.begun = True
        await self.send({"type": "http.response.start", "status": self.status, "headers": headers})

    async def finish(self) -> None:
        """In the loop: what was not sent yet."""
        if not self.begun:
            await self.begin()
        await self.send({"type": "http.response.body", "body": self.body, "more_body": False})

    def _start(self, status: str, headers: list[tuple[str, str]], failure: Any = None) -> Callable[..., None]:
        if failure is not None and self.begun:
            raise failure[1].with_traceback(failure[2])
        self.status = int(status[:3])
        self.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self._send_now

    def _send_now(self, body: bytes) -> None:
        asyncio.run_coroutine_threadsafe(self._send(body), self.loop).result()

    async def _send(self, body: bytes) -> None:
        if not self.begun:
            await self.begin()
        await self.send({"type": "http.response.body", "body": body, "more_body": True})


class Body(io.RawIOBase):
    """What a visitor sends, read by a thread as it comes: nothing is gathered in between."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receive: Receive) -> None:
        self.loop = loop
        self.receive = receive
        self.left = b""
        self.more = True

    def readable(self) -> bool:
        """As the reader around it asks."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, 0 at the end. ``ConnectionError`` when the visitor has gone."""
        while not self.left and self.more:
            message = asyncio.run_coroutine_threadsafe(_next(self.receive), self.loop).result()
            if message["type"] == "http.disconnect":
                raise ConnectionError("the visitor has gone")
            self.left = message.get("body", b"")
            self.more = message.get("more_body", False)
        size = min(len(buffer), len(self.left))
        buffer[:size] = self.left[:size]
        self.left = self.left[size:]
        return size


async def _next(receive: Receive) -> Message:
    return await receive()


def environment(scope: Message, body: Body, holder: Holder) -> dict[str, Any]:
    """The WSGI environment of a request (PEP 3333)."""
    host, port = scope.get("server") or ("localhost", 80)
    root = scope.get("root_path", "")
    path = unquote_to_bytes(scope["raw_path"].partition(b"?")[0]).decode("latin-1")
    found: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": root,
        "PATH_INFO": path,
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": str(host),
        "SERVER_PORT": str(port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BufferedReader(body, buffer_size=65536),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        HOLDER: holder,
    }
    if scope.get("client"):
        found["REMOTE_ADDR"] = str(scope["client"][0])
    for raw_name, raw_value in scope["headers"]:
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        if name in found:
            value = f"{found[name]}{'; ' if name == 'HTTP_COOKIE' else ','}{value}"
        found[name] = value
    return found
