"""Decisions: written before the room votes, completed after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max

from equilibre.formatting import NBSP
from trajectoires.facilitation.domain.changes import conducting
from trajectoires.facilitation.domain.packing import read_format
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import MOST_DECISIONS
from trajectoires.facilitation.models import Decision, Session


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the host says of a decision. From ``entitled`` to ``majority``: together, or not told."""

    label: str
    who: str = ""
    by: dt.date | None = None
    decides: str = ""
    entitled: int | None = None
    present: int | None = None
    proxies: int | None = None
    quorum: int | None = None
    majority: str = ""
    again: str = ""


def add_decision(*, session: Session, key: str, said: Decided) -> None:
    """Write a new decision; sent twice with the same key, it writes once. Raises ``RefusedError``."""
    with conducting(session, ended=True) as locked:
        if locked.decisions.filter(key=key).exists():
            return
        if locked.decisions.count() >= MOST_DECISIONS:
            raise RefusedError(f"{MOST_DECISIONS} décisions au plus par séance{NBSP}: gardez l’essentiel.")
        last = locked.decisions.aggregate(last=Max("position"))["last"]
        _check(said)
        Decision.objects.create(session=locked, key=key, position=(last or 0) + 1, **vars(said))


def change_decision(*, session: Session, key: str, said: Decided) -> None:
    """Complete a decision. Once voted, its words stay those that were voted. Raises ``RefusedError``."""
    with conducting(session, ended=True) as locked:
        found = _decision(locked, key)
        _check(said)
        if said.label != found.label:
            keep_words(locked, found)
        Decision.objects.filter(pk=found.pk).update(**vars(said))


def remove_decision(*, session: Session, key: str) -> None:
    """Remove a decision that was not put to the room. Raises ``RefusedError``."""
    with conducting(session, ended=True) as locked:
        found = _decision(locked, key)
        if found.rounds.exists():
            raise RefusedError("La salle s’est prononcée sur cette décision. Elle reste au compte rendu.")
        found.delete()


def keep_words(session: Session, found: Decision) -> None:
    """Refuse other words once a vote was opened on these, or while any question on them is open.

    Asked who takes it, a room may still say it better before it votes. Raises ``RefusedError``.
    """
    votes = [ask.key for _, ask in read_format(session.format).asks() if ask.kind == "vote"]
    if found.rounds.filter(ask__in=votes).exists():
        raise RefusedError("La salle a voté sur ces mots-là. Pour les changer, écrivez une autre décision.")
    if found.rounds.filter(closed_at__isnull=True).exists():
        raise RefusedError(
            "La salle répond en ce moment sur ces mots-là. Fermez la question, puis changez-les."
        )


def _decision(session: Session, key: str) -> Decision:
    found = session.decisions.filter(key=key).order_by().first()
    if found is None:
        raise RefusedError("Cette décision n’est plus là. Rechargez la page.")
    return found


def _check(said: Decided) -> None:
    if (said.entitled is None) != (said.present is None):
        raise RefusedError("Pour un vote qui engage, écrivez les membres qui peuvent voter et les présents.")
    if said.entitled is None and (said.proxies or said.quorum or said.majority):
        raise RefusedError("Pour un vote qui engage, écrivez les membres qui peuvent voter et les présents.")
    if said.entitled is not None and said.present is not None:
        here = said.present + (said.proxies or 0)
        if here > said.entitled:
            raise RefusedError(
                f"{here} voix présentes ou représentées pour {said.entitled} membres qui peuvent voter."
            )
