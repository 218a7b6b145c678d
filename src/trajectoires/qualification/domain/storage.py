"""Writing revisions: the one place where rows of a dossier are made, and what may enter them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.results import SocioEconomicModel
from trajectoires.qualification.domain import packing, tokens
from trajectoires.qualification.domain.safekeeping import storable
from trajectoires.qualification.enums import Change
from trajectoires.qualification.models import Dossier, Revision

ATTEMPTS = 5
"""Two people editing at once: the second change is made again on top of the first."""


class ConcurrentChangeError(Exception):
    """The dossier changed under every attempt, or was erased meanwhile."""


@dataclass(frozen=True)
class Created:
    """A new dossier and its key, which exists nowhere else."""

    dossier: Dossier
    edit_token: str
    inputs: Inputs


def expiry(now: dt.datetime) -> dt.datetime:
    """When a dossier that is not kept expires."""
    return now + dt.timedelta(days=settings.RETENTION_DAYS)


def create(*, inputs: Inputs, change: Change, model: SocioEconomicModel | None = None) -> Created:
    """Compute the model (unless given, already computed from these very inputs) and store both."""
    kept = storable(inputs)
    computed = model if model is not None and kept == inputs else build_model(kept)
    document, result = packing.pack_inputs(kept), packing.pack_model(computed)
    edit_token = tokens.new_edit_token()
    now = timezone.now()
    with transaction.atomic():
        dossier = Dossier.objects.create(
            edit_hash=tokens.fingerprint(edit_token), created_at=now, expires_at=expiry(now)
        )
        Revision.objects.create(
            dossier=dossier,
            number=dossier.revision,
            document=document,
            result=result,
            rules_version=computed.rules_version,
            change=change,
            made_at=now,
        )
    return Created(dossier=dossier, edit_token=edit_token, inputs=kept)


def revise(*, dossier: Dossier, change: Change, edit: Callable[[Inputs], Inputs]) -> Inputs:
    """Apply ``edit`` to the current inputs, recompute, and append a revision.

    The engine runs outside the transaction, so that nobody waits for it; when somebody else appended a
    revision meanwhile, the edit is made again on theirs. An edit that changes nothing appends nothing.
    Raises ``ReadError`` when ``edit`` refuses, ``ConcurrentChangeError`` when it could not be written.
    """
    for _ in range(ATTEMPTS):
        current = (
            Revision.objects.filter(dossier=dossier).order_by("-number").values("number", "document").first()
        )
        if current is None:
            raise ConcurrentChangeError
        before = packing.unpack_inputs(current["document"])
        after = storable(edit(before))
        if after == before:
            return before
        if _append(dossier=dossier, above=current["number"], inputs=after, change=change):
            return after
    raise ConcurrentChangeError


def _append(*, dossier: Dossier, above: int, inputs: Inputs, change: Change) -> bool:
    """Write revision ``above`` + 1 if ``above`` is still the current one."""
    model = build_model(inputs)
    document, result = packing.pack_inputs(inputs), packing.pack_model(model)
    with transaction.atomic():
        moved = Dossier.objects.filter(pk=dossier.pk, revision=above).update(revision=above + 1)
        if not moved:
            return False
        Revision.objects.create(
            dossier=dossier,
            number=above + 1,
            document=document,
            result=result,
            rules_version=model.rules_version,
            change=change,
            made_at=timezone.now(),
        )
        Revision.objects.filter(dossier=dossier, number__lte=above + 1 - settings.REVISIONS_KEPT).delete()
    return True


def undo(*, dossier: Dossier) -> str:
    """Drop the last change and come back to the one before; the label of what was undone, « » if nothing.

    The result shown again is the one stored then: it is not computed anew.
    """
    with transaction.atomic():
        numbers = Revision.objects.select_for_update().filter(dossier=dossier).order_by("-number")
        last_two = list(numbers.only("number", "change")[:2])
        if len(last_two) < 2:
            return ""
        last, before = last_two
        moved = Dossier.objects.filter(pk=dossier.pk, revision=last.number).update(revision=before.number)
        if not moved:
            raise ConcurrentChangeError
        last.delete()
    return Change(last.change).label
