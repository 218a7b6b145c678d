"""The heart of the model for one exercice, in its order: totals, resources, natures, family.

``build.py`` calls it first; costs, pillars and everything beside come after.
"""

from __future__ import annotations

from equilibre.errors import ReadError
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import Dossier
from equilibre.model.families import read_family
from equilibre.model.inputs_check import check_inputs
from equilibre.model.natures import read_natures, read_public_share
from equilibre.model.resources import read_resources
from equilibre.model.totals import read_totals


def open_contexts(dossier: Dossier) -> list[ExerciceContext]:
    """One context per exercice, in chronological order, each knowing the one before.

    ``ReadError`` when there is no exercice, or when a typed value cannot be.
    """
    if not dossier.exercices:
        raise ReadError(
            "dossier_vide",
            "Ce dossier ne contient aucun exercice",
            remedy="Déposez vos comptes ou saisissez vos totaux.",
        )
    ordered = sorted(dossier.exercices, key=lambda e: (e.totals.opening, e.totals.closing))
    contexts: list[ExerciceContext] = []
    for index, inputs in enumerate(ordered):
        check_inputs(inputs)
        previous = contexts[-1] if contexts else None
        contexts.append(ExerciceContext(dossier=dossier, inputs=inputs, previous=previous, index=index))
    return contexts


def read_core(context: ExerciceContext) -> None:
    """Fill totals, placements, resources, natures, public share and family of a context."""
    read_totals(context)
    read_resources(context)
    read_natures(context)
    read_public_share(context)
    read_family(context)
