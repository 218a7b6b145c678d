"""The pictures of one exercice, drawn by the engine for the page, the phone or the print."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.drawings import bars, barycentre, cash, families, flow
from equilibre.drawings.drawing import Drawing, Variant
from equilibre.model.results import SocioEconomicModel

NAMES = {
    "piliers": "pillars",
    "natures": "natures",
    "familles": "family",
    "flux": "flow",
    "structure": "structure",
    "tresorerie": "cash",
}
"""Name in an address → attribute of :class:`Drawings`."""


@dataclass(frozen=True)
class Drawings:
    """Every picture of one exercice; None where there is nothing to draw.

    On the page the triangles and the families stand side by side in columns of some 400 px: they are drawn
    in the narrow variant. The flow, the structure and the cash have two forms, one of which the stylesheet
    hides: wide above 640 px, narrow below.
    """

    pillars: Drawing
    natures: Drawing
    family: Drawing
    flow: Drawing
    flow_phone: Drawing | None
    structure: Drawing
    structure_phone: Drawing | None
    cash: Drawing | None
    cash_phone: Drawing | None


def drawings_of(*, model: SocioEconomicModel, index: int, variant: Variant = "page") -> Drawings:
    """Draw. Triangles and structure hold every exercice; the others are about the one at ``index``."""
    exercice = model.exercices[index]
    narrow: Variant = "phone" if variant == "page" else variant
    both = variant == "page"
    dated = bool(exercice.cash_months)
    return Drawings(
        pillars=barycentre.pillars_svg(model, variant=narrow),
        natures=barycentre.natures_svg(model, variant=narrow),
        family=families.family_bar_svg(model, exercice=exercice, variant=narrow),
        flow=flow.flow_svg(model, exercice=exercice, variant=variant),
        flow_phone=flow.flow_svg(model, exercice=exercice, variant="phone", prefix="flux-etroit")
        if both
        else None,
        structure=bars.structure_svg(model, variant=variant),
        structure_phone=bars.structure_svg(model, variant="phone", prefix="structure-etroite")
        if both
        else None,
        cash=cash.cash_svg(model, exercice=exercice, variant=variant) if dated else None,
        cash_phone=cash.cash_svg(model, exercice=exercice, variant="phone", prefix="tresorerie-etroite")
        if both and dated
        else None,
    )
