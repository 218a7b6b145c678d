"""A bounded load on the loopback: a few connections, plain sockets, kept open when the server keeps them."""

from __future__ import annotations

import re
import selectors
import socket
import time
from dataclasses import dataclass

REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


def request_for(path: str) -> bytes:
    """What a browser sends for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()


@dataclass
class Outcome:
    """What one load saw: answers a second, then the 50th and 99th centiles of latency in milliseconds."""

    per_second: float
    median_ms: float
    p99_ms: float


class Client:
    """One connection that asks again as soon as it is answered."""

    def __init__(self, port: int, selector: selectors.BaseSelector, request: bytes = REQUEST) -> None:
        self.port = port
        self.selector = selector
        self.request = request
        self.opened: socket.socket | None = None
        self.ask()

    def ask(self) -> None:
        """Send one request, on a new connection when the server closed the last one."""
        self.started = time.perf_counter()
        self.received = b""
        if self.opened is None:
            self.opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
            self.opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.selector.register(self.opened, selectors.EVENT_READ, self)
        self.opened.sendall(self.request)

    def read(self) -> bool:
        """Take what came; True when the answer is whole."""
        assert self.opened is not None
        piece = self.opened.recv(65536)
        self.received += piece
        head, found, body = self.received.partition(b"\r\n\r\n")
        told = LENGTH.search(head) if found else None
        whole = bool(found) and (len(body) >= int(told[1]) if told else body.endswith((b"ok", b"0\r\n\r\n")))
        if whole and not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(f"the server answered {head[:40]!r}")
        if not piece or (whole and b"onnection: close" in head):
            self.close()
            if not whole:
                raise ConnectionError("the server closed before answering")
        return whole

    def close(self) -> None:
        """Forget the connection."""
        if self.opened is not None:
            self.selector.unregister(self.opened)
            self.opened.close()
            self.opened = None


def load(port: int, *, connections: int, seconds: float, request: bytes = REQUEST) -> Outcome:
    """Ask for that long; the first tenth of the time is a warm-up that is not counted."""
    selector = selectors.DefaultSelector()
    clients = [Client(port, selector, request) for _ in range(connections)]
    begin = time.perf_counter()
    counted_from, end = begin + seconds / 10, begin + seconds
    latencies: list[float] = []
    while (now := time.perf_counter()) < end:
        for key, _ in selector.select(timeout=1):
            client: Client = key.data
            if client.read():
                if now >= counted_from:
                    latencies.append(time.perf_counter() - client.started)
                client.ask()
    for client in clients:
        client.close()
    latencies.sort()
    return Outcome(
        per_second=len(latencies) / (end - counted_from),
        median_ms=1000 * latencies[len(latencies) // 2],
        p99_ms=1000 * latencies[int(len(latencies) * 0.99)],
    )
