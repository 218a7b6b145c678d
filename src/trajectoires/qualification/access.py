"""The only road to a dossier: the functions here, which name what the link allows.

A wrong link, a revoked link and a link that never existed get the same 404. A link whose dossier has
expired gets a 410 page that says so: whoever holds it held the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.results import SocioEconomicModel
from trajectoires.private_links.keys import fingerprint
from trajectoires.qualification.domain import packing
from trajectoires.qualification.domain.queries import published
from trajectoires.qualification.domain.storage import HISTORY
from trajectoires.qualification.enums import Change
from trajectoires.qualification.links import EDIT, READ, Link
from trajectoires.qualification.models import Dossier, Revision


@dataclass(frozen=True)
class Opened:
    """A dossier opened by a link: its row, its current revision, what they hold once decoded."""

    link: Link
    dossier: Dossier
    revision: Revision

    @cached_property
    def inputs(self) -> Inputs:
        """What was given."""
        return packing.unpack_inputs(self.revision.document)

    @cached_property
    def model(self) -> SocioEconomicModel:
        """What was concluded, as stored."""
        return packing.unpack_model(self.revision.result)

    def model_at(self, index: int) -> SocioEconomicModel:
        """The same, with the figures of one exercice only: what a page needs, for a third of the work."""
        return packing.unpack_model(self.revision.result, only=index)

    @property
    def identity(self) -> object:
        """What names this stored result for ever: revisions are never written over."""
        return self.revision.pk, self.revision.made_at

    @property
    def undo_label(self) -> str:
        """What « Annuler » would undo; « » on the first revision."""
        return Change(self.revision.change).label if self.revision.number > 1 else ""


@dataclass(frozen=True)
class PublishedCase:
    """A published case: no row, no key."""

    link: Link
    inputs: Inputs
    model: SocioEconomicModel

    def model_at(self, index: int) -> SocioEconomicModel:
        """The model, already in memory."""
        return self.model

    @property
    def identity(self) -> object:
        """The case itself: shipped figures do not change while the process lives."""
        return self.link.token


def dossier_by_edit_link(link: Link) -> Opened:
    """The dossier whose key this is: it may be read and changed."""
    if link.kind != EDIT:
        raise Http404
    return _open(link, edit_hash=fingerprint(link.token))


def dossier_by_read_link(link: Link) -> Opened:
    """The dossier shared by this link: it may be read."""
    if link.kind != READ:
        raise Http404
    return _open(link, read_hash=fingerprint(link.token))


def private_model(link: Link) -> Opened:
    """A dossier that this link allows to read, whichever of its two links it is."""
    return dossier_by_edit_link(link) if link.kind == EDIT else dossier_by_read_link(link)


def readable_model(link: Link) -> Opened | PublishedCase:
    """A model that this link allows to read: a dossier, or a published case."""
    if link.is_case:
        case = published.case_of(link.token)
        if case is None:
            raise Http404
        return PublishedCase(link=link, inputs=case.inputs, model=case.model)
    return private_model(link)


def _open(link: Link, **identity: str) -> Opened:
    revision = HISTORY.current(**identity)
    if revision is None:
        raise Http404
    return Opened(link=link, dossier=revision.dossier, revision=revision)
