"""Making an issue: what is new, for whom, when, and once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from harness import agenda_rows as rows
from trajectoires.agenda.domain import issues
from trajectoires.agenda.domain.issues import items_of, make_issue
from trajectoires.agenda.enums import News, Rhythm
from trajectoires.agenda.interfaces.mails import IssueMails, sections
from trajectoires.agenda.models import Delivery, Issue, Webinar
from trajectoires.agenda.paris import PARIS
from trajectoires.pages.models import ContentPage

pytestmark = pytest.mark.usefixtures("quiet")
FRIDAY = dt.datetime(2026, 11, 27, 10, tzinfo=PARIS)
"""After the Thursday on which the letter of the week was due."""
THURSDAY = dt.datetime(2026, 12, 3, 9, tzinfo=PARIS)
"""When the next one is."""


def _new(row: Any, moment: dt.datetime = FRIDAY - dt.timedelta(days=2)) -> Any:
    rows.published_at(row, moment)
    return row


def _titles(issue: Issue | None) -> list[str]:
    assert issue is not None
    return [item.title for item in items_of(issue)]


def _make(now: dt.datetime = FRIDAY, rhythm: Rhythm = Rhythm.WEEKLY, **options: Any) -> issues.Made:
    return make_issue(rhythm=rhythm, now=now, **options)


def test_what_is_new_is_frozen_in_order(db: None) -> None:
    rows.subscriber("a@exemple.org")
    page = _new(ContentPage.objects.live().order_by("pk")[3])
    _new(rows.dossier(title="Le dossier"))
    webinar = _new(rows.webinar(title="Le webinaire", registration_url="https://exemple.org/i"))
    _new(rows.letter(items=[{"title": "Une idée", "text": "x"}, {"title": "Un geste", "text": "y"}]))
    _new(rows.webinar(title="Un brouillon", published=False))
    _new(rows.webinar(title="Trop vieux"), FRIDAY - dt.timedelta(days=40))
    _new(rows.webinar(title="Pas encore"), FRIDAY + dt.timedelta(hours=1))
    made = _make()
    assert _titles(made.issue) == ["Une idée", "Un geste", "Le webinaire", "Le dossier", page.title]
    assert made.deliveries == 1
    # A correction afterwards does not change what was frozen.
    webinar.title = "Corrigé"
    webinar.save_revision().publish()
    assert "Le webinaire" in _titles(Issue.objects.get())


def test_once_a_period_and_never_the_same_news_twice(db: None) -> None:
    rows.subscriber("a@exemple.org")
    _new(rows.webinar(title="Le premier"))
    first = _make()
    assert first.issue is not None and first.issue.period == "2026-11-26"
    again = _make(FRIDAY + dt.timedelta(hours=1))
    assert again.issue is None and "déjà faite" in again.why
    # Published at the very moment of the cut: in one issue, not in two.
    _new(rows.webinar(title="Juste avant"), FRIDAY - dt.timedelta(minutes=5))
    _new(rows.letter(items=[{"title": "Le second", "text": "x"}]), THURSDAY - dt.timedelta(days=1))
    following = _make(THURSDAY)
    assert _titles(following.issue) == ["Le second", "Juste avant"]
    assert Delivery.objects.count() == 2


def test_a_week_without_news_sends_nothing(db: None) -> None:
    rows.subscriber("a@exemple.org")
    made = _make()
    assert (made.deliveries, made.why) == (0, "rien de nouveau")
    assert Delivery.objects.count() == 0
    # What comes on the Saturday waits for Thursday.
    _new(rows.webinar(title="Un samedi"), FRIDAY + dt.timedelta(days=1))
    assert _make(FRIDAY + dt.timedelta(days=2)).issue is None
    assert _titles(_make(THURSDAY.replace(hour=18)).issue) == ["Un samedi"]


def test_nobody_subscribed_nothing_frozen(db: None) -> None:
    _new(rows.webinar(title="En attente de lecteurs"))
    assert _make().why == "aucun abonnement"
    rows.subscriber("a@exemple.org")
    assert _titles(_make().issue) == ["En attente de lecteurs"]


def test_thursday_waits_for_the_letter_until_the_evening(db: None) -> None:
    rows.subscriber("a@exemple.org")
    Issue.objects.create(rhythm=Rhythm.WEEKLY, period="2026-11-26", cut_at=FRIDAY)
    assert _make(THURSDAY).why == "rien de nouveau pour l’instant"
    _new(rows.webinar(title="Une autre nouvelle"), THURSDAY - dt.timedelta(days=1))
    assert _make(THURSDAY).why == "attend la lettre jusqu’à 18 h"
    assert _make(THURSDAY.replace(hour=17, minute=59)).issue is None
    _new(rows.letter(items=[{"title": "La lettre", "text": "x"}]), THURSDAY.replace(hour=10))
    assert _titles(_make(THURSDAY.replace(hour=10, minute=1)).issue) == ["La lettre", "Une autre nouvelle"]


def test_without_a_letter_the_rest_leaves_in_the_evening(db: None) -> None:
    rows.subscriber("a@exemple.org")
    Issue.objects.create(rhythm=Rhythm.WEEKLY, period="2026-11-26", cut_at=FRIDAY)
    _new(rows.webinar(title="Seul"), THURSDAY - dt.timedelta(days=1))
    assert _titles(_make(THURSDAY.replace(hour=18)).issue) == ["Seul"]


def test_one_more_at_once_when_asked(db: None) -> None:
    rows.subscriber("a@exemple.org")
    _new(rows.webinar(title="Le premier"))
    assert _make().issue is not None
    assert _make(extra=True).why == "rien de nouveau"
    _new(rows.webinar(title="Urgent"), FRIDAY + dt.timedelta(minutes=1))
    made = _make(FRIDAY + dt.timedelta(hours=1), extra=True)
    assert made.issue is not None and made.issue.period == "2026-11-26+1"
    assert _titles(made.issue) == ["Urgent"]


def test_each_rhythm_has_its_own_turn(db: None) -> None:
    rows.subscriber("a@exemple.org")
    rows.subscriber("b@exemple.org", rhythm=Rhythm.MONTHLY)
    _new(rows.webinar(title="Un"))
    assert _make().deliveries == 1
    monthly = _make(rhythm=Rhythm.MONTHLY)
    assert monthly.issue is not None and monthly.issue.period == "2026-11-05"
    later = THURSDAY.replace(hour=18)
    _new(rows.webinar(title="Deux"), THURSDAY - dt.timedelta(days=3))
    assert _titles(_make(later).issue) == ["Deux"]
    assert _titles(_make(later, Rhythm.MONTHLY).issue) == ["Deux"]


def test_levers_choose_and_say_why(db: None) -> None:
    everything = rows.subscriber("tout@exemple.org")
    volunteers = rows.subscriber("sc@exemple.org", levers=("RH3", "FI3b"))
    others = rows.subscriber("autre@exemple.org", levers=("AL1",))
    items = [
        {"title": "Pour tous", "text": "x"},
        {"title": "Volontaires", "text": "x", "levers": ["RH3", "RH2"]},
    ]
    _new(rows.letter(title="La lettre", items=items))
    made = _make()
    assert made.issue is not None
    told = {}
    for one in (everything, volunteers, others):
        message = IssueMails(made.issue).message(Delivery.objects.get(subscriber=one))
        assert message is not None
        told[one.email] = message
    assert "Volontaires" in told["tout@exemple.org"].body
    assert "parce que" not in told["tout@exemple.org"].body.replace("parce que vous vous êtes abonné", "")
    body = told["sc@exemple.org"].body
    assert "(parce que vous suivez\u00a0: service civique)" in body
    assert body.index("Volontaires") < body.index("Pour tous")
    assert "Volontaires" not in told["autre@exemple.org"].body


def test_two_letters_of_a_month_are_two_sections(db: None) -> None:
    rows.subscriber("a@exemple.org", rhythm=Rhythm.MONTHLY)
    for rank in (1, 2):
        items = [{"title": f"Idée {rank}", "text": "x"}]
        _new(rows.letter(title=f"Lettre {rank}", date=dt.date(2026, 11, rank), items=items))
    made = _make(rhythm=Rhythm.MONTHLY)
    assert made.issue is not None
    found = sections(items_of(made.issue), [])
    assert [(one.title, [told.item.title for told in one.items]) for one in found] == [
        ("Lettre 1", ["Idée 1"]),
        ("Lettre 2", ["Idée 2"]),
    ]


def test_whom_nothing_concerns_gets_no_delivery(db: None) -> None:
    rows.subscriber("a@exemple.org", levers=("AL1",))
    concerned = rows.subscriber("b@exemple.org", levers=("RH3",))
    _new(rows.webinar(levers=["RH3"]))
    assert _make().deliveries == 1
    assert Delivery.objects.get().subscriber == concerned


def test_a_mail_is_whole_plain_and_clean(db: None) -> None:
    rows.subscriber("a@exemple.org")
    _new(rows.letter(title="Trois <dates>", items=[
        {"title": "Une & idée", "text": "Premier.\n\n<script>Second</script>.", "link": "https://exemple.org/?a=1&b=2"}
    ]))  # fmt: skip
    _new(
        rows.webinar(
            title="Le prix libre", eclairage_title="Les bases", registration_url="https://exemple.org/i"
        )
    )
    made = _make()
    assert made.issue is not None
    delivery = Delivery.objects.get()
    message = IssueMails(made.issue).message(delivery)
    assert message is not None
    parsed = message.message()
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.get_payload()] == ["text/plain", "text/html"]
    assert parsed["Subject"] and "Trois" in message.subject
    assert parsed["Message-ID"] == delivery.message_id
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    unsubscribe = parsed["List-Unsubscribe"].strip("<>")
    assert unsubscribe.startswith("https://trajectoires.exemple.org/s-informer/abonnement/arreter/")
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert unsubscribe in text
        assert "jeudi 17\u00a0janvier\u00a02030, de 13\u00a0h à 14\u00a0h\u00a030" in text
        assert "https://exemple.org/i" in text
    assert "<script>Second</script>." in message.body and "Une & idée" in message.body
    assert "&lt;script&gt;Second" in html and "https://exemple.org/?a=1&amp;b=2" in html
    for forbidden in ("<img", "<script", "<style", "style=", "src=", "http-equiv", "utm_"):
        assert forbidden not in html
    addresses = [word for word in html.split('"') if word.startswith("http")]
    assert all(a.startswith(("https://trajectoires.exemple.org/", "https://exemple.org/")) for a in addresses)


def test_one_click_is_offered_only_where_it_is_safe(db: None, settings: Any) -> None:
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    rows.subscriber("a@exemple.org")
    _new(rows.webinar())
    made = _make()
    assert made.issue is not None
    message = IssueMails(made.issue).message(Delivery.objects.get())
    assert message is not None
    assert "List-Unsubscribe" in message.extra_headers
    assert "List-Unsubscribe-Post" not in message.extra_headers


def test_a_site_that_opens_does_not_send_two_hundred_summaries(db: None) -> None:
    rows.subscriber("a@exemple.org")
    ContentPage.objects.update(first_published_at=FRIDAY - dt.timedelta(hours=2))
    total = ContentPage.objects.live().count()
    made = _make()
    assert made.issue is not None
    message = IssueMails(made.issue).message(Delivery.objects.get())
    assert message is not None
    assert message.body.count("Sur le site :") == 10
    assert f"Et {total - 10} autres sur le site" in message.body


def test_many_subscribers_cost_few_queries(db: None, django_assert_num_queries: Any) -> None:
    for rank in range(3):
        rows.subscriber(f"a{rank}@exemple.org")
    _new(rows.webinar())
    # Savepoint twice, this period's, subscribers, last issue, four kinds of news, the issue, the deliveries.
    with django_assert_num_queries(11):
        _make()


@pytest.mark.parametrize("kind", list(News))
def test_every_kind_of_news_has_a_name(kind: News) -> None:
    assert kind.label


def test_a_webinar_whose_date_was_told_is_not_new_when_it_is_published_again(db: None) -> None:
    rows.subscriber("a@exemple.org")
    shipped = Webinar.objects.get(key="web-2020-10-22")
    shipped.note = "Une précision."
    shipped.save_revision().publish()
    assert _make().why == "rien de nouveau"
