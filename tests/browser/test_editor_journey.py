"""The editors' journey in a real browser: write, preview, submit, approve, schedule, compare, rename.

Three people work, each in a window of their own; the public looks in a fourth one. No window may show a
console error, nor ask another host.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.conftest import Visitor, Visits
from trajectoires.pages.domain import accounts
from trajectoires.pages.models import ArticlePage, ContentPage

PASSWORD = "une phrase que personne ne devine"
TITLE, SLUG = "Ouvrir la salle à deux", "ouvrir-la-salle-a-deux"
ADDRESS = f"/comprendre/{SLUG}/"
PATIENCE = 20_000
"""Milliseconds for a form to be saved, on a machine that does something else too."""
FACETS = (
    ("audience", "porteur"), ("objective", "comprendre"), ("maturity", "initier"), ("medoc", "methode"),
)  # fmt: skip
SENTENCE = "Deux bénévoles ouvrent la salle."


@pytest.fixture
def people(content: None, settings: Any) -> None:
    """An account of each group, and as many attempts as the test needs."""
    settings.LOGIN_RATE = ""
    for group in accounts.GROUPS:
        accounts.invite(email=f"{group}@exemple.fr", group=group, name=f"{group.capitalize()} Essai")
        user = User.objects.get(username=f"{group}@exemple.fr")
        user.set_password(PASSWORD)
        user.save()


def sign_in(visit: Visits, group: str) -> Page:
    """A window where somebody of this group is at the desk."""
    page = visit().open("/gestion/")
    page.get_by_label("Courriel").fill(f"{group}@exemple.fr")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="S'identifier").click()
    expect(page.get_by_role("heading", name="Ce qui vous attend")).to_be_visible(timeout=PATIENCE)
    return page


def act(page: Page, name: str) -> None:
    """One of the actions at the foot of the form."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer").get_by_role("button", name=name, exact=True).click()


def said(page: Page, text: str) -> None:
    """The message above the page."""
    expect(page.locator(".messages")).to_contain_text(text, timeout=PATIENCE)


def write(page: Page, root: str, title: str) -> None:
    """A page to read under « Comprendre », with a text, a source and its facets: as a hand does it."""
    parent = ContentPage.objects.get(url_path="/accueil/comprendre/").pk
    page.goto(f"{root}/gestion/pages/{parent}/add_subpage/")
    page.get_by_role("link", name=re.compile("^Page à lire")).click()
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("Vous saurez ouvrir la salle à deux.")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Texte", exact=True).click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(SENTENCE)
    page.get_by_role("button", name="Ajouter un(e) Source").click()
    page.get_by_role("button", name="Choisir source").click()
    page.locator(".modal input[name=q]").fill("convention plateforme")
    page.locator(".modal").get_by_role("link", name="Convention de la plateforme").click()
    page.locator("#id_page_sources-0-status").select_option("convention")
    page.get_by_role("tab", name="Facettes").click()
    for name, value in FACETS:
        page.locator(f"input[name={name}][value={value}]").check()


def look(page: Page) -> None:
    """The preview beside the form: a phone, then a desk."""
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.locator("#w-preview-iframe")
    seen = page.frame_locator("#w-preview-iframe")
    expect(seen.get_by_role("heading", level=1)).to_have_text(TITLE, timeout=PATIENCE)
    expect(seen.get_by_text(SENTENCE)).to_be_visible()
    for size, width in (("mobile", 360), ("desktop", 1280)):
        page.locator(f"label:has(input[name=preview-size][value={size}])").click()
        assert frame.evaluate("one => one.contentWindow.innerWidth") == width
    page.locator("[data-side-panel-toggle=preview]").click()


def nobody_reads(public: Visitor, address: str) -> None:
    """The public gets a 404, which the browser logs by itself."""
    public.open(address, status=404)
    public.errors.clear()


def everybody_reads(public: Visitor, address: str, title: str) -> None:
    """The public reads the page."""
    expect(public.open(address).get_by_role("heading", level=1)).to_have_text(title)


