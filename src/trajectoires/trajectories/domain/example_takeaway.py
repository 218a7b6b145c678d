"""What the fictitious association said for its documents: invented with it."""

from __future__ import annotations

from equilibre.trajectory.cerfa_placing import CerfaPart, InKind
from trajectoires.trajectories.domain.cerfa import place, say_year
from trajectoires.trajectories.domain.saved import Saved


def taken_away(saved: Saved) -> Saved:
    """With its second exercice on the Cerfa form; where the mécénat action goes is left to be checked."""
    told = say_year(saved, 1, (InKind(code="864", amount=450_000), InKind(code="861", amount=120_000)))
    return place(told, "formations.charge", (CerfaPart("622", 0.6), CerfaPart("623", 0.4)))
