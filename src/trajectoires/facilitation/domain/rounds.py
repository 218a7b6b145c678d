"""A question is opened, closed, shown, counted with its paper. Put again, it is another round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from equilibre.facilitation.formats import MOST_OPTIONS, Ask, Format, Option
from equilibre.facilitation.roll import Roll, answers_of, typed
from equilibre.facilitation.tally import PaperError, Tally, from_paper, may_follow, merge, tally
from equilibre.facilitation.tally import shown as may_be_shown
from equilibre.formatting import NBSP, NNBSP
from trajectoires.facilitation.domain import naming
from trajectoires.facilitation.domain.changes import conducting
from trajectoires.facilitation.domain.manners import allowed, as_put
from trajectoires.facilitation.domain.packing import (
    pack,
    read_answer,
    read_format,
    read_options,
    read_phones,
    read_roll,
    read_tally,
)
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import AS_TOLD, BY_NAME, MOST_ROUNDS, OPTION_LENGTH
from trajectoires.facilitation.models import Decision, Round, Session

ELSEWHERE = "Cette question n’est plus là. Rechargez la page."


SEEN = (
    f"La salle a déjà vu ce résultat{NBSP}: la différence entre les deux dirait "
    f"ce que porte un bulletin ajouté ou retiré. "
    f"Ajoutez-en au moins cinq à la fois, ou refaites voter tout le monde sur papier."
)


def open_round(
    *,
    session: Session,
    ask_key: str,
    lines: Sequence[str] = (),
    decision_key: str = "",
    manner: str = AS_TOLD,
) -> Round:
    """Put a question of the current step to the room; pressed twice, it is put once. Raises ``RefusedError``.

    ``lines``: what is proposed, one each, when the format does not write it. ``decision_key``: what is voted
    on, when the ask bears on decisions. ``manner``: in secret, or by name, when the format allows.
    """
    with conducting(session) as locked:
        form = read_format(locked.format)
        ask = _ask_of_step(locked, form, ask_key)
        manner = allowed(locked, ask, manner)
        decision = _decision(locked, ask, decision_key)
        options = pack(_options(form, ask, lines))
        already = locked.rounds.filter(closed_at__isnull=True).order_by().first()
        if already is not None:
            same = (already.ask, already.decision_id, already.manner, bytes(already.options))
            if same == (ask.key, decision and decision.pk, manner, options):
                return already
            raise RefusedError("Une autre question est ouverte. Fermez-la d’abord.")
        _room_for_one_more(locked)
        return Round.objects.create(
            session=locked,
            ask=ask.key,
            decision=decision,
            number=locked.rounds.filter(ask=ask.key).count() + 1,
            options=options,
            opened_at=timezone.now(),
            manner=manner,
        )


def put_on_paper(*, session: Session, round_id: object) -> Round:
    """Put a closed question again for ballots alone: no phone answers it, the host types its totals.

    The road out of a few phones beside ballots, which nothing may be shown of. Pressed twice, it is put once:
    the round that waits for its totals is the one. Raises ``RefusedError``.
    """
    with conducting(session, ended=True) as locked:
        before = _round(locked, round_id)
        if before.closed_at is None:
            raise RefusedError("Fermez la question avant de la refaire sur papier.")
        again = locked.rounds.filter(ask=before.ask, decision=before.decision_id, number__gt=before.number)
        if (last := again.order_by("-number").first()) and _waits_for_paper(last):
            return last
        _room_for_one_more(locked)
        now = timezone.now()
        return Round.objects.create(
            session=locked,
            ask=before.ask,
            decision=before.decision,
            number=locked.rounds.filter(ask=before.ask).count() + 1,
            options=before.options,
            manner=before.manner,
            opened_at=now,
            closed_at=now,
            tally=pack(Tally()),
        )


def close_round(*, session: Session, round_id: object) -> None:
    """Count, write the count, and delete the answers, at once. Said twice, it closes once.

    The round is locked first: an answer is either counted or refused, never lost between the two.
    """
    with conducting(session) as locked:
        current = _round(locked, round_id)
        if current.closed_at is not None:
            return
        if current.manner == BY_NAME:
            roll = naming.called(current)
            current.roll, current.tally = pack(roll), pack(tally(answers_of(roll.phones)))
        else:
            answers = current.answers.order_by("pk").values_list("body", flat=True)
            current.tally = pack(tally(read_answer(body) for body in answers))
        current.closed_at = timezone.now()
        current.save(update_fields=["tally", "roll", "closed_at"])
        current.answers.all().delete()
        current.named_votes.all().delete()


def show(*, session: Session, round_id: object, shown: bool) -> None:
    """Let the room see what a closed round found, or hide it again. Raises ``RefusedError``."""
    with conducting(session, ended=True) as locked:
        current = _round(locked, round_id)
        if current.closed_at is None:
            raise RefusedError("Fermez la question avant d’en montrer le résultat.")
        current.revealed_at = timezone.now() if shown else None
        _note_seen(current, _ask_of(locked, current))
        current.save(update_fields=["revealed_at", "seen"])


def count_paper(*, session: Session, round_id: object, raw: Mapping[str, Any]) -> None:
    """Add the ballots counted by hand to a closed round, in the place of those typed before.

    ``raw``: totals, or ``names`` for a vote by name. Once the room has seen a secret result, only as many
    ballots as hide one another may join it. Raises ``RefusedError``.
    """
    with conducting(session, ended=True) as locked:
        current = _round(locked, round_id)
        if current.closed_at is None:
            raise RefusedError("Fermez la question avant d’ajouter les bulletins.")
        ask = _ask_of(locked, current)
        try:
            counted = _counted(current, ask, raw)
        except PaperError as error:
            raise RefusedError(str(error)) from error
        if current.seen and not may_follow(ask, read_tally(current.paper), counted):
            raise RefusedError(SEEN)
        current.paper = pack(counted) if counted.answered else None
        _note_seen(current, ask)
        current.save(update_fields=["paper", "roll", "seen"])


def _counted(current: Round, ask: Ask, raw: Mapping[str, Any]) -> Tally:
    """What was typed, as a count; by name, the roll holds each voice. Raises ``PaperError``."""
    options = read_options(current.options)
    if current.manner != BY_NAME:
        return from_paper(ask, options, raw)
    phones = read_roll(current.roll).phones
    voices = typed(ask, options, str(raw.get("names", "")), known=[one.name for one in phones])
    current.roll = pack(Roll(phones=phones, paper=voices))
    return tally(answers_of(voices), phones=False)


def _note_seen(current: Round, ask: Ask) -> None:
    """Remember that the room has seen figures: hiding them again does not take them back."""
    found = merge(read_phones(current.tally), read_tally(current.paper))
    current.seen = current.seen or (current.revealed_at is not None and may_be_shown(ask, found))


def _waits_for_paper(current: Round) -> bool:
    return current.closed_at == current.opened_at and current.paper is None


def _room_for_one_more(session: Session) -> None:
    if session.rounds.count() >= MOST_ROUNDS:
        raise RefusedError(f"{MOST_ROUNDS} questions ont été posées{NBSP}: c’est le plus d’une séance.")


def _ask_of(session: Session, current: Round) -> Ask:
    """The ask of a round, as it was put."""
    ask = read_format(session.format).ask(current.ask)
    if ask is None:
        raise RefusedError(ELSEWHERE)
    return as_put(ask, current.manner)


def _ask_of_step(session: Session, form: Format, key: str) -> Ask:
    step = form.steps[session.step]
    ask = next((one for one in step.asks if one.key == key), None)
    if session.began_at is None:
        raise RefusedError("Commencez d’abord la séance.")
    if ask is None:
        raise RefusedError("Cette question n’est pas de cette étape. Rechargez la page.")
    return ask


def _round(session: Session, round_id: object) -> Round:
    found = session.rounds.select_for_update().filter(pk=round_id).order_by().first()
    if found is None:
        raise RefusedError(ELSEWHERE)
    return found


def _decision(session: Session, ask: Ask, key: str) -> Decision | None:
    if not ask.by_decision:
        return None
    found = session.decisions.filter(key=key).order_by().first() if key.isprintable() else None
    if found is None:
        raise RefusedError("Écrivez d’abord la décision, puis posez la question.")
    return found


def _options(form: Format, ask: Ask, lines: Sequence[str]) -> tuple[Option, ...]:
    """What an ask proposes: its own options, the roles, or the lines that the host kept."""
    if ask.kind in ("vote", "write"):
        return ()
    if ask.kind == "role":
        return tuple(Option(key=one.key, label=one.label) for one in form.roles)
    if ask.options:
        return ask.options
    told = tuple(dict.fromkeys(" ".join(one.split()) for one in lines if one.strip()))
    least = 1 if ask.kind == "rate" else 2
    if len(told) < least:
        raise RefusedError(
            "Écrivez au moins une proposition." if least == 1 else "Écrivez au moins deux propositions."
        )
    if len(told) > MOST_OPTIONS:
        raise RefusedError(
            f"{MOST_OPTIONS} propositions au plus{NNBSP}; vous en avez {len(told)}. Regroupez-les."
        )
    long = next((one for one in told if len(one) > OPTION_LENGTH), None)
    if long is not None:
        start = f"«{NBSP}{long[:40]}…{NBSP}»"
        raise RefusedError(
            f"{OPTION_LENGTH} caractères au plus par proposition{NBSP}: raccourcissez {start}."
        )
    return tuple(Option(key=f"p{rank}", label=one) for rank, one in enumerate(told, start=1))
