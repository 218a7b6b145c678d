"""What orients whoever turns a lever into an action: words beside fields, never an amount (field rule 28)."""

from __future__ import annotations

from typing import Any

from equilibre.reference.levers import Lever, Repere, levers
from trajectoires.trajectories.domain.queries.lever_tree import months
from trajectoires.trajectories.enums import PILLARS

NATURE_OF = {
    "FI0": "membres",
    "FI1": "subventionnement",
    "FI2": "investissement_societal",
    "FI3": "revenus_activite",
}
"""Beginning of a leaf → nature of the resource that it brings."""
ORIENTS = "convention de la plateforme, pour vous orienter"
HINTED = ("montant", "delai", "cout_depart", "fin", "etp")
"""Fields of the form beside which a lever says something; each has words of its own without it."""


def lever_choices() -> list[Any]:
    """Every lever, by pillar; first, none."""
    groups = [
        (label, [(one.code, one.label) for one in levers().values() if one.pillar == pillar])
        for pillar, label in PILLARS.items()
    ]
    return [("", "Aucun, ou je ne sais pas"), *groups]


def start_of(code: str) -> dict[str, str]:
    """What the form of a new action shows when one comes from a lever; nothing for an unknown one."""
    lever = levers().get(code)
    if lever is None:
        return {}
    return {"levier": code, "nature": NATURE_OF.get(lever.leaf[:3], "autre")}


def hints(code: str) -> dict[str, str]:
    """Field of the form → what the lever is usually like; empty for an unknown one."""
    lever = levers().get(code)
    return {} if lever is None else dict(_hints(lever))


def _hints(lever: Lever) -> list[tuple[str, str]]:
    told = []
    if lever.potential:
        told.append(("montant", _scale("potentiel", lever.potential) + " Aucun montant n’en découle."))
    if lever.delay:
        told.append(("delai", f"Repère\u00a0: {months(lever.delay)} ({ORIENTS})."))
    if lever.cost:
        told.append(("cout_depart", _scale("coût d’activation", lever.cost)))
    if lever.stability:
        told.append(("fin", _scale("stabilité", lever.stability)))
    told.append(("etp", f"Ce levier pèse sur\u00a0: {lever.weighs_on[0].lower()}{lever.weighs_on[1:]}."))
    return told


def _scale(name: str, repere: Repere) -> str:
    return f"Repère\u00a0: {name} {repere.words} sur\u00a04 ({ORIENTS})."
