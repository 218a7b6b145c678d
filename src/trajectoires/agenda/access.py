"""The road from a signed link to its row: what is not signed by the site leads nowhere."""

from __future__ import annotations

from django.http import Http404

from trajectoires.agenda import links
from trajectoires.agenda.domain.queries import subscribers
from trajectoires.agenda.models import Subscriber


def mark_to_confirm(token: str) -> str | None:
    """Whom a confirmation link is about; None when it is false or older than seven days."""
    return links.read_confirm_token(token)


def mark_to_leave(token: str) -> str:
    """Whom a letter's link is about, whether or not they are still subscribed; 404 when nobody signed it."""
    mark = links.read_manage_token(token)
    if mark is None:
        raise Http404
    return mark


def subscriber_by_token(token: str) -> Subscriber | None:
    """The subscription that a letter's link opens; None when it is over, 404 when nobody signed the link."""
    return subscribers.by_mark(mark=mark_to_leave(token))


def manage_token(subscriber: Subscriber) -> str:
    """The end of the links by which a subscriber chooses again, or leaves."""
    return links.manage_token(subscriber.mark)
