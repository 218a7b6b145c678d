"""What a person must read from the need to the dated parcours, for each public."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import PHONE
from equilibre.diagnosis import bank

FIRST = "/agir/definir-mon-besoin/"
WORDS_MOST, SCREENS_MOST = 900, 8
SEEN = """() => {
  const found = []
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const one = walker.currentNode, above = one.parentElement
    const seen = above.closest('select') || above
    const hidden = above.closest('.visually-hidden, progress, option:not(:checked)')
    if (!hidden && seen.checkVisibility()) found.push(one.textContent)
  }
  return found.join(' ')
}"""
"""The text of the page in sight: what is folded, or for a screen reader alone, is left out."""


def words(page: Page) -> int:
    """How many words are to be read: a sign alone is none."""
    return len(re.findall(r"[\w’'-]*\w[\w’'-]*", page.evaluate(SEEN)))


def road(page: Page, variant: str) -> dict[str, int]:
    """Walk it with answers that give strengths, fragilities and actions; the words of each page."""
    counts = {"besoin": words(page)}
    page.locator(f'[name="variante"][value="{variant}"]').check()
    page.locator('[name="objectif"]').first.check()
    page.locator("main form .button-main").click()
    rank = 0
    while "/questions/" in page.url:
        counts[f"questions {len(counts)}"] = words(page)
        for fieldset in page.locator("main fieldset").all():
            fieldset.locator("input").nth(3 if rank % 2 else 1).check()
            rank += 1
        page.locator("main form .button-main").click()
    counts["résultat"] = words(page)
    page.get_by_role("button", name="Préparer mon parcours").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre parcours")
    return counts | {"parcours": words(page)}


def test_from_the_need_to_the_plan_there_is_little_to_read(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=PHONE)
    for variant in bank.load().variants:
        counts = road(visitor.open(FIRST), variant)
        assert sum(counts.values()) <= WORDS_MOST, (variant, counts)
        assert len(counts) <= SCREENS_MOST, variant
