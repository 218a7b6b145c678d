"""Writing revisions: the one place where rows of a diagnosis are made, changed and undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import Questionnaire
from trajectoires.diagnoses.domain.saved import Saved, pack, pack_questionnaire, unpack
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, FrozenQuestionnaire
from trajectoires.private_links import keys, lifetime
from trajectoires.private_links.revisions import History, LinkExpiredError


class DiagnosisExpiredError(LinkExpiredError):
    """The link is right and the diagnosis has expired."""


HISTORY = History(
    rows=Diagnosis, revisions=DiagnosisRevision, parent="diagnosis", expired=DiagnosisExpiredError
)


@dataclass(frozen=True)
class Created:
    """A new diagnosis and its key, which exists nowhere else."""

    diagnosis: Diagnosis
    edit_token: str


def create(*, saved: Saved, questionnaire: Questionnaire | None = None) -> Created:
    """Store a first revision behind a new key, with the words of today (or those given)."""
    edit_token = keys.new_token()
    now = timezone.now()
    with transaction.atomic():
        diagnosis = HISTORY.first(
            edit_hash=keys.fingerprint(edit_token),
            change=Change.STARTED if saved.previous is None else Change.AGAIN,
            columns=_columns(saved),
            questionnaire=_frozen(questionnaire or bank.load()),
            created_at=now,
            expires_at=lifetime.expiry(now),
        )
    return Created(diagnosis=diagnosis, edit_token=edit_token)


def _columns(saved: Saved) -> dict[str, bytes]:
    return {"document": pack(saved)}


def _frozen(questionnaire: Questionnaire) -> FrozenQuestionnaire:
    key, content = pack_questionnaire(questionnaire)
    row, _ = FrozenQuestionnaire.objects.get_or_create(
        fingerprint=key, defaults={"version": questionnaire.version, "content": content}
    )
    return row


def revise(*, diagnosis: Diagnosis, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a revision; an edit that changes nothing appends nothing. Raises ``ConcurrentChangeError``."""
    return HISTORY.revise(diagnosis, change=change, edit=edit, read=unpack, columns=_columns)


def undo(*, diagnosis: Diagnosis) -> str:
    """Drop the last save; the label of what was undone, « » if there was nothing."""
    code = HISTORY.undo(diagnosis)
    return Change(code).label if code else ""
