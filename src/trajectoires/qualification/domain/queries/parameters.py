"""Every dated value of the reference data, one row each, the most recent first."""

from __future__ import annotations

from functools import lru_cache

from equilibre.figures import ParameterUse
from equilibre.reference.parameters import all_parameters


@lru_cache(maxsize=1)
def shown_parameters() -> tuple[ParameterUse, ...]:
    """A parameter with three dated values gives three rows. Shipped data does not change in a process."""
    return tuple(
        ParameterUse(
            key=parameter.key,
            label=parameter.label,
            value=dated.value,
            unit=parameter.unit,
            valid_from=dated.since,
            source=dated.source,
            status=dated.status,
            url=dated.url,
        )
        for parameter in all_parameters()
        for dated in reversed(parameter.values)
    )
