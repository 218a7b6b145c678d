"""Before a session: its day and place, its decisions, who takes each, what a model or a diagnosis adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max

from equilibre.facilitation.background import joined
from equilibre.facilitation.beginning import MOST_PREPARED
from equilibre.formatting import NBSP
from trajectoires.facilitation.domain.changes import conducting
from trajectoires.facilitation.domain.deciding import keep_words
from trajectoires.facilitation.domain.from_model import Beginning
from trajectoires.facilitation.domain.packing import pack, read_background, read_seeds
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import BODIES
from trajectoires.facilitation.models import Decision, Session

BEGUN = "La séance a commencé. Ce qui la prépare ne change plus."


@dataclass(frozen=True, kw_only=True)
class ToPrepare:
    """A decision and its three lines."""

    label: str
    context: str = ""
    asked: str = ""
    options: str = ""
    decides: str = ""


def plan(*, session: Session, on: dt.date | None, at: dt.time | None, place: str) -> None:
    """Say the day, the hour, the place. Raises ``RefusedError`` once the session has begun."""
    with conducting(session) as locked:
        _before(locked)
        locked.planned_on, locked.planned_at, locked.place = on, at, place
        locked.save(update_fields=["planned_on", "planned_at", "place"])


def prepare_decision(*, session: Session, key: str, said: ToPrepare) -> None:
    """Write a decision to prepare, or change it; what was voted keeps its words. Raises ``RefusedError``."""
    with conducting(session) as locked:
        found = locked.decisions.filter(key=key).order_by().first()
        if found is None:
            _before(locked)
            if locked.decisions.count() >= MOST_PREPARED:
                raise RefusedError(
                    f"Trois décisions au plus à préparer{NBSP}: au-delà, aucune n’est vraiment débattue. "
                    "Gardez les autres pour la séance suivante."
                )
            last = locked.decisions.aggregate(last=Max("position"))["last"]
            Decision.objects.create(session=locked, key=key, position=(last or 0) + 1, **vars(said))
            return
        keep_words(locked, found)
        Decision.objects.filter(pk=found.pk).update(**vars(said))


def say_who_decides(*, session: Session, bodies: Mapping[str, str]) -> None:
    """Key of a decision → the body that takes it. Raises ``RefusedError`` for a body that is not one.

    Still possible once the session has ended: the minutes are a draft.
    """
    if any(body not in BODIES for body in bodies.values()):
        raise RefusedError("Choisissez une des instances proposées.")
    with conducting(session, ended=True) as locked:
        for key, body in bodies.items():
            locked.decisions.filter(key=key).update(decides=body)


def add(*, session: Session, known: Beginning) -> None:
    """Add what a model or a diagnosis says to what is already there, which stays. Raises ``RefusedError``."""
    with conducting(session) as locked:
        _before(locked)
        seeds = {source: [*lines] for source, lines in read_seeds(locked.seeds).items()}
        for source, lines in known.seeds.items():
            seeds[source] = list(dict.fromkeys((*seeds.get(source, ()), *lines)))
        locked.seeds = pack(seeds)
        locked.background = pack(joined(read_background(locked.background), known.background))
        locked.organisation = locked.organisation or known.organisation
        locked.project = locked.project or known.project
        locked.model = locked.model or known.model
        locked.save(update_fields=["seeds", "background", "organisation", "project", "model"])


def _before(session: Session) -> None:
    if session.began_at is not None:
        raise RefusedError(BEGUN)
