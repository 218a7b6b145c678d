"""The glossary's page: every term with its anchor, filtered, with few queries."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from harness.client import ScanningClient
from trajectoires.pages.content.shipped import read_shipped
from trajectoires.pages.domain.queries.glossary import glossary
from trajectoires.pages.models import GlossaryTerm
from trajectoires.pages.views import hosted

pytestmark = pytest.mark.django_db
ADDRESS = "/comprendre/glossaire/"
QUERIES = 1
"""What the tool asks; the page around it is counted by ``test_serving``."""


@pytest.fixture
def empty() -> None:
    """No word at all."""
    GlossaryTerm.objects.all().delete()


def term(key: str, **given: object) -> GlossaryTerm:
    values = {"term": key, "definition": f"Ce que veut dire {key}.", "forms": [], "page": ""}
    return GlossaryTerm.objects.create(key=key, **(values | given))


def test_every_link_to_the_glossary_arrives(client: ScanningClient, settings: object) -> None:
    """Links of the content are ``/comprendre/glossaire/#key``: each key is an anchor of the page."""
    anchors = set(client.get(ADDRESS).page.ids)
    shipped = read_shipped(settings.CONTENT_DIR)  # type: ignore[attr-defined]
    assert len(shipped.glossary) >= 90
    assert set(shipped.glossary) - anchors == set()


def test_the_page_is_lean(client: ScanningClient) -> None:
    html = client.get(ADDRESS).content.decode()
    terms = GlossaryTerm.objects.count()
    listed = re.search(r'<ul class="terms".*?</ul>', html, re.S)
    assert listed
    assert len(re.findall(r"<[a-z]", listed[0])) == 1 + 2 * terms


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(rf: RequestFactory, empty: None, count: int) -> None:
    for rank in range(count):
        term(f"mot{rank}")
    with CaptureQueriesContext(connection) as queries:
        context = hosted.glossary_context(rf.get(f"{ADDRESS}?q=mot"))
    assert len(context["glossary"].lines) == count
    assert len(queries) == QUERIES


def test_alphabet_without_accents_and_a_letter_said_once(empty: None) -> None:
    for word in ("zone", "épargne", "Équilibre", "«\u00a0emploi\u00a0»", "23 000 euros"):
        term(f"k{len(GlossaryTerm.objects.all())}", term=word)
    lines = glossary(text="").lines
    assert [line.letter for line in lines] == ["0–9", "E", "", "", "Z"]
    assert [line.term.term for line in lines[1:4]] == ["«\u00a0emploi\u00a0»", "épargne", "Équilibre"]


def test_other_forms_are_said_once(empty: None) -> None:
    term("alliance", forms=["alliances", "alliances stratégiques", "alliance stratégique", "AL"])
    assert glossary(text="").lines[0].forms == ["AL", "alliance stratégique"]


def test_filtering(client: ScanningClient, empty: None) -> None:
    term("barycentre", forms=["point d’équilibre"], page="/comprendre/trois-piliers/")
    term("autre")
    answer = client.get(f"{ADDRESS}?q=EQUILIBRE")
    assert "1\u00a0mot trouvé" in answer.page.text
    assert '<a href="/comprendre/trois-piliers/">barycentre</a>' in answer.content.decode()
    assert "autre" not in answer.page.ids


@pytest.mark.parametrize(
    "query", ["q=xyzzy", "q=%00", "q=" + "a" * 4000, "q=<script>alert(1)</script>", "q="]
)
def test_hostile_queries(client: ScanningClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
    if "xyzzy" in query:
        assert "/recherche/?q=xyzzy" in answer.page.hrefs
