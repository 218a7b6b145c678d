"""Reports and the desk: what they show, to whom, in how many queries, and how they leave."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from editors import edit, editor, form_of, made, superuser
from openpyxl import load_workbook

from harness import agenda_rows
from harness.client import ScanningClient
from trajectoires.pages.admin import chart
from trajectoires.pages.admin.reports import delay
from trajectoires.pages.domain.queries import editing
from trajectoires.pages.domain.roles import CONTRIBUTION, COORDINATION, MODERATION
from trajectoires.pages.models import ContentPage, DailyCount, EmptySearch, Proposal

pytestmark = pytest.mark.django_db
ROOT = "/gestion/rapports/"
TODAY = dt.date(2026, 11, 26)
DAY = dt.timedelta(days=1)


def spaced(tag: Tag) -> str:
    """The words of an element; the spaces of the source are one, those that do not break stay."""
    return re.sub(r"[ \n]+", " ", tag.get_text(" ")).strip()


def rows(html: str) -> list[list[str]]:
    """The cells of the table, as words."""
    lines = BeautifulSoup(html, "html.parser").select("#listing-results tbody tr")
    return [[spaced(cell) for cell in line.find_all("td")] for line in lines]


def show(name: str, client: ScanningClient | None = None, query: str = "") -> str:
    """The report as a coordinator reads it."""
    answer = (client or editor(COORDINATION)).get(f"{ROOT}{name}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def due() -> None:
    """Three pages: late, soon, later; all the others in ten years."""
    ContentPage.objects.update(next_review=TODAY.replace(year=2036))
    today = timezone.localdate()
    for slug, days in (("tardive", -12), ("proche", 30), ("lointaine", 61)):
        made(slug.capitalize(), slug=slug, next_review=today + days * DAY)


def test_pages_to_read_again_are_sorted_and_leave(due: None) -> None:
    client = editor(CONTRIBUTION)
    html = show("a-relire", client)
    assert [(row[0], row[1], row[-1]) for row in rows(html)] == [
        ("Tardive", "/comprendre/tardive/", "en retard de 12\u00a0jours"),
        ("Proche", "/comprendre/proche/", "dans 30\u00a0jours"),
    ]
    assert "2\u00a0pages à relire d’ici à 60\u00a0jours, dont 1 en retard ou sans date" in html
    turned = rows(show("a-relire", client, "?ordering=-next_review"))
    assert [row[0] for row in turned] == ["Proche", "Tardive"]
    sheet = client.get(f"{ROOT}a-relire/?export=csv").getvalue().decode()
    assert [line.split(",")[1] for line in sheet.splitlines()] == [
        "Adresse", "/comprendre/tardive/", "/comprendre/proche/",
    ]  # fmt: skip
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{ROOT}a-relire/?export=xlsx").streaming_content)))
    assert [row[0].value for row in book.active.iter_rows()] == ["Page", "Tardive", "Proche"]


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, "sans date"), (0, "aujourd’hui"), (1, "dans 1\u00a0jour"), (-1, "en retard de 1\u00a0jour")],
)
def test_delays_are_said(days: int | None, said: str) -> None:
    assert delay(None if days is None else TODAY + days * DAY, TODAY) == said


def test_a_page_without_a_date_comes_first(due: None) -> None:
    made("Oubliée", slug="oubliee", next_review=None)
    assert [row[0] for row in rows(show("a-relire"))] == ["Oubliée", "Tardive", "Proche"]


def test_links_that_lead_nowhere_come_first() -> None:
    gone = made("Partie", slug="partie")
    text = (
        '<p><a href="/nulle-part/">a</a> <a href="https://exemple.org/x">b</a> '
        f'<a linktype="page" id="{gone.pk}">c</a></p>'
    )
    made("Bavarde", slug="bavarde", body=[("text", text)])
    gone.unpublish()
    html = show("liens", editor(CONTRIBUTION))
    found = rows(html)
    assert found[:2] == [
        ["Lien mort", "/nulle-part/", "/comprendre/bavarde/", "aucune page publiée à cette adresse"],
        ["Lien mort", f"page n°\u00a0{gone.pk}", "/comprendre/bavarde/", "page supprimée ou non publiée"],
    ]
    assert "2\u00a0liens à réparer, 0\u00a0page sans chemin" in html
    asked = rows(show("liens", None, "?ordering=-address"))
    assert asked[0][1] > asked[-1][1]
    sheet = editor(COORDINATION).get(f"{ROOT}liens/?export=csv").getvalue().decode()
    assert "Lien externe,https://exemple.org/x,/comprendre/bavarde/," in sheet
    assert ",ressource " in sheet and ",source " in sheet
    assert 'href="page n°' not in html


def test_an_orphan_is_said() -> None:
    parent = made("Mère", slug="mere")
    made("Fille", slug="fille", parent="/comprendre/mere/")
    parent.unpublish()
    assert ["Page orpheline", "/comprendre/mere/fille/", "", "aucune page n’y mène"] in rows(show("liens"))


def test_searches_without_an_answer_typed_by_one_visitor_are_not_shown() -> None:
    for words, total in (("trépied", 3), ("=HYPERLINK(1)", 2), ("madame x", 1)):
        EmptySearch.objects.create(words=words, total=total, last_day=TODAY)
    client = editor(MODERATION)
    html = show("recherches-sans-reponse", client)
    assert [row[:2] for row in rows(html)] == [["trépied", "3"], ["=HYPERLINK(1)", "2"]]
    assert "/recherche/?q=tr%C3%A9pied" in html
    sheet = client.get(f"{ROOT}recherches-sans-reponse/?export=csv").getvalue().decode()
    assert "'=HYPERLINK(1)" in sheet
    assert "\n=" not in sheet


def count(days_ago: int, key: str, total: int, kind: str = "page") -> None:
    """Readings of a day."""
    day = timezone.localdate() - days_ago * DAY
    DailyCount.objects.create(day=day, kind=kind, key=key, total=total)


def test_what_is_read_is_added_up_and_drawn() -> None:
    DailyCount.objects.all().delete()
    count(0, "/comprendre/", 5)
    count(3, "/comprendre/", 7)
    count(3, "/sitemap.xml", 99)
    count(29, "/", 1)
    count(30, "/", 1000)
    count(1, "essentiel-pptx", 2, "document")
    count(1, "remplir/agir/kits/x/besoins", 3, "document")
    count(1, "depose/9999", 1, "document")
    html = show("lecture", editor(MODERATION))
    assert [row[-3:] for row in rows(html)] == [
        ["Comprendre", "/comprendre/", "12"],
        ["Tableau à remplir\u00a0: /agir/kits/x/besoins", "", "3"],
        ["«\u00a0L’essentiel\u00a0», présentation modifiable (PPTX)", "", "2"],
        [ContentPage.objects.get(url_path="/accueil/").title, "/", "1"],
        ["document retiré (n°\u00a09999)", "", "1"],
    ]
    assert "13 pages lues en 30\u00a0jours, 0 par jour en moyenne\u00a0; le plus le" in html
    drawing = ElementTree.fromstring(re.search(r"<svg[^>]*editor-chart.*?</svg>", html, re.DOTALL)[0])  # type: ignore[index]
    bars = drawing.findall("rect")
    assert len(bars) == 30
    assert drawing.get("role") == "img"
    assert "13 pages lues" in str(drawing.get("aria-label"))
    tall = [bar for bar in bars if bar.get("height") != "0"]
    assert [bar.findtext("title", "").rpartition(": ")[2] for bar in tall] == ["1", "7", "5"]


def test_a_chart_without_any_reading_says_so() -> None:
    days = [(TODAY - n * DAY, 0) for n in range(30)]
    assert chart.sentence(days) == "Aucune page lue en 30\u00a0jours."
    assert "rect" in chart.by_day(days)


def test_pages_that_are_hard_to_read_are_listed() -> None:
    assert "Toutes les pages publiées tiennent les deux seuils" in show("lisibilite")
    made("Ardue", slug="ardue", body=[("text", f"<p>{' '.join(['institutionnalisation'] * 45)}.</p>")])
    html = show("lisibilite")
    assert [row[:2] for row in rows(html)] == [["Ardue", "/comprendre/ardue/"]]
    assert "1\u00a0page à réécrire" in html


REPORTS = ("a-relire", "liens", "recherches-sans-reponse", "lecture", "lisibilite")


@pytest.mark.parametrize("name", REPORTS)
def test_a_stranger_reads_no_report(client: ScanningClient, name: str) -> None:
    for address in (f"{ROOT}{name}/", f"{ROOT}{name}/lignes/", f"{ROOT}{name}/?export=csv"):
        assert client.get(address).status_code == 302
    assert editor(COORDINATION).get(f"{ROOT}{name}/lignes/").status_code == 200


@pytest.mark.parametrize(
    ("group", "shown"),
    [(CONTRIBUTION, {"a-relire", "liens", "lisibilite"}), (MODERATION, set(REPORTS))],
)
def test_the_menu_shows_what_may_be_opened(group: str, shown: set[str]) -> None:
    html = editor(group).get("/gestion/").content.decode()
    assert {name for name in REPORTS if f"{ROOT}{name}/" in html} == shown


# --- The desk ---------------------------------------------------------------------------------------------


def cards(client: ScanningClient) -> dict[str, str]:
    """Title of a card → its words."""
    page = BeautifulSoup(client.get("/gestion/").content.decode(), "html.parser")
    found = {}
    for card in page.select(".editor-card"):
        title = card.h3.extract()
        count = title.b.extract() if title.b else None
        found[spaced(title)] = f"{spaced(count) if count else ''} | {spaced(card)}"
    return found


def test_the_desk_says_what_waits(due: None) -> None:
    old = made("Vieux brouillon", slug="vieux", live=False)
    ContentPage.objects.filter(pk=old.pk).update(latest_revision_created_at=timezone.now() - 31 * DAY)
    waiting = made("En attente", slug="attente", live=False)
    editor(CONTRIBUTION).post(edit(waiting), form_of(waiting, **{"action-submit": "1"}))
    Proposal.objects.create(kind="action", text="x", licence="x", consent_text="x")
    EmptySearch.objects.create(words="trépied", total=4, last_day=TODAY)
    agenda_rows.webinar(title="Le prix libre", day=timezone.localdate() + 10 * DAY, published=False)
    DailyCount.objects.all().delete()
    count(6, "/", 3)
    count(7, "/", 50)
    told = cards(editor(COORDINATION))
    expected = {
        "À modérer": "1 | En attente",
        "À relire": "2 | Tardive (en retard de 12\u00a0jours) Proche (dans 30\u00a0jours)",
        "Brouillons de plus de 30\u00a0jours": "1 | Vieux brouillon",
        "Propositions à traiter": "1 | Une action locale",
        "Webinaires à publier": "1 | Le prix libre",
        "Recherches sans réponse": "1 | trépied (4\u00a0fois)",
        "Pages lues en 7\u00a0jours": "3 | Comptées sans cookie",
    }
    assert list(told) == list(expected)
    assert {title: told[title][: len(start)] for title, start in expected.items()} == expected


def test_an_empty_desk_says_so() -> None:
    ContentPage.objects.update(next_review=TODAY.replace(year=2036))
    told = cards(editor(COORDINATION))
    assert told["À modérer"].startswith("0 | Rien n’attend votre accord.")
    assert told["À relire"].startswith("0 | Toutes les pages sont à jour")


def test_a_contributor_sees_only_their_own_matters() -> None:
    assert list(cards(editor(CONTRIBUTION))) == ["À relire", "Brouillons de plus de 30\u00a0jours"]


def test_nothing_of_the_editor_comes_from_or_leads_elsewhere() -> None:
    client = superuser()
    page = made()
    for address in ("/gestion/", "/gestion/login/", edit(page), f"{ROOT}lecture/", "/gestion/account/"):
        html = client.get(address).content.decode()
        fetched = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="((?:https?:)?//[^"]+)"', html)
        assert fetched == [], address
        assert "gravatar" not in html
        # The editor's page holds a help that its stylesheet hides.
        assert address == edit(page) or "wagtail.org" not in html, address


def counted(client: ScanningClient, address: str) -> int:
    """Queries of a page of the editor, once everything that a process finds once was found."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def drafts(first: int, last: int) -> None:
    """Old drafts, pages to read again, proposals, searches."""
    today = timezone.localdate()
    for number in range(first, last):
        made(f"P{number}", slug=f"p{number}", next_review=today)
        old = made(f"B{number}", slug=f"b{number}", live=False)
        ContentPage.objects.filter(pk=old.pk).update(latest_revision_created_at=timezone.now() - 40 * DAY)
        Proposal.objects.create(kind="action", text="x", licence="x", consent_text="x")
        EmptySearch.objects.create(words=f"mot {number}", total=4, last_day=TODAY)
        agenda_rows.webinar(day=today + DAY, published=False)
        count(0, f"/p{number}/", 1)


