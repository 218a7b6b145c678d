"""What a phone says and keeps when nothing answers, or only the machine in between does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from browser.conftest import PHONE, Visitor, Visits
from harness import prepared_database
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.models import Round

ROOT = Path(__file__).resolve().parents[2]
SOON, PATIENT = 8000, 20000
ON_ITS_WAY, WAITS, STORED = "Votre réponse est en route", "Votre réponse attend ici", "Réponse enregistrée."
# In a network of its own: a browser of another test would see this one's devices come, and stop loading.
APART = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
OF_THE_BROWSER = ("Failed to load resource", "htmx:", "Response Status Error Code")


class Room:
    """A phone that was asked something, and the answers that leave it."""

    def __init__(self, visit: Visits) -> None:
        self.held: Held = hold()
        self.phone: Phone = self.held.phone()
        self.put: Round = self.held.put("mots")
        self.visitor: Visitor = visit(width=PHONE)
        self.page: Page = self.visitor.open(self.held.url("phone", link=self.phone.link))
        self.sent: list[str] = []
        self.page.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        if request.method == "POST":
            self.sent.append(request.post_data or "")

    def meanwhile(self, handler: Callable[[Route], None]) -> None:
        """What becomes of each answer that leaves, from now."""
        address = self.held.url("phone", link=self.phone.link)
        self.page.route(
            f"**{address}",
            lambda route: handler(route) if route.request.method == "POST" else route.continue_(),
        )

    def rates(self, degree: int) -> None:
        """Tick the same note on every line."""
        for group in self.page.locator("fieldset.degrees").all():
            group.locator("input").nth(degree - 1).check()

    def presses(self) -> None:
        """« Envoyer », or « Changer ma réponse »."""
        self.page.locator("form[data-answer] .button-main").click()

    def is_back(self) -> None:
        """The network."""
        self.page.unroute_all(behavior="ignoreErrors")

    def forgives(self) -> None:
        """What the browser itself says of a bad network is no fault of the page."""
        said = self.visitor.errors
        said[:] = [one for one in said if not any(words in one for words in OF_THE_BROWSER)]


@pytest.fixture
def room(visit: Visits) -> Room:
    return Room(visit)


def test_nothing_answers_and_the_phone_says_so_then_insists(room: Room) -> None:
    """Packets that vanish are no error for a browser: it would wait for minutes without a word."""
    room.meanwhile(lambda route: None)
    room.rates(3)
    room.presses()
    expect(room.page.get_by_text(ON_ITS_WAY)).to_be_visible(timeout=SOON)
    expect(room.page.get_by_text(WAITS)).to_be_visible(timeout=PATIENT)
    room.is_back()
    expect(room.page.get_by_text(STORED)).to_be_visible(timeout=PATIENT)
    expect(room.page.get_by_text("Connecté", exact=True)).to_be_visible()
    assert len(set(room.sent)) == 1 and len(room.sent) > 1, "the same, with the same number"
    assert room.put.answers.count() == 1
    room.forgives()


def test_a_page_reloaded_while_its_answer_travels_sends_it_again(room: Room) -> None:
    room.meanwhile(lambda route: None)
    room.rates(2)
    room.presses()
    expect(room.page.get_by_text(ON_ITS_WAY)).to_be_visible(timeout=SOON)
    room.is_back()
    room.page.reload()
    expect(room.page.get_by_text(STORED)).to_be_visible(timeout=SOON)
    assert room.put.answers.count() == 1
    room.forgives()


def test_the_proxy_answers_for_a_server_that_is_away(room: Room) -> None:
    """A 502 is nobody's answer: what was pressed waits as if nothing had answered."""
    room.meanwhile(lambda route: route.fulfill(status=502, body="Bad Gateway"))
    room.rates(4)
    room.presses()
    expect(room.page.get_by_text(WAITS)).to_be_visible(timeout=SOON)
    # What else is heard from the server does not hide that the answer has not left.
    room.page.evaluate("document.body.dispatchEvent(new CustomEvent('bouge'))")
    room.page.wait_for_timeout(500)
    expect(room.page.get_by_text(WAITS)).to_be_visible()
    room.is_back()
    expect(room.page.get_by_text(STORED)).to_be_visible(timeout=SOON)
    assert room.put.answers.count() == 1
    room.forgives()


