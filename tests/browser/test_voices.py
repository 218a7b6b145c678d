"""Five people answer apart on five browsers; one leaves half way and comes back on another device."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import DESK, PHONE, Visitor, Visits
from browser.test_every_page import LOOKS, check
from equilibre.diagnosis import bank
from equilibre.diagnosis.visibility import asked_at_most
from harness.diagnoses import Opened, open_diagnosis
from trajectoires.diagnoses.domain import voices

LEVELS = (0, 0, 1, 3, 3)
FIRST = asked_at_most(bank.load(), "employeuse", "flash")[0]


def invited(visit: Visits, opened: Opened) -> tuple[Visitor, str]:
    """The holder of the key, on the page of the gathering, and the address to pass on."""
    holder = visit(width=DESK)
    page = holder.open(opened.url())
    page.get_by_role("link", name="Recueillir plusieurs avis").first.click()
    page.get_by_role("button", name="Créer l’invitation").click()
    return holder, page.get_by_label("Adresse à transmettre").input_value()


def answer(page: Page, level: int) -> None:
    """Answer the questions of the page alike, and continue."""
    for fieldset in page.locator("main fieldset").all():
        fieldset.locator("input").nth(level).check()
    with page.expect_navigation():
        page.locator("main form .button-main").click()


def together(guests: list[tuple[Page, int]]) -> None:
    """Each guest in turn answers one page, until all of them have answered the last one."""
    while any("/questions/" in page.url for page, _ in guests):
        for page, level in guests:
            if "/questions/" in page.url:
                answer(page, level)
    for page, _ in guests:
        page.get_by_role("button", name="J’ai terminé").click()
        expect(page.get_by_text("C’est terminé, votre avis compte.")).to_be_visible()


def join(visit: Visits, invitation: str, *, scripts: bool = True) -> Page:
    """A guest on a phone of their own, on the first page of questions."""
    page = visit(width=PHONE, scripts=scripts).open(invitation)
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("link", name="Répondre à la première question").click()
    return page


def test_five_people_one_of_whom_comes_back_on_another_device(visit: Visits) -> None:
    opened = open_diagnosis(length="flash")
    holder, invitation = invited(visit, opened)
    # The last one has no JavaScript.
    phones = [join(visit, invitation, scripts=rank < 4) for rank in range(5)]
    leaver = phones[2]
    answer(leaver, LEVELS[2])
    leaver.get_by_role("link", name="gardez votre lien").click()
    own = leaver.get_by_label("Votre lien personnel").input_value()
    leaver.context.close()
    back = visit(width=DESK).open(own)
    back.get_by_role("link", name="Reprendre").click()
    assert re.search(r"/questions/2/$", back.url), "where they had stopped"
    phones[2] = back
    together([*zip(phones, LEVELS, strict=True)])
    page = holder.open(opened.url("gather"))
    expect(page.get_by_text("5 personnes ont commencé")).to_be_visible()
    page.get_by_role("link", name="Clore le recueil").click()
    page.get_by_role("button", name="Clore, définitivement").click()
    expect(page.get_by_role("heading", name="Trois points à mettre à l’ordre du jour")).to_be_visible()
    assert f"vont de «\u00a0{FIRST.levels[0]}\u00a0» à «\u00a0{FIRST.levels[3]}\u00a0»" in page.inner_text(
        "main"
    )
    expect(page.locator("svg.drawing-spread.is-page").first).to_be_visible()
    holder.open(opened.url())
    expect(page.get_by_role("heading", name="Trois points à mettre à l’ordre du jour")).to_be_visible()
    back.reload()
    expect(back.get_by_text("Le recueil est clos.")).to_be_visible()


def test_with_four_there_is_no_figure_in_the_page(visit: Visits) -> None:
    opened = open_diagnosis(length="flash")
    holder, invitation = invited(visit, opened)
    together([(join(visit, invitation), level) for level in LEVELS[1:]])
    page = holder.open(opened.url("gather_close"))
    page.get_by_role("button", name="Clore, définitivement").click()
    expect(page.get_by_text(FIRST.text)).to_be_visible()
    source = page.content()
    source = source[source.index("<main") : source.index("</main>")]
    assert "<svg" not in source and "<table" not in source
    assert not any(level in source for level in FIRST.levels)
    page.get_by_role("link", name="Revenir au recueil").click()
    expect(page.get_by_text("La clôture est définitive.")).to_be_visible()
    holder.open(invitation)
    expect(page.get_by_text("Le recueil est clos")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_pages_of_several_voices(visit: Visits, width: int, dark: bool) -> None:
    opened = open_diagnosis(length="standard")
    keys = [one.key for one in asked_at_most(bank.load(), "employeuse", "standard")]
    invitation = opened.invite()
    for level in LEVELS:
        opened.voice(dict.fromkeys(keys, level), finished=True)  # type: ignore[arg-type]
    visitor = visit(width=width, dark=dark)
    name = f"{width}{'-sombre' * dark}"
    for own in ("gather", "gather_close", "gather_erase", "spread"):
        visitor.open(opened.url(own))
        check(visitor, f"avis-{own}-{name}")
    page = visitor.open(f"/diagnostic/{invitation}/")
    check(visitor, f"avis-invitation-{name}")
    page.get_by_role("button", name="Commencer").click()
    root = page.url
    for own in ("", "questions/1/", "courriel/", "effacer/"):
        visitor.open(root + own)
        check(visitor, f"avis-{own.strip('/').replace('/', '-') or 'personne'}-{name}")
    voices.close(opened=opened.now, figures=True)
    for own in ("spread", "gather", "result"):
        visitor.open(opened.url(own))
        check(visitor, f"avis-clos-{own}-{name}")
