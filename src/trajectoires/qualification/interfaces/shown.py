"""What a form shows of what the dossier holds: initial values, field by field."""

from __future__ import annotations

from typing import Any

import msgspec

from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.dossier import ExerciceInputs


def project_shown(inputs: Inputs) -> dict[str, str]:
    """Initial values of ``ProjectForm``."""
    return {"organisation": inputs.organisation, **msgspec.structs.asdict(inputs.project)}


def means_shown(exercice: ExerciceInputs) -> dict[str, Any]:
    """Initial values of ``MeansForm``."""
    return msgspec.structs.asdict(exercice.means)


def choices_shown(inputs: Inputs) -> dict[str, Any]:
    """Initial values of ``ChoicesForm``."""
    return msgspec.structs.asdict(inputs.choices)
