"""The search box in a browser: suggestions by keyboard and pointer, results, and all without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import DESK, PHONE

BOX, LIST = "#recherche-site", ".site-search .suggestions"


def test_suggestions_by_keyboard(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    page = visitor.open("/methode/")
    box = page.locator(BOX)
    box.press_sequentially("compter le béné", delay=20)
    options = page.locator(f"{LIST} [role=option]")
    expect(options.first).to_be_visible()
    assert 1 <= options.count() <= 6
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", "x")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert visitor.violations() == []
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("compter le béné")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agir/kits/compter-le-benevolat/")


def test_suggestions_by_pointer_and_away(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=PHONE)
    page = visitor.open("/methode/")
    page.locator(BOX).press_sequentially("glossai", delay=20)
    option = page.locator(f"{LIST} [role=option]").first
    expect(option).to_be_visible()
    assert visitor.sideways() <= 0
    page.keyboard.press("Tab")
    expect(page.locator(LIST)).to_be_hidden()
    page.locator(BOX).focus()
    page.keyboard.press("End")
    page.keyboard.type("r")
    option.click()
    page.wait_for_url("**/comprendre/glossaire/**")


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
@pytest.mark.parametrize("query", ["?q=bénévolat", "?q=tresorrie&porte=agir", "?q=xylophage", ""])
def test_results_are_accessible(visit, query: str, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    page = visitor.open(f"/recherche/{query}")
    assert visitor.violations() == []
    assert visitor.sideways() <= 0
    assert page.evaluate("document.querySelectorAll('*').length") <= 600
    assert page.evaluate("performance.getEntriesByType('resource').length") <= 15
    visitor.keep(f"recherche-{len(query)}-{width}{'-sombre' * dark}")


def test_everything_works_without_javascript(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(scripts=False).open("/methode/")
    page.fill(BOX, "perdre un financeur")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=perdre+un+financeur")
    page.get_by_text("Préciser").click()
    page.get_by_role("link", name="Agir").nth(1).click()
    page.wait_for_url("**porte=agir**")
    expect(page.locator(".search-facets [aria-current]")).to_contain_text("Agir")
    page.locator(".search-hits a").first.click()
    page.wait_for_url("**/agir/kits/perdre-un-financeur/")
