"""Event streams, one for each kind of link: they say that something changed, the page asks what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trajectoires.events.streams import stream
from trajectoires.events.topics import Topic
from trajectoires.facilitation.access import by_host, by_screen, by_seat
from trajectoires.facilitation.domain import watching
from trajectoires.facilitation.domain.opening import Opened, OpenedSeat
from trajectoires.facilitation.links import SECOND


@require_safe
@by_seat
def phone_stream(request: HttpRequest, opened: OpenedSeat) -> HttpResponse:
    """For one participant: the room."""
    session = opened.session
    return stream(request, watching.room_topic(session.pk), watching.room_version(session))


@require_safe
@by_screen
def screen_stream(request: HttpRequest, opened: Opened) -> HttpResponse:
    """For the big screen: the room, and how many."""
    return _numbers(request, opened)


@require_safe
@by_host
def host_stream(request: HttpRequest, opened: Opened) -> HttpResponse:
    """For a host: the room, and how many; for a second host, until their link is withdrawn."""
    until = watching.second_topic(opened.session) if opened.link.kind == SECOND else None
    return _numbers(request, opened, until)


def _numbers(request: HttpRequest, opened: Opened, until: Topic | None = None) -> HttpResponse:
    topic = watching.count_topic(opened.session.pk)
    return stream(request, topic, topic.read(), until=until)
