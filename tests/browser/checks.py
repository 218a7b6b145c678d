"""What a machine can answer of a page, whichever it is."""

from __future__ import annotations

from browser.conftest import DESK, PHONE, Visitor

LOOKS = ((PHONE, False), (DESK, True))
"""A telephone by day, a desk by night."""
ORDINARY_NODES = 640
"""Elements outside drawings: EcoIndex A or B for an ordinary page, with its six requests at most."""
VISIBLE = """selector => [...document.querySelectorAll(selector)]
    .filter(one => one.checkVisibility()).map(one => one.textContent.trim().slice(0, 60))"""
"""What a selector finds and one sees: the first words of each."""


def check(visitor: Visitor, name: str, *, nodes: int = ORDINARY_NODES) -> None:
    """The page that is open answers the questions that a machine can answer."""
    where = visitor.page.url
    assert visitor.sideways() <= 0, f"{where} scrolls sideways"
    assert visitor.violations() == [], where
    assert visitor.page.get_by_role("heading", level=1).count() == 1, where
    made = visitor.page.evaluate(
        "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"
    )
    assert made <= nodes, f"{where}: {made} elements"
    visitor.keep(name)
