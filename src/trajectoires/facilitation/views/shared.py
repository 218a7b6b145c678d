"""What a thousand phones ask for in the same seconds is made once: the same words, but for the link of each.

Nothing of a person is shared. A page is kept for those who have not answered, never for who has: its key
holds all that a context says of a seat, and a context with something else in it is not shared.
The session's revision moves in the transaction of every change: what is kept is never older than its key.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from trajectoires.facilitation.domain.opening import OpenedSeat
from trajectoires.facilitation.domain.queries.room import Room, room_of
from trajectoires.facilitation.links import SEAT, Link
from trajectoires.private_links.keys import new_token

MOST = 64
"""Things kept by a process, of each kind: as many rooms at once."""
SAME_FOR_ALL = frozenset(
    {"session", "room", "put", "lines", "texts", "role", "own", "seat", "link", "followed"}
)
"""Names of a context whose values follow from the key, as long as nobody has answered."""
SOMEBODY, FORM_TOKEN = new_token(), new_token()
"""In place of each one's link and of their form's token: drawn by the process, nobody can have typed them."""

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """The last few things made."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The one kept under this key, or a new one."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made


_rooms: Shelf[Room] = Shelf()
_pages: Shelf[str] = Shelf()


def room(opened: OpenedSeat) -> Room:
    """The room as it stands: read once for each revision. To be looked at, never changed."""
    session = opened.session
    return _rooms.get((session.pk, session.revision), lambda: room_of(session, opened.form))


def page(request: HttpRequest, opened: OpenedSeat, context: dict[str, Any], template: str) -> str | None:
    """The page of this context, with this seat's own link; None when it is nobody else's."""
    key = _key(opened, context)
    if key is None:
        return None
    for_all = {**context, "link": Link(SEAT, SOMEBODY), "csrf_token": FORM_TOKEN}
    made = _pages.get((template, *key), lambda: render_to_string(template, for_all))
    made = made.replace(SOMEBODY, opened.link.token)
    # Asked for, a token sets a cookie: a page without a form needs none.
    return made.replace(FORM_TOKEN, get_token(request)) if FORM_TOKEN in made else made


def _key(opened: OpenedSeat, context: dict[str, Any]) -> tuple[Hashable, ...] | None:
    if context["own"] is not None or opened.seat.name:
        return None
    rest = {name: value for name, value in context.items() if name not in SAME_FOR_ALL}
    if not all(value is None or isinstance(value, str | bool | int) for value in rest.values()):
        return None
    session, seat = opened.session, opened.seat
    return (session.pk, session.revision, seat.role, seat.votes, *sorted(rest.items()))