def test_a_mind_changed_while_the_first_answer_waits(room: Room) -> None:
    """The first arrives, what one has ticked meanwhile stays on the screen, and is sent when one says so."""
    room.meanwhile(lambda route: route.fulfill(status=503, body=""))
    room.rates(1)
    room.presses()
    expect(room.page.get_by_text(WAITS)).to_be_visible(timeout=SOON)
    room.rates(4)
    room.is_back()
    expect(room.page.get_by_text("Vous l’avez changée depuis")).to_be_visible(timeout=SOON)
    assert room.page.locator("input[name=valeur-modele]:checked").input_value() == "4"
    room.presses()
    expect(room.page.get_by_text(STORED)).to_be_visible(timeout=SOON)
    expect(room.page.get_by_text("Connecté", exact=True)).to_be_visible(timeout=SOON)
    held = room.held
    assert room.put.answers.count() == 1
    held.close(room.put)
    assert held.room.puts[0].tally.counts["modele"] == {4: 1}
    room.forgives()


def test_a_question_that_closed_meanwhile_says_so(room: Room) -> None:
    room.meanwhile(lambda route: route.fulfill(status=502, body=""))
    room.rates(1)
    room.presses()
    expect(room.page.get_by_text(WAITS)).to_be_visible(timeout=SOON)
    room.held.close(room.put)
    room.is_back()
    expect(room.page.get_by_role("alert")).to_be_visible(timeout=SOON)
    expect(room.page.get_by_text(WAITS)).to_have_count(0)
    room.forgives()


def test_what_is_written_to_the_next_question_stays_when_the_last_one_is_refused(room: Room) -> None:
    room.meanwhile(lambda route: route.fulfill(status=502, body=""))
    room.rates(1)
    room.presses()
    expect(room.page.get_by_text(WAITS)).to_be_visible(timeout=SOON)
    room.held.close(room.put)
    asked = room.held.put("phrase")
    line = room.page.get_by_label("Votre réponse")
    expect(line).to_be_visible(timeout=SOON)
    line.fill("Ce que j’écris à présent")
    room.is_back()
    expect(room.page.get_by_text("La question d’avant s’est close")).to_be_visible(timeout=SOON)
    expect(line).to_have_value("Ce que j’écris à présent")
    room.presses()
    expect(room.page.get_by_text(STORED)).to_be_visible(timeout=SOON)
    expect(room.page.get_by_text("La question d’avant s’est close")).to_have_count(0)
    assert asked.answers.count() == 1
    room.forgives()


SILENT = """
window.opened = 0;
window.EventSource = class {
  constructor() { window.opened += 1; this.readyState = 1; setTimeout(() => this.onopen?.(), 0); }
  addEventListener() {}
  close() {}
};
"""


def test_a_stream_that_died_without_a_word_is_opened_again(visit: Visits) -> None:
    """As when a phone goes from the hall's Wi-Fi to its own network: no browser says anything of it."""
    held = hold()
    phone = held.phone()
    visitor = visit(width=PHONE)
    visitor.page.add_init_script(SILENT)
    visitor.page.clock.install()
    page = visitor.open(held.url("phone", link=phone.link))
    page.clock.run_for(20_000)
    assert page.evaluate("opened") == 1
    page.clock.run_for(10_000)
    assert page.evaluate("opened") == 2


@pytest.mark.slow
def test_a_vote_pressed_while_nothing_passes_is_counted_once(
    tmp_path: Path, db: None, chromium: Browser
) -> None:
    """A real phone behind a real bad link, which loses a packet in five: ``make load-weak`` is larger."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    if os.geteuid() != 0 or shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("Il faut être root, et les commandes « unshare » et « ip ».")
    asked = [*APART, sys.executable, "-c", "from tests.load.weak_link import missing; print(missing())"]
    told = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    if why := (told.stdout.strip() or told.stderr.strip()):
        pytest.skip(why)
    with prepared_database.another(tmp_path) as url:
        done = subprocess.run(
            [*APART, sys.executable, "-m", "tests.load", "vrais", "--base", url, "--telephones", "1",
             "--tours", "1", "--coupure", "8"],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tour 1 : chaque dernière réponse comptée une fois" in done.stdout
