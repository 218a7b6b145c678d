"""A real mail server on this machine, that remembers what it took and obeys what a test tells it."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

Answer = str | None


class PostBox:
    """What arrived. ``on_recipient`` and ``on_mail`` may answer something else, wait, or kill a sender."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []
        self.raw: list[bytes] = []
        self.sessions: set[int] = set()
        self.lock = threading.Lock()
        self.on_recipient: Callable[[str, int], Answer] = lambda address, count: None
        self.before_keeping: Callable[[str, int], Answer] = lambda address, count: None
        self.after_keeping: Callable[[str, int], Answer] = lambda address, count: None
        self.port = 0

    async def handle_RCPT(  # the name is aiosmtpd's
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """A recipient is proposed."""
        answer = self.on_recipient(address, len(self.mails))
        if answer is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """A mail is here: from the moment it is kept it will be read, whatever the sender learns of it."""
        (address,) = envelope.rcpt_tos
        answer = self.before_keeping(address, len(self.mails))
        if answer is not None:
            return answer
        with self.lock:
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append((address, mail))
            self.raw.append(envelope.content)
            self.sessions.add(id(session))
        return self.after_keeping(address, len(self.mails)) or "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What an address received, in order."""
        return [mail for recipient, mail in self.mails if recipient == address]

    def seen(self) -> dict[str, Counter[str]]:
        """Address → Message-ID → how many times."""
        found: dict[str, Counter[str]] = {}
        for address, mail in self.mails:
            found.setdefault(address, Counter())[mail["Message-ID"]] += 1
        return found


@contextmanager
def mail_server() -> Iterator[PostBox]:
    """A server on a free port of the loopback, in a thread."""
    box = PostBox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
