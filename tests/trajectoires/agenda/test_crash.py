"""Killing the sender: nobody gets two letters, nobody gets none.

Real processes, a real mail server, kill -9.
"""

from __future__ import annotations

import random
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.agenda_site import Site, open_site
from harness.smtp import Answer, PostBox, mail_server

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PEOPLE = 200


@pytest.fixture
def box() -> Iterator[PostBox]:
    """The mail server."""
    with mail_server() as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path, box: PostBox) -> Iterator[Site]:
    """A site with two hundred subscribers and one letter, on the engine that the suite runs on."""
    with open_site(tmp_path, box.port, PEOPLE) as made:
        yield made


class Killer:
    """Kills the sender of the moment when the mail server has so many mails.

    At a chosen moment of the dialogue.
    """

    def __init__(self, box: PostBox) -> None:
        self.sender: subprocess.Popen[str] | None = None
        self.at: int | None = None
        self.moment = ""
        box.on_recipient = self._hook("on_recipient")
        box.before_keeping = self._hook("before_keeping")
        box.after_keeping = self._hook("after_keeping")

    def _hook(self, moment: str):  # type: ignore[no-untyped-def]
        def reached(address: str, count: int) -> Answer:
            if self.sender is not None and moment == self.moment and self.at is not None and count >= self.at:
                self.at = None
                self.sender.send_signal(signal.SIGKILL)
                self.sender.wait()
                return "451 le facteur est mort" if moment == "before_keeping" else None
            return None

        return reached

    def kill(self, sender: subprocess.Popen[str], moment: str, at: int) -> None:
        """Let it work until then."""
        self.moment, self.at, self.sender = moment, at, sender
        said = sender.communicate(timeout=120)
        assert sender.returncode == -signal.SIGKILL, f"it ended before it was killed: {said}"


def _sent(site: Site) -> int:
    return int(re.search(r"Messages envoyés\u00a0: (\d+)", site.run("-m", "django", "envoyer_lettre"))[1])  # type: ignore[index]


def _everybody_has_one(box: PostBox, twice_at_most: int) -> None:
    """One mail each, by its Message-ID.

    The copies of one that was cut after it was accepted are few and alike.
    """
    seen = box.seen()
    assert len(seen) == PEOPLE
    assert all(len(identifiers) == 1 for identifiers in seen.values())
    copies = sum(sum(identifiers.values()) for identifiers in seen.values()) - PEOPLE
    assert copies <= twice_at_most
    identifiers = {identifier for found in seen.values() for identifier in found}
    assert len(identifiers) == PEOPLE


def test_killed_at_every_moment_and_taken_up_again(site: Site, box: PostBox) -> None:
    killer = Killer(box)
    for moment, at in (
        ("on_recipient", 0),
        ("before_keeping", 23),
        ("after_keeping", 60),
        ("on_recipient", 100),
        ("after_keeping", 140),
        ("before_keeping", 180),
    ):
        killer.kill(site.send(), moment, at)
        assert site.states().get("en_cours") == 1
    assert _sent(site) >= 1
    assert site.states() == {"envoye": PEOPLE}
    _everybody_has_one(box, twice_at_most=2)
    assert _sent(site) == 0


def test_killed_at_random(site: Site, box: PostBox) -> None:
    chance = random.Random(20261126)
    box.before_keeping = lambda address, count: time.sleep(0.002)
    kills = 0
    while kills < 4:
        before = len(box.mails)
        sender = site.send()
        while len(box.mails) == before and sender.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.4))
        sender.send_signal(signal.SIGKILL)
        said = sender.communicate(timeout=60)
        assert sender.returncode == -signal.SIGKILL, f"it ended before it was killed: {said}"
        kills += 1
    _sent(site)
    assert site.states() == {"envoye": PEOPLE}
    _everybody_has_one(box, twice_at_most=kills)


def test_two_senders_at_once_share_nothing(site: Site, box: PostBox) -> None:
    def slow(address: str, count: int) -> Answer:
        time.sleep(0.002)
        return None

    box.before_keeping = slow
    senders = [site.send(), site.send()]
    told = [sender.communicate(timeout=180) for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0], told
    counts = [int(re.search(r"Messages envoyés\u00a0: (\d+)", out)[1]) for out, _ in told]  # type: ignore[index]
    assert sum(counts) == PEOPLE
    assert site.states() == {"envoye": PEOPLE}
    _everybody_has_one(box, twice_at_most=0)
    assert min(counts) > 0, "they did not work at the same time"
