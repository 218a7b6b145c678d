"""The presentations, made when they are asked for and kept until something is published."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.views.decorators.http import require_safe

from trajectoires.learning.documents.slides_pdf import deck_pdf
from trajectoires.learning.documents.slides_pptx import deck_pptx
from trajectoires.learning.domain.queries import decks
from trajectoires.pages.domain import freshness, readership
from trajectoires.pages.facets import DOWNLOADS

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KINDS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "pptx": (PPTX, deck_pptx),
    "pdf": ("application/pdf", deck_pdf),
}


@dataclass(frozen=True)
class Made:
    """A document, and what it was made from."""

    version: tuple[int, str]
    body: bytes
    etag: str


# One for each document of DOWNLOADS at most: the names of an address are looked for there.
_kept: dict[str, Made] = {}
_making = threading.Lock()


@require_safe
def presentation(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """GET /presentations/essentiel.pptx: a document that the site makes."""
    key = f"{name}-{kind}"
    if key not in DOWNLOADS or kind not in KINDS or name not in decks.FILES:
        raise Http404
    made = _document(key, name, kind)
    # Compression on the way makes a tag weak.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == made.etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(made.body, content_type=KINDS[kind][0])
        response["Content-Disposition"] = f'attachment; filename="{name}-trajectoires.{kind}"'
        if request.method == "GET":
            readership.document_taken(key)
    response["ETag"] = made.etag
    response["Cache-Control"] = "no-cache"
    return response


def _document(key: str, name: str, kind: str) -> Made:
    """The kept one when nothing was published since; made by one thread at a time otherwise."""
    today = timezone.localdate()
    version = (freshness.current(), today.isoformat())
    kept = _kept.get(key)
    if kept is not None and kept.version == version:
        return kept
    deck = decks.deck(content=settings.CONTENT_DIR, name=name)
    if deck is None:
        raise Http404
    with _making:
        kept = _kept.get(key)
        if kept is None or kept.version != version:
            body = KINDS[kind][1](deck, sources=decks.sources(deck), today=today)
            kept = Made(version, body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')
            _kept[key] = kept
    return kept
