"""Rows that tests need."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from trajectoires.agenda.enums import CONSENT, Rhythm
from trajectoires.agenda.links import mark_of
from trajectoires.agenda.models import Dossier, Letter, Subscriber, Webinar

NOW = dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC)
"""A Friday: the letter of Thursday waits for nobody any more."""


def webinar(key: str = "", *, published: bool = True, **fields: Any) -> Webinar:
    """A webinar, published through its revision as in the editor, or left as a draft."""
    told = {
        "key": key or f"essai-{uuid.uuid4().hex[:8]}",
        "title": "Titre d’essai",
        "day": dt.date(2030, 1, 17),
        "starts": dt.time(13),
        "ends": dt.time(14, 30),
    }
    return _stored(Webinar(**told | fields), published)


def letter(
    key: str = "", *, items: list[dict[str, Any]] | None = None, published: bool = True, **fields: Any
) -> Letter:
    """A letter of one piece of news, or of those given."""
    told = {
        "key": key or f"essai-{uuid.uuid4().hex[:8]}",
        "title": "Lettre d’essai",
        "date": dt.date(2026, 11, 26),
    }
    made = Letter(**told | fields)
    news = items if items is not None else [{"title": "Une nouvelle", "text": "Son texte."}]
    made.items = [
        {"type": "item", "value": {"title": "", "text": "", "link": "", "levers": []} | one} for one in news
    ]
    return _stored(made, published)


def dossier(key: str = "", *, published: bool = True, **fields: Any) -> Dossier:
    """A dossier."""
    told = {"key": key or f"essai-{uuid.uuid4().hex[:8]}", "year": 2030, "title": "Dossier d’essai"}
    return _stored(Dossier(**told | fields), published)


def _stored(made: Any, published: bool) -> Any:
    made.live = False
    made.full_clean(exclude=["latest_revision", "live_revision"])
    made.save()
    revision = made.save_revision()
    if published:
        revision.publish()
        made.refresh_from_db()
    return made


def subscriber(email: str, *, rhythm: Rhythm = Rhythm.WEEKLY, levers: tuple[str, ...] = ()) -> Subscriber:
    """Somebody who confirmed."""
    return Subscriber.objects.create(
        email=email,
        mark=mark_of(email),
        rhythm=rhythm,
        levers=list(levers),
        consent=CONSENT,
        confirmed_at=timezone.now(),
    )


def published_at(row: Any, moment: dt.datetime) -> None:
    """Move the first publication of a row."""
    type(row).objects.filter(pk=row.pk).update(first_published_at=moment)
