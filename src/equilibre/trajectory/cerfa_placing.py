"""Which line of a budget goes on which line of the Cerfa form: proposed, then what the user says.

A line of a plan may be divided (« Personnel »: pay, social charges, training). What comes from accounts is
divided as they are; the rest is proposed from its code, its nature or the words of its label, and said to be
checked when those do not decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec

from equilibre.model.results import AccountShare, SocioEconomicModel
from equilibre.reference.labels import normalise, payer_kind
from equilibre.trajectory.cerfa_lines import (
    SUBSIDIES,
    Side,
    by_code,
    line_named,
    line_of_account,
    placeable,
)
from equilibre.trajectory.hypotheses import TrajectoryPlan
from equilibre.trajectory.results import ProjectedLine
from equilibre.trajectory.starting import NEVER_PAID_COSTS, NEVER_PAID_RESOURCES, ONCE

MOST_PARTS = 10
SHARES_AGREE = 0.0005
_OF_COSTS = {"personnel": "641", "achats": "601", "locaux": "613", "autres": "62x"}
_OF_CODES = {
    "r01": "756", "r02": "758", "r03": "758", "r10": "73x", "r09": "70x", "r11": "70x", "r12": "70x",
    "r13": "70x", "r14": "70x", "r15": "70x", "r16": "70x",
}  # fmt: skip
_TO_CHECK = {
    "r04": "758", "r05": "74aidespriv", "r06": "74x", "r07": "74x", "r17": "74agenceserv", "r18": "750",
}  # fmt: skip
"""Lines that a model made, whose label names no payer."""
_WRITTEN = {"dotation": "68x", "dotations": "68x", "interets": "66x", "quote-part": "77x"}
"""What investments and loans add to the lines, by the end of its key."""
_STAFF = "64"
_BESIDE_STAFF = ("60", "61", "62", "63", "65", "66", "67", "68")
_NAMES_NOTHING = {"autre", "autres"}
"""Words of several lines of the form: alone, they say nothing of one."""
_PAY = "641"
_PUBLIC_GRANTS = "FI1a"
"""Levers of public grants, by the beginning of their code."""


class CerfaPart(msgspec.Struct, frozen=True):
    """A part of a line, 0–1, on a line of the form."""

    code: str
    share: float


class CerfaPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the line of this key goes; shares add up to 1."""

    key: str
    parts: tuple[CerfaPart, ...]


class InKind(msgspec.Struct, frozen=True, kw_only=True):
    """A contribution in kind that the user typed: never computed, never zero by default."""

    code: Literal["860", "861", "862", "864"]
    """As the form numbers them."""
    amount: int
    """Cents."""


class CerfaChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose for the form. Its storage format: add fields with a default."""

    year: int = 0
    """Rank of the exercice, from 0."""
    places: tuple[CerfaPlace, ...] = ()
    in_kind: tuple[InKind, ...] = ()


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A line with its places; ``sure`` when accounts, a code or the user say so."""

    parts: tuple[CerfaPart, ...]
    sure: bool
    by_user: bool = False
    """Kept in the choices: from the accounts, or from the user."""


def placed(line: ProjectedLine, plan: TrajectoryPlan, choices: CerfaChoices) -> Placed:
    """Where a projected line goes: what was kept, or a proposal."""
    kept = next((one for one in choices.places if one.key == line.key), None)
    if kept is not None and usable(kept.parts, line.side):
        return Placed(parts=kept.parts, sure=True, by_user=True)
    asked = any(one.key == line.action and one.lever.startswith(_PUBLIC_GRANTS) for one in plan.actions)
    code, sure = _proposed(line, public=_public(line, plan) or asked)
    return Placed(parts=(CerfaPart(code, 1.0),), sure=sure)


def usable(parts: Iterable[CerfaPart], side: Side) -> bool:
    """Whether places can be used: lines of the right side, positive shares that add up to 1."""
    told = tuple(parts)
    known = {one.code for one in placeable(side)}
    return (
        bool(told)
        and all(one.code in known and one.share > 0 for one in told)
        and abs(sum(one.share for one in told) - 1) <= SHARES_AGREE
    )


