"""A phone in the hand: the question above, what one presses below, whatever the keyboard takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visits
from browser.every_kind import every_kind, put_each
from harness.sessions import hold

PHONES = ((360, 640), (390, 844), (412, 915))
TAP = 44
CONTROLS = """() => {
  const lines = document.querySelector('.phone-lines');
  const box = lines?.getBoundingClientRect();
  const all = document.querySelectorAll('main :is(a, button, textarea, input:not([type=hidden]))');
  return [...all].map(one => {
    // A radio is pressed by its whole label.
    const hit = (one.matches('[type=radio], [type=checkbox]') && one.closest('label')) || one;
    one.scrollIntoView({block: 'nearest'});
    const {top, bottom, height} = hit.getBoundingClientRect();
    return {
      what: (hit.textContent || one.name).trim().slice(0, 40), height,
      top: lines?.contains(one) ? Math.max(top, box.top) : top,
      bottom: lines?.contains(one) ? Math.min(bottom, box.bottom) : bottom,
    };
  });
}"""


def beyond(page: Page, height: int) -> list[str]:
    """Controls that a thumb does not reach, or too small for it."""
    controls = page.evaluate(CONTROLS)
    assert controls
    return [
        f"{one['what']} {one['top']:.0f}–{one['bottom']:.0f}, haut de {one['height']:.0f}"
        for one in controls
        if one["top"] < height / 2 - 0.5 or one["bottom"] > height + 0.5 or one["height"] < TAP
    ]


@pytest.mark.parametrize(("lines", "long"), [(3, False), (12, True)])
def test_every_control_is_under_the_thumb(visit: Visits, lines: int, long: bool) -> None:
    held = hold(form=every_kind(lines=lines, long=long))
    phone = held.phone()
    visitor = visit(width=PHONES[0][0])
    page = visitor.open(held.url("phone", link=phone.link))
    for width, height in PHONES:
        page.set_viewport_size({"width": width, "height": height})
        assert beyond(page, height) == [], "before anything is asked"
    for kind, _ in put_each(held):
        page.reload()
        for width, height in PHONES:
            page.set_viewport_size({"width": width, "height": height})
            assert beyond(page, height) == [], f"{kind}, {width} × {height}"
            question = page.get_by_role("heading", level=1).bounding_box()
            answers = page.locator(".phone-lines").bounding_box()
            assert question is not None and answers is not None
            assert question["y"] >= 0 and question["y"] + question["height"] <= answers["y"], kind
            assert answers["height"] >= 2 * TAP, kind
            assert visitor.sideways() <= 0
        if kind in ("rate", "write"):
            assert visitor.violations() == [], kind


def test_the_keyboard_never_hides_the_question_nor_the_button(visit: Visits) -> None:
    held = hold()
    phone = held.phone()
    held.put("forces")
    visitor = visit(width=360)
    page = visitor.open(held.url("phone", link=phone.link))
    page.set_viewport_size({"width": 360, "height": 640})
    page.locator("textarea").first.focus()
    # A browser that shrinks the page, as the page asks.
    page.set_viewport_size({"width": 360, "height": 340})
    seen_while_writing(page, 340)
    # A browser that lays its keyboard over the page.
    page.set_viewport_size({"width": 360, "height": 640})
    page.evaluate("""() => {
      Object.defineProperty(window.visualViewport, 'height', {value: 330, configurable: true});
      window.visualViewport.dispatchEvent(new Event('resize'));
    }""")
    seen_while_writing(page, 330)


def seen_while_writing(page: Page, height: int) -> None:
    """The question, a whole line to write on, and the button are above the keyboard."""
    for one in (
        page.get_by_role("heading", level=1),
        page.locator("textarea").first,
        page.get_by_role("button", name="Envoyer"),
    ):
        box = one.bounding_box()
        assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height
    held_by = page.locator(".phone-lines").bounding_box()
    assert held_by is not None and held_by["height"] >= TAP


def test_the_phone_says_where_its_network_is(visit: Visits) -> None:
    held = hold()
    phone = held.phone()
    visitor = visit(width=360)
    page = visitor.open(held.url("phone", link=phone.link))
    said = page.locator(".phone-line .link-state")
    assert said.inner_text() == "Connecté"
    page.route("**/direct/**", lambda route: route.abort())
    page.evaluate("document.body.dispatchEvent(new CustomEvent('bouge'))")
    page.get_by_text("La page réessaie toute seule").wait_for()
    assert said.inner_text() == "Hors connexion" and said.bounding_box()["y"] < 60  # type: ignore[index]
    page.unroute("**/direct/**")
    expect(said).to_have_text("Connecté", timeout=8000)
    visitor.errors.clear()  # what the browser itself says of the cut
