"""Assemblies for tests: the worked example, and what is hostile or missing in it."""

from __future__ import annotations

import datetime as dt

import msgspec
from tests.equilibre.trajectory.trajectory_plans import by_hand

from equilibre.documents.assembly_data import Assembly
from equilibre.model.dossier import Project
from equilibre.trajectory.deadlines import Delay
from equilibre.trajectory.deciding import Decision, dated
from equilibre.trajectory.digest import ExerciceDigest, FindingDigest, ModelDigest, NatureDigest
from equilibre.trajectory.hypotheses import Month, TrajectoryPlan

ON = dt.date(2026, 11, 27)
FORMULA = "=cmd|' /C calc'!A0"
LONG = ("Subventions & <b>aides</b> de fonctionnement, pluriannuelles, " * 2)[:80]
DECIDERS = {
    "bureau": "Le bureau",
    "ca": "Le conseil d’administration",
    "ag": "L’assemblée générale",
    "direction": "La direction",
}
DECISIONS = (
    Decision(
        key="local",
        label="Quitter le local",
        trigger="si la Région n’a pas notifié",
        delays=(Delay(label="convoquer l’assemblée", days=15), Delay(label="préavis du bail", days=92)),
        decided_by="ag",
        needed=Month(2027, 7),
        then="nous rendons le local",
    ),
    Decision(
        key="prix", label="Revoir les prix", decided_by="ca", needed=Month(2026, 10), then="nous les montons"
    ),
    Decision(key="prise", label="Déjà votée", decided_by="ag", status="prise", taken_on=ON),
)


def exercice(label: str, result: int | None = 150_050) -> ExerciceDigest:
    """12 000,50 € of products, of which support and sales."""
    return ExerciceDigest(
        label=label,
        sentence=f"En {label}, 75 % de vos ressources sont des soutiens.",
        doubt="La lecture changerait si les ventes montaient.",
        products=1_200_050,
        charges=None if result is None else 1_200_050 - result,
        result=result,
        natures=(
            NatureDigest(
                label="Soutiens (subventions, mécénat, dons)", amount=900_000, share=0.75,
                public_amount=800_000, private_amount=100_000,
            ),
            NatureDigest(label="Revenus d’activité (ventes)", amount=300_050, share=0.25),
        ),
        pillars=(),
        family="",
        family_reasons=(),
    )  # fmt: skip


def model(*exercices: ExerciceDigest) -> ModelDigest:
    """What accounts said."""
    return ModelDigest(
        organisation="Les Ateliers",
        vocation="Réparer dans la vallée.",
        missions="",
        ambition="",
        exercices=exercices or (exercice("2026"),),
        strengths=(FindingDigest(title="Du temps devant vous", why="Trois mois de dépenses."),),
        fragilities=(),
        questions=(),
        activities=(),
        rules_version="1",
    )


def assembly(key: str = "choisi", *, plan: TrajectoryPlan | None = None, **told: object) -> Assembly:
    """The worked example, with its accounts and its decisions."""
    plan = plan or by_hand()
    scenario = plan.scenario(key)
    given: dict[str, object] = {
        "organisation": "Les Ateliers",
        "project": Project(vocation="Réparer dans la vallée."),
        "model": model(),
        "decisions": dated(plan, scenario, DECISIONS, today=ON),
        "deciders": DECIDERS,
        "sources": ("Comptes 2026.",),
    }
    return Assembly(plan=plan, scenario=scenario, on=ON, **(given | told))  # type: ignore[arg-type]


def bare() -> Assembly:
    """By hand, one year, nothing chosen, nothing decided, nothing acquired."""
    plan = by_hand()
    lines = tuple(
        msgspec.structs.replace(one, status="a_rechercher") if one.side == "resource" else one
        for one in plan.lines
    )
    plan = msgspec.structs.replace(
        plan, years=1, lines=lines, actions=(), shocks=(), scenarios=plan.scenarios[:1]
    )
    return Assembly(plan=plan, scenario=plan.scenarios[0], on=ON)


def hostile() -> Assembly:
    """Names that a spreadsheet or a page would take for something else, as long as they may be."""
    plan = by_hand()
    replace = msgspec.structs.replace
    plan = replace(
        plan,
        lines=(
            replace(plan.lines[0], label=FORMULA),
            replace(plan.lines[1], label=LONG),
            replace(plan.lines[2], label="http://exemple.fr\x0b"),
            *plan.lines[3:],
            *(replace(plan.lines[1], key=f"l{rank}", label=f"{rank} {LONG}"[:80]) for rank in range(12)),
        ),
        actions=tuple(replace(one, label=LONG) for one in plan.actions),
        scenarios=tuple(replace(one, label=f"{rank} {LONG}"[:80]) for rank, one in enumerate(plan.scenarios)),
    )
    decisions = tuple(replace(one, label=LONG, then=LONG * 2, trigger=LONG) for one in DECISIONS)
    return assembly(
        plan=plan,
        organisation=FORMULA,
        project=Project(vocation=LONG * 3, missions=LONG * 3, ambition=LONG * 3),
        decisions=dated(plan, plan.scenarios[1], decisions, today=ON),
    )


def poor() -> Assembly:
    """Less than a month of spending in the bank on the eve."""
    return assembly(plan=msgspec.structs.replace(by_hand(), opening_cash=700_000))
