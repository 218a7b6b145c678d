"""Codes sent by mail: they prove that somebody reads an address.

A code lives in the session of the browser that asked for it, as a keyed hash: neither the database nor
another browser can use it. Nothing is looked up before the code is right: the answer is the same whether
an account exists or not.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 8
MINUTES = 15
TRIES = 5
KEY = "code"
SALT = "trajectoires.people.code"


class Purpose(Enum):
    """What the proof is for: a code of one kind is nothing to the other."""

    SIGN_IN = "connexion"
    NEW_ADDRESS = "adresse"


class Outcome(Enum):
    """What a typed code is."""

    RIGHT = "juste"
    WRONG = "faux"
    SPENT = "perime"
    """No code waits any more: too old, or tried too often."""


@dataclass(frozen=True)
class Waiting:
    """A code that waits to be typed."""

    address: str
    follow: str
    """Where to go afterwards, a path of this site; « » for nowhere in particular."""
    tries_left: int


def start(session: Any, *, purpose: Purpose, address: str, follow: str = "") -> str:
    """Draw a code for an address: ``DIGITS`` digits, which exist nowhere else. It replaces the one before."""
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    session[KEY] = {
        "purpose": purpose.value,
        "address": address,
        "hash": _hash(purpose, address, code),
        "at": time.time(),
        "tries": 0,
        "follow": follow,
    }
    return code


def waiting(session: Any, *, purpose: Purpose) -> Waiting | None:
    """The code that this browser waits for, or None; one that is too old is forgotten."""
    state = session.get(KEY)
    if not isinstance(state, dict) or state.get("purpose") != purpose.value:
        return None
    if time.time() - state["at"] > MINUTES * 60 or state["tries"] >= TRIES:
        forget(session)
        return None
    return Waiting(state["address"], state["follow"], TRIES - state["tries"])


def check(session: Any, *, purpose: Purpose, typed: str) -> Outcome:
    """Compare; a right code serves once, a wrong one counts."""
    found = waiting(session, purpose=purpose)
    if found is None:
        return Outcome.SPENT
    state = session[KEY]
    if constant_time_compare(_hash(purpose, found.address, typed), state["hash"]):
        forget(session)
        return Outcome.RIGHT
    state["tries"] += 1
    session[KEY] = state
    return Outcome.WRONG if waiting(session, purpose=purpose) else Outcome.SPENT


def forget(session: Any) -> None:
    """Nothing waits any more."""
    session.pop(KEY, None)


def _hash(purpose: Purpose, address: str, code: str) -> str:
    value = f"{purpose.value}:{address}:{code}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()
