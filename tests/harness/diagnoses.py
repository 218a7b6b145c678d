"""Diagnoses for tests, made by the very verbs of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Answers, Length, Variant
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import sharing, storage, voices
from trajectoires.diagnoses.domain.opening import Opened as OpenedDiagnosis
from trajectoires.diagnoses.domain.saved import Saved
from trajectoires.diagnoses.links import EDIT, INVITATION, PART, READ, VOICE, Link
from trajectoires.diagnoses.models import Diagnosis, Gathering


@dataclass(frozen=True)
class Opened:
    """A stored diagnosis and its key."""

    diagnosis: Diagnosis
    token: str

    @property
    def link(self) -> Link:
        """The edit link."""
        return Link(EDIT, self.token)

    @property
    def now(self) -> OpenedDiagnosis:
        """As it is stored now."""
        return access.readable_diagnosis(self.link)

    def share(self) -> Link:
        """A read-only link."""
        return Link(READ, sharing.share(diagnosis=self.diagnosis, edit_token=self.token))

    def lend(self, dimension: str) -> Link:
        """The link of one dimension."""
        sharing.lend(diagnosis=self.diagnosis, dimension=dimension, edit_token=self.token)
        part = self.diagnosis.parts.get(dimension=dimension)
        return Link(PART, sharing.part_token(edit_token=self.token, part=part))

    def invite(self) -> Link:
        """The invitation to answer apart."""
        voices.invite(diagnosis=self.diagnosis, edit_token=self.token)
        return Link(INVITATION, voices.invitation_token(edit_token=self.token, gathering=self.gathering))

    @property
    def gathering(self) -> Gathering:
        """The opinions gathered, as they are stored now."""
        return Gathering.objects.get(diagnosis=self.diagnosis)

    def voice(self, answers: Answers | None = None, *, finished: bool = False) -> Link:
        """Somebody who answers apart."""
        joined = voices.join(gathering=self.gathering)
        voices.answer(voice=joined.voice, given=answers or {})
        if finished:
            assert voices.finish(voice=joined.voice)
        return Link(VOICE, joined.token)

    def url(self, name: str = "result", *rest: object) -> str:
        """An address under the edit link."""
        return reverse(f"diagnoses:{name}", args=[self.link, *rest])


def open_diagnosis(
    answers: Answers | None = None,
    *,
    variant: Variant = "employeuse",
    length: Length = "standard",
    objective: str = "comprendre",
    facts: Facts | None = None,
) -> Opened:
    """A diagnosis with these answers, and these figures of the accounts beside them."""
    saved = Saved(variant=variant, length=length, objective=objective, answers=answers or {}, facts=facts)
    created = storage.create(saved=saved)
    return Opened(diagnosis=created.diagnosis, token=created.edit_token)
