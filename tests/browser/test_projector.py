"""The projector, read from the back of the room: large enough, nothing cut, pages that turn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from browser.conftest import Visitor, Visits
from browser.every_kind import LONG_LINE, SENTENCE, every_kind, put_each
from equilibre.facilitation.formats import shipped
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.domain import conducting
from trajectoires.facilitation.models import Round

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
MODEL = (SENTENCE * 6)[:400].strip()
ROOM = 7

WORDS = """() => {
  const told = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, one = node.parentElement;
    if (!node.data.trim() || one.closest('.visually-hidden') || !one.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const body = one.closest('.screen-body')?.getBoundingClientRect();
    const {left, right, top, bottom} = range.getBoundingClientRect();
    told.push({
      words: node.data.trim().slice(0, 40), size: parseFloat(getComputedStyle(one).fontSize),
      out: left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1
        || (body && bottom > body.bottom + 1),
    });
  }
  return told;
}"""


def faults(page: Page, height: int) -> list[str]:
    """Words that the last row cannot read, or that the screen cuts."""
    told = page.evaluate(WORDS)
    assert told
    small = [f"{one['words']} : {one['size']:.1f} px" for one in told if one["size"] < height / 25]
    out = [f"{one['words']} dépasse" for one in told if one["out"]]
    down = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    return small + out + ([f"{down} px de trop"] if down > 0 else [])


def look(page: Page, what: str) -> None:
    """Every page of the screen, at every size: all its lines are seen, each one whole."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        lines = page.locator("[data-turned]")
        seen: set[int] = set()
        buttons = page.get_by_role("button", name="Suite")
        pages = 1
        if buttons.is_visible():
            buttons.click()
            pages = int(page.locator("[data-turner-words]").inner_text().split()[-1])
        for _ in range(pages):
            assert faults(page, height) == [], f"{what}, {width} × {height}"
            seen |= set(
                lines.evaluate_all("all => all.flatMap((one, i) => one.checkVisibility() ? [i] : [])")
            )
            if pages > 1:
                page.keyboard.press("PageDown")
        assert seen == set(range(lines.count())), f"{what}, {width} × {height}"
        assert "La fin est sur" not in page.inner_text("main"), what


def screen_of(visit: Visits, held: Held) -> tuple[Visitor, Page]:
    visitor = visit(width=SIZES[0][0])
    return visitor, visitor.open(held.url("screen", link=held.screen))


def answer(phones: list[Phone], put: Round, kind: str) -> None:
    for rank, one in enumerate(phones):
        said: dict[str, Any] = {"values": {f"o{i}": 1 + (rank + i) % 4 for i in range(12)}}
        if kind == "write":
            said = {"texts": [f"{rank} {i} {LONG_LINE}"[:280] for i in range(3)]}
        one.says(put, **said)


@pytest.mark.parametrize("long", [False, True])
def test_every_state_of_every_kind_is_read_from_the_back(visit: Visits, long: bool) -> None:
    held = hold(form=every_kind(lines=12 if long else 4, long=long), project="Le lavoir.", model=MODEL)
    visitor, page = screen_of(visit, held)
    look(page, "before it begins")
    phones = [held.phone() for _ in range(ROOM)] if long else []
    conducting.begin(session=held.session)
    page.reload()
    look(page, "the step and the sentence of the model")
    for kind, put in put_each(held):
        if long and kind not in ("choose", "rate", "write"):
            continue  # the same lines as « choose », or words that are short by nature
        page.reload()
        look(page, f"{kind}, open")
        if kind in ("rate", "write") and long:
            answer(phones, put, kind)
            held.close(put, show=True)
            page.reload()
            look(page, f"{kind}, shown")
            assert visitor.violations() == []
    conducting.end(session=held.session)
    page.reload()
    look(page, "once it has ended")


def test_a_word_that_no_screen_holds_is_said_to_go_on(visit: Visits) -> None:
    """Neither a page that turns for ever, nor words that end in silence."""
    form = every_kind(lines=2, long=True)
    (step,) = form.steps
    asks = tuple(replace(one, prompt="Mot après mot, " * 40) for one in step.asks)
    held = hold(form=replace(form, steps=(replace(step, asks=asks),)))
    held.put("choose")
    _, page = screen_of(visit, held)
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.get_by_text("La fin est sur l’écran de qui anime.")).to_be_visible()


def test_shipped_formats_never_turn_before_the_room_has_written(visit: Visits) -> None:
    """Their own words are short enough for the smallest projector, in one page."""
    width, height = SIZES[2]
    page = None
    for form in shipped().values():
        held = hold(form=form, project="Faire vivre le lavoir.\nL’ouvrir.\nLe transmettre.")
        conducting.begin(session=held.session)
        longest = max(range(len(form.steps)), key=lambda rank: len(form.steps[rank].room))
        conducting.go(session=held.session, seen=0, to=longest)
        page = page or screen_of(visit, held)[1]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{page.url.split('/seance/')[0]}{held.url('screen', link=held.screen)}")
        assert faults(page, height) == [], form.key
        expect(page.locator("[data-turner]")).to_be_hidden()


def test_pages_turn_by_themselves_until_somebody_holds_them(visit: Visits) -> None:
    held = hold(form=every_kind(lines=12, long=True))
    put = held.put("choose")
    visitor, page = screen_of(visit, held)
    page.clock.install()
    page.reload()
    words = page.locator("[data-turner-words]")
    expect(words).to_have_text(re.compile("Page 1 sur"))
    page.clock.run_for(60_000)
    expect(words).not_to_have_text(re.compile("Page 1 sur"))
    page.get_by_role("button", name="Rester ici").click()
    here = words.inner_text()
    page.clock.run_for(120_000)
    assert words.inner_text() == here
    # An answer that arrives does not send the room back to the first page.
    held.phone().says(put, values={"o1": 1})
    page.evaluate("document.body.dispatchEvent(new CustomEvent('bouge'))")
    expect(page.get_by_text("1 réponse")).to_be_visible()
    assert words.inner_text() == here
    assert visitor.violations() == []


def test_without_a_script_the_screen_is_whole_and_scrolls(visit: Visits) -> None:
    held = hold(form=every_kind(lines=12, long=True))
    held.put("choose")
    page = visit(width=1280, scripts=False).open(held.url("screen", link=held.screen))
    assert page.locator(".screen-options li").count() == 12
    last = page.locator(".screen-options li").last.bounding_box()
    assert last is not None and last["y"] + last["height"] <= page.locator(".screen-foot").bounding_box()["y"]  # type: ignore[index]


def test_the_window_fills_the_wall(visit: Visits) -> None:
    held = hold()
    _, page = screen_of(visit, held)
    button = page.get_by_role("button", name="Plein écran")
    button.click()
    page.wait_for_timeout(300)
    assert page.evaluate("Boolean(document.fullscreenElement)")
    expect(button).to_be_hidden()
