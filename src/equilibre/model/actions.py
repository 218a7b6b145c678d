"""Next actions: the few that the conclusions call for, by effect then by effort.

An action is data (``reference/data/actions.toml``) with the conditions that call for it; one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable

from equilibre.formatting import typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.results import Action, Alert, ReferenceRatio, SolidityIndicator
from equilibre.reference import wordings

ACTIONS = 6
ALWAYS = "toujours"
NO_PROJECT = "projet:absent"
NO_PREVIOUS = "absent:exercice_precedent"


def conditions(
    context: ExerciceContext,
    *,
    findings: Iterable[str],
    alerts: Iterable[Alert],
    ratios: Iterable[ReferenceRatio],
    solidity: Iterable[SolidityIndicator],
) -> frozenset[str]:
    """Everything that was concluded or is still open, as the conditions that actions name."""
    table = wordings.findings()
    met = {ALWAYS}
    met.update(f"{table[code].kind}:{code}" for code in findings)
    met.update(f"alerte:{alert.code}" for alert in alerts)
    met.update(f"repere:{ratio.code}:{ratio.state}" for ratio in ratios if ratio.scope == "organisation")
    met.update(f"absent:{one.code}" for one in solidity if one.value is None)
    met.update(f"question:{ask.code}" for ask in context.asks if not ask.answer)
    if context.previous is None:
        met.add(NO_PREVIOUS)
    if not context.dossier.project.told:
        met.add(NO_PROJECT)
    return frozenset(met)


def choose_actions(met: frozenset[str]) -> tuple[Action, ...]:
    """At most six actions whose conditions are met: most effect first, then least effort."""
    called = [action for action in wordings.actions() if met.intersection(action.when)]
    ordered = sorted(called, key=lambda action: (-action.effect, action.effort))
    return tuple(
        Action(
            code=action.code,
            title=typographic(action.title),
            why=typographic(action.why),
            how=typographic(action.how),
            first_half_hour=typographic(action.first_half_hour),
            contact=typographic(action.contact),
        )
        for action in ordered[:ACTIONS]
    )
