"""An account that nobody uses: told, then erased; using it, or entering a space, keeps it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from harness.accounts import sign_in
from harness.client import ScanningClient
from harness.spaces import open_space, person
from trajectoires.agenda.models import Subscriber
from trajectoires.operations.duties import DUTIES
from trajectoires.people.domain import retention
from trajectoires.people.interfaces.mails import mail_unused
from trajectoires.people.models import Account

ROOT = Path(__file__).parents[3]
NOW = dt.datetime(2029, 3, 31, 12, tzinfo=dt.UTC)
LIMIT = dt.date(2027, 3, 31)


def seen(name: str, day: dt.date) -> Account:
    account = person(name).account
    Account.objects.filter(pk=account.pk).update(seen_on=day)
    return account


def tell() -> int:
    return retention.tell_unused(now=NOW, tell=mail_unused)


def test_months_are_those_of_the_calendar() -> None:
    before = retention._months_before
    assert before(dt.date(2029, 3, 31), 24) == LIMIT
    assert before(dt.date(2028, 2, 29), 24) == dt.date(2026, 2, 28)
    assert before(dt.date(2029, 1, 15), 1) == dt.date(2028, 12, 15)
    assert before(dt.date(2029, 12, 31), 1) == dt.date(2029, 11, 30)


def test_owners_are_told_once_with_the_day(db: None) -> None:
    seen("ancienne", LIMIT - dt.timedelta(days=1))
    seen("recente", LIMIT)
    assert tell() == 1
    assert [one.to for one in mail.outbox] == [["ancienne@exemple.fr"]]
    assert "30 avril 2029" in mail.outbox[0].body
    assert tell() == 0
    assert len(mail.outbox) == 1


def test_what_is_not_answered_is_erased_a_month_later(db: None) -> None:
    seen("ancienne", LIMIT - dt.timedelta(days=1))
    Subscriber.objects.create(email="ancienne@exemple.fr", mark="m", confirmed_at=NOW, rhythm="mensuel")
    tell()
    assert retention.erase_unused(now=NOW + dt.timedelta(days=29)) == 0
    assert retention.erase_unused(now=NOW + dt.timedelta(days=30)) == 1
    assert Account.objects.count() == 0
    assert Subscriber.objects.count() == 1


def test_coming_back_keeps_the_account(db: None) -> None:
    account = seen("ancienne", LIMIT - dt.timedelta(days=1))
    tell()
    sign_in(ScanningClient(), "ancienne@exemple.fr")
    account.refresh_from_db()
    assert account.told_at is None
    assert retention.erase_unused(now=NOW + dt.timedelta(days=90)) == 0


def test_a_space_keeps_the_account(db: None) -> None:
    space = open_space()
    Account.objects.update(seen_on=LIMIT - dt.timedelta(days=1))
    told = {one.person_id for one in Account.objects.filter(told_at=None)}
    tell()
    left = {one.person_id for one in Account.objects.filter(told_at=None)}
    assert told - left == {space.people["stranger"].pk}
    # Entered after the notice: kept, and the notice taken back.
    Account.objects.filter(person=space.people["manager"]).update(told_at=NOW)
    assert retention.erase_unused(now=NOW + dt.timedelta(days=30)) == 1
    assert Account.objects.get(person=space.people["manager"]).told_at is None


def test_a_mail_that_fails_is_tried_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    seen("ancienne", LIMIT - dt.timedelta(days=1))

    def fail(address: str, day: dt.date) -> None:
        raise OSError

    with pytest.raises(OSError):
        retention.tell_unused(now=NOW, tell=fail)
    assert Account.objects.get().told_at is None
    assert tell() == 1


def test_the_duty_runs_and_the_page_says_the_same(db: None) -> None:
    Account.objects.all().delete()
    seen("ancienne", timezone.localdate() - dt.timedelta(days=800))
    dict(DUTIES)["comptes-sans-usage"]()
    assert len(mail.outbox) == 1
    page = (ROOT / "content" / "pages" / "confidentialite.md").read_text(encoding="utf-8")
    assert (retention.UNUSED_MONTHS, retention.NOTICE_DAYS) == (24, 30)
    assert "vingt-quatre mois sans connexion" in page
    assert "trente jours plus tard" in page
