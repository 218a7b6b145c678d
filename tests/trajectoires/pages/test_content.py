"""What ships: every count that was promised, no dead link, no orphan, no page without a source.

All easy to read.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.conf import settings

from equilibre.reference import wordings
from harness.client import ScanningClient
from trajectoires.pages import facets, tools
from trajectoires.pages.content.check import faults
from trajectoires.pages.content.shipped import read_shipped, written
from trajectoires.pages.domain.queries.report import all_links, content_report
from trajectoires.pages.domain.queries.sheets import action_sheets
from trajectoires.pages.models import ContentPage, SheetPage, StepPage

SHIPPED = read_shipped(settings.CONTENT_DIR)
FAMILIES = 7
LEAST = {"glossary": 90, "quiz": 80, "resources": 100, "referents": 60, "dossiers": 13, "obligations": 20}
BREAKABLE = re.compile(r"[^\W_»)’}] (?=[;:?!%€»](?:\W|$))|« | »")


def test_no_file_has_a_fault() -> None:
    assert list(faults(SHIPPED)) == []


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_collections_hold_what_was_promised(name: str, least: int) -> None:
    assert len(getattr(SHIPPED, name)) >= least


def test_the_doors_hold_what_was_promised() -> None:
    under = Counter(address.split("/")[1] for address in SHIPPED.pages)
    assert {code: under[code] > 0 for code in facets.DOORS} == dict.fromkeys(facets.DOORS, True)
    families = [a for a in SHIPPED.pages if a.startswith("/comprendre/sept-familles/")]
    assert len(families) == FAMILIES + 1
    assert under["comprendre"] >= 21 + FAMILIES
    kits = [p for p in SHIPPED.pages.values() if p.meta["kind"] == "kit"]
    assert len(kits) >= 10
    assert len([p for p in SHIPPED.pages.values() if p.meta["kind"] == "sheet"]) == 18


def test_every_level_and_theme_has_questions() -> None:
    levels = Counter(row["level"] for row in SHIPPED.quiz.values())
    themes = Counter(row["theme"] for row in SHIPPED.quiz.values())
    assert min(levels[level] for level in (1, 2, 3)) >= 20
    assert len(themes) == 8 and min(themes.values()) >= 8


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    ranks = Counter(
        next(rank for rank, choice in enumerate(row["choices"]) if choice["right"])
        for row in SHIPPED.quiz.values()
    )
    assert max(ranks.values()) <= len(SHIPPED.quiz) * 0.45


def test_every_action_of_the_tool_has_its_sheet() -> None:
    assert set(action_sheets()) == {action.code for action in wordings.actions()}


def test_every_hosted_tool_is_registered_and_has_its_page() -> None:
    hosted = {page.meta["tool"] for page in SHIPPED.pages.values() if page.meta["kind"] == "tool"}
    assert hosted == facets.HOSTED_TOOLS
    assert tools.keys() >= facets.HOSTED_TOOLS


def test_nothing_is_announced_as_to_come() -> None:
    said = re.compile(r"\(à venir\)|page à venir|bientôt disponible|en construction", re.IGNORECASE)
    assert [address for address, page in SHIPPED.pages.items() if said.search(written(page))] == []


@pytest.mark.django_db
def test_links_sources_and_ease_of_the_live_site() -> None:
    links = all_links()
    assert links.bad == []
    assert links.orphans == []
    assert len(links.external) > 50
    report = content_report()
    assert report.without_source == []
    assert report.hard_to_read == []
    assert SheetPage.objects.live().count() == 18
    assert StepPage.objects.live().count() == 7 + 8 + 2


@pytest.mark.django_db
def test_a_newcomer_reaches_every_page_from_the_home_page(client: ScanningClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address)
        if answer.headers.get("Location", "").startswith("/compte/connexion/"):
            # What belongs to one person: a newcomer is asked who they are.
            answer = client.get(answer.headers["Location"])
        assert answer.status_code == 200, address
        page = getattr(answer, "page", None)
        for href in page.hrefs if page else ():
            path = href.partition("#")[0]
            ours = path.startswith("/") and path.endswith("/") and "?" not in path
            if ours and path not in seen and path not in waiting:
                waiting.append(path)
    live = {page.address for page in ContentPage.objects.live().order_by("path")}
    assert live - seen == set()


@pytest.mark.django_db
def test_pages_speak_with_french_spaces(client: ScanningClient) -> None:
    wrong = {}
    for page in ContentPage.objects.live().order_by("path"):
        text = client.get(page.address).page.text
        found = [text[max(m.start() - 30, 0) : m.end() + 10] for m in BREAKABLE.finditer(text)]
        if found:
            wrong[page.address] = found
    assert wrong == {}
