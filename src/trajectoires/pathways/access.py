"""The only road to a plan: the functions here, which name what the link allows.

A wrong link, a revoked link and a link that never existed get the same 404; an expired plan gets a 410 page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.config import errors
from trajectoires.pathways.domain.saved import Saved, unpack
from trajectoires.pathways.domain.storage import HISTORY
from trajectoires.pathways.enums import Change
from trajectoires.pathways.links import EDIT, READ, Link, read_stop_token
from trajectoires.pathways.models import Pathway, PathwayVersion
from trajectoires.private_links.keys import fingerprint
from trajectoires.private_links.revisions import ConcurrentChangeError, LinkExpiredError

GONE = 410


@dataclass(frozen=True)
class Opened:
    """A plan opened by a link: its row and its current version."""

    link: Link
    pathway: Pathway
    version: PathwayVersion

    @cached_property
    def saved(self) -> Saved:
        """What the version holds."""
        return unpack(self.version.document)

    @property
    def undo_label(self) -> str:
        """What « Annuler » would undo; « » on the first version."""
        return Change(self.version.change).label if self.version.number > 1 else ""


def open_link(link: Link) -> Opened:
    """One query: the row and its current version. Raises ``Http404`` or ``LinkExpiredError``."""
    if link.kind not in (EDIT, READ):
        raise Http404
    mark = "edit_hash" if link.kind == EDIT else "read_hash"
    version = HISTORY.current(**{mark: fingerprint(link.token)})
    if version is None:
        raise Http404
    return Opened(link=link, pathway=version.pathway, version=version)


def pathway_to_stop(token: str) -> str:
    """Which plan's check-ins a signed link stops; 404 when nobody signed it."""
    pathway = read_stop_token(token)
    if pathway is None:
        raise Http404
    return pathway


View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """A view of a plan that its link allows to read: it is given ``opened``, not the link.

    Which links an address takes is its converter's business (``urls.py``).
    """

    @wraps(view)
    def opening(request: HttpRequest, link: Link, **kwargs: object) -> HttpResponse:
        try:
            return view(request, open_link(link), **kwargs)
        except LinkExpiredError:
            return render(request, "pathways/expired.html", status=GONE)
        except ConcurrentChangeError:
            return errors.too_many(request)

    return opening
