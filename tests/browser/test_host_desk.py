"""The host's desk: notes that are never lost, a clock that speaks in words, one thing to do next."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from browser.conftest import DESK, Visits
from harness.sessions import hold
from trajectoires.facilitation.domain import conducting
from trajectoires.facilitation.domain.packing import read_words
from trajectoires.facilitation.models import Session

SOON = 8000


def test_notes_are_kept_while_one_writes_and_before_anything_else(visit: Visits) -> None:
    held = hold()
    conducting.begin(session=held.session)
    visitor = visit(width=DESK)
    page = visitor.open(held.url("host"))
    box = page.get_by_label(re.compile("Vos notes"))
    box.fill("Le mot « alliance » reste flou.")
    expect(page.get_by_text("Note enregistrée.")).to_be_visible(timeout=SOON)
    assert read_words(held.now.notes) == {"socle": "Le mot « alliance » reste flou."}
    expect(page.get_by_text("La séance a avancé")).to_have_count(0)
    # Pressed within the second: the note leaves first.
    box.fill("On en reparle.")
    with page.expect_navigation():
        page.get_by_role("button", name="Ouvrir la question").click()
    expect(page.get_by_label(re.compile("Vos notes"))).to_have_value("On en reparle.")
    # The network is gone, then it returns.
    page.route("**/notes/**", lambda route: route.abort())
    page.get_by_label(re.compile("Vos notes")).fill("Sans réseau.")
    expect(page.get_by_text("n’est pas encore enregistrée")).to_be_visible(timeout=SOON)
    page.unroute("**/notes/**")
    expect(page.get_by_text("Note enregistrée.")).to_be_visible(timeout=SOON)
    # Another host writes the same note: nothing is written over, and both texts are seen.
    conducting.note(session=held.session, section="socle", words="De l’autre hôte.")
    page.get_by_label(re.compile("Vos notes")).fill("De moi.")
    expect(page.get_by_text("a changé sur un autre appareil")).to_be_visible(timeout=SOON)
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer la note").click()
    expect(page.get_by_text("De l’autre hôte.")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("De moi.")
    visitor.errors.clear()  # what the browser itself says of the cut and of the refusal


def test_the_clock_warns_in_words_and_gives_five_minutes(visit: Visits) -> None:
    held = hold()
    conducting.begin(session=held.session)
    ago = timezone.now() - dt.timedelta(minutes=25, seconds=-123)
    Session.objects.filter(pk=held.session.pk).update(step_started_at=ago)
    page = visit(width=360).open(held.url("host"))
    clock = page.locator(".timer")
    expect(clock).to_have_text(re.compile("Il reste 1:5[0-9]\\s: concluez"), timeout=SOON)
    expect(page.locator("[data-timer-says]")).to_have_text("Il reste deux minutes.")
    # In sight wherever one reads.
    page.get_by_role("button", name="Étape suivante").scroll_into_view_if_needed()
    box = clock.bounding_box()
    assert box is not None and 0 <= box["y"] < 200
    with page.expect_navigation():
        page.get_by_role("button", name="+ 5 minutes").click()
    expect(clock).to_have_text(re.compile("Il reste 6:[0-9]{2}$"))
    expect(page.locator("[data-timer-says]")).to_have_text("")
