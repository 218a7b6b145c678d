"""Several people answer apart: invite, join, answer, finish, withdraw, close.

Every change of a voice first locks its gathering, so that none slips in while it closes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from equilibre.diagnosis.questionnaire import Answers
from equilibre.diagnosis.results import Spread
from equilibre.diagnosis.voices import THRESHOLD, spread
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.saved import pack_answers, pack_spread, unpack_answers
from trajectoires.diagnoses.enums import GATHERING
from trajectoires.diagnoses.links import shared_token
from trajectoires.diagnoses.models import Diagnosis, Gathering, Voice
from trajectoires.private_links import keys

T = TypeVar("T")
MOST = 60
"""Voices in a gathering."""


class GatheringClosedError(Exception):
    """It closed meanwhile, or was erased: nothing is written."""


class GatheringFullError(Exception):
    """As many people as it takes have begun."""


class CountMovedError(Exception):
    """The finished voices went over five, or back under: the person had not read what closing would show."""


@dataclass(frozen=True)
class Joined:
    """A new voice and its link, which exists nowhere else."""

    voice: Voice
    token: str


def invite(*, diagnosis: Diagnosis, edit_token: str) -> None:
    """Open the invitation, unless it is open. Raises ``GatheringClosedError``."""
    with transaction.atomic():
        gathering, _ = Gathering.objects.select_for_update().get_or_create(diagnosis=diagnosis)
        if gathering.closed:
            raise GatheringClosedError
        if gathering.token_hash is None:
            gathering.counter += 1
            token = invitation_token(edit_token=edit_token, gathering=gathering)
            gathering.token_hash = keys.fingerprint(token)
            gathering.save(update_fields=["counter", "token_hash"])


def invitation_token(*, edit_token: str, gathering: Gathering) -> str:
    """The token of the invitation that is open."""
    return shared_token(edit_token=edit_token, purpose=GATHERING, counter=gathering.counter)


def take_back(*, diagnosis: Diagnosis) -> None:
    """Nobody else may join: whoever has begun goes on."""
    Gathering.objects.filter(diagnosis=diagnosis).update(token_hash=None)


def join(*, gathering: Gathering) -> Joined:
    """A new voice without an answer. Raises ``GatheringClosedError``, ``GatheringFullError``."""
    token = keys.new_token()
    with transaction.atomic():
        locked = _locked_open(pk=gathering.pk)
        if locked.voices.count() >= MOST:
            raise GatheringFullError
        voice = Voice.objects.create(
            gathering=locked, token_hash=keys.fingerprint(token), answers=pack_answers({})
        )
    return Joined(voice=voice, token=token)


def answer(*, voice: Voice, given: Answers) -> Answers:
    """Add what was answered on a page, over what was answered before; all the answers of this person.

    Two tabs lose nothing: each writes its own questions over what is stored. Raises ``GatheringClosedError``.
    """

    def write(current: Voice) -> Answers:
        answers = {**unpack_answers(current.answers), **given}
        current.answers = pack_answers(answers)
        current.save(update_fields=["answers"])
        return answers

    return _change(voice, write)


def finish(*, voice: Voice) -> bool:
    """« J’ai terminé »; False without a single answer. Raises ``GatheringClosedError``."""

    def write(current: Voice) -> bool:
        current.finished = bool(unpack_answers(current.answers))
        current.save(update_fields=["finished"])
        return current.finished

    return _change(voice, write)


def withdraw(*, voice: Voice) -> None:
    """Erase one person's answers, for good. What was closed does not move: it holds no answer of anybody."""
    with transaction.atomic():
        Gathering.objects.select_for_update().filter(pk=voice.gathering_id).order_by().first()
        Voice.objects.filter(pk=voice.pk).delete()


def close(*, opened: Opened, figures: bool) -> Spread:
    """Nobody answers any more; where the finished voices differ is written once, for good.

    Whatever their number: opening again would let one deduce what the latecomer answered, even from the
    titles of four voices and the figures of five. ``figures``: whether the person had read that there will
    be some. Raises ``CountMovedError``, ``GatheringClosedError``.
    """
    with transaction.atomic():
        gathering = _locked_open(diagnosis=opened.diagnosis)
        finished = gathering.voices.filter(finished=True).order_by("pk")
        said = [unpack_answers(packed) for packed in finished.values_list("answers", flat=True)]
        if (len(said) >= THRESHOLD) != figures:
            raise CountMovedError
        found = spread(opened.questionnaire, opened.saved.variant, opened.saved.length, said)
        gathering.spread = pack_spread(found)
        gathering.save(update_fields=["spread"])
    return found


def restore(*, diagnosis: Diagnosis, found: Spread) -> None:
    """What a copy kept of a closed gathering, for a diagnosis opened from it."""
    Gathering.objects.create(diagnosis=diagnosis, spread=pack_spread(found))


def erase(*, diagnosis: Diagnosis) -> None:
    """The invitation, every answer and what was read of them, at once: another gathering may begin.

    The bare row stays with its counter, so that the old invitation never opens the new gathering.
    """
    with transaction.atomic():
        gathering = Gathering.objects.select_for_update().filter(diagnosis=diagnosis).order_by().first()
        if gathering is not None:
            gathering.voices.all().delete()
            Gathering.objects.filter(pk=gathering.pk).update(token_hash=None, spread=None)


def _change(voice: Voice, write: Callable[[Voice], T]) -> T:
    """Change a voice as it is stored now, while nothing closes its gathering."""
    with transaction.atomic():
        _locked_open(pk=voice.gathering_id)
        current = Voice.objects.filter(pk=voice.pk).order_by().first()
        if current is None:
            raise GatheringClosedError
        return write(current)


def _locked_open(**identity: object) -> Gathering:
    """The gathering, locked until the transaction ends. Raises ``GatheringClosedError``."""
    gathering = Gathering.objects.select_for_update().filter(**identity).order_by().first()
    if gathering is None or gathering.closed:
        raise GatheringClosedError
    return gathering
