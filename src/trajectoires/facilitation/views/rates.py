"""How often one network address may begin a session or mistake a code, and one session be entered.

What is limited is guessing, never a hall behind one Wi-Fi: a right code costs nothing.

The computation. A code is six signs among 23: 23^6 = 148 035 889. With ``WRONG_CODE_RATE`` at 30 a minute,
one address tries 1 800 codes an hour: a given session is found once in 82 000 hours; with a thousand sessions
waiting for their people at once, any of them once in 82 hours. ``ALL_WRONG_CODES_RATE`` is 300 a minute for
all addresses together, beyond which each is sent to rest after two tries: a hundred that guess together try
600 codes a minute at most (300 before, three each after), and find a given session once in 4 100 hours; a
thousand, 3 300 codes a minute, once in 750 hours. What is found is one seat, which the host counts, and no
figure that the room does not see: a code is projected on a wall.
"""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest

from trajectoires.config.network import rate_key
from trajectoires.config.rates import beyond, rated, too_often

starts = rated("session", "DEPOSIT_RATE")
WRONG, WRONG_RATE = "session-code", "WRONG_CODE_RATE"
ALL_WRONG, ALL_WRONG_RATE = "session-codes", "ALL_WRONG_CODES_RATE"
STRICT, STRICT_RATE = "session-code-strict", "STRICT_WRONG_CODE_RATE"
REST = 60
"""Seconds without a try, for an address that guessed too often."""
REMEMBERED = 3600
"""Seconds during which an address that entered a session enters it again, whatever others mistake there."""


def mistaken(request: HttpRequest) -> bool:
    """Count a wrong code; whether its address is now to rest."""
    many = too_often(request, group=WRONG, setting=WRONG_RATE, count=True)
    strict = too_often(request, group=STRICT, setting=STRICT_RATE, count=True)
    crowd = beyond(request, group=ALL_WRONG, of="", setting=ALL_WRONG_RATE)
    if not many and not (strict and crowd):
        return False
    cache.set(_resting(request), 1, REST)
    return True


def may_enter(request: HttpRequest, session_id: UUID | None) -> bool:
    """Whether this address is answered: not while it rests, right or wrong, or it would learn which.

    A session that it has entered already is no discovery: the hall goes on coming in.
    """
    if cache.get(_resting(request)) is None:
        return True
    return session_id is not None and cache.get(_known(request, session_id)) is not None


def entered(request: HttpRequest, session_id: UUID) -> None:
    """Remember that this address knows this session's code: by a pseudonym of both, for an hour at most."""
    cache.add(_known(request, session_id), 1, REMEMBERED)


def too_many_seats(request: HttpRequest, session_id: UUID) -> bool:
    """Count a seat of one session; whether it is beyond what a room that comes in at once needs.

    A thousand people in a minute are let in, from as many addresses or from one. Beyond, it is a machine:
    the other rooms must not wait behind it.
    """
    return beyond(request, group="session-seat", of=str(session_id), setting="SEAT_RATE")


def _resting(request: HttpRequest) -> str:
    return f"seance-repos:{rate_key(WRONG, request)}"


def _known(request: HttpRequest, session_id: UUID) -> str:
    return f"seance-connue:{rate_key(f'{WRONG}:{session_id}', request)}"
