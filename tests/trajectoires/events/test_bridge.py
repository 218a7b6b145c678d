"""Pages through the bridge are the pages of the site, byte for byte; a stream holds its connection."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from trajectoires.events.bridge import WHOLE, Bridge
from trajectoires.events.hub import Hub
from trajectoires.events.streams import HOLDER, Stream
from trajectoires.events.topics import Topic, Version

Site = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Visit:
    """One request to a bridge, piece by piece."""

    def __init__(self, site: Site, *, hub: Hub | None = None) -> None:
        self.bridge = Bridge(site, hub=hub or Hub(), threads=2)
        self.sent: list[dict[str, Any]] = []
        self.coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def ask(self, method: str = "GET", path: bytes = b"/", **said: Any) -> None:
        scope = {
            "type": "http", "method": method, "http_version": "1.1", "scheme": "http", "raw_path": path,
            "path": "ignored", "query_string": said.get("query", b""), "headers": said.get("headers", []),
            "server": ("127.0.0.1", 8000), "client": ("192.0.2.7", 4321),
        }  # fmt: skip
        for piece in said.get("pieces", [b""])[:-1]:
            self.coming.put_nowait({"type": "http.request", "body": piece, "more_body": True})
        last = said.get("pieces", [b""])[-1]
        if last is None:
            self.coming.put_nowait({"type": "http.disconnect"})
        else:
            self.coming.put_nowait({"type": "http.request", "body": last, "more_body": False})
        await self.bridge(scope, self.coming.get, self._send)

    async def _send(self, message: Any) -> None:
        self.sent.append(dict(message))

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        return list(self.sent[0]["headers"])

    @property
    def body(self) -> bytes:
        return b"".join(one.get("body", b"") for one in self.sent[1:])


def visit(site: Site, *arguments: Any, **said: Any) -> Visit:
    async def run() -> Visit:
        made = Visit(site)
        await made.ask(*arguments, **said)
        return made

    return asyncio.run(run())


def test_what_a_site_is_told_of_a_request() -> None:
    seen: dict[str, Any] = {}

    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        seen.update(environ)
        start("204 No Content", [("X-A", "1"), ("X-A", "2")])
        return []

    headers = [
        (b"host", b"exemple.org"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"),
        (b"accept", b"y"), (b"content-type", b"text/plain"), (b"content-length", b"0"),
    ]  # fmt: skip
    got = visit(site, "GET", b"/s%C3%A9ance%3F/?", query=b"vu=a%20b", headers=headers)
    assert got.status == 204 and got.headers == [(b"X-A", b"1"), (b"X-A", b"2")]
    # PEP 3333: text whose every character is a byte.
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/séance?/"
    assert (seen["QUERY_STRING"], seen["REMOTE_ADDR"], seen["SERVER_PORT"]) == (
        "vu=a%20b",
        "192.0.2.7",
        "8000",
    )
    assert (seen["HTTP_COOKIE"], seen["HTTP_ACCEPT"], seen["HTTP_HOST"]) == ("a=1; b=2", "x,y", "exemple.org")
    assert (seen["CONTENT_TYPE"], seen["CONTENT_LENGTH"]) == ("text/plain", "0")
    assert "HTTP_CONTENT_TYPE" not in seen


def test_a_large_file_is_read_as_it_comes() -> None:
    pieces = [bytes([rank]) * 70_000 for rank in range(40)]

    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        digest = hashlib.sha256()
        while piece := environ["wsgi.input"].read(65_536):
            digest.update(piece)
        start("200 OK", [])
        return [digest.hexdigest().encode()]

    got = visit(site, "POST", pieces=pieces)
    assert got.body.decode() == hashlib.sha256(b"".join(pieces)).hexdigest()


def test_a_visitor_who_leaves_in_the_middle_is_an_error_for_the_site() -> None:
    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            environ["wsgi.input"].read()
        except OSError:
            start("400 Bad Request", [])
            return [b"cut"]
        start("200 OK", [])
        return [b"whole"]

    assert visit(site, "POST", pieces=[b"half", None]).body == b"cut"


def test_a_long_answer_leaves_as_it_is_made_and_is_closed() -> None:
    closed = []

    class Long:
        def __iter__(self) -> Any:
            return iter([b"x" * WHOLE, b"y" * WHOLE, b"z"])

        def close(self) -> None:
            closed.append(True)

    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", str(2 * WHOLE + 1))])
        return Long()

    got = visit(site)
    assert got.body == b"x" * WHOLE + b"y" * WHOLE + b"z"
    assert [len(one.get("body", b"")) for one in got.sent[1:]] == [WHOLE, WHOLE, 1]
    assert [one["more_body"] for one in got.sent[1:]] == [True, True, False] and closed == [True]


def test_an_answer_that_fails_to_be_made_is_not_a_page() -> None:
    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        raise RuntimeError("nothing was answered")

    with pytest.raises(RuntimeError, match="nothing was answered"):
        visit(site)


def _streaming(status: str) -> Site:
    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ[HOLDER].stream = Stream(Topic("t", lambda: Version("1")), Version("1"))
        start(status, [("Content-Type", "text/event-stream"), ("Content-Length", "0")])
        return [b""]

    return site


def test_a_stream_lasts_until_its_page_goes() -> None:
    async def run() -> None:
        hub = Hub(every=3600)
        await hub.start()
        got = Visit(_streaming("200 OK"), hub=hub)
        task = asyncio.create_task(got.ask())
        async with asyncio.timeout(5):
            while b"data: 1" not in got.body:
                await asyncio.sleep(0.01)
            assert hub.streams == 1 and (b"Content-Length", b"0") not in got.headers
            got.coming.put_nowait({"type": "http.disconnect"})
            await task
        assert hub.streams == 0
        await hub.stop()

    asyncio.run(run())


def test_what_an_answer_refused_is_not_streamed() -> None:
    assert visit(_streaming("404 Not Found")).body == b""


def test_the_life_of_the_process_starts_and_stops_the_hub() -> None:
    async def run() -> list[str]:
        hub = Hub()
        bridge = Bridge(_streaming("200 OK"), hub=hub, threads=1)
        coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        sent: list[str] = []

        async def send(message: Any) -> None:
            sent.append(message["type"])

        task = asyncio.create_task(bridge({"type": "lifespan"}, coming.get, send))
        coming.put_nowait({"type": "lifespan.startup"})
        while not sent:
            await asyncio.sleep(0.01)
        assert hub._loop is not None
        coming.put_nowait({"type": "lifespan.shutdown"})
        await task
        assert hub._loop is None
        return sent

    assert asyncio.run(run()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
