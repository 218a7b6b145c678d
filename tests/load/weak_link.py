"""A weak link of one's own: packets that get lost one by one, and cuts, between two sides of this machine.

The kernel is asked for no queueing discipline, only for what containers use: a network namespace, where the
phones live, and a TUN device on each side. A small process carries each packet across, late, or loses it. The
server stays where it is; nothing of this outlives the command, however it ends: a namespace goes with its
last thread, a device with its last descriptor.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import fcntl
import ipaddress
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

MEASURES = int(ipaddress.ip_address("198.18.0.0"))
"""The range kept for measures (RFC 2544): no real machine is there. Four addresses of it for each process."""
DEVICE = Path("/dev/net/tun")
CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
LARGEST = 65536

Found = TypeVar("Found")


def missing() -> str:
    """What this machine lacks to make one, in words; « » when nothing."""
    if os.geteuid() != 0:
        return "Il faut être root : un espace réseau et deux interfaces TUN sont créés, puis retirés."
    if not DEVICE.exists():
        return f"{DEVICE} n'existe pas : ce noyau, ou ce conteneur, ne donne pas d'interface TUN."
    if shutil.which("ip") is None:
        return "La commande « ip » manque (paquet iproute2)."
    try:
        os.close(_device(_name()))
        for descriptor in _elsewhere(_name(), "198.18.0.1"):
            os.close(descriptor)
    except OSError as error:
        return f"Ce conteneur ne permet pas un espace réseau ou une interface TUN : {error}."
    return ""


@dataclass(frozen=True)
class Weather:
    """How bad it is."""

    loss: float = 0.2
    """Of the packets, each way."""
    cut: float = 5.0
    """Seconds during which nothing passes; 0: never by itself."""
    every: float = 20.0
    """Seconds from one cut to the next, give or take a quarter."""
    delay: float = 0.015
    """Seconds on the way."""
    seed: int = 1


@dataclass
class Carrier:
    """The process between the two devices: what it carries, what it loses."""

    sides: tuple[int, int]
    weather: Weather
    carried: int = 0
    lost: int = 0
    cuts: int = 0
    silent: bool = False
    chance: random.Random = field(default_factory=random.Random)

    async def live(self) -> None:
        """Carry until the other end of the standard input closes; a line there is an order."""
        loop = asyncio.get_running_loop()
        self.chance.seed(self.weather.seed)
        one, other = self.sides
        loop.add_reader(one, self._carry, one, other)
        loop.add_reader(other, self._carry, other, one)
        orders = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
        cutting = asyncio.create_task(self._cut_now_and_then()) if self.weather.cut else None
        once: set[asyncio.Task[None]] = set()
        while order := (await orders.readline()).decode().split():
            if order[0] == "coupure":
                once.add(asyncio.create_task(self._cut(float(order[1]))))
            told = {"carried": self.carried, "lost": self.lost, "cuts": self.cuts}
            print(json.dumps(told), flush=True)
        for task in (*once, *([cutting] if cutting else [])):
            task.cancel()

    def _carry(self, origin: int, to: int) -> None:
        while True:
            try:
                packet = os.read(origin, LARGEST)
            except BlockingIOError:
                return
            if packet[0] >> 4 != 4:
                continue  # What a device says by itself in IPv6 is no part of the play.
            if self.silent or self.chance.random() < self.weather.loss:
                self.lost += 1
                continue
            self.carried += 1
            asyncio.get_running_loop().call_later(self.weather.delay, self._give, to, packet)

    def _give(self, to: int, packet: bytes) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(to, packet)

    async def _cut_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(self.weather.every * self.chance.uniform(0.75, 1.25) - self.weather.cut)
            await self._cut(self.weather.cut)

    async def _cut(self, seconds: float) -> None:
        self.cuts += 1
        self.silent = True
        await asyncio.sleep(seconds)
        self.silent = False


class WeakLink:
    """One that is open."""

    def __init__(self, process: subprocess.Popen[str], space: int, server: str) -> None:
        self.process = process
        self.space = space
        self.server = server
        """The address of this machine, as the phones reach it."""

    def run(self, work: Callable[[], Found]) -> Found:
        """Do this on the phones' side, in a thread of its own: its sockets and its programs live there."""
        ends: list[Found] = []
        failed: list[BaseException] = []

        def there() -> None:
            try:
                _called(_libc().setns(self.space, CLONE_NEWNET))
                ends.append(work())
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=there, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(0.2)  # By small pieces: Ctrl-C is heard in between.
        if failed:
            raise failed[0]
        return ends[0]

    def cut(self, seconds: float) -> None:
        """Nothing passes, from now and for that long."""
        self._order(f"coupure {seconds}")

    def told(self) -> dict[str, int]:
        """Packets carried and lost so far, and cuts."""
        found: dict[str, int] = self._order("compte")
        return found

    def _order(self, words: str) -> Any:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextlib.contextmanager
def weak_link(weather: Weather) -> Iterator[WeakLink]:
    """Open one: its phones reach ``server``, and nothing else. ``OSError`` when it cannot be made."""
    name = _name()
    block = MEASURES + 4 * (os.getpid() % 32_768)
    server, phones = (str(ipaddress.ip_address(block + rank)) for rank in (1, 2))
    here = _device(name)
    opened = [here]
    try:
        _set_up(name, server)
        there, space = _elsewhere(name, phones)
        opened += [there, space]
        words = [str(one) for one in (weather.loss, weather.cut, weather.every, weather.delay, weather.seed)]
        with subprocess.Popen(
            [sys.executable, "-m", "tests.load.weak_link", str(here), str(there), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, pass_fds=(here, there),
            cwd=Path(__file__).resolve().parents[2], start_new_session=True,
        ) as process:  # fmt: skip
            link = WeakLink(process, space, server)
            try:
                yield link
            finally:
                process.kill()
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _name() -> str:
    return f"faible{os.getpid() % 100_000}"


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _called(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _device(name: str) -> int:
    """A TUN device of the namespace that the calling thread is in."""
    found = os.open(DEVICE, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    fcntl.ioctl(found, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return found


def _set_up(name: str, address: str) -> None:
    for words in (["addr", "add", f"{address}/30", "dev", name], ["link", "set", name, "up"]):
        done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"ip {' '.join(words)} : {done.stderr.strip()}")


def _elsewhere(name: str, address: str) -> tuple[int, int]:
    """A new namespace with a device of the same name: the descriptors of both."""
    found: list[int] = []
    failed: list[OSError] = []

    def there() -> None:
        try:
            _called(_libc().unshare(CLONE_NEWNET))
            subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
            found.append(_device(name))
            _set_up(name, address)
            found.append(os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC))
        except OSError as error:
            failed.append(error)

    thread = threading.Thread(target=there)
    thread.start()
    thread.join()
    if failed:
        for descriptor in found:
            os.close(descriptor)
        raise failed[0]
    return found[0], found[1]


if __name__ == "__main__":
    one, other, loss, cut, every, delay, seed = sys.argv[1:]
    weather = Weather(float(loss), float(cut), float(every), float(delay), int(seed))
    asyncio.run(Carrier((int(one), int(other)), weather).live())
