"""What the search box finds of the capability: published webinars, letters and dossiers, never a draft."""

from __future__ import annotations

from collections.abc import Iterable

from trajectoires.agenda.models import Dossier, Letter, Webinar
from trajectoires.pages.content.markdown_text import plain_text
from trajectoires.pages.facets import LEVERS
from trajectoires.pages.search import index
from trajectoires.pages.search.entries import Entry

DOOR = "s-informer"
WEBINAR_WEIGHT, LETTER_WEIGHT, DOSSIER_WEIGHT = 0.6, 0.6, 0.5
"""Below the pages: who asks what a lever is wants the page that explains it."""


def register() -> None:
    """Called when the site starts."""
    index.register(index.Source("webinaire", Webinar, webinar_entry))
    index.register(index.Source("lettre", Letter, letter_entry))
    index.register(index.Source("dossier", Dossier, dossier_entry))


def webinar_entry(row: Webinar) -> Entry | None:
    """A published webinar."""
    # Read again: what was just saved may be a draft, held in memory by a row that is public.
    stored = Webinar.objects.filter(pk=row.pk, live=True).first()
    if stored is None:
        return None
    parts = [text for part in stored.parts for text in (part["title"], part["speaker"])]
    return Entry(
        kind="webinaire",
        key=str(stored.pk),
        address=stored.address,
        title=stored.heading,
        label="Webinaire",
        summary=stored.summary or stored.note,
        body=_lines([*parts, plain_text(stored.transcript), plain_text(stored.resources)]),
        keywords=tuple(_known(["webinaire", stored.cycle, *_levers(stored.levers)])),
        door=DOOR,
        weight=WEBINAR_WEIGHT,
    )


def letter_entry(row: Letter) -> Entry | None:
    """A published letter."""
    stored = Letter.objects.filter(pk=row.pk, live=True).first()
    if stored is None:
        return None
    news = stored.news
    return Entry(
        kind="lettre",
        key=str(stored.pk),
        address=stored.address,
        title=stored.title,
        label="Lettre",
        summary=" · ".join(one["title"] for one in news),
        body=_lines(text for one in news for text in (one["title"], *one["paragraphs"])),
        keywords=tuple(_known(["lettre", *(label for one in news for label in _levers(one["levers"]))])),
        door=DOOR,
        weight=LETTER_WEIGHT,
    )


def dossier_entry(row: Dossier) -> Entry | None:
    """A published dossier whose title is known: nobody searches for « titre inconnu »."""
    stored = Dossier.objects.filter(pk=row.pk, live=True).exclude(title="").first()
    if stored is None:
        return None
    return Entry(
        kind="dossier",
        key=str(stored.pk),
        address=stored.address,
        title=stored.title,
        label="Dossier annuel",
        summary=stored.note,
        keywords=tuple(_known(["dossier", str(stored.year), stored.number, *_levers(stored.levers)])),
        door=DOOR,
        weight=DOSSIER_WEIGHT,
    )


def _levers(codes: Iterable[str]) -> list[str]:
    return [LEVERS[code] for code in codes if code in LEVERS]


def _known(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line for line in lines if line))


def _lines(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)
