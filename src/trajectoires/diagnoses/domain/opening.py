"""From a link to the diagnosis behind it: one query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Answers, Questionnaire
from equilibre.diagnosis.results import DiagnosisResult
from trajectoires.diagnoses.domain.saved import Saved, unpack, unpack_answers, unpack_questionnaire
from trajectoires.diagnoses.domain.storage import HISTORY
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.links import EDIT, READ, Link
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Gathering, Part, Voice
from trajectoires.private_links.keys import fingerprint


@dataclass(frozen=True)
class Opened:
    """A diagnosis opened by a link: its row, its current revision, what they hold once decoded."""

    link: Link
    diagnosis: Diagnosis
    revision: DiagnosisRevision

    @cached_property
    def saved(self) -> Saved:
        """What was answered."""
        return unpack(self.revision.document)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The words it was answered in."""
        return unpack_questionnaire(self.diagnosis.questionnaire.content)

    @property
    def facts(self) -> Facts | None:
        """Numbers of the accounts, for the holder of the key; for the others only once they are shared."""
        return self.saved.facts if self.link.can_edit or self.saved.facts_shared else None

    @cached_property
    def result(self) -> DiagnosisResult:
        """What the answers say: the same words and the same answers always say the same."""
        saved = self.saved
        return conclude(self.questionnaire, saved.variant, saved.length, saved.answers, self.facts)

    @property
    def undo_label(self) -> str:
        """What « Annuler » would undo; « » on the first revision."""
        return Change(self.revision.change).label if self.revision.number > 1 else ""


@dataclass(frozen=True)
class OpenedVoice:
    """One person's answers, opened by their own link; nothing of the diagnosis but its questions."""

    opened: Opened
    gathering: Gathering
    voice: Voice

    @property
    def link(self) -> Link:
        """The link of this person."""
        return self.opened.link

    @property
    def questionnaire(self) -> Questionnaire:
        """The words of the diagnosis."""
        return self.opened.questionnaire

    @property
    def facts(self) -> None:
        """Never the accounts, even shared: what is asked here is what this person sees."""
        return None

    @cached_property
    def saved(self) -> Saved:
        """What this person answered, in the form that the pages of questions take."""
        return self.saved_as(unpack_answers(self.voice.answers))

    def saved_as(self, answers: Answers) -> Saved:
        """Answers of this person: nothing of those of the diagnosis, nor of its situation."""
        return Saved(variant=self.opened.saved.variant, length=self.opened.saved.length, answers=answers)


def find(link: Link) -> Opened | None:
    """The diagnosis of an edit or read-only link; None when it opens nothing.

    Raises ``DiagnosisExpiredError``.
    """
    if link.kind not in (EDIT, READ):
        return None
    name = "edit_hash" if link.kind == EDIT else "read_hash"
    return _find(link, {name: fingerprint(link.token)})


def find_part(link: Link) -> tuple[Opened, str] | None:
    """The diagnosis and the code of the dimension that a link lends; None when it opens nothing."""
    part = Part.objects.filter(token_hash=fingerprint(link.token)).order_by().first()
    if part is None:
        return None
    opened = _find(link, {"pk": part.diagnosis_id})
    return None if opened is None else (opened, part.dimension)


def find_invitation(link: Link) -> tuple[Opened, Gathering] | None:
    """The diagnosis that an invitation asks about, and its gathering; None when it opens nothing."""
    gathering = Gathering.objects.filter(token_hash=fingerprint(link.token)).order_by().first()
    if gathering is None:
        return None
    opened = _find(link, {"pk": gathering.diagnosis_id})
    return None if opened is None else (opened, gathering)


def find_voice(link: Link) -> OpenedVoice | None:
    """One person's answers; None when the link opens nothing."""
    voice = (
        Voice.objects.select_related("gathering")
        .filter(token_hash=fingerprint(link.token))
        .order_by()
        .first()
    )
    if voice is None:
        return None
    opened = _find(link, {"pk": voice.gathering.diagnosis_id})
    return None if opened is None else OpenedVoice(opened, voice.gathering, voice)


def _find(link: Link, identity: dict[str, object]) -> Opened | None:
    revision = HISTORY.current("diagnosis__questionnaire", **identity)
    return None if revision is None else Opened(link=link, diagnosis=revision.diagnosis, revision=revision)
