"""From what a person says, a diagnosis and a model to a traveller; from a traveller to a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import msgspec

from equilibre.diagnosis.results import DiagnosisResult
from equilibre.model.results import SocioEconomicModel
from equilibre.pathway.planning import plan
from equilibre.pathway.plans import Plan, Traveller
from trajectoires.pathways.domain.catalogue import catalogue_with
from trajectoires.pathways.domain.saved import Saved
from trajectoires.pathways.enums import AUDIENCE_OF_VARIANT

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Known:
    """What other capabilities handed on: None for what was not."""

    diagnosis: DiagnosisResult | None = None
    model: SocioEconomicModel | None = None


def audience_of(variant: str) -> str:
    """Who travels, when only the variant of the diagnosis is known."""
    return AUDIENCE_OF_VARIANT.get(variant, "gouvernance")


def traveller(*, said: dict[str, Any], known: Known, start: dt.date) -> Traveller:
    """``said``: fields of ``Traveller`` that the form gave; they prevail over what is deduced.

    A diagnosis gives its variant, the level of each dimension and its actions; a model its findings, the
    actions that the diagnosis did not name, and the alert on cash. The start is the day of the request.
    """
    diagnosis, model = known.diagnosis, known.model
    variant = diagnosis.variant if diagnosis else said.get("variant") or "petite"
    actions = list(diagnosis.actions) if diagnosis else []
    codes = [action.code for action in actions]
    findings: list[str] = []
    low_cash = bool(said.get("low_cash"))
    if model is not None:
        last = model.last
        findings = [finding.code for finding in last.findings.weaknesses]
        codes += [action.code for action in last.findings.actions if action.code not in codes]
        low_cash = low_cash or bool(last.cash_alert)
    return Traveller(
        audience=said.get("audience") or audience_of(variant),  # type: ignore[arg-type]
        variant=variant,
        objective=said.get("objective") or "agir",
        pace=said.get("pace") or "4h",
        start=start,
        company=said.get("company") or "seul",
        maturity={one.code: one.level for one in diagnosis.dimensions} if diagnosis else {},
        actions=tuple(codes),
        findings=tuple(findings),
        low_cash=low_cash,
        deadline=said.get("deadline"),
        deadline_label=said.get("deadline_label") or "",
        hours_a_week=said.get("hours_a_week") or 2.0,
        formats=tuple(said.get("formats") or ()),
    )


def first_plan(who: Traveller, known: Known) -> Saved:
    """The plan of somebody who starts."""
    sheets: dict[str, tuple[str, ...]] = {}
    for action in known.diagnosis.actions if known.diagnosis else ():
        address = action.sheet.partition("#")[0]
        sheets[address] = (*sheets.get(address, ()), action.code)
    return Saved(plan=plan(who, catalogue_with(sheets)), sheets=sheets)


def at_pace(saved: Saved, pace: str, *, today: dt.date) -> Plan:
    """The plan that the same person would have at another pace, from today."""
    who = replace(saved.plan.traveller, pace=pace, start=today, done=saved.done_keys)
    return plan(who, catalogue_with(saved.sheets))
