"""The flow of the house: resources on the left, costs or uses on the right, balanced to the cent."""

from __future__ import annotations

from equilibre.formatting import typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.results import FlowNode
from equilibre.reference.catalogue import lines

NEUTRAL = "neutre"
Flow = tuple[tuple[FlowNode, ...], tuple[FlowNode, ...]]


def read_flow(context: ExerciceContext) -> Flow:
    """Bands in and out; both sides add up to the same amount when charges are known, else out is empty.

    Uses replace natures of cost when they are known. A surplus leaves as « mis en réserve », a deficit comes
    in as « puisé dans les réserves ». A negative line (rabais, avoirs) crosses to the other side. Labels of
    lines are the short ones, so that a drawing never cuts them.
    """
    names = lines()
    incoming = [
        FlowNode(code=r.line, label=names[r.line].short, amount=r.amount, color=r.nature, figure=r.figure)
        for r in context.resources
        if r.amount > 0
    ]
    if not context.has_charges:
        return tuple(incoming), ()
    outgoing: list[FlowNode] = []
    for cost in context.uses or context.costs:
        color = "richesses_humaines" if cost.code == "personnel" else NEUTRAL
        side = outgoing if cost.amount >= 0 else incoming
        if cost.amount:
            side.append(
                FlowNode(
                    code=cost.code, label=cost.label, amount=abs(cost.amount), color=color, figure=cost.figure
                )
            )
    outgoing.extend(
        FlowNode(code=r.line, label=names[r.line].short, amount=-r.amount, color=r.nature, figure=r.figure)
        for r in context.resources
        if r.amount < 0
    )
    result = context.totals.result or 0
    if result > 0:
        outgoing.append(_reserve("mis_en_reserve", "Mis en réserve", result))
    elif result < 0:
        incoming.append(_reserve("puise_dans_les_reserves", "Puisé dans les réserves", -result))
    return tuple(incoming), tuple(outgoing)


def _reserve(code: str, label: str, amount: int) -> FlowNode:
    return FlowNode(
        code=code, label=typographic(label), amount=amount, color=NEUTRAL, figure="totaux.resultat"
    )
