"""The only road to a session: the functions here, which name what the link allows.

A wrong link, a withdrawn link and a link that never existed get the same 404; an expired session gets a 410
page.
"""

from __future__ import annotations

from django.http import Http404

from trajectoires.config import errors
from trajectoires.facilitation.domain.opening import Opened, OpenedSeat, find, find_seat
from trajectoires.facilitation.links import HOST, SCREEN, SECOND, Link
from trajectoires.private_links.opening import view_by_link


def session_to_conduct(link: Link) -> Opened:
    """A session that either host conducts. Raises ``Http404`` or ``SessionExpiredError``."""
    return _opened(link, HOST, SECOND)


def session_to_own(link: Link) -> Opened:
    """A session whose key this is: a second host neither invites another, nor keeps, nor erases."""
    return _opened(link, HOST)


def session_to_project(link: Link) -> Opened:
    """What the whole room may see of a session."""
    return _opened(link, SCREEN)


def seat_to_answer(link: Link) -> OpenedSeat:
    """One participant's seat: that seat alone is read and answers."""
    found = find_seat(link)
    if found is None:
        raise Http404
    return found


def _opened(link: Link, *kinds: str) -> Opened:
    found = find(link) if link.kind in kinds else None
    if found is None:
        raise Http404
    return found


_EXPIRED = "facilitation/expired.html"
by_host = view_by_link(session_to_conduct, expired=_EXPIRED, too_many=errors.too_many)
"""A view given the session that its link conducts."""
by_key = view_by_link(session_to_own, expired=_EXPIRED, too_many=errors.too_many)
"""A view given the session whose key its link is."""
by_screen = view_by_link(session_to_project, expired=_EXPIRED, too_many=errors.too_many)
"""A view given what the room may see."""
by_seat = view_by_link(seat_to_answer, expired=_EXPIRED, too_many=errors.too_many)
"""A view given one participant's seat."""
