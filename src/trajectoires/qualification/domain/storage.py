"""Writing revisions: the one place where rows of a dossier are made, and what may enter them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.results import SocioEconomicModel
from trajectoires.private_links import keys, lifetime
from trajectoires.private_links.revisions import History, LinkExpiredError
from trajectoires.qualification.domain import packing
from trajectoires.qualification.domain.safekeeping import storable
from trajectoires.qualification.enums import Change
from trajectoires.qualification.models import Dossier, Revision


class DossierExpiredError(LinkExpiredError):
    """The link is right and the dossier has expired: the middleware answers with the 410 page."""


HISTORY = History(rows=Dossier, revisions=Revision, parent="dossier", expired=DossierExpiredError)


@dataclass(frozen=True)
class Created:
    """A new dossier and its key, which exists nowhere else."""

    dossier: Dossier
    edit_token: str
    inputs: Inputs


def create(*, inputs: Inputs, change: Change, model: SocioEconomicModel | None = None) -> Created:
    """Compute the model (unless given, already computed from these very inputs) and store both."""
    kept = storable(inputs)
    computed = model if model is not None and kept == inputs else build_model(kept)
    edit_token = keys.new_token()
    now = timezone.now()
    dossier = HISTORY.first(
        edit_hash=keys.fingerprint(edit_token),
        change=change,
        columns=_columns(kept, computed),
        created_at=now,
        expires_at=lifetime.expiry(now),
    )
    return Created(dossier=dossier, edit_token=edit_token, inputs=kept)


def _columns(inputs: Inputs, model: SocioEconomicModel) -> dict[str, object]:
    return {
        "document": packing.pack_inputs(inputs),
        "result": packing.pack_model(model),
        "rules_version": model.rules_version,
    }


def revise(*, dossier: Dossier, change: Change, edit: Callable[[Inputs], Inputs]) -> Inputs:
    """Apply ``edit`` to the current inputs, recompute, and append a revision.

    An edit that changes nothing appends nothing. Raises ``ReadError`` when ``edit`` refuses,
    ``ConcurrentChangeError`` when it could not be written.
    """
    return HISTORY.revise(
        dossier,
        change=change,
        edit=lambda before: storable(edit(before)),
        read=packing.unpack_inputs,
        columns=lambda inputs: _columns(inputs, build_model(inputs)),
    )


def undo(*, dossier: Dossier) -> str:
    """Drop the last change and come back to the one before; the label of what was undone, « » if nothing.

    The result shown again is the one stored then: it is not computed anew.
    """
    code = HISTORY.undo(dossier)
    return Change(code).label if code else ""
