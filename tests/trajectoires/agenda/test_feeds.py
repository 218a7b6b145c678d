"""Feeds, opened by the libraries that real clients use."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from harness import agenda_rows as rows
from harness.client import ScanningClient
from trajectoires.agenda.interfaces.calendar import paris_zone
from trajectoires.agenda.models import Webinar
from trajectoires.agenda.paris import PARIS
from trajectoires.pages.models import ContentPage

ICS = "/s-informer/webinaires.ics"
ATOMS = (
    "/s-informer/webinaires.atom",
    "/s-informer/lettres.atom",
    "/s-informer/dossiers.atom",
    "/nouveautes.atom",
)
SITE = "https://trajectoires.exemple.org"
HOSTILE = "Prix libre; \\ « libre », oui\u202f? <b>& co</b>"


def _calendar(client: ScanningClient, address: str = ICS) -> Calendar:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    _well_formed(answer.content)
    return Calendar.from_ical(answer.content)


def _well_formed(content: bytes) -> None:
    """RFC 5545 3.1: CRLF everywhere, no line over 75 octets, nothing empty."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(line and len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)


def test_a_calendar_program_reads_the_event(client: ScanningClient, db: None) -> None:
    made = rows.webinar(
        "web-2030-07-18",
        title=HOSTILE,
        day=dt.date(2030, 7, 18),
        cycle="Cycle, d’essai",
        summary="Une ligne\net une autre.",
        eclairage_title="Les bases",
        registration_url="https://exemple.org/i?a=1&b=2",
    )
    calendar = _calendar(client)
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//Trajectoires//Agenda//FR")
    (event,) = (one for one in calendar.events if one["uid"].startswith("webinaire-web-2030-07-18@"))
    assert event["uid"] == "webinaire-web-2030-07-18@trajectoires.exemple.org"
    assert event["summary"] == HOSTILE
    starts, ends = event["dtstart"].dt, event["dtend"].dt
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert starts.astimezone(dt.UTC) == dt.datetime(2030, 7, 18, 11, tzinfo=dt.UTC)
    assert ends - starts == dt.timedelta(minutes=90)
    assert made.last_published_at is not None
    assert event["dtstamp"].dt == made.last_published_at.astimezone(dt.UTC).replace(microsecond=0)
    assert event["url"] == f"{SITE}/s-informer/webinaires/web-2030-07-18/"
    assert "https://exemple.org/i?a=1&b=2" in event["description"]
    assert "Une ligne\net une autre." in event["description"]
    assert event["categories"].to_ical().decode() == "Cycle\\, d’essai"
    assert not {"attendee", "organizer", "contact"} & {name.lower() for name in event}


def test_every_event_is_there_once_with_its_zone(client: ScanningClient, db: None) -> None:
    rows.webinar(day=dt.date(2030, 1, 17))
    calendar = _calendar(client)
    dated = Webinar.objects.filter(live=True, day__isnull=False).count()
    uids = [event["uid"] for event in calendar.events]
    assert len(uids) == len(set(uids)) == dated
    assert [zone["tzid"] for zone in calendar.timezones] == ["Europe/Paris"]
    assert calendar.get_missing_tzids() == set()
    days = {event["uid"]: event["dtstart"].dt for event in calendar.events}
    # Its hour is not known: it takes its day, and no hour is invented.
    assert days["webinaire-web-2020-10-22@trajectoires.exemple.org"] == dt.date(2020, 10, 22)


def test_one_event_alone(client: ScanningClient, db: None) -> None:
    rows.webinar("seul")
    answer = client.get("/s-informer/webinaires/seul.ics")
    assert answer.headers["Content-Disposition"] == 'inline; filename="seul.ics"'
    (event,) = _calendar(client, "/s-informer/webinaires/seul.ics").events
    assert event["uid"] == "webinaire-seul@trajectoires.exemple.org"
    assert client.get("/s-informer/webinaires/inconnu.ics").status_code == 404


def test_the_same_site_gives_the_same_bytes_until_something_is_published(
    client: ScanningClient, db: None
) -> None:
    made = rows.webinar("un")
    first = client.get(ICS + "?1").content
    assert client.get(ICS + "?2").content == first
    uid = _calendar(client, ICS).events[0]["uid"]
    made.title = "Autre titre"
    made.save_revision().publish()
    again = _calendar(client, ICS)
    assert again.to_ical() != first
    assert uid in [event["uid"] for event in again.events]