DESK_QUERIES, REVIEW_QUERIES, READING_QUERIES = 39, 12, 13


def test_the_desk_and_the_reports_ask_as_much_for_three_as_for_one() -> None:
    client = editor(COORDINATION)
    drafts(0, 1)
    one = [counted(client, address) for address in ("/gestion/", f"{ROOT}a-relire/", f"{ROOT}lecture/")]
    drafts(1, 3)
    three = [counted(client, address) for address in ("/gestion/", f"{ROOT}a-relire/", f"{ROOT}lecture/")]
    assert one == three == [DESK_QUERIES, REVIEW_QUERIES, READING_QUERIES]


def test_the_queries_behind_the_desk() -> None:
    drafts(0, 3)
    today, now = timezone.localdate(), timezone.now()
    with CaptureQueriesContext(connection) as queries:
        assert len(list(editing.to_review(today=today))) == 3
        assert len(list(editing.old_drafts(now=now))) == 3
        assert len(editing.read_by_day(today=today)) == 30
        assert len(editing.reading(today=today)) == 3
    assert len(queries) == 6


def test_the_editor_reads_html_of_its_own(settings: Any) -> None:
    html = editor(COORDINATION).get("/gestion/").content.decode()
    assert "<title>" in html
    assert "Trajectoires</title>" in re.sub(r"\s+", " ", html).replace(" </title>", "</title>")
    assert "pages/css/editor.css" in html
