"""From the need to the dated parcours, on a phone: by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import DESK, PHONE
from browser.test_every_page import LOOKS, check
from browser.test_learning import tab_to
from harness.diagnoses import open_diagnosis

FIRST = "/agir/definir-mon-besoin/"
SCREENS_MOST = 8
OWN = ("votre-association/", "travail/", "refaire/", "annuler/", "garder/", "partager/", "courriel/")


def press(page: Page, selector: str) -> None:
    """Go to a button by keyboard and press it; the next page is there."""
    tab_to(page, selector, most=120)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, name: str) -> None:
    """Go to a group of radio buttons by keyboard and choose its second answer."""
    tab_to(page, f'input[name="{name}"]', most=120)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")


def groups(page: Page) -> list[str]:
    """Names of the groups of radio buttons of the form, in order."""
    names = page.evaluate("[...document.querySelectorAll('main form [type=radio]')].map(one => one.name)")
    return list(dict.fromkeys(names))


def test_from_the_need_to_the_plan_by_keyboard_on_a_phone(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=PHONE)
    page, screens = visitor.open(FIRST), 1
    for name in groups(page):
        choose(page, name)
    press(page, "main form .button-main")
    while "/questions/" in page.url:
        screens += 1
        assert visitor.sideways() <= 0
        for name in groups(page):
            choose(page, name)
        press(page, "main form .button-main")
    screens += 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre diagnostic")
    assert visitor.sideways() <= 0
    press(page, "form[action='/parcours/preparer/'] .button-main")
    screens += 1
    assert re.search(r"/parcours/p/[\w-]{43}/$", page.url)
    assert screens <= SCREENS_MOST
    assert visitor.sideways() <= 0


def test_from_the_need_to_the_plan_without_javascript(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(width=PHONE, scripts=False).open(FIRST)
    page.get_by_label("Association employeuse").check()
    page.get_by_label("Retrouver un équilibre").check()
    page.get_by_role("button", name="Commencer").click()
    while "/questions/" in page.url:
        for fieldset in page.locator("main fieldset").all():
            fieldset.get_by_label("Je ne sais pas").check()
        page.locator("main form .button-main").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre diagnostic")
    page.get_by_role("button", name="Préparer mon parcours").click()
    assert re.search(r"/parcours/p/[\w-]{43}/$", page.url)


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_pages_of_the_diagnosis(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    name = f"{width}{'-sombre' * dark}"
    visitor.open(FIRST)
    check(visitor, f"besoin-{name}")
    visitor.open("/diagnostic/")
    check(visitor, f"diagnostic-{name}")
    page = visitor.open(open_diagnosis(length="standard").url("questions", 1))
    rank = 0
    while "/questions/" in page.url:
        if rank == 0:
            check(visitor, f"diagnostic-questions-{name}")
        for fieldset in page.locator("main fieldset").all():
            fieldset.locator("input").nth(rank % 6).check()
            rank += 1
        page.locator("main form .button-main").click()
    check(visitor, f"diagnostic-resultat-{name}")
    root = page.url
    for own in (
        "votre-association/",
        "travail/",
        "refaire/",
        "annuler/",
        "garder/",
        "partager/",
        "courriel/",
    ):
        visitor.open(root + own)
        check(visitor, f"diagnostic-{own[:-1]}-{name}")
    assert width in (PHONE, DESK) or not dark
