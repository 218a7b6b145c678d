"""Public pages: few queries, kept until something is published, never a draft."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from site_pages import page_at, write

from harness.client import ScanningClient
from trajectoires.pages.domain import load, readership
from trajectoires.pages.middleware import PageCacheMiddleware, cacheable
from trajectoires.pages.models import ContentPage, DailyCount

pytestmark = pytest.mark.django_db
COLD_QUERIES_MAX = 12


def test_every_public_page_answers_with_few_queries(client: ScanningClient) -> None:
    client.get("/")  # content types are found once a process
    addresses = [page.address for page in ContentPage.objects.live().order_by("path")]
    counted = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, address
        counted[address] = len(queries)
    assert {address: n for address, n in counted.items() if n > COLD_QUERIES_MAX} == {}


def test_a_kept_page_costs_one_query(client: ScanningClient) -> None:
    first = client.get("/comprendre/trois-piliers/")
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/comprendre/trois-piliers/")
    assert len(queries) == 1
    assert second.content == first.content


def test_a_browser_that_has_the_page_is_told_so(client: ScanningClient) -> None:
    etag = client.get("/comprendre/").headers["ETag"]
    answer = client.get("/comprendre/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_publication_is_seen_at_once_by_every_process(client: ScanningClient) -> None:
    other = ScanningClient()
    for visitor in (client, other):
        visitor.get("/comprendre/definition/")
    page = page_at("/comprendre/definition/")
    page.title = "Un titre tout neuf"
    page.save_revision().publish()
    for visitor in (client, other):
        assert "Un titre tout neuf" in visitor.get("/comprendre/definition/").content.decode()
        assert "Un titre tout neuf" in visitor.get("/comprendre/").content.decode()


def test_a_draft_is_never_public(client: ScanningClient) -> None:
    page = page_at("/comprendre/definition/")
    page.title = "Encore un brouillon"
    page.save_revision()
    for _ in range(2):
        assert "brouillon" not in client.get("/comprendre/definition/").content.decode()


def test_an_unpublished_page_is_gone_at_once(client: ScanningClient) -> None:
    assert client.get("/comprendre/definition/").status_code == 200
    page_at("/comprendre/definition/").unpublish()
    assert client.get("/comprendre/definition/").status_code == 404


def test_a_renamed_page_is_found_at_its_old_address(
    client: ScanningClient,
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    page = page_at("/comprendre/definition/")
    page.slug = "de-quoi-parle-t-on"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get("/comprendre/definition/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/comprendre/de-quoi-parle-t-on/")
    assert client.get("/comprendre/de-quoi-parle-t-on/").status_code == 200


def test_an_address_without_its_slash_leads_to_the_page(client: ScanningClient) -> None:
    assert client.get("/comprendre").headers["Location"] == "/comprendre/"
    assert client.get("/nulle-part").status_code == 404


def test_a_page_and_a_fragment_are_kept_apart(client: ScanningClient, htmx: ScanningClient) -> None:
    assert "<html" in client.get("/comprendre/").content.decode()
    client.get("/comprendre/", headers={"HX-Request": "true"})
    assert "<html" in client.get("/comprendre/").content.decode()


class Counting:
    """A site that answers a new number each time."""

    def __init__(self, **headers: str) -> None:
        self.count = 0
        self.cookie = headers.pop("cookie", "")

    def __call__(self, request: WSGIRequest) -> HttpResponse:
        self.count += 1
        request.site_version = 0
        response = HttpResponse(str(self.count))
        if self.cookie:
            response.set_cookie(self.cookie, "x")
        return cacheable(response)


@pytest.mark.parametrize(("cookie", "made"), [("", 1), ("seance", 2)])
def test_an_answer_with_a_cookie_is_never_kept(rf, cookie: str, made: int) -> None:  # type: ignore[no-untyped-def]
    site = Counting(cookie=cookie)
    middleware = PageCacheMiddleware(site)
    from trajectoires.pages.models import SiteVersion

    SiteVersion.objects.all().delete()
    for _ in range(2):
        middleware(rf.get("/x/"))
    assert site.count == made


def test_kept_pages_are_bounded(rf, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PAGE_CACHE_ENTRIES = 3
    middleware = PageCacheMiddleware(Counting())
    for number in range(10):
        middleware(rf.get(f"/x/?{number}"))
    assert len(middleware.kept) == 3


def test_readings_are_counted_without_a_cookie(client: ScanningClient) -> None:
    readership.write()
    DailyCount.objects.all().delete()
    for _ in range(3):
        answer = client.get("/comprendre/")
        assert not answer.cookies
    readership.write()
    assert DailyCount.objects.get(kind="page", key="/comprendre/").total == 3


def test_the_sitemap_names_every_live_page_and_no_other(client: ScanningClient) -> None:
    page_at("/comprendre/definition/").unpublish()
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    named = {url.findtext("{*}loc") for url in root}
    live = {settings.SITE_ADDRESS + page.address for page in ContentPage.objects.live().order_by("path")}
    assert live <= named
    assert f"{settings.SITE_ADDRESS}/comprendre/definition/" not in named


def test_hostile_text_of_a_file_is_shown_as_text(client: ScanningClient, tmp_path: Path) -> None:
    write(
        tmp_path,
        "/comprendre/essai/",
        title="<script>alert(1)</script>",
        body="<img src=x onerror=alert(1)> [clic](javascript:alert(1))\n\n"
        "Tableau : <b>x</b>\n\n| <i>a</i> | b |\n|---|---|\n| <script>1</script> | 2 |",
    )
    load.load_content(root=tmp_path)
    text = client.get("/comprendre/essai/").content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert 'href="javascript:' not in text
