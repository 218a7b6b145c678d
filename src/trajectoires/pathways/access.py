"""The only road to a plan: the functions here, which name what the link allows.

A wrong link, a revoked link and a link that never existed get the same 404; an expired plan gets a 410 page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from trajectoires.config import errors
from trajectoires.pathways.domain.saved import Saved, unpack
from trajectoires.pathways.domain.storage import HISTORY
from trajectoires.pathways.enums import Change
from trajectoires.pathways.links import EDIT, READ, Link, read_stop_token
from trajectoires.pathways.models import Pathway, PathwayVersion
from trajectoires.private_links.opening import current_revision, view_by_link


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
    version = current_revision(HISTORY, link, edit=EDIT, read=READ)
    return Opened(link=link, pathway=version.pathway, version=version)


def pathway_to_stop(token: str) -> str:
    """Which plan's check-ins a signed link stops; 404 when nobody signed it."""
    pathway = read_stop_token(token)
    if pathway is None:
        raise Http404
    return pathway


by_link = view_by_link(open_link, expired="pathways/expired.html", too_many=errors.too_many)
"""A view of a plan that its link allows to read: it is given ``opened``, not the link."""
