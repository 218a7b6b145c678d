"""A phone answers: checked, written once, changed until the question closes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from equilibre.facilitation.answers import Answer, AnswerError, check
from equilibre.facilitation.formats import Ask, Format
from equilibre.formatting import NBSP
from trajectoires.facilitation.domain import naming, watching
from trajectoires.facilitation.domain.manners import as_put
from trajectoires.facilitation.domain.packing import pack, read_answer, read_format, read_options
from trajectoires.facilitation.domain.refusals import CLOSED, RefusedError
from trajectoires.facilitation.enums import BY_NAME
from trajectoires.facilitation.links import voter_mark
from trajectoires.facilitation.models import Round, RoundAnswer, Seat

MOST_SEQUENCE = 2**53
"""Of a phone: a count of milliseconds."""


def answer(
    *, seat: Seat, seat_token: str, round_id: object, raw: Mapping[str, Any], sequence: int | None = None
) -> Answer:
    """Write what one answers, over what one answered before; what is stored now.

    ``sequence``: the phone's own counter. The same one sent again, or an older one that arrives late, changes
    nothing; without one the answer is newer than what is stored. Raises ``RefusedError``: closed, not for
    this seat, or no answer to this ask.
    """
    if sequence is not None and not 0 <= sequence <= MOST_SEQUENCE:
        sequence = None
    with transaction.atomic():
        current = (
            Round.objects.select_for_update(of=("self",))
            .select_related("session")
            .filter(pk=round_id, session_id=seat.session_id)
            .order_by()
            .first()
        )
        if current is None or current.closed_at is not None or not current.session.live:
            raise RefusedError(CLOSED)
        form = read_format(current.session.format)
        ask = form.ask(current.ask)
        by_name = current.manner == BY_NAME
        if ask is None or (why := not_for(ask, seat, by_name=by_name)):
            raise RefusedError(why if ask else CLOSED)
        try:
            said = check(as_put(ask, current.manner), read_options(current.options), raw)
        except AnswerError as error:
            raise RefusedError(str(error)) from error
        if by_name:
            stored = naming.write_vote(current, seat, said, sequence)
        else:
            mark = voter_mark(seat_token=seat_token, round_id=str(current.pk))
            stored = _write(current, mark, said, sequence)
        if ask.kind == "role":
            _take_role(form, seat, stored)
        watching.numbers_changed(seat.session_id)
    return stored


def not_for(ask: Ask, seat: Seat, *, by_name: bool = False) -> str:
    """Why a seat does not answer an ask, « » when it does."""
    if (ask.kind == "vote" or by_name) and not seat.votes:
        return "Vous assistez à la séance sans voter."
    if ask.only and seat.role != ask.only:
        return "Cette question s’adresse à un autre rôle que le vôtre."
    return ""


def own_answer(*, round_id: object, seat_token: str) -> Answer | None:
    """What this seat answered to an open round: only whoever holds the seat's token can ask."""
    mark = voter_mark(seat_token=seat_token, round_id=str(round_id))
    body = (
        RoundAnswer.objects.filter(round_id=round_id, voter=mark)
        .order_by()
        .values_list("body", flat=True)
        .first()
    )
    return None if body is None else read_answer(body)


def _write(current: Round, voter: str, said: Answer, sequence: int | None) -> Answer:
    found = RoundAnswer.objects.filter(round=current, voter=voter).order_by().first()
    if found is None:
        RoundAnswer.objects.create(round=current, voter=voter, body=pack(said), sequence=sequence or 0)
        return said
    return naming.written_over(found, said, sequence)


def _take_role(form: Format, seat: Seat, said: Answer) -> None:
    """A role is taken, or given back by abstaining; one that is full is refused, nothing written."""
    key = next(iter(said.values), "")
    role = next((one for one in form.roles if one.key == key), None)
    if role is not None and role.most:
        others = Seat.objects.filter(session_id=seat.session_id, role=key).exclude(pk=seat.pk).count()
        if others >= role.most:
            raise RefusedError(f"«{NBSP}{role.label}{NBSP}» est déjà pris. Choisissez un autre rôle.")
    Seat.objects.filter(pk=seat.pk).update(role=key)
