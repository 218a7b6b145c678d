"""The main job, in a browser: deposit, recognise, read, open a figure, complete, correct, undo."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.roads import arrived, deposit, deposited, fec_files

NBSP, NNBSP = "\u00a0", "\u202f"
SHEET = "#feuille"


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return re.sub(f"[{NBSP}{NNBSP}]", " ", text)


def words(page: Page, selector: str) -> str:
    """What is written there, with ordinary spaces."""
    return plain(page.locator(selector).first.inner_text())


def test_from_a_file_to_the_accounts_behind_a_figure(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    page = visitor.open("/")
    page.get_by_role("link", name="Déposer mes comptes").last.click()
    page.set_input_files("input[type=file]", fec_files("2025"))
    expect(page.locator("[data-files]")).to_contain_text("FEC20251231.txt")
    page.get_by_role("button", name="Lire mes comptes").click()
    arrived(page, "Ce que nous avons lu")
    assert "91 090,00 €" in words(page, ".totals")
    visitor.keep("compris")
    page.get_by_role("link", name="Voir mon modèle sans garder de nom").click()
    arrived(page, "Voici votre modèle")
    sentence = page.locator("#phrase")
    assert "2025" in sentence.inner_text()

    row = page.locator("#flux tr", has_text="Mécénat").first
    opener = row.locator("a.fig")
    opener.click()
    sheet = page.locator(SHEET)
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("754200")
    expect(sheet).to_contain_text("755100")
    visitor.keep("d-ou-ca-sort")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_figure_leads_to_another_and_back(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().page
    deposited(page, visit.root, "2025")
    page.locator("#barycentre .family a.fig").first.click()
    sheet = page.locator(SHEET)
    expect(sheet).to_be_visible()
    first = sheet.get_by_role("heading").first.inner_text()
    sheet.locator("a.fig").first.click()
    expect(sheet.get_by_role("heading").first).not_to_have_text(first)
    sheet.get_by_role("button", name="Revenir au précédent").click()
    expect(sheet.get_by_role("heading").first).to_have_text(first)


def test_hours_are_added_and_the_figure_follows_at_once(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().page
    deposited(page, visit.root, "2025")
    page.evaluate("window.sameDocument = true")
    before = words(page, ".pillar-richesses_humaines .big")
    page.get_by_text("Ajouter des heures et des personnes").click()
    page.get_by_label("Heures de bénévolat de terrain dans l’année").fill("1 000")
    page.get_by_role("button", name="Recalculer").click()
    expect(page.locator("#annonce")).to_have_text("Le modèle est recalculé.")
    after = words(page, ".pillar-richesses_humaines .big")
    assert after != before
    assert page.evaluate("window.sameDocument") is True, "the page was loaded again"

    # 1 000 h at the SMIC of the year: the figure says so, with its source.
    page.locator(".pillar-richesses_humaines .ledger a.fig", has_text="€").nth(1).click()
    expect(page.locator(SHEET)).to_contain_text("SMIC")


def test_an_account_is_moved_then_the_move_is_undone(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().page
    deposited(page, visit.root, "2025")
    natures = "#flux table >> nth=1"
    before = words(page, natures)
    page.get_by_role("link", name=re.compile("^Corriger Parrainage")).click()
    sheet = page.locator(SHEET)
    sheet.get_by_role("link", name=re.compile("^Corriger le compte")).first.click()
    expect(sheet.get_by_role("heading", name="Corriger la lecture")).to_be_visible()
    sheet.get_by_label("Ligne où placer ce compte").select_option(label="Dons de particuliers, legs")
    sheet.get_by_role("button", name="Déplacer ce compte").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("region", name="Dernier changement")).to_be_visible()
    assert words(page, natures) != before

    page.get_by_role("button", name="Annuler ce changement").click()
    expect(page.get_by_role("region", name="Dernier changement")).to_be_hidden()
    assert words(page, natures) == before


def test_a_refused_correction_says_why_beside_the_field(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    page = visitor.page
    deposited(page, visit.root, "2025")
    page.get_by_text("Ajouter des heures et des personnes").click()
    page.get_by_label("Heures de bénévolat de terrain dans l’année").fill("beaucoup")
    page.get_by_role("button", name="Recalculer").click()
    sheet = page.locator(SHEET)
    expect(sheet.locator(".field-bad .error")).to_be_visible()
    assert [e for e in visitor.errors if "422" not in e] == []
    visitor.errors.clear()  # the browser logs the 422 itself


def test_what_cannot_be_read_is_said_with_the_remedy(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    page = visitor.open("/deposer/")
    picture = {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    page.set_input_files("input[type=file]", [picture])
    page.get_by_role("button", name="Lire mes comptes").click()
    problem = page.locator("[data-errors]")
    expect(problem).to_contain_text("photo.png")
    expect(problem).to_contain_text("Que faire")
    assert visitor.violations() == []
    visitor.keep("depot-refuse")
    visitor.errors.clear()  # the browser logs the 422 itself


def test_without_javascript_everything_is_a_plain_page(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(scripts=False).page
    address = deposited(page, visit.root, "2025")
    page.locator("#flux tr", has_text="Mécénat").first.locator("a.fig").click()
    assert "/d-ou-ca-sort/" in page.url
    expect(page.locator("main")).to_contain_text("754200")
    page.get_by_role("link", name="Corriger le compte 754200").click()
    page.get_by_label("Ligne où placer ce compte").select_option(label="Dons de particuliers, legs")
    page.get_by_role("button", name="Déplacer ce compte").click()
    assert page.url.startswith(address)
    expect(page.get_by_role("region", name="Dernier changement")).to_be_visible()


def test_the_keyboard_alone_goes_all_the_way(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().open("/deposer/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, "input[type=file]")
    # What opens from there is the system's own dialog, which no test can type in.
    page.set_input_files(":focus", fec_files("2025"))
    _tab_to(page, "form[data-deposit] button[type=submit]")
    page.keyboard.press("Enter")
    arrived(page, "Ce que nous avons lu")
    _tab_to(page, "main .button-main")
    page.keyboard.press("Enter")
    arrived(page, "Voici votre modèle")
    _tab_to(page, "#lecture a.fig")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus is not visible"
    page.keyboard.press("Enter")
    expect(page.locator(SHEET)).to_be_visible()
    assert page.evaluate("document.querySelector('#feuille').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#lecture a.fig')")


def _tab_to(page: Page, selector: str, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {most} tabs")


def test_the_link_is_shared_in_reading_only(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().page
    deposited(page, visit.root, "2025")
    page.get_by_role("link", name="Partager en lecture seule").click()
    sheet = page.locator(SHEET)
    sheet.get_by_role("button", name="Ouvrir une adresse de lecture").click()
    address = sheet.get_by_label("Adresse de lecture").input_value()
    reader = visit().open(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Voici votre modèle")
    assert reader.get_by_role("link", name=re.compile("Corriger")).count() == 0
    # What follows is made elsewhere; nothing here changes the model.
    elsewhere = ':not([action^="/parcours/"]):not([action^="/espaces/"])'
    assert reader.locator("form[method=post]").count() == 2
    assert reader.locator(f"form[method=post]{elsewhere}").count() == 0


def test_several_exercices_are_read_together(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().page
    deposit(page, visit.root)
    assert page.get_by_role("heading", name=re.compile("^Exercice 20")).count() == 3
    page.get_by_role("link", name="Voir mon modèle sans garder de nom").click()
    page.get_by_role("navigation", name="Exercices").get_by_role("link", name="2023").click()
    expect(page.locator(".years [aria-current]")).to_have_text("2023")
