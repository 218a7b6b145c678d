"""Which process holds something in the database, and whether it is still alive.

A name says the machine's start, the process namespace, the process and its own start: a number reused after
a crash, a container started again or another machine is never taken for it.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

PROC = Path("/proc")
ENDED = {"Z", "X"}
"""Killed, and not yet buried by whoever started it."""
ENDED_MARK = "?"


def own_name() -> str:
    """The name of this process."""
    return f"{_place()}/{os.getpid()}/{_started(os.getpid())}"


def is_alive(name: str) -> bool:
    """Whether a process may still be running: False only when it is known to be gone.

    A process of another machine, or of another container, cannot be asked: it is given the benefit of the
    doubt, and whoever holds something also says since when.
    """
    place, _, rest = name.partition("/")
    number, _, started = rest.partition("/")
    if not number.isdigit():
        return False
    if place != _place():
        return True
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    now = _started(int(number))
    return now != ENDED_MARK and now == started


def _place() -> str:
    """Where process numbers mean something: one start of one machine, one namespace."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}.{(PROC / 'self/ns/pid').stat().st_ino}"
    except OSError:
        return socket.gethostname().replace("/", "-")


def _started(number: int) -> str:
    """When a process started, in the machine's own ticks.

    "?" when it has ended, "" when it cannot be asked.
    """
    try:
        stat = (PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "" if not PROC.is_dir() else ENDED_MARK
    # The name of the program, in parentheses, may hold anything; then come its state and, 20th, its start.
    words = stat.rpartition(")")[2].split()
    return ENDED_MARK if words[0] in ENDED else words[19]
