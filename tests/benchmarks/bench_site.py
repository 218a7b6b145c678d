"""(c) upload to rendered result against the engine alone; (d) the result page against an empty view.

The site runs as it is served: gunicorn, its own settings, compressed static files, SQLite on a disk.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.big_fec import NAME, fec_of
from tests.benchmarks.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
LINES = 100_000
ROUNDS = 5
EXAMPLE = "/essayer/"


@dataclass
class Answer:
    """What came back, and how long it took from the first byte sent to the last byte read, in seconds."""

    status: int
    body: bytes
    seconds: float
    cookie: str
    location: str


class Visitor:
    """A visitor with one cookie, on one connection, as a browser is."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = ""

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "", *, htmx: bool = False) -> Answer:
        """One request; the cookie is kept. ``htmx``: as the script of the page asks."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if htmx:
            headers["HX-Request"] = "true"
        if kind:
            headers["Content-Type"] = kind
        begin = time.perf_counter()
        self.connection.request(method, path, body or None, headers)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - begin
        given = (response.getheader("Set-Cookie") or "").partition(";")[0]
        self.cookie = given or self.cookie
        return Answer(response.status, content, seconds, self.cookie, response.getheader("Location") or "")

    def token(self, path: str) -> str:
        """The form's protection against forgery."""
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask("GET", path).body)
        assert found, path
        return found[1].decode()

    def deposit(self, data: bytes) -> tuple[str, float]:
        """Upload a file, then open the result; its address and the seconds of both."""
        token = self.token("/deposer/")
        mark = uuid.uuid4().hex
        parts = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n',
            f'--{mark}\r\nContent-Disposition: form-data; name="fichiers"; filename="{NAME}"\r\n'
            "Content-Type: text/plain\r\n\r\n",
        )
        body = "".join(parts).encode() + data + f"\r\n--{mark}--\r\n".encode()
        sent = self.ask("POST", "/deposer/", body, f"multipart/form-data; boundary={mark}")
        assert sent.status == 200, (sent.status, sent.body[-2000:])
        address = re.search(rb'"(/m/[\w-]{43}/)', sent.body)
        assert address, "the answer does not lead to the result"
        path = address[1].decode()
        shown = self.ask("GET", path)
        assert shown.status == 200 and b"</html>" in shown.body
        return path, sent.seconds + shown.seconds


@contextmanager
def served() -> Iterator[int]:
    """The site on a port of its own, with one worker, in a folder that disappears."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",
            "DEPOSIT_RATE": "",
            "LOG_LEVEL": "ERROR",
        }
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
            subprocess.run([sys.executable, "-m", "django", *command], env=environment, cwd=ROOT, check=True)
        server = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "--config", "src/trajectoires/config/gunicorn.py",
                "trajectoires.config.asgi:application",
            ],
            env=environment, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(port)
            yield port
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=40)


def engine_alone(data: bytes) -> float:
    """Seconds to read, check, keep and qualify the same bytes, without the site."""
    from equilibre.accounts.privacy import keep
    from equilibre.accounts.reading import read_accounts
    from equilibre.model.build import build_model
    from equilibre.model.dossier import Dossier, ExerciceInputs

    begin = time.perf_counter()
    reading = read_accounts(data, name=NAME)
    build_model(Dossier(exercices=(ExerciceInputs(totals=keep(reading.totals)),)))
    return time.perf_counter() - begin


def upload_ratio(lines: int = LINES) -> str:
    """(c): both sides warm, taken in turn, medians compared."""
    data = fec_of(lines)
    engine_alone(data)
    with served() as port:
        visitor = Visitor(port)
        visitor.deposit(data)
        alone, whole = [], []
        for _ in range(ROUNDS):
            alone.append(engine_alone(data))
            whole.append(visitor.deposit(data)[1])
    floor, seen = statistics.median(alone), statistics.median(whole)
    return (
        f"(c) dépôt → résultat affiché, {lines:_} lignes ({len(data) / 1e6:.1f} Mo) : {seen:.3f} s ; "
        f"moteur seul {floor:.3f} s ; rapport {seen / floor:.2f} (visé : 1,3 au plus)"
    ).replace("_", "\u202f")


def page_cost() -> list[str]:
    """(d): queries and server time of the warm result page of the fictitious association."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
            "DEPOSIT_RATE": "",
            "LOG_LEVEL": "ERROR",
        }
        return _page_cost()


def _page_cost() -> list[str]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.http import HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings
    from django.urls import path

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(HTTP_HOST="localhost")
    opened = client.post(EXAMPLE)
    assert opened.status_code in (302, 303), opened.status_code
    address = opened["Location"]
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(address)
        count = len(queries)
    assert shown.status_code == 200

    class Empty:
        urlpatterns = [path("vide", lambda request: HttpResponse(""))]

    page = _median(lambda: client.get(address))
    with override_settings(ROOT_URLCONF=Empty):
        empty = _median(lambda: client.get("/vide"))
    return [
        f"(d) page de résultat, chaude : {count} requêtes SQL (visé : 12 au plus), "
        f"{page * 1000:.1f} ms de serveur, {len(shown.content) / 1000:.0f} ko de HTML",
        f"    vue vide, mêmes intergiciels : {empty * 1000:.2f} ms ; rapport {page / empty:.0f}",
    ]


def _median(action: object, rounds: int = 30) -> float:
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()  # type: ignore[operator]
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)
