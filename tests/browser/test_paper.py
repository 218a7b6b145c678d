"""On paper: black on white, no button, the figures numbered and explained at the end."""

from __future__ import annotations

import io

from pypdf import PdfReader

from browser.checks import VISIBLE
from browser.roads import example


def test_the_print_view_is_made_of_words_and_drawings_only(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(dark=True)
    page = visitor.page
    address = example(page, visit.root)
    visitor.open(address + "imprimer/")
    page.emulate_media(media="print")
    assert page.evaluate(VISIBLE, "button, .button, input, select, .site-nav, dialog") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    numbers = page.evaluate("[...document.querySelectorAll('[data-note]')].map(one => +one.dataset.note)")
    notes = page.locator(".note-list > li").count()
    assert set(numbers) == set(range(1, notes + 1))
    assert notes > 40
    assert address.split("/m/")[1].strip("/") not in page.locator("main").inner_text()


def test_the_page_of_the_model_prints_too(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    page = visitor.page
    example(page, visit.root)
    page.emulate_media(media="print")
    assert page.evaluate(VISIBLE, "button, .button, input, select, .site-nav, dialog, .undo-bar") == []
    assert page.locator("#phrase").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_addresses_are_written_out(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().open("/accessibilite/")
    page.emulate_media(media="print")
    after = page.evaluate("getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content")
    assert "defenseurdesdroits.fr" in after


def test_each_sheet_holds_on_two_pages(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    visitor.open("/accompagner/fiches/")
    links = visitor.page.locator("main a[href^='/accompagner/fiches/']")
    sheets = sorted({link.get_attribute("href") for link in links.all()} - {"/accompagner/fiches/"})
    assert len(sheets) == 18
    pages = {}
    for sheet in sheets:
        visitor.open(sheet)
        printed = visitor.page.pdf(format="A4", prefer_css_page_size=True)
        pages[sheet] = len(PdfReader(io.BytesIO(printed)).pages)
    assert {sheet: count for sheet, count in pages.items() if count > 2} == {}