def _public(line: ProjectedLine, plan: TrajectoryPlan) -> bool:
    return any(one.public for one in plan.lines if one.key == line.key)


def _proposed(line: ProjectedLine, *, public: bool) -> tuple[str, bool]:
    """A code of the right side, and whether it needs no check."""
    end = line.key.rpartition(".")[2].rstrip("0123456789").removesuffix("-")
    if end in _WRITTEN and by_code()[_WRITTEN[end]].side == line.side:
        return _WRITTEN[end], True
    if line.side == "cost":
        if line.action:
            return "62x", False
        return _proposed_cost(line)
    return _proposed_resource(line, public=public)


def _proposed_cost(line: ProjectedLine) -> tuple[str, bool]:
    """The nature that was chosen decides whether people are paid; the words of the label decide the rest."""
    words = " ".join(word for word in normalise(line.label).split() if word not in _NAMES_NOTHING)
    staff = line_named(words, _STAFF)
    if line.nature == "personnel":
        # Pay and contributions in one line belong on two lines of the form: only the user can divide them.
        both = staff == _PAY and ("cotisation" in words or "charges" in words)
        return (staff, not both) if staff else (_OF_COSTS["personnel"], False)
    named = line_named(words, *_BESIDE_STAFF)
    if named:
        return named, True
    if staff:
        return staff, False
    return _OF_COSTS.get(line.nature, "65x"), False


def _proposed_resource(line: ProjectedLine, *, public: bool) -> tuple[str, bool]:
    code = line.key.partition(".")[0]
    if code in _OF_CODES:
        return _OF_CODES[code], True
    if line.key.endswith(".ecriture"):
        return "77x", True
    if code in _TO_CHECK:
        return _TO_CHECK[code], False
    payer = payer_kind(line.label)[0]
    if line.nature == "revenus_activite":
        # A contract is not a grant, whoever pays it.
        return "70x", not (public or payer == "public")
    if public or payer in ("public", "europe", "fondation"):
        named = line_named(line.label, SUBSIDIES)
        return named or ("74aidespriv" if payer == "fondation" else "74x"), bool(named)
    if line.nature == "membres":
        return "756", True
    if line.nature == "investissement_societal":
        return "74aidespriv", False
    return ("750", True) if line.nature == "autre" else ("758", False)


def places_from_accounts(model: SocioEconomicModel) -> tuple[CerfaPlace, ...]:
    """The lines of ``starting_plan`` divided as the accounts of the last exercice are.

    Labels of accounts are read to place subsidies, and not kept.
    """
    last = model.last
    found = []
    for one in last.resources:
        repeated = [a for a in one.accounts if not a.number.startswith(ONCE) or a.number.startswith("777")]
        found += _divided(one.line.lower(), ".ecriture", repeated, NEVER_PAID_RESOURCES)
    for cost in last.costs:
        found += _divided(cost.code, ".dotations", list(cost.accounts), NEVER_PAID_COSTS)
    return tuple(found)


def _divided(
    key: str, suffix: str, accounts: list[AccountShare], written: tuple[str, ...]
) -> list[CerfaPlace]:
    """The places of the part that is paid, then of the part that is only written."""
    found = []
    for end, kept in (
        ("", [one for one in accounts if not one.number.startswith(written)]),
        (suffix, [one for one in accounts if one.number.startswith(written)]),
    ):
        cents: dict[str, int] = defaultdict(int)
        for one in kept:
            cents[line_of_account(one.number, one.label)] += one.amount
        total = sum(cents.values())
        # An account of the wrong sign would give a negative part: the proposal by code is left to decide.
        if total > 0 and all(amount > 0 for amount in cents.values()) and len(cents) <= MOST_PARTS:
            largest = sorted(cents.items(), key=lambda pair: -pair[1])
            parts = tuple(CerfaPart(code, amount / total) for code, amount in largest)
            found.append(CerfaPlace(key=key + end, parts=parts))
    return found
