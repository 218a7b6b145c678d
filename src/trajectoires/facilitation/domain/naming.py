"""Votes by name: one for each seat, under the name that its phone shows, until the question closes."""

from __future__ import annotations

import hashlib

from django.db import transaction

from equilibre.facilitation.answers import Answer
from equilibre.facilitation.lines import fold
from equilibre.facilitation.roll import Roll, Voice
from equilibre.formatting import NBSP
from trajectoires.facilitation.domain import watching
from trajectoires.facilitation.domain.packing import pack, read_answer, read_roll
from trajectoires.facilitation.domain.refusals import ENDED, RefusedError
from trajectoires.facilitation.enums import NAME_LENGTH
from trajectoires.facilitation.models import NamedVote, Round, RoundAnswer, Seat

NAMELESS = "Ce vote est nominatif. Écrivez d’abord votre nom."
TAKEN = f"Quelqu’un d’autre porte ce nom dans la séance{NBSP}: ajoutez une initiale ou une fonction au vôtre."
KEPT = f"Vous avez voté sous ce nom{NBSP}: il ne change plus."


def give_name(*, seat: Seat, name: str) -> None:
    """Write the name of a seat, or correct it while nothing was voted under it. Raises ``RefusedError``."""
    with transaction.atomic():
        found = (
            Seat.objects.select_for_update(of=("self",))
            .select_related("session")
            .filter(pk=seat.pk)
            .order_by()
            .first()
        )
        if found is None or not found.session.live:
            raise RefusedError(ENDED)
        if not found.session.named:
            raise RefusedError("Cette séance ne demande pas de nom.")
        if not name or len(name) > NAME_LENGTH:
            raise RefusedError(f"Écrivez votre nom, en {NAME_LENGTH} caractères au plus.")
        if name == found.name:
            return
        if found.name and _has_voted(found):
            raise RefusedError(KEPT)
        others = found.session.seats.exclude(pk=found.pk).exclude(name="").order_by("pk")
        if any(fold(one) == fold(name) for one in others.values_list("name", flat=True)):
            raise RefusedError(TAKEN)
        found.name = name
        found.save(update_fields=["name"])
        watching.numbers_changed(found.session_id)


def write_vote(current: Round, seat: Seat, said: Answer, sequence: int | None) -> Answer:
    """Write what a seat votes, over what it voted before; what is stored now. The round is locked.

    The seat too: a name that is being corrected on another tab is the one written, or is not corrected.
    Raises ``RefusedError``: no name, or the name of somebody who has voted.
    """
    locked = Seat.objects.select_for_update().filter(pk=seat.pk).order_by()
    name = locked.values_list("name", flat=True).first()
    if not name:
        raise RefusedError(NAMELESS)
    found = NamedVote.objects.filter(round=current, seat=seat).order_by().first()
    if found is None:
        mark = name_mark(name)
        if NamedVote.objects.filter(round=current, name_mark=mark).exists():
            raise RefusedError(TAKEN)
        NamedVote.objects.create(
            round=current, seat=seat, name=name, name_mark=mark, body=pack(said), sequence=sequence or 0
        )
        return said
    return written_over(found, said, sequence)


def written_over(found: RoundAnswer | NamedVote, said: Answer, sequence: int | None) -> Answer:
    """What is stored now: what one says, unless it left the phone before what is already there."""
    if sequence is not None and sequence <= found.sequence:
        return read_answer(found.body)
    found.body = pack(said)
    found.sequence = found.sequence + 1 if sequence is None else sequence
    found.save(update_fields=["body", "sequence"])
    return said


def own_vote(*, round_id: object, seat: Seat) -> Answer | None:
    """What this seat voted by name in an open round."""
    votes = NamedVote.objects.filter(round_id=round_id, seat=seat).order_by()
    body = votes.values_list("body", flat=True).first()
    return None if body is None else read_answer(body)


def called(current: Round) -> Roll:
    """The voices of a round that closes, in the order of names."""
    votes = current.named_votes.order_by("name", "pk").values_list("name", "body")
    told = [(name, read_answer(body)) for name, body in votes]
    return Roll(
        phones=tuple(Voice(name=name, keys=tuple(said.values), talk=said.talk) for name, said in told)
    )


def name_mark(name: str) -> str:
    """The same for two names that are read as one, case, accents and spaces apart."""
    return hashlib.sha256(fold(name).encode()).hexdigest()


def _has_voted(seat: Seat) -> bool:
    """Now, or in a vote by name already closed."""
    if seat.named_votes.exists():
        return True
    rolls = seat.session.rounds.filter(roll__isnull=False).order_by("pk").values_list("roll", flat=True)
    return any(fold(one.name) == fold(seat.name) for roll in rolls for one in read_roll(roll).phones)
