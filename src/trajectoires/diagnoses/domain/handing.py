"""What the capability hands to the others: a result behind its link, a copy for a space."""

from __future__ import annotations

import msgspec
from django.urls import reverse

from equilibre.diagnosis.handed import HandedDiagnosis
from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import DiagnosisResult, Spread
from trajectoires.diagnoses.domain import storage, voices
from trajectoires.diagnoses.domain.opening import Opened, find
from trajectoires.diagnoses.domain.queries.gathering import differences
from trajectoires.diagnoses.domain.saved import Saved
from trajectoires.diagnoses.domain.storage import DiagnosisExpiredError
from trajectoires.diagnoses.links import EDIT, Link, link_of
from trajectoires.thread import exchange

KIND = "diagnosis"


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A diagnosis with the words it was answered in. A storage format: add fields with a default."""

    saved: Saved
    questionnaire: Questionnaire
    spread: Spread | None = None
    """Where several people differed, once their answers were gathered; never their answers."""


def register() -> None:
    """Called by ``AppConfig.ready``."""
    exchange.register_opener(KIND, result_behind)
    exchange.register_opener(f"{KIND}_key", handed_by_key)
    exchange.register_keeper(exchange.Keeper(KIND, "Diagnostic", snapshot, reopen))
    exchange.register_next_step(
        exchange.NextStep(
            source="model",
            label="Faire le diagnostic avec ces chiffres",
            why="Vous répondez à quelques questions\u202f; vos chiffres s’affichent à côté, sans nom et sans "
            "rien corriger. Vous les retirez quand vous voulez.",
            url_name="diagnoses:with_accounts",
            field="model",
            order=10,
            by_key=True,
        )
    )


def result_behind(text: str) -> DiagnosisResult | None:
    """What the answers behind a link say; None when it opens nothing."""
    opened = _behind(text)
    return None if opened is None else opened.result


def handed_by_key(text: str) -> HandedDiagnosis | None:
    """What a debate starts from, by the edit link alone; of several voices, what the closed page shows."""
    opened = _behind(text)
    if opened is None or not opened.link.can_edit:
        return None
    return HandedDiagnosis(
        result=opened.result, questionnaire=opened.questionnaire, spread=differences(opened)
    )


def snapshot(text: str) -> exchange.Kept | None:
    """A copy that needs neither the link nor the bank of today."""
    opened = _behind(text)
    if opened is None:
        return None
    # Members of the space, and whoever it is shared with, may reopen the copy under a key of their own.
    facts = opened.saved.facts if opened.saved.facts_shared else None
    saved = msgspec.structs.replace(opened.saved, facts=facts)
    copy = Copy(saved=saved, questionnaire=opened.questionnaire, spread=differences(opened))
    return exchange.Kept(
        kind=KIND,
        title=f"Diagnostic, {opened.questionnaire.variants[opened.saved.variant]}",
        sentence=opened.result.sentence,
        content=msgspec.json.encode(copy),
    )


def reopen(content: bytes) -> str:
    """The address of a new private link that starts where the copy stopped."""
    copy = msgspec.json.decode(content, type=Copy)
    # What it was compared with is not in the copy.
    saved = msgspec.structs.replace(copy.saved, previous=None)
    created = storage.create(saved=saved, questionnaire=copy.questionnaire)
    if copy.spread is not None:
        voices.restore(diagnosis=created.diagnosis, found=copy.spread)
    return reverse("diagnoses:result", args=[Link(EDIT, created.edit_token)])


def _behind(text: str) -> Opened | None:
    link = link_of(text)
    try:
        return None if link is None else find(link)
    except DiagnosisExpiredError:
        return None
