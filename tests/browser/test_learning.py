"""The quiz and the guided choice in a browser: by keyboard, without JavaScript, on a phone, under axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PHONE
from browser.test_every_page import LOOKS, check
from trajectoires.learning.domain.rounds import ROUND_SIZE

QUIZ = "/comprendre/testez-vos-connaissances/"
ROUND = "g=k3"


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {most} tabs")


def test_a_whole_round_by_keyboard_on_a_phone(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=PHONE)
    page = visitor.open(QUIZ)
    tab_to(page, "input[name=niveau][value='1']")
    page.keyboard.press("Space")
    tab_to(page, ".quiz-start button")
    page.keyboard.press("Enter")
    for number in range(1, ROUND_SIZE + 1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Question {number} sur {ROUND_SIZE}")
        assert page.evaluate("document.activeElement.id") == "question"
        tab_to(page, "input[name=c]")
        page.keyboard.press("Space")
        if number % 2:
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#retour h2")).to_be_visible()
        assert page.evaluate("document.activeElement.id") == "retour"
        assert visitor.sideways() <= 0
        tab_to(page, "main .button-main")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("À lire ensuite|Pour continuer"))).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "bilan"
    first = page.url
    page.get_by_role("link", name=re.compile("^Rejouer")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Question 1 sur {ROUND_SIZE}")
    page.go_back()
    assert page.url == first
    page.reload()
    expect(page.get_by_role("heading", name=re.compile("À lire ensuite|Pour continuer"))).to_be_visible()


def test_a_whole_round_without_javascript(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=PHONE, scripts=False)
    page = visitor.open(QUIZ)
    page.get_by_label("Le financement").check()
    page.get_by_role("button", name="Commencer").click()
    for number in range(1, ROUND_SIZE + 1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Question {number} sur {ROUND_SIZE}")
        page.get_by_label("Je ne sais pas encore").check()
        page.get_by_role("button", name="Répondre").click()
        expect(page.locator("#retour")).to_contain_text("La bonne réponse")
        page.locator("main .button-main").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("autant d’explications")
    assert page.context.cookies() == []


def test_the_browser_asks_for_an_answer_before_it_leaves(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().open(f"{QUIZ}question/?{ROUND}")
    page.get_by_role("button", name="Répondre").click()
    assert "/question/" in page.url
    assert page.evaluate("document.querySelector('[name=c]').validity.valueMissing")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_pages_of_the_quiz(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    for name, path in (
        ("quiz", QUIZ),
        ("quiz-rien", f"{QUIZ}?niveau=1&vide=1"),
        ("quiz-question", f"{QUIZ}question/?{ROUND}&r=0x"),
        ("quiz-oubli", f"{QUIZ}reponse/?{ROUND}&r=0x"),
        ("quiz-reponse", f"{QUIZ}reponse/?{ROUND}&r=0x&c=1"),
        ("quiz-resultat", f"{QUIZ}resultat/?{ROUND}&r=012x012x01"),
    ):
        visitor.open(path)
        check(visitor, f"{name}-{width}{'-sombre' * dark}")
