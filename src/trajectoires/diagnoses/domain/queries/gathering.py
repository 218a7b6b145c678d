"""What the holder of the key knows of the voices: how many, never what, nor when."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from equilibre.diagnosis.progress import Progress, progress
from equilibre.diagnosis.results import Spread
from equilibre.diagnosis.voices import THRESHOLD
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.saved import pack_answers, unpack_spread
from trajectoires.diagnoses.domain.voices import MOST, invitation_token
from trajectoires.diagnoses.models import Diagnosis, Gathering, Voice


@dataclass(frozen=True)
class Gathered:
    """How far a gathering is; ``token`` is « » while no invitation is open."""

    token: str = ""
    began: int = 0
    """People who answered one question at least."""
    finished: int = 0
    closed: bool = False
    figures: bool = False
    """Whether it shows figures; while it is open, whether closing now would."""

    @property
    def begun(self) -> bool:
        """Whether there is something to close."""
        return self.began > 0


def gathered(opened: Opened) -> Gathered:
    """The state of a gathering, for the holder of the key. Two queries."""
    gathering = _of(opened.diagnosis)
    if gathering is None:
        return Gathered()
    counted = Voice.objects.filter(gathering=gathering).aggregate(
        began=Count("pk", filter=~Q(answers=pack_answers({}))),
        finished=Count("pk", filter=Q(finished=True)),
    )
    frozen = None if gathering.spread is None else unpack_spread(gathering.spread)
    token = (
        "" if gathering.token_hash is None
        else invitation_token(edit_token=opened.link.token, gathering=gathering)
    )  # fmt: skip
    return Gathered(
        token=token,
        began=counted["began"],
        finished=counted["finished"],
        closed=frozen is not None,
        figures=counted["finished"] >= THRESHOLD if frozen is None else frozen.shown,
    )


def differences(opened: Opened) -> Spread | None:
    """Where the finished voices differ; None until the gathering closes. One query."""
    gathering = _of(opened.diagnosis)
    return None if gathering is None or gathering.spread is None else unpack_spread(gathering.spread)


def has_room(gathering: Gathering) -> bool:
    """Whether one more person may begin. One query."""
    return Voice.objects.filter(gathering=gathering).count() < MOST


def to_answer(opened: Opened) -> Progress:
    """What a person who accepts the invitation is in for: questions and minutes, at most."""
    return progress(opened.questionnaire, opened.saved.variant, opened.saved.length, {})


def _of(diagnosis: Diagnosis) -> Gathering | None:
    return Gathering.objects.filter(diagnosis=diagnosis).order_by().first()
