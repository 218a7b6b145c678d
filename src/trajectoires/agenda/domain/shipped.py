"""``webinars.yaml`` and ``dossiers.yaml`` as rows.

What shipped in the past is public; what shipped with a day to come is a draft until a coordinator publishes
it, and stays one when its day has passed.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.html import format_html, format_html_join

from equilibre.formatting import month
from trajectoires.agenda.models import Dossier, Webinar
from trajectoires.agenda.paris import at_paris, today
from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.content.shipped import Row
from trajectoires.pages.domain import loading
from trajectoires.pages.models import Source

MONTH_IN_KEY = re.compile(r"-(\d{4}-\d{2})(?!-?\d)")
UNDATED = dt.date(2013, 1, 1)
"""What has no day was published when the first dossier was: long ago, never « new »."""


def register() -> None:
    """Called when the site starts: the loader pours these rows after the sources."""
    loading.register(
        loading.Collection(
            kind="webinaire", model=Webinar, rows=lambda shipped: shipped.webinars, values=webinar_values
        )
    )
    loading.register(
        loading.Collection(
            kind="dossier", model=Dossier, rows=lambda shipped: shipped.dossiers, values=dossier_values
        )
    )


def webinar_values(key: str, row: Row) -> dict[str, Any]:
    """The fields of a webinar. A date is a day, a month (« 2025-02 ») or empty: the key may say the month."""
    day, when = _day_or_words(row.get("date"))
    if not day and not when and (month := MONTH_IN_KEY.search(key)):
        when = _month(month[1])
    values = {
        "title": _words(row.get("title")),
        "day": day,
        "starts": _hour(row.get("start")) if day else None,
        "ends": _hour(row.get("end")) if day else None,
        "when": when,
        "cycle": _words(row.get("cycle")),
        "number": int(row["number"]) if row.get("number") else None,
        "summary": _words(row.get("summary")),
        "registration_url": "",
        "replay_url": str(row.get("replay") or ""),
        "resources": resources_html(row.get("resources") or []),
        "note": _words(row.get("note")),
        "source_id": _source(row),
        "levers": list(row.get("levers") or []),
        "live": _live(Webinar, key, day),
        "first_published_at": at_paris(day or UNDATED, dt.time()),
    }
    return values | _parts(row.get("parts") or [])


def dossier_values(key: str, row: Row) -> dict[str, Any]:
    """The fields of a dossier."""
    day, when = _day_or_words(row.get("date"))
    return {
        "year": int(row["year"]),
        "number": str(row.get("number") or ""),
        "date": day,
        "title": _words(row.get("title")),
        "pages": _words(row.get("pages")),
        "note": _words(row.get("note")) or when,
        "source_id": _source(row),
        "levers": list(row.get("levers") or []),
        "live": _live(Dossier, key, day),
        "first_published_at": at_paris(day or dt.date(int(row["year"]), 1, 1), dt.time()),
    }


def _parts(parts: list[dict[str, Any]]) -> dict[str, str]:
    """Two testimonies of one webinar share their line."""
    told: dict[str, list[str]] = {}
    for part in parts:
        for name, field in (("title", "title"), ("speaker_organisation", "speaker")):
            if part.get(name):
                told.setdefault(f"{part['kind']}_{field}", []).append(_words(part[name]))
    names = ("eclairage", "temoignage", "questions", "ressources")
    return {
        f"{name}_{field}": "\u202f; ".join(told.get(f"{name}_{field}", []))
        for name in names
        for field in ("title", "speaker")
    }


def resources_html(resources: list[Any] | str) -> str:
    """An address, words, or a list of them and of « {title, url} », as the editor keeps it."""
    listed = [resources] if isinstance(resources, str) else resources
    lines = [(_resource(one),) for one in listed if one]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines)) if lines else ""


def _resource(one: Any) -> str:
    told = one if isinstance(one, dict) else {"url": one} if str(one).startswith("http") else {"title": one}
    if not told.get("url"):
        return _words(told.get("title"))
    host = urlsplit(told["url"]).hostname or ""
    words = _words(told.get("title")) or f"La page de la séance sur {host.removeprefix('www.')}"
    return format_html('<a href="{}">{}</a>', told["url"], words)


def _day_or_words(value: Any) -> tuple[dt.date | None, str]:
    text = str(value or "").strip()
    if not text:
        return None, ""
    try:
        return dt.date.fromisoformat(text), ""
    except ValueError:
        return None, _month(text)


def _month(text: str) -> str:
    try:
        dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return typeset(text)
    return month(text)


def _hour(value: Any) -> dt.time | None:
    """« 13:00 »; YAML reads « 13:30 » without quotes as a number of minutes."""
    if value in (None, ""):
        return None
    if isinstance(value, int):
        return dt.time(*divmod(value, 60))
    hours, _, minutes = str(value).replace("h", ":").partition(":")
    return dt.time(int(hours), int(minutes or 0))


def _live(model: type[Webinar | Dossier], key: str, day: dt.date | None) -> bool:
    """Published when it first arrives and is past; afterwards, as whoever edits left it."""
    stored = model.objects.filter(key=key).values_list("live", flat=True).first()
    return (day is None or day < today(timezone.now())) if stored is None else stored


def _source(row: Row) -> int | None:
    key = row.get("source")
    return Source.objects.filter(key=key).values_list("pk", flat=True).first() if key else None


def _words(value: Any) -> str:
    return typeset(" ".join(str(value or "").split()))