def test_a_page_is_written_approved_compared_and_renamed(visit: Visits, people: None) -> None:
    public = visit()
    writer = sign_in(visit, "contribution")
    write(writer, visit.root, TITLE)
    look(writer)
    act(writer, "Soumettre à Relecture")
    said(writer, "soumise pour modération")
    nobody_reads(public, ADDRESS)

    moderator = sign_in(visit, "moderation")
    moderator.locator(".editor-card").get_by_role("link", name=TITLE).click()
    act(moderator, "Approuver et Publier")
    said(moderator, TITLE)
    everybody_reads(public, ADDRESS, TITLE)

    coordinator = sign_in(visit, "coordination")
    page = ArticlePage.objects.get(slug=SLUG)
    edit = f"{visit.root}/gestion/pages/{page.pk}/edit/"
    coordinator.goto(edit)
    coordinator.locator("#id_title").fill(f"{TITLE}, sans clé")
    act(coordinator, "Publier")
    said(coordinator, "publiée")
    everybody_reads(public, ADDRESS, f"{TITLE}, sans clé")

    coordinator.goto(f"{visit.root}/gestion/pages/{page.pk}/history/")
    coordinator.locator("#listing-results").get_by_role("button", name="Actions").first.click()
    coordinator.get_by_role("link", name="Comparer avec la version précédente").click()
    expect(coordinator.locator(".comparison")).to_contain_text("sans clé")
    expect(coordinator.locator(".comparison .addition").first).to_be_visible()

    coordinator.goto(edit)
    coordinator.get_by_role("tab", name="Adresse").click()
    coordinator.locator("#id_slug").fill("ouvrir-la-salle")
    act(coordinator, "Publier")
    said(coordinator, "publiée")
    everybody_reads(public, ADDRESS, f"{TITLE}, sans clé")
    assert public.page.url == f"{visit.root}/comprendre/ouvrir-la-salle/"


def test_a_page_is_published_on_its_day(visit: Visits, people: None, monkeypatch: pytest.MonkeyPatch) -> None:
    public = visit()
    coordinator = sign_in(visit, "coordination")
    write(coordinator, visit.root, TITLE)
    later = timezone.now() + dt.timedelta(hours=1)
    coordinator.locator("[data-side-panel-toggle=status]").click()
    coordinator.get_by_role("button", name="Programmer", exact=True).click()
    when = timezone.localtime(later).strftime("%Y-%m-%d %H:%M")
    coordinator.locator("#id_go_live_at").fill(when)
    # The calendar opens a moment after the field is entered, and covers the button until one presses away.
    calendar = coordinator.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    coordinator.locator("body").dispatch_event("mousedown")
    expect(calendar).to_have_count(0)
    coordinator.get_by_role("button", name="Enregistrer la programmation").click()
    act(coordinator, "Programmer pour publication")
    said(coordinator, "planifiée pour publication")
    call_command("publish_scheduled")
    nobody_reads(public, ADDRESS)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + dt.timedelta(minutes=1))
    call_command("publish_scheduled")
    everybody_reads(public, ADDRESS, TITLE)


def test_a_link_in_a_webmail_opens_an_account(visit: Visits, people: None, settings: Any) -> None:
    """The link comes from another site: a cookie too strict would make it « expired »."""
    settings.SITE_ADDRESS = visit.root
    address = accounts.invite(email="neuve@exemple.fr", group="contribution").address
    page = visit().page
    page.set_content(f'<a href="{address}">Choisir mon mot de passe</a>')
    page.get_by_role("link").click()
    for field in ("new_password1", "new_password2"):
        page.locator(f"[name={field}]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/password_reset/complete/")
    page.goto(f"{visit.root}/gestion/")
    page.get_by_label("Courriel").fill("Neuve@exemple.fr")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="S'identifier").click()
    expect(page.get_by_role("heading", name="Ce qui vous attend")).to_be_visible(timeout=PATIENCE)
