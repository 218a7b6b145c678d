"""What anyone reads: lists, one page a webinar and a letter; nothing that is not published."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harness import agenda_rows as rows
from harness.client import ScanningClient
from trajectoires.agenda.domain.queries import agenda
from trajectoires.agenda.models import Dossier, Letter, Webinar

WEBINARS, LETTERS, DOSSIERS = "/s-informer/webinaires/", "/s-informer/lettres/", "/s-informer/dossiers/"
SECRET = "Sujet encore secret"


def test_an_empty_calendar_says_so_and_shows_the_past(client: ScanningClient, db: None) -> None:
    text = client.get(WEBINARS).page.text
    assert "Aucun webinaire annoncé\u00a0; revoir les précédents" in text
    assert "Un modèle au service de quoi" in text
    assert "titre non retrouvé" in text


def test_what_is_announced_comes_first_the_nearest_before(client: ScanningClient, db: None) -> None:
    rows.webinar(title="Le lointain", day=dt.date(2031, 2, 20))
    rows.webinar(title="Le proche", day=dt.date(2030, 1, 17))
    text = client.get(WEBINARS).page.text
    assert (
        text.index("À venir")
        < text.index("Le proche")
        < text.index("Le lointain")
        < text.index("Les précédents")
    )
    assert "Aucun webinaire annoncé" not in text
    assert "Jeudi 17\u00a0janvier\u00a02030, de 13\u00a0h à 14\u00a0h\u00a030" in text


def test_a_webinar_becomes_past_when_it_ends(db: None) -> None:
    made = rows.webinar(day=dt.date(2026, 7, 16))
    ends = dt.datetime(2026, 7, 16, 12, 30, tzinfo=dt.UTC)
    assert made in agenda.calendar(now=ends - dt.timedelta(seconds=1)).upcoming
    assert made not in agenda.calendar(now=ends).upcoming
    assert any(made in cycle.webinars for cycle in agenda.calendar(now=ends).cycles)
    # Without an hour, at the end of its day in Paris.
    all_day = rows.webinar(day=dt.date(2026, 7, 16), starts=None, ends=None)
    midnight = dt.datetime(2026, 7, 16, 22, tzinfo=dt.UTC)
    assert not all_day.is_over(midnight - dt.timedelta(seconds=1))
    assert all_day.is_over(midnight)


@pytest.mark.parametrize("make", [rows.webinar, rows.letter, rows.dossier])
def test_a_draft_is_nowhere(client: ScanningClient, db: None, make: Any) -> None:
    made = make("brouillon-secret", title=SECRET, published=False)
    addresses = [
        "/sitemap.xml",
        WEBINARS, LETTERS, DOSSIERS, "/s-informer/webinaires.ics", "/s-informer/webinaires.atom",
        "/s-informer/lettres.atom", "/s-informer/dossiers.atom", "/nouveautes.atom", "/s-informer/", "/",
    ]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.content.decode() and "brouillon-secret" not in answer.content.decode()
    for address in (
        f"{WEBINARS}brouillon-secret/",
        f"{WEBINARS}brouillon-secret.ics",
        f"{LETTERS}brouillon-secret/",
    ):
        assert client.get(address).status_code == 404
    assert all("brouillon-secret" not in one.address for one in agenda.public_addresses())
    made.get_latest_revision().publish()
    assert any(SECRET in client.get(address).content.decode() for address in (WEBINARS, LETTERS, DOSSIERS))


@pytest.mark.parametrize("make", [rows.webinar, rows.letter, rows.dossier])
def test_a_change_that_waits_changes_nothing_and_unpublishing_hides(
    client: ScanningClient, db: None, make: Any
) -> None:
    made = make("deja-public", title="Titre public")
    made.title = SECRET
    made.save_revision()
    lists = (WEBINARS, LETTERS, DOSSIERS)
    assert not any(SECRET in client.get(address).content.decode() for address in lists)
    assert any("Titre public" in client.get(address).content.decode() for address in lists)
    type(made).objects.get(pk=made.pk).unpublish()
    assert not any("Titre public" in client.get(address).content.decode() for address in lists)


@pytest.mark.parametrize("make", [rows.webinar, rows.letter, rows.dossier])
def test_the_search_box_finds_what_is_published_as_it_was_published(
    client: ScanningClient, db: None, make: Any
) -> None:
    made = make("essai-zythum", title="Brasser le zythum ensemble", published=False)

    def found(words: str) -> bool:
        return any("essai-zythum" in href for href in client.get("/recherche/", {"q": words}).page.hrefs)

    assert not found("zythum")
    made.get_latest_revision().publish()
    assert found("zythum")
    # A change that waits is held by the same row: it must not be read from there.
    made.refresh_from_db()
    made.title = "Distiller le quernon"
    made.save_revision()
    assert found("zythum") and not found("quernon")
    type(made).objects.get(pk=made.pk).unpublish()
    assert not found("zythum")


def test_the_sitemap_lists_what_is_published(client: ScanningClient, db: None) -> None:
    rows.webinar("essai-1")
    rows.letter("essai-2")
    told = client.get("/sitemap.xml").content.decode()
    for address in (f"{WEBINARS}essai-1/", f"{LETTERS}essai-2/", f"{WEBINARS}web-2020-10-22/"):
        assert f"<loc>https://trajectoires.exemple.org{address}</loc>" in told


def test_the_page_of_a_webinar_to_come(client: ScanningClient, db: None) -> None:
    rows.webinar(
        "web-2030-01-17",
        title="Le prix <libre>",
        cycle="Cycle d’essai",
        eclairage_title="Les bases",
        temoignage_speaker="La Maison des Rives",
        registration_url="https://exemple.org/inscription",
    )
    answer = client.get(f"{WEBINARS}web-2030-01-17/")
    html = answer.content.decode()
    assert answer.page.headings == ["Le prix <libre>"]
    assert 'itemtype="https://schema.org/Event"' in html
    assert 'itemprop="startDate" datetime="2030-01-17T13:00:00+01:00"' in html
    assert 'itemprop="endDate" content="2030-01-17T14:30:00+01:00"' in html
    assert "https://exemple.org/inscription" in answer.page.hrefs
    assert f"{WEBINARS}web-2030-01-17.ics" in answer.page.hrefs
    assert "Les bases" in html and "La Maison des Rives" in html
    assert "rediffusion" not in html
    assert (
        '<link rel="canonical" href="https://trajectoires.exemple.org/s-informer/webinaires/web-2030-01-17/">'
        in html
    )


def test_the_page_of_a_past_webinar(client: ScanningClient, db: None) -> None:
    rows.webinar(
        "web-2026-01-15",
        day=dt.date(2026, 1, 15),
        registration_url="https://exemple.org/inscription",
        replay_url="https://exemple.org/revoir",
        resources='<p><a href="https://exemple.org/guide">Le guide</a></p>',
        transcript="<p>Ce qui s’est dit.</p>",
    )
    answer = client.get(f"{WEBINARS}web-2026-01-15/")
    assert {"https://exemple.org/revoir", "https://exemple.org/guide"} <= set(answer.page.hrefs)
    assert "https://exemple.org/inscription" not in answer.page.hrefs
    assert "Ce qui s’est dit." in answer.page.text


def test_what_is_not_known_is_said(client: ScanningClient, db: None) -> None:
    shipped = client.get(f"{WEBINARS}web-cycle1-04/")
    assert shipped.page.headings == ["Webinaire n° 4"]
    assert "Nous n’avons pas retrouvé son titre" in shipped.page.text
    assert "Date non retrouvée" in shipped.page.text
    assert "schema.org/Event" not in shipped.content.decode()
    assert client.get(f"{WEBINARS}web-cycle1-04.ics").status_code == 404
    assert "mars\u00a02019" in client.get(f"{WEBINARS}web-2019-03/").page.text


def test_the_page_of_a_letter(client: ScanningClient, db: None) -> None:
    items = [
        {
            "title": "Une <idée>",
            "text": "Premier.\n\nSecond\nparagraphe.",
            "link": "https://exemple.org/suite",
        },
        {"title": "Un geste", "text": "À faire."},
    ]
    rows.letter("lettre-1", title="Trois dates par aide", number=12, items=items)
    answer = client.get(f"{LETTERS}lettre-1/")
    assert answer.page.headings == ["Trois dates par aide"]
    assert "<p>Second paragraphe.</p>" in answer.content.decode()
    assert "Une <idée>" in answer.page.text
    assert "https://exemple.org/suite" in answer.page.hrefs
    assert "Trois dates par aide" in client.get(LETTERS).page.text


def test_no_letter_yet_is_said(client: ScanningClient, db: None) -> None:
    assert "Aucune lettre n’est encore parue ici" in client.get(LETTERS).page.text


def test_dossiers_say_what_is_unknown(client: ScanningClient, db: None) -> None:
    text = client.get(DOSSIERS).page.text
    assert "Modèle économique\u00a0: face à l’usure" in text
    assert "titre inconnu" in text
    assert text.index("2025") < text.index("2014")


COUNTS = {
    # The page of the tree costs seven; the list one.
    WEBINARS: (Webinar, rows.webinar, 1),
    LETTERS: (Letter, rows.letter, 1),
    DOSSIERS: (Dossier, rows.dossier, 1),
}


@pytest.mark.parametrize("address", COUNTS)
def test_lists_cost_one_query_whatever_their_length(client: ScanningClient, db: None, address: str) -> None:
    model, make, expected = COUNTS[address]
    model.objects.all().delete()
    table = model._meta.db_table
    for total in (1, 3):
        while model.objects.count() < total:
            make()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"{address}?n={total}")
        assert len([one for one in asked if f'FROM "{table}"' in one["sql"]]) == expected
        assert len(asked) <= 12


def test_detail_pages_cost_two_queries_cold_and_one_warm(client: ScanningClient, db: None) -> None:
    rows.webinar("un", resources='<p><a href="https://exemple.org/">x</a></p>')
    rows.letter("deux")
    for address in (f"{WEBINARS}un/", f"{LETTERS}deux/"):
        with CaptureQueriesContext(connection) as cold:
            client.get(address)
        assert len(cold) == 2
        with CaptureQueriesContext(connection) as warm:
            client.get(address)
        assert len(warm) == 1


def test_a_publication_makes_kept_pages_old(client: ScanningClient, db: None) -> None:
    made = rows.webinar("un", title="Avant")
    address = f"{WEBINARS}un/"
    assert client.get(address).headers["ETag"] == client.get(address).headers["ETag"]
    made.title = "Après"
    made.save_revision().publish()
    assert client.get(address).page.headings == ["Après"]
    assert "Après" in client.get("/s-informer/webinaires.ics").content.decode()
