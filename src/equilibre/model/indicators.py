"""How a solidity indicator is said: with its value and lineage, or with why it cannot be computed."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.figures import Input, Status, Unit
from equilibre.formatting import NBSP, euros, number, percent, typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.results import SolidityIndicator

SOURCE = "Définitions usuelles de l’analyse financière ; lecture de la plateforme"


@dataclass(frozen=True)
class Plan:
    """An indicator before its value is known. ``formula`` is in French words."""

    code: str
    label: str
    unit: Unit
    formula: str
    status: Status = "lecture"
    source: str = SOURCE

    @property
    def key(self) -> str:
        """Key of its figure."""
        return f"solidite.{self.code}"


def refuse(context: ExerciceContext, plan: Plan, reason: str) -> SolidityIndicator:
    """The indicator without a value: ``reason`` is the French sentence that says why."""
    figure = context.record(
        plan.key,
        plan.label,
        None,
        unit=plan.unit,
        formula=plan.formula,
        status=plan.status,
        source=plan.source,
        note=reason,
    )
    return SolidityIndicator(
        code=plan.code,
        label=figure.label,
        value=None,
        unit=plan.unit,
        text="",
        why_not=figure.note,
        figure=plan.key,
    )


def give(
    context: ExerciceContext,
    plan: Plan,
    value: int | float,
    text: str,
    *,
    inputs: tuple[Input, ...],
    parameters: tuple[str, ...] = (),
    note: str = "",
) -> SolidityIndicator:
    """The indicator with its value; ``parameters`` are keys of the reference data at the closing date.

    ``text`` reads on from the value, that a page prints before it: « 3,3 mois » « de dépenses, soit… ».
    """
    figure = context.record(
        plan.key,
        plan.label,
        value,
        unit=plan.unit,
        formula=plan.formula,
        inputs=inputs,
        parameters=tuple(context.parameter(key) for key in parameters),
        status=plan.status,
        source=plan.source,
        note=note,
    )
    return SolidityIndicator(
        code=plan.code,
        label=figure.label,
        value=value,
        unit=plan.unit,
        text=typographic(text),
        figure=plan.key,
    )


def said(indicator: SolidityIndicator) -> str:
    """The value, rounded as one says it, and the words that follow it; why there is none otherwise."""
    if indicator.value is None:
        return indicator.why_not
    return f"{_rounded(indicator.value, indicator.unit)} {indicator.text}".strip()


def _rounded(value: int | float, unit: Unit) -> str:
    if unit == "centimes":
        return euros(round(value))
    if unit == "part":
        return percent(value)
    if unit == "mois":
        return f"{number(value, 1)}{NBSP}mois"
    return f"{number(value)}{NBSP}jours" if unit == "jours" else number(value, 2)
