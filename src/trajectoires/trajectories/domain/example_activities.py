"""What the fictitious association says of its activities: invented, like its accounts."""

from __future__ import annotations

from typing import Any

import msgspec

from equilibre.trajectory.activities import Activity, Unit
from equilibre.trajectory.allocating import Portfolio
from equilibre.trajectory.usefulness import Votes

_TOLD: tuple[dict[str, Any], ...] = (
    {
        "sales": 1_410_000,
        "fixed": 0.2,
        "usefulness": 9.0,
        "votes": Votes(count=7, median=9.0, low=8, high=10),
        "hours": 1_150.0,
        "surface": 70.0,
        "units": (Unit(label="heure", quantity=640), Unit(label="personne", quantity=95)),
    },
    {
        "sales": 340_000,
        "fixed": 0.4,
        "usefulness": 7.0,
        "votes": Votes(count=7, median=7.0, low=6, high=8),
        "hours": 560.0,
        "surface": 60.0,
        "units": (Unit(label="personne", quantity=310),),
    },
    {
        "sales": 940_000,
        "fixed": 0.1,
        "usefulness": 5.0,
        "votes": Votes(count=7, median=5.0, low=3, high=7),
        "hours": 640.0,
        "surface": 20.0,
        "units": (Unit(label="journée", quantity=31),),
    },
)


def told(activities: tuple[Activity, ...]) -> Portfolio:
    """The activities of its accounts, with what accounts do not say."""
    return Portfolio(
        activities=tuple(
            msgspec.structs.replace(one, **said) for one, said in zip(activities, _TOLD, strict=True)
        ),
        common_by="heures",
    )
