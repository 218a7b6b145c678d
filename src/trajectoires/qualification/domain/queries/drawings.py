"""The pictures of one exercice, drawn by the engine for the page, the phone or the print."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.drawings import bars, barycentre, cash, families, flow
from equilibre.drawings.drawing import Drawing, Variant
from equilibre.model.results import SocioEconomicModel


@dataclass(frozen=True)
class Drawings:
    """Every picture of one exercice; None where there is nothing to draw."""

    pillars: Drawing
    natures: Drawing
    family: Drawing
    flow: Drawing
    flow_phone: Drawing | None
    structure: Drawing
    cash: Drawing | None


def drawings_of(*, model: SocioEconomicModel, index: int, variant: Variant = "page") -> Drawings:
    """Draw. The path of the two triangles holds every exercice; the others are about the one at ``index``."""
    exercice = model.exercices[index]
    return Drawings(
        pillars=barycentre.pillars_svg(model, variant=variant),
        natures=barycentre.natures_svg(model, variant=variant),
        family=families.family_bar_svg(model, exercice=exercice, variant=variant),
        flow=flow.flow_svg(model, exercice=exercice, variant=variant),
        flow_phone=flow.flow_svg(model, exercice=exercice, variant="phone", prefix="flux-etroit")
        if variant == "page"
        else None,
        structure=bars.structure_svg(model, exercice=exercice, variant=variant),
        cash=cash.cash_svg(model, exercice=exercice, variant=variant) if exercice.cash_months else None,
    )
