"""The little of a browser that a crowd needs: one connection that is kept, forms, and event streams."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

PATIENCE = 30.0
"""Seconds for an answer, beyond which it is an error."""
SILENCE = 25.0
"""Seconds without a word after which a stream is dead: ``ui/js/stream.js``."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
COOKIE = re.compile(r"(?im)^set-cookie: *(jeton=[^;\r\n]+)")


class LostError(Exception):
    """Nothing answered, or the answer was cut: whoever asked does not know what became of the question."""


@dataclass
class Got:
    """What came back."""

    status: int
    head: str
    text: str

    @property
    def location(self) -> str:
        """Where a redirection leads, « » when it does not."""
        found = re.search(r"(?im)^location: *(\S+)", self.head)
        return found[1] if found else ""


@dataclass
class Browser:
    """One person's."""

    address: str
    """« 127.0.0.1:8000 »."""
    cookie: str = ""
    token: str = ""
    patience: float = PATIENCE
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, path: str) -> Got:
        """A page. Asked a second time when the kept connection had been closed meanwhile."""
        return await self._ask("GET", path, "", htmx=path.partition("?")[0].endswith("/direct/"))

    async def post(self, path: str, fields: dict[str, str], *, htmx: bool = False) -> Got:
        """A form, with its token. Never sent twice by itself."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return await self._ask("POST", path, body, htmx=htmx)

    async def close(self) -> None:
        """Let the connection go."""
        if self._writer is not None:
            self._writer.close()
            self._reader = self._writer = None

    async def _ask(self, method: str, path: str, body: str, *, htmx: bool) -> Got:
        async with self._lock:
            kept = self._writer is not None
            try:
                async with asyncio.timeout(self.patience):
                    return await self._exchange(method, path, body, htmx)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                await self.close()
                if not kept or method != "GET":
                    raise LostError(type(error).__name__) from error
            try:
                async with asyncio.timeout(self.patience):
                    return await self._exchange(method, path, body, htmx)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                await self.close()
                raise LostError(type(error).__name__) from error

    async def _exchange(self, method: str, path: str, body: str, htmx: bool) -> Got:
        if self._reader is not None and self._reader.at_eof():
            # The server closed what was silent: as a browser, see it before asking, not after.
            await self.close()
        if self._writer is None:
            self._reader, self._writer = await connected(self.address)
        assert self._reader is not None
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.address}"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if htmx:
            lines.append("HX-Request: true")
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        got = Got(int(head[9:12]), head, (await self._body(head)).decode("utf-8", "replace"))
        if re.search(r"(?im)^connection: *close", head):
            await self.close()
        if found := COOKIE.search(head):
            self.cookie = found[1]
        if found := TOKEN.search(got.text):
            self.token = html.unescape(found[1])
        return got

    async def _body(self, head: str) -> bytes:
        assert self._reader is not None
        if head[9:12] in ("204", "304"):
            return b""
        if told := re.search(r"(?im)^content-length: *(\d+)", head):
            return await self._reader.readexactly(int(told[1]))
        pieces = []
        while size := int(await self._reader.readline() or b"0", 16):
            pieces.append((await self._reader.readexactly(size + 2))[:-2])
        await self._reader.readline()
        return b"".join(pieces)


async def connected(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to « 127.0.0.1:8000 »."""
    host, _, port = address.rpartition(":")
    return await asyncio.open_connection(host, int(port))


async def events(address: str, path: str, *, silence: float = SILENCE) -> AsyncIterator[tuple[str, str]]:
    """The events of one stream (« version », « 12 »), heartbeats as (« », « »), until it ends.

    One that says nothing for so long is dead: it ends. Raises ``LostError`` when it cannot be opened.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await connected(address)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\r\n".encode())
        async with asyncio.timeout(PATIENCE):
            head = await reader.readuntil(b"\r\n\r\n")
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
        raise LostError(type(error).__name__) from error
    try:
        if not head.startswith(b"HTTP/1.1 200"):
            raise LostError(head[:12].decode("latin-1"))
        name = ""
        while line := await _line(reader, silence):
            if line.startswith(b"event: "):
                name = line[7:].decode().strip()
            elif line.startswith(b"data:") and name:
                alive = name == "battement"
                yield ("", "") if alive else (name, line[5:].decode().strip())
                name = ""
    except (OSError, TimeoutError):
        return
    finally:
        writer.close()


async def _line(reader: asyncio.StreamReader, silence: float) -> bytes:
    async with asyncio.timeout(silence):
        return await reader.readline()
