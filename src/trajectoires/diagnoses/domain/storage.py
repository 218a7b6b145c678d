"""Writing revisions: the one place where rows of a diagnosis are made, changed and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import Questionnaire
from trajectoires.diagnoses.domain.saved import Saved, pack, pack_questionnaire, unpack
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.links import fingerprint, new_token
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, FrozenQuestionnaire

ATTEMPTS = 5
"""Two people answering at once: the second save is made again on top of the first."""


class ConcurrentChangeError(Exception):
    """The diagnosis changed under every attempt, or was erased meanwhile."""


@dataclass(frozen=True)
class Created:
    """A new diagnosis and its key, which exists nowhere else."""

    diagnosis: Diagnosis
    edit_token: str


def expiry(now: dt.datetime) -> dt.datetime:
    """When a diagnosis that is not kept expires."""
    return now + dt.timedelta(days=settings.RETENTION_DAYS)


def create(*, saved: Saved, questionnaire: Questionnaire | None = None) -> Created:
    """Store a first revision behind a new key, with the words of today (or those given)."""
    frozen = _frozen(questionnaire or bank.load())
    edit_token = new_token()
    now = timezone.now()
    with transaction.atomic():
        diagnosis = Diagnosis.objects.create(
            edit_hash=fingerprint(edit_token),
            questionnaire=frozen,
            created_at=now,
            expires_at=expiry(now),
        )
        change = Change.STARTED if saved.previous is None else Change.AGAIN
        DiagnosisRevision.objects.create(
            diagnosis=diagnosis, number=1, document=pack(saved), change=change, made_at=now
        )
    return Created(diagnosis=diagnosis, edit_token=edit_token)


def _frozen(questionnaire: Questionnaire) -> FrozenQuestionnaire:
    key, content = pack_questionnaire(questionnaire)
    row, _ = FrozenQuestionnaire.objects.get_or_create(
        fingerprint=key, defaults={"version": questionnaire.version, "content": content}
    )
    return row


def revise(*, diagnosis: Diagnosis, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a revision; an edit that changes nothing appends nothing.

    Raises ``ConcurrentChangeError`` when it could not be written.
    """
    for _ in range(ATTEMPTS):
        current = (
            DiagnosisRevision.objects.filter(diagnosis=diagnosis)
            .order_by("-number")
            .values("number", "document")
            .first()
        )
        if current is None:
            raise ConcurrentChangeError
        before = unpack(current["document"])
        after = edit(before)
        if after == before or _append(diagnosis, above=current["number"], saved=after, change=change):
            return after
    raise ConcurrentChangeError


def _append(diagnosis: Diagnosis, *, above: int, saved: Saved, change: Change) -> bool:
    """Write revision ``above`` + 1 if ``above`` is still the current one."""
    with transaction.atomic():
        if not Diagnosis.objects.filter(pk=diagnosis.pk, revision=above).update(revision=above + 1):
            return False
        DiagnosisRevision.objects.create(
            diagnosis=diagnosis,
            number=above + 1,
            document=pack(saved),
            change=change,
            made_at=timezone.now(),
        )
        old = above + 1 - settings.REVISIONS_KEPT
        DiagnosisRevision.objects.filter(diagnosis=diagnosis, number__lte=old).delete()
    return True


def undo(*, diagnosis: Diagnosis) -> str:
    """Drop the last save; the label of what was undone, « » if there was nothing."""
    with transaction.atomic():
        numbers = (
            DiagnosisRevision.objects.select_for_update().filter(diagnosis=diagnosis).order_by("-number")
        )
        last_two = list(numbers.only("number", "change")[:2])
        if len(last_two) < 2:
            return ""
        last, before = last_two
        if not Diagnosis.objects.filter(pk=diagnosis.pk, revision=last.number).update(revision=before.number):
            raise ConcurrentChangeError
        last.delete()
    return Change(last.change).label
