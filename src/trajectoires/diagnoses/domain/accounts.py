"""The figures of the accounts beside a diagnosis: taken along, shown to others or not, taken away."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from equilibre.diagnosis.fact_words import every_line
from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.from_model import facts_of, variant_of
from equilibre.diagnosis.questionnaire import Variant
from equilibre.model.results import SocioEconomicModel
from trajectoires.diagnoses.domain import storage
from trajectoires.diagnoses.domain.saved import Saved
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.models import Diagnosis

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Brought:
    """What a model gives to a diagnosis: numbers and codes, the situation to propose, the lines to show."""

    facts: Facts
    variant: Variant
    lines: tuple[str, ...]


def brought(model: SocioEconomicModel) -> Brought:
    """From a model; no name, no label and no account of it goes further."""
    facts = facts_of(model)
    return Brought(facts, variant_of(model), every_line(facts))


def remove(*, diagnosis: Diagnosis) -> Saved:
    """« Retirer ces chiffres »: nothing of the accounts stays beside the answers; undone like any save."""
    return storage.revise(
        diagnosis=diagnosis,
        change=Change.NO_ACCOUNTS,
        edit=lambda saved: replace(saved, facts=None, facts_shared=False),
    )


def share(*, diagnosis: Diagnosis, shared: bool) -> Saved:
    """Let readers and those to whom a subject is lent see the figures, or no longer."""
    return storage.revise(
        diagnosis=diagnosis,
        change=Change.ACCOUNTS,
        edit=lambda saved: replace(saved, facts_shared=shared and saved.facts is not None),
    )
