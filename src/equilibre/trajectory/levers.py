"""The tree of levers for one organisation: what it uses today, what it may try, what to check before.

Nothing here is a conclusion in law or a score: a lever that meets a doubt stays in the tree with its reason,
« à faire confirmer » (field rules 18 and 30).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from equilibre.figures import Status
from equilibre.formatting import typographic
from equilibre.model.dossier import Partner
from equilibre.model.results import AccountShare, ExerciceModel, SocioEconomicModel
from equilibre.reference.levers import Lever, Prerequisite, levers, prerequisites
from equilibre.trajectory.hypotheses import Line, TrajectoryPlan

Standing = Literal["ouvert", "a_confirmer", "a_preparer"]
"""ouvert: nothing known stands in the way. a_confirmer: something is not known yet, or must be confirmed.
a_preparer: an answer points to something to settle first. None of the three forbids."""
Verb = Literal["diversifier", "intensifier"]
CONFIRMED = "rescrit"
CIRCLE = "cercle"
COMPANIES = "entreprises"
PAYROLL = "personnel"
"""Nature of the costs that pay people: they light the employees."""
SALARIED = "salaries"
TOLD = "indiqué dans votre situation"
MIXED = "Vos comptes ne disent pas lequel de ces leviers : la ligne les allume ensemble."


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """What was told of the organisation. Nothing told is a doubt, never a no."""

    criteria: dict[str, str] = {}
    """Answers to the criteria of the diagnosis: key → code of the choice."""
    employer: bool | None = None
    confirmed: dict[str, bool] = {}
    """Code of a prerequisite → what the user says of it; it prevails over the criteria."""
    used: tuple[str, ...] = ()
    """Codes of levers that are at work today and that no line shows."""


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A lever that is at work today. ``amount`` None: used, without an amount of its own."""

    lever: str
    amount: int | None
    """Cents of the last exercice, or of the base year of a plan."""
    note: str = ""


