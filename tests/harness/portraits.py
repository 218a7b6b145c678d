"""Twelve travellers across profiles, objectives and maturities: on them the plans are read with a rubric."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from equilibre.diagnosis import bank
from equilibre.formatting import NBSP, day
from equilibre.pathway.planning import plan
from equilibre.pathway.plans import Item, Plan, Traveller
from equilibre.reference import wordings

START = dt.date(2027, 1, 4)
ASSEMBLY = {"deadline": dt.date(2027, 3, 12), "deadline_label": "assemblée générale"}


def _who(**said: Any) -> Traveller:
    default = {"audience": "gouvernance", "variant": "petite", "objective": "agir", "pace": "4h"}
    return Traveller(**default | {"start": START} | said)


PORTRAITS: dict[str, Traveller] = {
    "Trésorière d’une petite association, trésorerie fragile, assemblée en mars": _who(
        maturity={"anticipation": 0.5, "financements": 1.0, "projet": 2.0},
        actions=("plan_de_tresorerie", "noter_trois_dates"), **ASSEMBLY,
    ),
    "Présidente qui veut comprendre en deux heures": _who(objective="comprendre", pace="2h"),
    "Trésorier, moins d’un mois de dépenses devant lui": _who(
        low_cash=True, pace="2h", actions=("appeler_a_l_aide",)
    ),
    "Directrice d’une association employeuse, diversifier avec le conseil": _who(
        variant="employeuse", objective="hybrider", pace="12h", company="conseil",
        maturity={"financements": 1.0, "alliances": 0.5, "coherence": 1.5},
    ),
    "Porteur d’un projet qui démarre, à deux": _who(
        audience="porteur", variant="emergent", objective="innover", company="binome",
        maturity={"projet": 0.5},
    ),
    "Accompagnatrice d’un réseau, sur plusieurs mois": _who(
        audience="accompagnateur", variant="accompagnateur", objective="accompagner", pace="mois"
    ),
    "Conseil qui se forme ensemble": _who(objective="se_former", pace="12h", company="conseil"),
    "Tête de réseau qui construit avec le territoire": _who(
        variant="reseau", objective="co_construire", maturity={"alliances": 2.5, "projet": 3.0}
    ),
    "Association employeuse solide qui cherche l’équilibre": _who(
        variant="employeuse", objective="equilibrer", pace="mois", hours_a_week=1.0,
        maturity={"richesses_humaines": 2.0, "financements": 2.5, "coherence": 3.0},
    ),
    "Bénévole dont les heures ne sont pas comptées": _who(
        pace="2h", maturity={"valorisation": 0.0}, actions=("compter_les_heures", "inscrire_le_benevolat")
    ),
    "Fondation qui s’informe": _who(audience="accompagnateur", variant="financeur", objective="s_informer"),
    "Direction dont l’assemblée est dans neuf jours": _who(
        variant="employeuse", deadline=START + dt.timedelta(days=9), deadline_label="assemblée générale",
        maturity={"coherence": 0.5}, actions=("en_parler_au_conseil", "expliquer_l_ecart_de_resultat"),
    ),
}  # fmt: skip


def as_markdown(catalogue: Sequence[Item]) -> str:
    """The twelve plans as docs/pathway.md prints them, after its last heading of the second level."""
    return "\n".join(_told(name, plan(_titled(who), catalogue)) for name, who in PORTRAITS.items())


def _titled(who: Traveller) -> Traveller:
    """With the titles that the person would have read on their diagnosis or their model."""
    told = {code: action.title for code in who.actions if (action := bank.load().action(code)) is not None}
    known = {one.code: one.title for one in wordings.actions()}
    titles = {code: told.get(code) or known[code] for code in who.actions if code in told or code in known}
    return msgspec.structs.replace(who, action_titles=titles)


def _told(name: str, made: Plan) -> str:
    notes = "".join(f"> {note}\n\n" for note in made.notes)
    steps = "".join(
        f"{step.rank}. {day(step.due)}, {step.minutes}{NBSP}min{NBSP}: `{step.item.key}`"
        f"{' (ensemble)' if step.together else ''}. {step.reasons[0].text}\n"
        for step in made.steps
    )
    return f"### {name}\n\n{made.sentence}\n\n{notes}{steps}"
