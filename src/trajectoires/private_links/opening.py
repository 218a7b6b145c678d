"""What views behind a private link share: the link opened, and a page when it has expired."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.private_links.addresses import Link, LinkConverter
from trajectoires.private_links.keys import fingerprint
from trajectoires.private_links.revisions import ConcurrentChangeError, History, LinkExpiredError

GONE = 410

View = Callable[..., HttpResponse]
Found = TypeVar("Found")


def current_revision(history: History, link: Link, *, edit: str, read: str) -> Any:
    """One query: the revision behind the edit or read-only link. ``Http404``, ``LinkExpiredError``."""
    if link.kind not in (edit, read):
        raise Http404
    mark = "edit_hash" if link.kind == edit else "read_hash"
    revision = history.current(**{mark: fingerprint(link.token)})
    if revision is None:
        raise Http404
    return revision


def view_by_link(
    open_link: Callable[[Any], object], *, expired: str, too_many: Callable[[HttpRequest], HttpResponse]
) -> Callable[[View], View]:
    """A decorator: the view is given what its link opens, not the link.

    ``expired``: the template answered, with 410, when the link is right and what it opened has gone.
    ``too_many``: the page when several people changed at once. Which links an address takes is its
    converter's business (``urls.py``).
    """

    def by_link(view: View) -> View:
        @wraps(view)
        def opening(request: HttpRequest, link: Link, **kwargs: object) -> HttpResponse:
            try:
                return view(request, open_link(link), **kwargs)
            except LinkExpiredError:
                return render(request, expired, status=GONE)
            except ConcurrentChangeError:
                return too_many(request)

        return opening

    return by_link


def opened_by_text(
    text: str, converter: type[LinkConverter], open_link: Callable[[Any], Found]
) -> Found | None:
    """What « p/… », as the thread keeps it, opens; None when it opens nothing any more."""
    if not re.fullmatch(converter.regex, text):
        return None
    try:
        return open_link(converter().to_python(text))
    except (Http404, LinkExpiredError):
        return None
