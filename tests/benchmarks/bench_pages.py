"""(f) public pages against the bare site that ``wagtail start`` makes, given a page of equal text.

Same server, same workers, same run, taken in turn. Cold is our site with its page cache turned off.
"""

from __future__ import annotations

import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.load import load, request_for
from tests.benchmarks.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
PAGE = "/comprendre/trois-piliers/"
PEER_PAGE = "/article/"
WORKERS = "2"
CONNECTIONS = 8
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
ROUNDS = 3

PEER_MODELS = """
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    pass


class ArticlePage(Page):
    body = RichTextField()
    content_panels = Page.content_panels + [FieldPanel("body")]
"""
PEER_TEMPLATE = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.body|richtext }}{% endblock %}
"""
PEER_FILL = """
from pathlib import Path
from home.models import ArticlePage, HomePage
from wagtail.models import Site
home = HomePage.objects.get()
body = Path("body.html").read_text()
page = home.add_child(instance=ArticlePage(title="Article", slug="article", body=body))
page.save_revision().publish()
Site.objects.update(hostname="127.0.0.1", is_default_site=True)
"""


def equal_text() -> str:
    """The rich text of our page, table cells and boxes as paragraphs: the words that the peer shows too."""
    from trajectoires.pages.content.markdown_files import read_page
    from trajectoires.pages.content.stream import to_stream
    from trajectoires.pages.content.stream_words import _strings

    root = ROOT / "content" / "pages"
    page = read_page(root / f"{PAGE.strip('/')}.md", root)
    pieces = _strings([block["value"] for block in to_stream(page.blocks, page.address, {})])
    return "".join(piece if piece.startswith("<") else f"<p>{piece}</p>" for piece in pieces)


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def make_peer(folder: Path) -> dict[str, str]:
    """``wagtail start``, one page type more, one page; the environment that serves it in production."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "peer.settings.production",
        "PYTHONPATH": str(folder),
    }
    wagtail = [
        sys.executable,
        "-c",
        "from wagtail.bin.wagtail import main; main()",
        "start",
        "peer",
        str(folder),
    ]
    _run(wagtail, folder, {**os.environ})
    (folder / "home" / "models.py").write_text(PEER_MODELS)
    (folder / "home" / "templates" / "home" / "article_page.html").write_text(PEER_TEMPLATE)
    (folder / "body.html").write_text(equal_text())
    (folder / "peer" / "settings" / "local.py").write_text('SECRET_KEY = "peer"\nALLOWED_HOSTS = ["*"]\n')
    manage = [sys.executable, "manage.py"]
    for command in (
        ["makemigrations", "home"],
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["shell", "--command", PEER_FILL],
    ):
        _run([*manage, *command], folder, environment)
    return environment


def make_ours(folder: Path, **more: str) -> dict[str, str]:
    """Our site with its shipped content."""
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
        "LOG_LEVEL": "ERROR",
        **more,
    }
    for command in (
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["contenu", "charger"],
    ):
        _run([sys.executable, "-m", "django", *command], ROOT, environment)
    return environment


@contextmanager
def serving(application: str, folder: Path, environment: dict[str, str], address: str) -> Iterator[int]:
    """gunicorn as the site runs it, whatever the application, once each of its processes has answered."""
    port = free_port()
    config = str(ROOT / "src/trajectoires/config/gunicorn.py")
    command = [sys.executable, "-m", "gunicorn", "--config", config, application]
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**environment, "PORT": str(port), "WEB_CONCURRENCY": WORKERS, "LOG_LEVEL": "ERROR"},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, seconds=30)
        _warm(port, address)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=40)


def _warm(port: int, address: str) -> None:
    for _ in range(20):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", address)
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        answer.read()
        connection.close()


def _per_second(port: int, path: str) -> float:
    return load(port, connections=CONNECTIONS, seconds=SECONDS, request=request_for(path)).per_second


def pages_ratio() -> str:
    """(f): requests a second, warm and cold, against the peer's; medians of rounds taken in turn."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        peer_folder, our_folder = Path(one), Path(two)
        peer = make_peer(peer_folder)
        ours = make_ours(our_folder)
        application = "trajectoires.config.asgi:application"
        with (
            serving("peer.wsgi:application", peer_folder, peer, PEER_PAGE) as peer_port,
            serving(application, ROOT, ours, PAGE) as warm_port,
            serving(application, ROOT, {**ours, "PAGE_CACHE_ENTRIES": "0"}, PAGE) as cold_port,
        ):
            seen: dict[str, list[float]] = {"peer": [], "warm": [], "cold": []}
            for _ in range(ROUNDS):
                seen["peer"].append(_per_second(peer_port, PEER_PAGE))
                seen["warm"].append(_per_second(warm_port, PAGE))
                seen["cold"].append(_per_second(cold_port, PAGE))
    bare, warm, cold = (statistics.median(seen[name]) for name in ("peer", "warm", "cold"))
    return (
        f"(f) page publique, {WORKERS} processus, {CONNECTIONS} connexions : chaude {warm:.0f} réponses par "
        f"seconde, froide {cold:.0f} ; site nu de « wagtail start » {bare:.0f} ; rapports "
        f"{warm / bare:.1f} à chaud (visé : 5 au moins), {cold / bare:.2f} à froid (visé : 1 au moins)"
    )