def test_our_zone_is_paris_hour_by_hour_where_it_matters() -> None:
    zone = paris_zone().to_tz()
    for year in range(1997, 2041):
        for month in (3, 10):
            for day in range(20, 32):
                for hour in (0, 1, 4, 13):
                    local = dt.datetime(year, month, day, hour)  # noqa: DTZ001  a local hour
                    assert zone.utcoffset(local) == local.replace(tzinfo=PARIS).utcoffset(), local


def test_an_empty_calendar_is_one(client: ScanningClient, db: None) -> None:
    Webinar.objects.all().delete()
    assert _calendar(client).events == []


def _feed(client: ScanningClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    _is_atom(answer.content, address)
    found = feedparser.parse(answer.content)
    assert not found.bozo and found.version == "atom10"
    assert found.feed.language == "fr"
    return found


def _is_atom(content: bytes, address: str) -> None:
    """RFC 4287: what a feed and each entry must have; every address absolute."""
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(content)
    assert root.tag == f"{atom}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"{atom}{name}")) == 1, name
    own = [link.get("href") for link in root.findall(f"{atom}link") if link.get("rel") == "self"]
    assert own == [f"{SITE}{address}"]
    identifiers = []
    for entry in root.findall(f"{atom}entry"):
        for name in ("id", "title", "updated"):
            assert len(entry.findall(f"{atom}{name}")) == 1, name
        identifiers.append(entry.findtext(f"{atom}id"))
        (moment,) = (entry.findtext(f"{atom}updated"),)
        assert moment and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)", moment)
    assert len(identifiers) == len(set(identifiers))
    assert all(one and one.startswith(f"{SITE}/") for one in identifiers)
    assert all((link.get("href") or "").startswith(f"{SITE}/") for link in root.iter(f"{atom}link"))


@pytest.mark.parametrize("address", ATOMS)
def test_each_feed_opens_with_and_without_entries(client: ScanningClient, db: None, address: str) -> None:
    rows.webinar(title=HOSTILE, levers=["RH3"])
    rows.letter(title=HOSTILE, items=[{"title": HOSTILE, "text": HOSTILE, "levers": ["RH3"]}])
    rows.dossier(title=HOSTILE, note=HOSTILE)
    found = _feed(client, address)
    assert 0 < len(found.entries) <= 30
    if address != "/nouveautes.atom":
        entry = found.entries[0]
        assert entry.title == HOSTILE
        assert entry.title_detail.type == "text/plain"
    if address in ATOMS[:2]:
        assert [tag.term for tag in found.entries[0].tags] == ["Service civique"]


@pytest.mark.parametrize("address", ATOMS[:3])
def test_an_empty_feed_is_one(client: ScanningClient, db: None, address: str) -> None:
    for model in (Webinar, rows.Letter, rows.Dossier):
        model.objects.all().delete()
    found = _feed(client, address)
    assert found.entries == []
    assert client.get(address + "?1").content == client.get(address + "?2").content


def test_a_letter_is_whole_in_its_feed(client: ScanningClient, db: None) -> None:
    rows.letter(
        items=[{"title": "Une <idée>", "text": "Un.\n\nDeux & trois.", "link": "https://exemple.org/suite"}]
    )
    entry = _feed(client, ATOMS[1]).entries[0]
    assert entry.summary == (
        "<h2>Une &lt;idée&gt;</h2><p>Un.</p><p>Deux &amp; trois.</p>"
        '<p><a href="https://exemple.org/suite">Lire la suite</a></p>'
    )


def test_new_pages_come_newest_first_and_a_draft_does_not(client: ScanningClient, quiet: None) -> None:
    newest, hidden = ContentPage.objects.live().order_by("pk")[4:6]
    rows.published_at(newest, rows.NOW)
    rows.published_at(hidden, rows.NOW)
    ContentPage.objects.filter(pk=hidden.pk).update(live=False)
    entries = _feed(client, "/nouveautes.atom").entries
    assert entries[0].link == SITE + newest.address
    assert SITE + hidden.address not in [entry.link for entry in entries]
