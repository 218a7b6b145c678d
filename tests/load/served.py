"""A site of its own: a database, a server that can be killed, what it costs."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Served:
    """A server and its address."""

    address: str
    """« 127.0.0.1:8000 »."""
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    spent: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Serve, from now; returns once connections are accepted."""
        host, _, port = self.address.rpartition(":")
        config = "src/trajectoires/config/gunicorn.py"
        # Its own group: what is killed is it, and nothing else.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", config, "trajectoires.config.asgi:application"],
            env=self.environment, cwd=ROOT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(int(port), 60, host)

    def kill(self) -> None:
        """SIGKILL to the master and to every process of it."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def kill_one(self) -> int:
        """SIGKILL to one of the processes that serve; its number."""
        number = self.workers()[0]
        os.kill(number, signal.SIGKILL)
        return number

    def stop(self) -> None:
        """As a service stops."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.kill()

    def manage(self, *words: str) -> None:
        """A management command, which must end well."""
        command = [sys.executable, "-m", "django", *words]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def run(self, script: str, *arguments: str) -> str:
        """A script on the same database, in a process of its own; what it printed."""
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, check=True, capture_output=True)
        return done.stdout.decode()

    def workers(self) -> list[int]:
        """The processes that serve."""
        assert self.process is not None
        number = self.process.pid
        return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]

    def memory(self) -> float:
        """Of all its processes, in mebibytes, what they share counted once (proportional set size)."""
        assert self.process is not None
        total = 0
        for number in (self.process.pid, *self.workers()):
            rows = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
        return total / 1024

    def cpu(self) -> float:
        """Seconds of processor that its processes have spent."""
        seconds = 0.0
        for number in self.workers():
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / TICKS
        return seconds


@contextlib.contextmanager
def serve(said: argparse.Namespace, host: str = "127.0.0.1") -> Iterator[Served]:
    """A site whose tables are there; nothing is left of it.

    ``said.base``: a database that is ready; else one is made, on the PostgreSQL server ``said.postgresql`` or
    in a file. ``said.redis``: its address, « » without. ``host``: the address that it answers at.
    """
    with tempfile.TemporaryDirectory(prefix="trajectoires-charge-") as folder, _database(folder, said) as url:
        port = free_port()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("EMAIL_")},
            "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT), str(ROOT / "tests"))),
            "DATABASE_URL": url, "VAR_DIR": folder, "REDIS_URL": said.redis, "LOG_LEVEL": "ERROR",
            "HOST": host, "ALLOWED_HOSTS": host, "PORT": str(port), "WEB_CONCURRENCY": str(said.processus),
            # One machine is the host of every room.
            "DEPOSIT_RATE": "",
        }  # fmt: skip
        served = Served(f"{host}:{port}", environment)
        made = [] if said.base else [["migrate", "--noinput"]]
        for words in (*made, ["collectstatic", "--noinput"]):
            served.manage(*words, "--verbosity", "0")
        served.start()
        try:
            yield served
        finally:
            served.stop()


@contextlib.contextmanager
def _database(folder: str, said: argparse.Namespace) -> Iterator[str]:
    server = said.postgresql
    if said.base or not server:
        yield said.base or f"sqlite:///{folder}/trajectoires.sqlite3"
        return
    import psycopg
    from psycopg import sql

    name = f"charge_{os.getpid()}_{int(time.time())}"
    with psycopg.connect(server, autocommit=True) as opened:
        opened.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield server.rpartition("/")[0] + "/" + name
    finally:
        with psycopg.connect(server, autocommit=True) as opened:
            opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
