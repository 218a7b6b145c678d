"""A model handed to another capability: the value behind one of its private links."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from equilibre.model.dossier import Partner
from equilibre.model.results import SocioEconomicModel
from trajectoires.private_links.keys import fingerprint
from trajectoires.qualification.domain import packing
from trajectoires.qualification.links import EDIT, READ
from trajectoires.qualification.models import Revision


def model_behind(link: str) -> SocioEconomicModel | None:
    """The model of « m/… » or « v/… »; None when the link opens nothing today."""
    revision = revision_behind(link)
    return None if revision is None else packing.unpack_model(revision.result)


def model_by_key(link: str) -> SocioEconomicModel | None:
    """The same by « m/… » alone: what keeps a copy of figures asks for the key."""
    return model_behind(link) if link.startswith(f"{EDIT}/") else None


def partners_by_key(link: str) -> tuple[Partner, ...] | None:
    """The partners told for the last exercice, by « m/… » alone; None when the link opens nothing."""
    revision = revision_behind(link) if link.startswith(f"{EDIT}/") else None
    if revision is None:
        return None
    exercices = packing.unpack_inputs(revision.document).exercices
    return max(exercices, key=lambda one: one.totals.closing).partners or ()


def revision_behind(link: str) -> Revision | None:
    """What a link shows today: one query."""
    kind, _, token = link.partition("/")
    if kind not in (EDIT, READ) or not token.isascii():
        return None
    name = "edit_hash" if kind == EDIT else "read_hash"
    identity: dict[str, Any] = {f"dossier__{name}": fingerprint(token)}
    living = Q(dossier__expires_at__isnull=True) | Q(dossier__expires_at__gt=timezone.now())
    return Revision.objects.filter(living, number=F("dossier__revision"), **identity).order_by().first()
