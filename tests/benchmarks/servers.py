"""Compare servers on a trivial synchronous view: ``make bench-servers``.

One core: the server is pinned to core 0 and the load to core 1. Two cores: nothing is pinned, so that the
load takes its share, as a proxy would. Servers that are not installed are named and left out.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.load import Outcome, load

ROOT = Path(__file__).resolve().parents[2]
APP = "tests.benchmarks.trivial:application"
BRIDGED = "tests.benchmarks.trivial:bridged"
CONNECTIONS = 16
SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))


def commands(port: int, workers: int) -> dict[str, list[str]]:
    """Name → command, for that many worker processes."""
    python = [sys.executable, "-m"]
    gunicorn = [
        *python,
        "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(workers),
        "--log-level",
        "error",
    ]
    return {
        "gunicorn sync": [*gunicorn, APP],
        "gunicorn gthread (4 fils)": [*gunicorn, "--worker-class", "gthread", "--threads", "4", APP],
        "gunicorn gthread (1 fil)": [*gunicorn, "--worker-class", "gthread", "--threads", "1", APP],
        "gunicorn asgi, notre pont (4 fils)": [*gunicorn, "--worker-class", "asgi", BRIDGED],
        "granian wsgi": [
            *python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(workers), APP,
        ],
        "waitress (4 fils, un processus)": [
            *python, "waitress", "--listen", f"127.0.0.1:{port}", "--threads", "4", APP,
        ],
        "uvicorn (wsgi)": [
            *python, "uvicorn", "--interface", "wsgi", "--port", str(port), "--workers", str(workers),
            "--log-level", "error", APP,
        ],
    }  # fmt: skip


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 15, host: str = "127.0.0.1") -> None:
    """Return once the server accepts connections; ``TimeoutError`` otherwise."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            time.sleep(0.5)
            return
    raise TimeoutError("the server did not start")


def measure(command: list[str], port: int, *, pinned: bool) -> Outcome:
    """Start a server, load it, stop it (and only it: it leads its own group)."""
    server = subprocess.Popen(
        (["taskset", "-c", "0"] if pinned else []) + command,
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        os.sched_setaffinity(0, {1} if pinned else set(range(os.cpu_count() or 1)))
        return load(port, connections=CONNECTIONS, seconds=SECONDS)
    finally:
        os.sched_setaffinity(0, set(range(os.cpu_count() or 1)))
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=15)


def main() -> int:
    """Print one row per server and number of cores."""
    print(f"{CONNECTIONS} connexions, {SECONDS:g} s par mesure, vue triviale synchrone")
    print(f"{'serveur':<34}{'cœurs':>6}{'req/s':>10}{'médiane':>12}{'99e centile':>14}")
    for cores in (1, 2):
        for name in commands(0, cores):
            module = commands(0, cores)[name][2]
            if importlib.util.find_spec(module) is None:
                print(f"{name:<34}{cores:>6}  non installé")
                continue
            port = free_port()
            seen = measure(commands(port, cores)[name], port, pinned=cores == 1)
            times = f"{seen.median_ms:>9.1f} ms{seen.p99_ms:>11.1f} ms"
            print(f"{name:<34}{cores:>6}{seen.per_second:>10.0f}{times}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
