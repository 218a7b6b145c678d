"""A decision has a day, and days when one looks again at it: in the minutes and in a calendar."""

from __future__ import annotations

import datetime as dt
import uuid

from icalendar import Calendar

from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.facilitation.domain import deciding
from trajectoires.facilitation.models import Decision, Session


def test_from_the_form_to_the_minutes_and_to_the_calendar(client: ScanningClient, db: None) -> None:
    held = hold()
    Session.objects.update(began_at=dt.datetime(2027, 3, 12, 19, tzinfo=dt.UTC))
    key = uuid.uuid4().hex
    assert "ICS" not in client.get(held.url("minutes")).content.decode()
    said = {
        "cle": key,
        "label": "Former à la paie",
        "who": "le bureau",
        "by": "2027-06-30",
        "again": ["6", "12"],
    }
    assert client.post(held.url("decisions"), said).status_code == 303
    page = client.get(held.url("decision", key)).content.decode()
    assert page.count("checked") == 2
    minutes = client.get(held.url("minutes")).content.decode().replace("\u00a0", " ")
    assert "On y revient le 12 septembre 2027 et le 12 mars 2028." in minutes and "ICS" in minutes
    answer = client.get(held.url("dates_file"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    told = {event.decoded("dtstart"): str(event["summary"]).replace("\u00a0", " ") for event in events}
    assert told == {
        dt.date(2027, 6, 30): "Former à la paie",
        dt.date(2027, 9, 12): "Y revenir : Former à la paie",
        dt.date(2028, 3, 12): "Y revenir : Former à la paie",
    }
    assert held.token not in answer.content.decode()
    assert client.get(held.url("dates_file")).content == answer.content
    wrong = client.post(held.url("decision", key), said | {"again": ["7"]})
    assert wrong.status_code == 422 and "réponses proposées" in wrong.content.decode()


def test_a_decision_is_removed_by_two_presses_never_one(client: ScanningClient, db: None) -> None:
    held = hold()
    deciding.add_decision(session=held.session, key="a" * 32, said=deciding.Decided(label="Garder le local"))
    page = client.get(held.url("decision", "a" * 32)).content.decode()
    folded = page.split("<summary>Retirer la décision</summary>")[1].split("</details>")[0]
    assert page.count('value="retirer"') == 1
    assert 'value="retirer"' in folded, "the button is behind the fold"
    assert client.post(held.url("decision", "a" * 32), {"action": "retirer"}).status_code == 303
    assert not Decision.objects.exists()
