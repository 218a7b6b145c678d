"""The only road to a diagnosis: the functions here, which name what the link allows.

A wrong link, a revoked link and a link that never existed get the same 404; an expired diagnosis gets a 410
page (``middleware``).
"""

from __future__ import annotations

from django.http import Http404

from equilibre.diagnosis.questionnaire import Dimension
from trajectoires.diagnoses.domain.opening import (
    Opened,
    OpenedVoice,
    find,
    find_invitation,
    find_part,
    find_voice,
)
from trajectoires.diagnoses.links import EDIT, INVITATION, PART, VOICE, Link
from trajectoires.diagnoses.models import Gathering


def readable_diagnosis(link: Link) -> Opened:
    """A diagnosis that this link allows to read. Raises ``Http404`` or ``DiagnosisExpiredError``."""
    opened = find(link)
    if opened is None:
        raise Http404
    return opened


def diagnosis_to_edit(link: Link) -> Opened:
    """The diagnosis whose key this is: it may be read and changed."""
    if link.kind != EDIT:
        raise Http404
    return readable_diagnosis(link)


def dimension_to_answer(link: Link) -> tuple[Opened, Dimension]:
    """The one dimension that this link lends: its questions may be answered, nothing else may be read."""
    found = find_part(link) if link.kind == PART else None
    if found is None:
        raise Http404
    opened, code = found
    for dimension in opened.questionnaire.dimensions:
        if dimension.code == code:
            return opened, dimension
    raise Http404


def gathering_to_join(link: Link) -> tuple[Opened, Gathering]:
    """The gathering that an invitation lets join: nothing of the diagnosis may be read but its questions."""
    found = find_invitation(link) if link.kind == INVITATION else None
    if found is None:
        raise Http404
    return found


def voice_to_answer(link: Link) -> OpenedVoice:
    """One person's answers, which that person alone reads and changes."""
    found = find_voice(link) if link.kind == VOICE else None
    if found is None:
        raise Http404
    return found
