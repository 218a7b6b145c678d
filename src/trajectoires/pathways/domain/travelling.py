"""From what a person says, a diagnosis and a model to a traveller; from a traveller to a plan."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from equilibre.diagnosis.from_model import facts_of, variant_of
from equilibre.diagnosis.results import DiagnosisResult
from equilibre.model.results import SocioEconomicModel
from equilibre.pathway.accounts_said import title_of
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

    A diagnosis gives its variant, the level of each dimension and its actions; a model its findings, its
    actions and the alert on cash. A diagnosis made with the figures of a model carries the codes of its
    findings and actions. The start is the day of the request.
    """
    diagnosis, model = known.diagnosis, known.model
    variant = diagnosis.variant if diagnosis else said.get("variant") or "petite"
    actions = list(diagnosis.actions) if diagnosis else []
    codes = [action.code for action in actions]
    findings, called = _said_by_accounts(known)
    codes = _alternated(codes, called)
    titles = {code: title_of(code) for code in called} | {one.code: one.title for one in actions}
    low_cash = bool(said.get("low_cash"))
    if model is not None:
        low_cash = low_cash or bool(model.last.cash_alert)
    return Traveller(
        audience=said.get("audience") or audience_of(variant),  # type: ignore[arg-type]
        variant=variant,
        objective=said.get("objective") or "agir",
        pace=said.get("pace") or "4h",
        start=start,
        company=said.get("company") or "seul",
        maturity={one.code: one.level for one in diagnosis.dimensions} if diagnosis else {},
        actions=tuple(codes),
        action_titles=titles,
        findings=findings,
        model_actions=called,
        low_cash=low_cash,
        deadline=said.get("deadline"),
        deadline_label=said.get("deadline_label") or "",
        next_board=said.get("next_board"),
        next_office=said.get("next_office"),
        hours_a_week=said.get("hours_a_week") or 2.0,
        formats=tuple(said.get("formats") or ()),
    )


def _said_by_accounts(known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the fragilities and of the actions of a model: its own, or those that a diagnosis kept."""
    if known.model is not None:
        facts = facts_of(known.model)
        return facts.findings, facts.actions
    if known.diagnosis is not None:
        return known.diagnosis.model_findings, known.diagnosis.model_actions
    return (), ()


def _alternated(answered: Sequence[str], called: Sequence[str]) -> list[str]:
    """One that the answers call, one that the accounts call: neither waits for the end of the other."""
    pairs = itertools.zip_longest(answered, called)
    return list(dict.fromkeys(code for pair in pairs for code in pair if code is not None))


def proposed(model: SocioEconomicModel | None) -> dict[str, object]:
    """What a model lets a form propose: who travels, and whether cash is short."""
    if model is None:
        return {}
    return {"situation": variant_of(model), "tresorerie": model.last.cash_alert}


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
