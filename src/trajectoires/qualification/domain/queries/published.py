"""Published cases: read once a process from the shipped figures, never from the database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from equilibre.accounts.cases import case_dossier, case_slugs, load_case
from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.dossier import PublishedSource
from equilibre.model.results import SocioEconomicModel
from trajectoires.qualification.links import CASE, Link


@dataclass(frozen=True)
class Case:
    """A published case with its model."""

    slug: str
    inputs: Inputs
    model: SocioEconomicModel
    presentation: str


@dataclass(frozen=True)
class CaseCard:
    """What a list of cases shows."""

    slug: str
    link: Link
    organisation: str
    exercice: str
    title: str
    sentence: str
    family: str
    source: PublishedSource | None
    presentation: str
    both_sides: bool
    """Products and charges are both published."""


@lru_cache(maxsize=64)
def case_of(slug: str) -> Case | None:
    """The case of that slug, or None. Cached: a shipped file does not change while the process lives."""
    if slug not in case_slugs():
        return None
    case = load_case(slug)
    inputs = case_dossier(case)
    return Case(slug=slug, inputs=inputs, model=build_model(inputs), presentation=case.presentation)


@lru_cache(maxsize=1)
def cards() -> tuple[CaseCard, ...]:
    """Every shipped case, those with both sides and a primary source first."""
    found = [_card(case) for slug in case_slugs() if (case := case_of(slug)) is not None]
    return tuple(sorted(found, key=lambda c: (not _complete(c), c.slug)))


def shown_first() -> tuple[CaseCard, ...]:
    """The two or three that the home page proposes: both sides and a primary source."""
    return tuple(card for card in cards() if _complete(card))[:3]


def _complete(card: CaseCard) -> bool:
    return card.both_sides and card.source is not None and card.source.kind == "primaire"


def _card(case: Case) -> CaseCard:
    exercice = case.model.last
    sources = case.inputs.sources
    return CaseCard(
        slug=case.slug,
        link=Link(CASE, case.slug),
        organisation=case.inputs.organisation,
        exercice=exercice.label,
        title=f"{case.inputs.organisation}, {exercice.label}",
        sentence=exercice.sentence,
        family=exercice.family.label,
        source=sources[0] if sources else None,
        presentation=case.presentation,
        both_sides=exercice.scope == "produits_et_charges",
    )
