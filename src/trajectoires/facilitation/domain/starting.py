"""A session begins as rows: its format copied, its key drawn."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from equilibre.facilitation.background import Background
from equilibre.facilitation.following import Followed
from equilibre.facilitation.formats import Format
from trajectoires.facilitation.domain.packing import pack
from trajectoires.facilitation.enums import CODE_ALPHABET, CODE_LENGTH
from trajectoires.facilitation.models import Session
from trajectoires.private_links import keys, lifetime

ATTEMPTS = 20
"""Codes drawn before giving up: millions are free."""


@dataclass(frozen=True)
class Started:
    """A new session and its key, which exists nowhere else."""

    session: Session
    token: str


def start(
    *,
    form: Format,
    title: str,
    organisation: str = "",
    host_name: str = "",
    project: str = "",
    model: str = "",
    named: bool = False,
    seeds: Mapping[str, tuple[str, ...]] | None = None,
    earlier: Sequence[Followed] = (),
    background: Background | None = None,
) -> Started:
    """Store a session that waits for its people. ``seeds``: what the model already says, by source;
    ``earlier``: the decisions of earlier sessions that it looks at again.
    """
    token = keys.new_token()
    now = timezone.now()
    own = {
        "edit_hash": keys.fingerprint(token),
        "screen_token": keys.new_token(),
        "created_at": now,
        "expires_at": lifetime.expiry(now),
        "format": pack(form),
        "title": title,
        "organisation": organisation,
        "host_name": host_name,
        "project": project,
        "model": model,
        "named": named,
        "seeds": pack(dict(seeds or {})),
        "earlier": pack(tuple(earlier)),
        "background": pack(background or Background()),
        "notes": pack({}),
    }
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return Started(session=Session.objects.create(code=_drawn(), **own), token=token)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError  # pragma: no cover - the loop returns or raises


def _drawn() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_typed(text: str) -> str:
    """A code as typed: « acd 347 » is ACD347. What it opens is another question."""
    return "".join(text.split()).replace("-", "").upper()
