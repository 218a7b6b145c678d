"""The fictitious association: a copy for each visitor, computed once a process."""

from __future__ import annotations

from functools import lru_cache

from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.results import SocioEconomicModel
from trajectoires.qualification.domain import storage
from trajectoires.qualification.domain.safekeeping import storable
from trajectoires.qualification.domain.storage import Created
from trajectoires.qualification.enums import Change


@lru_cache(maxsize=1)
def _computed() -> tuple[Inputs, SocioEconomicModel]:
    inputs = storable(fictitious_dossier())
    return inputs, build_model(inputs)


def open_example() -> Created:
    """A new dossier that holds a copy of the fictitious association."""
    inputs, model = _computed()
    return storage.create(inputs=inputs, change=Change.EXAMPLE, model=model)
