"""The life of a session's links: a second host, and the end of all."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from trajectoires.facilitation.domain import watching
from trajectoires.facilitation.links import second_token
from trajectoires.facilitation.models import Decision, Round, Seat, Session
from trajectoires.private_links import lifetime

MARK = "seances-purgees"


def share(*, session: Session, edit_token: str) -> str:
    """Open the second host's link, or give the one already open; the token."""
    return lifetime.share(session, lambda counter: second_token(edit_token=edit_token, counter=counter))


def withdraw(*, session: Session) -> None:
    """The second host's link works no more, and what it opened closes."""
    with transaction.atomic():
        lifetime.revoke_read_link(session)
        watching.second_withdrawn(session)


def open_second_token(*, session: Session, edit_token: str) -> str:
    """The token of the second host's link that is open, « » when none is."""
    if session.read_hash is None:
        return ""
    return second_token(edit_token=edit_token, counter=session.read_counter)


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number emptied. The bare row stays a while (``forget_bare_rows``)."""
    with transaction.atomic():
        expired = Session.objects.filter(expires_at__lte=now)
        emptied = expired.exclude(format=b"").count()
        for table in (Round, Decision, Seat):
            table._default_manager.filter(session__expires_at__lte=now).delete()
        expired.update(
            code=None, format=b"", notes=b"{}", seeds=b"{}", background=b"{}", earlier=b"[]",
            planned_on=None, planned_at=None, place="",
            title="", organisation="", host_name="", project="", model="",
        )  # fmt: skip
        lifetime.forget_bare_rows(Session, now=now)
    return emptied


def purge_if_due() -> None:
    """Where no timer was set, a new session looks after it, at most once an hour."""
    lifetime.if_due(MARK, lambda: purge_expired(now=timezone.now()))
