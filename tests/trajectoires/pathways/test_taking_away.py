"""What one takes away: dates read back by an independent reader, a page to tick."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from icalendar import Calendar

from harness.client import ScanningClient
from harness.plans import Made


def test_the_calendar_holds_what_remains_and_no_key(client: ScanningClient, db: None) -> None:
    day = timezone.localdate() + dt.timedelta(days=90)
    made = Made(client, echeance_nom="ag", echeance=day.isoformat())
    first = made.keys[0]
    made.change("fait", etape=first)
    answer = client.get(made.url("calendar"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert made.link.token.encode() not in answer.content
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    steps = [step for step in made.opened.saved.plan.steps if step.item.key != first]
    titles = [step.item.title for step in steps]
    assert [str(event["summary"]) for event in events] == [*titles, "Assemblée générale"]
    assert [event.decoded("dtstart") for event in events] == [s.due for s in steps] + [day]
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert client.get(made.url("calendar")).content == answer.content


def test_the_page_to_tick(made: Made) -> None:
    answer = made.client.get(made.url("pdf"))
    assert answer.content.startswith(b"%PDF-")
    assert "-parcours.pdf" in answer.headers["Content-Disposition"]
    assert made.link.token.encode() not in answer.content
