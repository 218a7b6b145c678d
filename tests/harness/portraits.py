"""Twelve travellers across profiles, objectives and maturities: on them the plans are read with a rubric."""

from __future__ import annotations

import datetime as dt
from typing import Any

from equilibre.pathway.plans import Traveller

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
