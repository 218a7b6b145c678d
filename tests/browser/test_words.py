"""What a person must read from the need to the dated parcours, for each public."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PHONE

FIRST = "/agir/definir-mon-besoin/"
WORDS_MOST, SCREENS_MOST = 900, 8
ROOMS = ("petite", "employeuse", "reseau", "emergent", "financeur", "accompagnateur")
SEEN = """() => {
  const found = []
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const one = walker.currentNode, above = one.parentElement
    const seen = above.closest('select') || above
    const hidden = above.closest('.visually-hidden, option:not(:checked)')
    if (!hidden && seen.checkVisibility()) found.push(one.textContent)
  }
  return found.join(' ')
}"""
"""The text of the page in sight: what is folded, or for a screen reader alone, is left out."""


def words(page: Page) -> int:
    """How many words are to be read: a sign alone is none."""
    return len(re.findall(r"[\w’'-]*\w[\w’'-]*", page.evaluate(SEEN)))


@pytest.mark.parametrize("variant", ROOMS)
def test_the_road(visit, variant: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(width=PHONE).open(FIRST)
    counts = {"besoin": words(page)}
    page.locator(f'[name="variante"][value="{variant}"]').check()
    page.locator('[name="objectif"]').first.check()
    page.locator("main form .button-main").click()
    rank = 0
    while "/questions/" in page.url:
        counts[f"q{len(counts)}"] = words(page)
        for fieldset in page.locator("main fieldset").all():
            fieldset.locator("input").nth(3 if rank % 2 else 1).check()
            rank += 1
        page.locator("main form .button-main").click()
    counts["resultat"] = words(page)
    page.get_by_role("button", name="Préparer mon parcours").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre parcours")
    counts["plan"] = words(page)
    print(variant, sum(counts.values()), counts)
    assert sum(counts.values()) <= WORDS_MOST, counts
    assert len(counts) <= SCREENS_MOST
