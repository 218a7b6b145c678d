"""From a link to the diagnosis behind it: one query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import DiagnosisResult
from trajectoires.diagnoses.domain.saved import Saved, unpack, unpack_questionnaire
from trajectoires.diagnoses.domain.storage import HISTORY
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.links import EDIT, READ, Link
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Part
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

    @cached_property
    def result(self) -> DiagnosisResult:
        """What the answers say: the same words and the same answers always say the same."""
        saved = self.saved
        return conclude(self.questionnaire, saved.variant, saved.length, saved.answers, saved.facts)

    @property
    def undo_label(self) -> str:
        """What « Annuler » would undo; « » on the first revision."""
        return Change(self.revision.change).label if self.revision.number > 1 else ""


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


def _find(link: Link, identity: dict[str, object]) -> Opened | None:
    revision = HISTORY.current("diagnosis__questionnaire", **identity)
    return None if revision is None else Opened(link=link, diagnosis=revision.diagnosis, revision=revision)