class _Fed(msgspec.Struct, frozen=True, kw_only=True):
    """What a resource line brings, and its accounts when they are known."""

    amount: int
    alone: bool
    """No other lever has this line."""
    accounts: tuple[AccountShare, ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Something to check, in a sentence."""

    prerequisite: str
    label: str
    text: str
    standing: Standing
    source: str
    status: Status


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A lever as this organisation meets it."""

    lever: Lever
    use: Use | None
    verb: Verb
    gesture: str
    """What this verb means here, in a sentence."""
    standing: Standing
    reasons: tuple[Reason, ...]
    """What is not settled; empty when the lever is open."""


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """Every lever, pillar by pillar; a lever is never taken away."""

    branches: tuple[Branch, ...]
    unplaced: tuple[str, ...]
    """Labels of resources that no leaf names."""
    help_first: bool
    """Under one month of cash: help comes before any lever (field rule 19)."""

    def of(self, code: str) -> Branch:
        """The branch of a lever. ``KeyError`` when there is no such lever."""
        found = next((one for one in self.branches if one.lever.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


def situation_of(model: SocioEconomicModel, criteria: dict[str, str] | None = None) -> Situation:
    """What the accounts say: they pay salaries, or do not. Criteria come from the diagnosis."""
    paid = [
        part.amount for reading in model.last.pillars for part in reading.parts if part.code == "salaries"
    ]
    known = [amount for amount in paid if amount is not None]
    return Situation(criteria=dict(criteria or {}), employer=sum(known) > 0 if known else None)


def lever_tree(
    model: SocioEconomicModel | None,
    situation: Situation,
    partners: tuple[Partner, ...] = (),
) -> Tree:
    """The whole tree. ``model`` None: nothing is lit, everything can be tried."""
    last = None if model is None else model.last
    return _tree(
        () if last is None else uses_of(last, partners),
        situation,
        unplaced=() if last is None else _unplaced(last),
        help_first=last is not None and last.cash_alert,
    )


def plan_tree(
    plan: TrajectoryPlan,
    situation: Situation,
    *,
    people: Mapping[str, int] | None = None,
    alliances: Collection[str] = (),
    help_first: bool = False,
) -> Tree:
    """The whole tree from a trajectory: lines that come from the accounts, costs that pay people, and what
    was told. ``people``: code of a part of the pillar → persons. ``alliances``: a type for each.
    """
    now = [line for line in plan.lines if line.starts is None and line.amount > 0]
    amounts: Counter[str] = Counter()
    for line in now:
        if line.side == "resource":
            amounts[_resource_code(line)] += line.amount
    paid = sum(line.amount for line in now if line.side == "cost" and line.nature == PAYROLL)
    known = {line for one in levers().values() for line in one.lines}
    present = {code: count for code, count in (people or {}).items() if count > 0}
    if situation.employer is None and (paid or SALARIED in present):
        situation = msgspec.structs.replace(situation, employer=True)
    return _tree(
        (
            *_uses(amounts, {}, {SALARIED: paid or None}, Counter(alliances)),
            *_held_by(present),
            *(Use(lever=code, amount=None, note=TOLD) for code in situation.used if code in levers()),
        ),
        situation,
        unplaced=tuple(
            one.label
            for one in now
            if one.side == "resource" and one.cash and _resource_code(one) not in known
        ),
        help_first=help_first,
    )


def beyond_lines(model: SocioEconomicModel, plan: TrajectoryPlan) -> tuple[str, ...]:
    """Levers that the accounts light and that no line of the plan built on them shows any more: hours of
    volunteers, premises that somebody lends…"""
    by_lines = plan_tree(plan, Situation())
    return tuple(use.lever for use in uses_of(model.last) if by_lines.of(use.lever).use is None)


def _resource_code(line: Line) -> str:
    """« R06 » of a line that comes from the accounts (``starting.py``).

    A typed line has no such code, nor has what is only written and never paid.
    """
    return line.key.upper() if line.cash else ""


def _held_by(people: Mapping[str, int]) -> list[Use]:
    """The levers that these people light."""
    counts = ((one.code, sum(people.get(code, 0) for code in one.parts)) for one in levers().values())
    return [
        Use(lever=code, amount=None, note=f"{count} {'personnes' if count > 1 else 'personne'}")
        for code, count in counts
        if count
    ]


def _tree(
    uses: tuple[Use, ...], situation: Situation, *, unplaced: tuple[str, ...], help_first: bool
) -> Tree:
    """An earlier use prevails: an amount of the accounts before what was told."""
    first = {use.lever: use for use in reversed(uses)}
    return Tree(
        branches=tuple(_branch(one, first.get(code), situation) for code, one in levers().items()),
        unplaced=unplaced,
        help_first=help_first,
    )


def uses_of(last: ExerciceModel, partners: tuple[Partner, ...] = ()) -> tuple[Use, ...]:
    """The levers that an exercice lights, in the order of the tree.

    A line that feeds several levers is told apart by account numbers; what is left lights them all without
    an amount, and says so.
    """
    return _uses(
        {one.line: one.amount for one in last.resources},
        {one.line: one.accounts for one in last.resources},
        {part.code: part.amount for reading in last.pillars for part in reading.parts},
        Counter(partner.alliance for partner in partners),
    )


def _uses(
    amounts: Mapping[str, int],
    accounts: Mapping[str, tuple[AccountShare, ...]],
    parts: dict[str, int | None],
    types: Counter[str],
) -> tuple[Use, ...]:
    shared = Counter(line for one in levers().values() for line in one.lines)
    lines = {
        code: _Fed(amount=amount, alone=shared[code] == 1, accounts=accounts.get(code, ()))
        for code, amount in amounts.items()
        if amount > 0
    }
    found = (
        _by_lines(one, lines) or _by_parts(one, parts) or _by_partners(one, types)
        for one in levers().values()
    )
    return tuple(use for use in found if use is not None)


def _by_lines(one: Lever, lines: dict[str, _Fed]) -> Use | None:
    met = [lines[code] for code in one.lines if code in lines]
    if not met:
        return None
    if all(line.alone for line in met):
        return Use(lever=one.code, amount=sum(line.amount for line in met))
    own = _amount(met, one.accounts)
    others = [other for other in levers().values() if other is not one and set(other.lines) & set(one.lines)]
    theirs = sum(_amount(met, other.accounts) for other in others)
    if own:
        return Use(lever=one.code, amount=own)
    if sum(line.amount for line in met) > theirs:
        return Use(lever=one.code, amount=None, note=typographic(MIXED))
    return None


def _amount(lines: list[_Fed], accounts: tuple[str, ...]) -> int:
    """Cents of these lines that sit in accounts of these numbers."""
    if not accounts:
        return 0
    return sum(share.amount for line in lines for share in line.accounts if share.number.startswith(accounts))


def _by_parts(one: Lever, parts: dict[str, int | None]) -> Use | None:
    amounts = [amount for code in one.parts if (amount := parts.get(code))]
    return Use(lever=one.code, amount=sum(amounts)) if amounts else None


def _by_partners(one: Lever, types: Counter[str]) -> Use | None:
    count = sum(types[kind] for kind in one.alliances)
    if not count:
        return None
    words = "une alliance indiquée" if count == 1 else f"{count} alliances indiquées"
    return Use(lever=one.code, amount=None, note=words)


def _unplaced(last: ExerciceModel) -> tuple[str, ...]:
    known = {line for one in levers().values() for line in one.lines}
    return tuple(one.label for one in last.resources if one.amount > 0 and one.line not in known)


def _branch(one: Lever, use: Use | None, situation: Situation) -> Branch:
    reasons = reasons_of(one.prerequisites, prerequisites(), situation, used=use is not None)
    standings = {reason.standing for reason in reasons}
    standing: Standing = "ouvert"
    if standings:
        standing = "a_preparer" if "a_preparer" in standings else "a_confirmer"
    verb: Verb = "diversifier" if use is None else "intensifier"
    return Branch(
        lever=one,
        use=use,
        verb=verb,
        gesture=one.diversify if use is None else one.intensify,
        standing=standing,
        reasons=reasons,
    )


def reasons_of(
    codes: tuple[str, ...], checks: dict[str, Prerequisite], situation: Situation, *, used: bool = False
) -> tuple[Reason, ...]:
    """What is not settled among these prerequisites, of a lever or of an instrument of investment."""
    found = (_reason(checks[code], used, situation) for code in codes)
    return tuple(reason for reason in found if reason is not None)


def _reason(check: Prerequisite, used: bool, situation: Situation) -> Reason | None:
    """None when it is settled: the user says so, an answer says so, or using the lever shows it."""
    told = situation.confirmed.get(check.code)
    if told is None:
        told = _told(check.code, situation)
    if told or (told is None and used and check.shown_by_use):
        return None
    return Reason(
        prerequisite=check.code,
        label=check.label,
        text=check.doubt if told is None else check.against,
        standing="a_confirmer" if told is None else "a_preparer",
        source=check.source,
        status=check.status,
    )


def _told(code: str, situation: Situation) -> bool | None:
    """What the criteria say of a prerequisite: True, False, or None when they do not settle it."""
    answers = situation.criteria
    if code == "interet_general_fiscal":
        if answers.get("recus_fiscaux") == CONFIRMED:
            return True
        return False if answers.get("qui_beneficie") == CIRCLE else None
    if code == "impots_commerciaux":
        return False if answers.get("marche") == COMPANIES else None
    if code == "employeur":
        return situation.employer
    if code == "equipe":
        # Employees make it possible, they do not settle who carries it.
        return False if situation.employer is False else None
    return None
