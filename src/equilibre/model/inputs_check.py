"""Typed inputs that cannot be: not a number, negative, or beyond any association. Refused with a remedy."""

from __future__ import annotations

import math

import msgspec

from equilibre.errors import ReadError
from equilibre.formatting import number
from equilibre.model.dossier import ActivityInput, ExerciceInputs, HumanMeans, Partner

MOST = 1e12
"""Hours, months or cents beyond which a typed value is a slip of the keyboard (10 billion euros)."""
MOST_PARTNERS = 200


def check_inputs(inputs: ExerciceInputs) -> None:
    """``ReadError`` when hours, months or amounts typed beside the accounts cannot be."""
    _check(inputs.means)
    partners = inputs.partners or ()
    if len(partners) > MOST_PARTNERS:
        raise ReadError(
            "trop_de_partenaires",
            "Il y a trop de partenaires pour un seul exercice",
            read=str(len(partners)),
            expected=f"{MOST_PARTNERS} au plus",
            remedy="Regroupez ceux qui se ressemblent.",
        )
    for partner in partners:
        _check(partner)
    for activity in inputs.activities:
        _check(activity)


def _check(given: HumanMeans | Partner | ActivityInput) -> None:
    for field in msgspec.structs.fields(given):
        value = getattr(given, field.name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if not math.isfinite(value) or value < 0 or value > MOST:
            raise ReadError(
                "valeur_impossible",
                "Une valeur saisie n’est pas possible",
                field=field.name,
                read=str(value)[:30],
                expected=f"un nombre entre 0 et {number(MOST)}",
                remedy="Corrigez cette valeur, ou laissez-la vide si vous ne savez pas.",
            )
