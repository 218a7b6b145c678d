"""The calendar's page and its file: what the answers make due, read back by a client library."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from support_rows import obligation

from harness.client import ScanningClient
from trajectoires.support.domain.obligations import Answers, Closing, Due
from trajectoires.support.domain.queries.agenda import agenda, delay_words
from trajectoires.support.interfaces.asked import answers_of, answers_query
from trajectoires.support.interfaces.ics import calendar_file
from trajectoires.support.models import Obligation
from trajectoires.support.views import tools

pytestmark = pytest.mark.django_db
ADDRESS, FILE = "/accompagner/calendrier/", "/accompagner/calendrier.ics"
TODAY = dt.date(2026, 11, 26)
NOW = dt.datetime(2026, 11, 26, 9, 30, tzinfo=dt.UTC)
QUERIES = 2
"""What the tool asks; the page around it is counted by ``pages/test_serving``."""


@pytest.fixture
def empty() -> None:
    """Nothing to do."""
    Obligation.objects.all().delete()


def text_of(answer: object) -> str:
    return " ".join(answer.page.text.split())  # type: ignore[attr-defined]


def due_keys(**answers: object) -> list[str]:
    found = agenda(answers=Answers(**answers), today=TODAY)  # type: ignore[arg-type]
    return [entry.obligation.key for entry in (*found.dated, *found.monthly)]


def test_every_shipped_obligation_can_be_read_and_has_its_source() -> None:
    rows = list(Obligation.objects.all())
    assert len(rows) >= 30
    for row in rows:
        row.full_clean()
    found = agenda(answers=Answers(employer="50", public="plus", receipts="plus"), today=TODAY)
    entries = [*found.dated, *found.monthly, *found.special, *found.events]
    assert [entry.obligation.key for entry in entries if entry.source is None] == []


def test_the_fictitious_association_of_the_page() -> None:
    """Closed on 31 December, employees, two grants under the threshold, no tax receipt."""
    keys = due_keys(employer="oui", public="oui")
    assert {"dsn-quinze", "taxe-salaires-annuelle", "compte-rendu-financier", "ag-annuelle"} <= set(keys)
    assert not {"publication-comptes", "dsn-cinq", "declaration-dons"} & set(keys)


def test_gifts_are_declared_once_on_the_day_of_their_exercice() -> None:
    civil = due_keys(receipts="oui")
    other = due_keys(receipts="oui", closing=Closing(6, 30))
    assert "declaration-dons-exercice-civil" in civil
    assert "declaration-dons" not in civil
    assert "declaration-dons" in other
    assert "declaration-dons-exercice-civil" not in other


def test_thresholds_open_the_publication_of_accounts() -> None:
    for answers in (Answers(public="plus"), Answers(public="non", receipts="plus")):
        events = agenda(answers=answers, today=TODAY).events
        assert "publication-comptes" in [entry.obligation.key for entry in events]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(rf: RequestFactory, empty: None, count: int) -> None:
    for rank in range(count):
        obligation(f"o{rank}")
    with CaptureQueriesContext(connection) as queries:
        context = tools.obligations(rf.get(f"{ADDRESS}?mois=6"))
    assert len({entry.obligation.key for entry in context["agenda"].dated}) == count
    assert len(queries) == QUERIES


def test_the_page_says_day_source_status_and_doubt(client: ScanningClient) -> None:
    said = text_of(client.get(f"{ADDRESS}?employeur=oui&mois=6"))
    assert "À vérifier avec votre conseil." in said
    assert "exercice clos le 30 juin, moins de 50 salariés" in said
    for words in (
        "Chaque mois",
        "À partir d’un événement",
        "Si vous êtes dans ce cas",
        "établi",
        "sans délai",
    ):
        assert words in said


def test_the_question_of_public_money_prints_its_perimeter(client: ScanningClient) -> None:
    said = text_of(client.get(ADDRESS))
    assert "toutes les autorités publiques réunies" in said
    assert "Les dons ont leur propre compteur." in said
    assert "vous devez" not in said.lower()


def test_a_saturday_is_kept_and_said(empty: None) -> None:
    obligation("samedi", month=1, day=15)
    found = agenda(answers=Answers(), today=dt.date(2027, 12, 1))
    assert next(entry.due for entry in found.dated) == Due(dt.date(2028, 1, 15))
    text = calendar_file(agenda=found, page="https://exemple.org/", now=NOW).decode().replace("\r\n ", "")
    assert "Ce jour est un samedi" in text


def read(body: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def test_the_file_opens_in_a_client(empty: None) -> None:
    obligation(
        "annuelle", title="Assemblée; avec, virgules", rule="after_close", month=None, day=None, months=6
    )
    obligation("paie", rule="monthly", month=None, day=31)
    obligation("evenement", rule="event", month=None, day=None, months=3)
    obligation("a-part", special=True)
    found = agenda(answers=Answers(), today=TODAY)
    body = calendar_file(agenda=found, page="https://exemple.org/?mois=12", now=NOW)
    assert body.endswith(b"\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    once, monthly = read(body)
    assert once["uid"] == "annuelle-20270630@obligations.trajectoires"
    assert once.decoded("dtstart") == dt.date(2027, 6, 30)
    assert once.decoded("dtend") == dt.date(2027, 7, 1)
    assert once["summary"] == "Assemblée; avec, virgules"
    assert "Exercice clos le 31/12/2026." in once["description"]
    assert "Source (convention de la plateforme)" in once["description"]
    assert once["description"].endswith("À vérifier avec votre conseil.")
    alarm = once.walk("VALARM")[0]
    assert alarm.decoded("trigger") == dt.timedelta(days=-14)
    assert monthly["uid"] == "paie@obligations.trajectoires"
    assert monthly.decoded("dtstart") == dt.date(2026, 11, 30)
    assert monthly["rrule"].to_ical() == b"FREQ=MONTHLY;COUNT=15;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_read_again_later_it_doubles_nothing() -> None:
    answers = Answers(employer="oui", public="plus", receipts="oui")
    uids = []
    for today in (TODAY, TODAY + dt.timedelta(days=60)):
        body = calendar_file(agenda=agenda(answers=answers, today=today), page="https://e.org/", now=NOW)
        events = read(body)
        found = {str(event["uid"]): event.decoded("dtstart") for event in events}
        assert len(found) == len(events)
        uids.append(found)
    both = uids[0].keys() & uids[1].keys()
    assert both
    assert {uid for uid in both if "-20" in uid and uids[0][uid] != uids[1][uid]} == set()


def test_the_file_is_served(client: ScanningClient) -> None:
    answer = client.get(f"{FILE}?employeur=oui")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="obligations.ics"'
    assert not answer.cookies
    assert read(answer.content)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{FILE}?employeur=oui")
    assert len(queries) == 2
    assert client.post(FILE).status_code == 405


def test_the_page_gives_its_file_with_the_same_answers(client: ScanningClient) -> None:
    page = client.get(f"{ADDRESS}?mois=6&jour=15&employeur=50&aides=plus&recus=plus")
    assert f"{FILE}?mois=6&jour=15&employeur=50&aides=plus&recus=plus" in page.page.hrefs


@pytest.mark.parametrize(
    "query",
    [
        "", "mois=13&jour=99", "mois=0", "jour=0", "jour=-1", "mois=²", "jour=1e2", "mois=%00",
        "employeur=<b>", "aides=peut-être&recus=", "mois=2&jour=31", "jour=31&mois=6",
        "mois=" + "9" * 5000,
    ],
)  # fmt: skip
def test_hostile_queries(client: ScanningClient, query: str) -> None:
    assert client.get(f"{ADDRESS}?{query}").status_code == 200
    answer = client.get(f"{FILE}?{query}")
    assert answer.status_code == 200
    icalendar.Calendar.from_ical(answer.content)


def test_answers_are_read_as_they_are_written() -> None:
    for answers in (Answers(), Answers(Closing(2, 29), "50", "plus", "oui")):
        assert answers_of(QueryDict(answers_query(answers))) == answers


def test_delays_in_words() -> None:
    said = [delay_words(*given) for given in ((0, 0), (1, 0), (3, 0), (12, 0), (48, 0), (0, 45), (1, 1))]
    assert said == [
        "sans délai", "dans le mois", "dans les 3\u00a0mois", "dans l’année", "dans les 4\u00a0ans",
        "dans les 45\u00a0jours", "dans le mois et le jour",
    ]  # fmt: skip


def test_the_editor_is_told_what_is_wrong() -> None:
    given = {"title": "X", "who": "x", "what": "x", "source_key": "p", "status": "etabli"}
    with pytest.raises(ValidationError, match="Nécessaire pour cette sorte de date"):
        Obligation(key="x", rule="fixed", month=5, **given).full_clean()
    with pytest.raises(ValidationError, match="Inconnu"):
        Obligation(key="x", rule="event", when=["employeurs"], **given).full_clean()
    with pytest.raises(ValidationError, match="Écrivez une liste"):
        Obligation(key="x", rule="event", when="employeur", **given).full_clean()
