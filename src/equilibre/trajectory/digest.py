"""What a trajectory remembers of the model it starts from: at most what the page of the model prints.

No label of an account is kept, nor any question about a third party (classes 4 and 5): sentences, shares, the
family with its doubt, the three strengths and fragilities, the questions left open.
"""

from __future__ import annotations

import msgspec

from equilibre.model.results import ExerciceModel, SocioEconomicModel

MOST_EXERCICES = 3
OF_THIRD_PARTIES = ("4", "5")


class NatureDigest(msgspec.Struct, frozen=True, kw_only=True):
    """A nature of financing: cents, and its share of products."""

    label: str
    amount: int
    share: float
    public_amount: int | None = None
    private_amount: int | None = None


class PillarDigest(msgspec.Struct, frozen=True, kw_only=True):
    """A pillar in cents; None when nothing of it was measured. ``missing``: what is not, in words."""

    label: str
    amount: int | None
    complete: bool
    missing: str = ""
    without_euro: int = 0


class FindingDigest(msgspec.Struct, frozen=True, kw_only=True):
    """A strength or a fragility, with its reason."""

    title: str
    why: str


class ActivityDigest(msgspec.Struct, frozen=True, kw_only=True):
    """An activity: cents, and its family."""

    name: str
    resources: int
    direct_costs: int
    contribution: int
    family: str


class ExerciceDigest(msgspec.Struct, frozen=True, kw_only=True):
    """One exercice. Amounts in cents."""

    label: str
    sentence: str
    doubt: str
    products: int
    charges: int | None
    result: int | None
    natures: tuple[NatureDigest, ...]
    pillars: tuple[PillarDigest, ...]
    family: str
    """Empty when the engine asked instead of concluding."""
    family_reasons: tuple[str, ...]


class ModelDigest(msgspec.Struct, frozen=True, kw_only=True):
    """The model on the day the trajectory started."""

    organisation: str
    vocation: str
    missions: str
    ambition: str
    exercices: tuple[ExerciceDigest, ...]
    """At most three, the last one last."""
    strengths: tuple[FindingDigest, ...]
    fragilities: tuple[FindingDigest, ...]
    questions: tuple[str, ...]
    activities: tuple[ActivityDigest, ...]
    rules_version: str


def digest(model: SocioEconomicModel) -> ModelDigest:
    """The model, reduced to what a shared diagnosis needs."""
    last = model.last
    return ModelDigest(
        organisation=model.organisation,
        vocation=model.project.vocation,
        missions=model.project.missions,
        ambition=model.project.ambition,
        exercices=tuple(_exercice(one) for one in model.exercices[-MOST_EXERCICES:]),
        strengths=tuple(FindingDigest(title=one.title, why=one.why) for one in last.findings.strengths),
        fragilities=tuple(FindingDigest(title=one.title, why=one.why) for one in last.findings.weaknesses),
        questions=tuple(
            one.question
            for one in last.asks
            if not one.answer and not one.account.startswith(OF_THIRD_PARTIES)
        ),
        activities=tuple(
            ActivityDigest(
                name=one.name,
                resources=one.resources,
                direct_costs=one.direct_costs,
                contribution=one.contribution,
                family=one.family.label if one.family.code else "",
            )
            for one in last.activities
        ),
        rules_version=model.rules_version,
    )


def _exercice(one: ExerciceModel) -> ExerciceDigest:
    return ExerciceDigest(
        label=one.label,
        sentence=one.sentence,
        doubt=one.doubt,
        products=one.totals.products,
        charges=one.totals.charges,
        result=one.totals.result,
        natures=tuple(
            NatureDigest(
                label=part.label,
                amount=part.amount,
                share=part.share,
                public_amount=part.public_amount,
                private_amount=part.private_amount,
            )
            for part in one.natures
        ),
        pillars=tuple(
            PillarDigest(
                label=pillar.label,
                amount=pillar.amount,
                complete=pillar.complete,
                missing=pillar.missing,
                without_euro=pillar.without_euro,
            )
            for pillar in one.pillars
        ),
        family=one.family.label if one.family.code else "",
        family_reasons=tuple(reason for reason in one.family.reasons if not reason.startswith("Compte ")),
    )
