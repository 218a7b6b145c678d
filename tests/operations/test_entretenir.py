"""The periodic duties: each alone, one process at a time, stopped with its server."""

from __future__ import annotations

import datetime as dt
import io
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from harness import agenda_rows as rows
from harness.agenda_site import Site, open_site
from harness.client import ScanningClient
from harness.smtp import PostBox, mail_server
from trajectoires.agenda.domain import subscribing
from trajectoires.agenda.enums import Rhythm
from trajectoires.agenda.models import SubscriptionRequest
from trajectoires.config import processes
from trajectoires.operations import duties
from trajectoires.operations.models import MaintenanceLock


def _keep_house() -> str:
    out = io.StringIO()
    call_command("entretenir", stdout=out)
    return out.getvalue()


@pytest.fixture
def quiet(db: None) -> None:
    """Everything that ships was published long ago."""
    Page.objects.update(first_published_at=timezone.now() - dt.timedelta(days=400))


def test_everything_is_done_in_one_turn(
    client: ScanningClient, quiet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    planned = rows.webinar(title="Programmé", published=False)
    planned.go_live_at = now + dt.timedelta(hours=1)
    planned.save_revision().publish()
    subscribing.request_subscription(
        email="jamais@exemple.org", rhythm=Rhythm.WEEKLY, levers=[], now=now - dt.timedelta(days=8)
    )
    assert "Programmé" not in client.get("/s-informer/webinaires/").page.text
    _keep_house()
    assert "Programmé" not in client.get("/s-informer/webinaires/").page.text
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(hours=2))
    assert _keep_house() == (
        "Entretien fait\u00a0: publications, dossiers-expires, diagnostics-expires, parcours-expires, "
        "trajectoires-expirees, seances-expirees, "
        "abonnements-non-confirmes, "
        "invitations-et-partages-finis, comptes-sans-usage, courriels-des-propositions, "
        "seances-finies, lettre, "
        "nouvelles-des-parcours.\n"
    )
    assert "Programmé" in client.get("/s-informer/webinaires/").page.text
    assert not SubscriptionRequest.objects.exists()
    assert MaintenanceLock.objects.get().holder == ""


def test_the_letter_leaves_with_the_turn_and_once(quiet: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.subscriber("a@exemple.org")
    made = rows.letter()
    friday = dt.datetime(2030, 1, 4, 10, tzinfo=dt.UTC)
    rows.published_at(made, friday - dt.timedelta(hours=1))
    monkeypatch.setattr(timezone, "now", lambda: friday)
    for _ in range(3):
        _keep_house()
    assert [message.to for message in mail.outbox] == [["a@exemple.org"]]


def test_a_duty_that_fails_does_not_stop_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("camille@exemple.org")

    monkeypatch.setattr(
        duties,
        "DUTIES",
        (("une", lambda: done.append("une")), ("deux", fail), ("trois", lambda: done.append("trois"))),
    )
    with pytest.raises(CommandError, match="Entretien échoué\u00a0: deux"):
        _keep_house()
    assert done == ["une", "trois"]
    (record,) = (one for one in caplog.records if one.levelname == "ERROR")
    assert (record.getMessage(), record.kind) == ("entretien-echoue", "deux")
    assert MaintenanceLock.objects.get().holder == ""


def test_one_process_at_a_time(db: None) -> None:
    now = timezone.now()
    place, number, started = processes.own_name().split("/")
    mine, dead, far = (
        processes.own_name(),
        f"{place}/{number}/{int(started) - 1}",
        f"ailleurs/{number}/{started}",
    )
    assert duties.take(holder=mine, now=now)
    assert not duties.take(holder=mine, now=now)
    assert "Un autre processus" in _keep_house()
    duties.release(holder=dead)
    assert MaintenanceLock.objects.get().holder == mine, "only its holder gives it back"
    # A process that died, or that another machine does not hear of any more, loses it.
    MaintenanceLock.objects.update(holder=dead)
    assert duties.take(holder=mine, now=now)
    MaintenanceLock.objects.update(holder=far)
    assert not duties.take(holder=mine, now=now)
    assert duties.take(holder=mine, now=now + duties.SILENCE + dt.timedelta(seconds=1))


def test_a_process_is_known_by_more_than_its_number() -> None:
    assert processes.is_alive(processes.own_name())
    for name in ("", "x", "a/b/c", "a//", f"{processes._place()}/999999999/1"):
        assert not processes.is_alive(name), name
    assert processes.is_alive("une autre machine/1/1")
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    name = f"{processes._place()}/{child.pid}/{processes._started(child.pid)}"
    assert processes.is_alive(name)
    child.kill()
    # Killed and not yet buried: a zombie sends nothing.
    end = time.monotonic() + 10
    while processes.is_alive(name) and time.monotonic() < end:
        time.sleep(0.01)
    assert not processes.is_alive(name)
    child.wait()
    assert not processes.is_alive(name)


@pytest.fixture
def box() -> Iterator[PostBox]:
    """A mail server."""
    with mail_server() as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path, box: PostBox, db: None) -> Iterator[Site]:
    """A site in its own processes."""
    with open_site(tmp_path, box.port, 1) as made:
        yield made


@pytest.mark.slow
def test_a_loop_works_again_and_again_and_stops_when_told(site: Site) -> None:
    site.environment["LOG_LEVEL"] = "DEBUG"
    process = site.start("-m", "django", "entretenir", "--toutes-les", "1")
    turns = 0
    assert process.stderr is not None
    for line in process.stderr:
        turns += '"kind": "lettre"' in line
        if turns == 2:
            break
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("at_work", [False, True])
def test_a_loop_ends_with_its_server(site: Site, at_work: bool) -> None:
    """As ``make run`` starts it: from a shell that then becomes the server."""
    script = '"$0" -m django entretenir --toutes-les 600 --avec $$ & echo $!; exec sleep 600'
    shell = subprocess.Popen(
        ["sh", "-c", script, sys.executable], env=site.environment, stdout=subprocess.PIPE, text=True
    )
    assert shell.stdout is not None
    number = int(shell.stdout.readline())
    name = f"{processes._place()}/{number}/{processes._started(number)}"
    assert processes.is_alive(name)
    end = time.monotonic() + 60
    # The server may end before the loop has begun, or when it has done a turn and waits for the next.
    while at_work and site.holders() != [""]:
        assert time.monotonic() < end and processes.is_alive(name)
        time.sleep(0.2)
    shell.kill()
    shell.wait()
    shell.stdout.close()
    end = time.monotonic() + 60
    while processes.is_alive(name) and time.monotonic() < end:
        time.sleep(0.1)
    assert not processes.is_alive(name)


@pytest.mark.parametrize("seconds", ["0", "-5"])
def test_a_loop_without_a_pause_is_refused(db: None, seconds: Any) -> None:
    with pytest.raises(CommandError, match="au moins une seconde"):
        call_command("entretenir", f"--toutes-les={seconds}")
