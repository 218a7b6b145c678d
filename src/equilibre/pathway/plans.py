"""What goes into a plan and what comes out of it: plain values. Codes are those of the content's facets."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from equilibre.diagnosis.questionnaire import DimensionCode, Variant

Audience = Literal["gouvernance", "porteur", "accompagnateur"]
Objective = Literal[
    "comprendre", "s_informer", "se_former", "agir", "accompagner",
    "co_construire", "equilibrer", "hybrider", "innover",
]  # fmt: skip
Company = Literal["seul", "binome", "conseil", "accompagne"]
Pace = Literal["2h", "4h", "12h", "mois"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A page or a tool that a plan may propose, with the facets that its editors gave it."""

    key: str
    """Its address on the site, unique."""
    title: str
    summary: str = ""
    kind: str = "article"
    """article, sheet, kit, step, path, tool: « KINDS » of the content."""
    audience: tuple[str, ...] = ()
    objective: tuple[str, ...] = ()
    maturity: tuple[str, ...] = ()
    """initier, en_cours, structure, moteur; empty: any."""
    minutes: int = 15
    format: str = ""
    medoc: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    """Dimensions of the diagnosis that it helps with."""
    needs: tuple[str, ...] = ()
    """Keys of the items to have done before."""
    actions: tuple[str, ...] = ()
    """Codes of the actions (of the model or of the diagnosis) whose sheet it is."""


class Traveller(msgspec.Struct, frozen=True, kw_only=True):
    """Who travels, whereto, from where, with how much time. Nothing names a person."""

    audience: Audience
    variant: Variant
    objective: Objective
    pace: Pace
    start: dt.date
    company: Company = "seul"
    maturity: dict[DimensionCode, float | None] = {}
    """0–3 by dimension, from the diagnosis; absent or None: not known."""
    actions: tuple[str, ...] = ()
    """Codes that the diagnosis and the model propose, best first."""
    action_titles: dict[str, str] = {}
    """Code → the title that the person read, so that a reason names the action; absent: not known."""
    findings: tuple[str, ...] = ()
    """Codes of the model's fragilities, in its order."""
    model_actions: tuple[str, ...] = ()
    """Those of ``actions`` that the model proposes: a reason says what the accounts say."""
    low_cash: bool = False
    """Under one month of cash: help comes first, before any step (field rule 19)."""
    deadline: dt.date | None = None
    deadline_label: str = ""
    """« assemblée générale »."""
    next_board: dt.date | None = None
    """Next conseil d'administration; the step to discuss with it takes its day when the plan allows."""
    next_office: dt.date | None = None
    """Next meeting of the bureau, for the same use when the conseil's day does not fit."""
    hours_a_week: float = 2.0
    formats: tuple[str, ...] = ()
    """Preferred formats, best first."""
    done: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why this step: a code and the sentence that says it to the person."""

    code: str
    text: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A dated step: what, when at the latest, how long, and why this, for you, now."""

    item: Item
    rank: int
    due: dt.date
    minutes: int
    """The time planned for it; at most the item's own."""
    reasons: tuple[Reason, ...]
    """At least one; the first is shown, the others unfold."""
    together: bool = False
    """To be done with the pair, the board or the adviser."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was considered and left: the reason, so that the person can add it."""

    item: Item
    why: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The path: ordered, dated steps. The same inputs give the same plan."""

    traveller: Traveller
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    """At most six, the nearest first."""
    minutes: int
    sentence: str
    """« Six étapes en 4 h, jusqu'à votre assemblée générale du 12 mars 2027. »"""
    notes: tuple[str, ...] = ()
    """What could not be held: deadline too near, nothing of the preferred format…"""
    rules_version: str = ""


class PlanChange(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between two plans."""

    key: str
    title: str
    kind: Literal["added", "removed", "moved"]
    before: dt.date | None
    after: dt.date | None
