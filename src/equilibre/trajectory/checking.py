"""What makes a plan impossible to compute, each fault at its place and in words for the screen."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from equilibre.formatting import typographic
from equilibre.trajectory.hypotheses import (
    LONGEST,
    Investment,
    InvestmentGrant,
    LeverAction,
    Line,
    Loan,
    Shock,
    TrajectoryPlan,
)

GROWTH = 1.0
"""A line that more than doubles each year is a slip of the keyboard: a convention of the platform."""
LONGEST_DELAY = 24
LONGEST_LIFE = 600
"""Months of a depreciation or of a loan: fifty years."""
HIGHEST_RATE = 0.25
LARGEST = 10**15
"""Cents of a year, growth included: ten thousand billion euros. Beyond, sums of lines may not be exact."""
SHARES_AGREE = 0.0005


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Where, what is wrong, what to do."""

    kind: str
    """plan, line, action, shock, scenario, investment, loan."""
    key: str
    field: str
    """Of the row; « grants.2.paid » for the second grant of an investment."""
    message: str
    remedy: str


def faults(plan: TrajectoryPlan) -> tuple[Fault, ...]:
    """Every fault of a plan, in the order of the page; empty when it can be computed."""
    found = [*_plan(plan), *_twice(plan)]
    for line in plan.lines:
        found += _line(plan, line)
    for action in plan.actions:
        found += _action(plan, action)
    for shock in plan.shocks:
        found += _shock(plan, shock)
    for investment in plan.investments:
        found += _investment(plan, investment)
    for loan in plan.loans:
        found += _loan(plan, loan)
    found += _scenarios(plan)
    found += _circles(plan)
    return tuple(found)


def unending(plan: TrajectoryPlan) -> tuple[Line, ...]:
    """Quote-parts without a last month. No fault, since the plan can be computed; but a grant that was
    received is spread over the life of what it paid for, and that life ends.
    """
    return tuple(one for one in plan.lines if goes_on_for_ever(one))


def goes_on_for_ever(line: Line) -> bool:
    """A resource that is written and never received, without a last month."""
    return line.side == "resource" and not line.cash and line.ends is None


def _fault(kind: str, key: str, field: str, message: str, remedy: str) -> Fault:
    return Fault(kind=kind, key=key, field=field, message=typographic(message), remedy=typographic(remedy))


def _plan(plan: TrajectoryPlan) -> Iterator[Fault]:
    if not 1 <= plan.years <= LONGEST:
        yield _fault(
            "plan", "", "years", f"La durée est de {plan.years} ans.", f"Choisissez de 1 à {LONGEST} ans."
        )
    if not 1 <= plan.first_month.month <= 12:
        yield _fault(
            "plan", "", "first_month", "Le premier mois n’existe pas.", "Choisissez un mois de 1 à 12."
        )
    if not plan.lines:
        yield _fault(
            "plan",
            "",
            "lines",
            "Aucune ressource ni charge n’est saisie.",
            "Partez de vos comptes ou d’un budget.",
        )


def _twice(plan: TrajectoryPlan) -> Iterator[Fault]:
    for kind, rows in (
        ("line", plan.lines), ("action", plan.actions), ("shock", plan.shocks), ("scenario", plan.scenarios),
        ("investment", plan.investments), ("loan", plan.loans),
    ):  # fmt: skip
        seen: set[str] = set()
        for row in rows:
            if row.key in seen:
                yield _fault(
                    kind, row.key, "key", f"« {row.label} » est saisi deux fois.", "Gardez-en un seul."
                )
            seen.add(row.key)


def _line(plan: TrajectoryPlan, line: Line) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("line", line.key, field, f"« {line.label} » : {message}", remedy)

    if line.amount < 0:
        yield told(
            "amount", "le montant est négatif.",
            "Écrivez un montant positif : une ressource entre, une charge sort.",
        )  # fmt: skip
    for field, growth in (("indexation", line.indexation), ("volume", line.volume)):
        if not -1.0 <= growth <= GROWTH:
            yield told(
                field, f"{growth:+.0%} par an.",
                "Écrivez une évolution par an entre −100 % et +100 % ; plus grand, c’est une action datée.",
            )  # fmt: skip
    if _last_amount(plan, line) > LARGEST:
        yield told(
            "amount", "le montant devient trop grand d’ici la dernière année.",
            "Vérifiez le montant et son évolution.",
        )  # fmt: skip
    if line.starts and line.ends and line.ends < line.starts:
        yield told("ends", "la fin précède le début.", "Corrigez l’une des deux dates.")
    if not 0 <= line.delay <= LONGEST_DELAY:
        yield told("delay", f"un délai de {line.delay} mois.", f"Écrivez de 0 à {LONGEST_DELAY} mois.")
    if line.payments and abs(sum(one.share for one in line.payments) - 1.0) > SHARES_AGREE:
        yield told(
            "payments", "les versements ne font pas 100 %.", "Corrigez les parts : leur total fait 100 %."
        )
    if any(not 1 <= one.month <= LONGEST_DELAY or one.share < 0 for one in line.payments):
        yield told(
            "payments", "un versement est hors des deux exercices.",
            "Un versement tombe entre le mois 1 et le mois 24, pour une part positive.",
        )  # fmt: skip
    if not 0.0 <= line.chance <= 1.0:
        yield told("chance", "une chance hors de 0 à 100 %.", "Écrivez une chance entre 0 et 100 %.")
    if not -1.0 <= line.spread.low <= line.spread.high:
        yield told("spread", "la fourchette est à l’envers.", "Écrivez le plus bas, puis le plus haut.")
    yield from _follows(plan, line)


def _last_amount(plan: TrajectoryPlan, line: Line) -> float:
    """What the line may reach, with what it follows."""
    moved = [line, *(one for one in plan.lines if line.follows and one.key == line.follows)]
    growth = 1.0
    for one in moved:
        growth *= max((1 + one.indexation) * (1 + one.volume), 1.0)
    return line.amount * min(growth, LARGEST) ** min(max(plan.years, 0), LONGEST)


def _follows(plan: TrajectoryPlan, line: Line) -> Iterator[Fault]:
    if not line.follows:
        return
    followed = next((one for one in plan.lines if one.key == line.follows), None)
    if followed is None or followed.side != "resource" or line.side != "cost":
        yield _fault(
            "line", line.key, "follows", f"« {line.label} » suit une ligne qui n’est pas une ressource.",
            "Une charge variable suit une ressource de la liste.",
        )  # fmt: skip
    elif not followed.amount:
        yield _fault(
            "line", line.key, "follows", f"« {line.label} » suit « {followed.label} », qui est à zéro.",
            "Saisissez le montant de la ressource, ou rendez la charge fixe.",
        )  # fmt: skip


def _action(plan: TrajectoryPlan, action: LeverAction) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("action", action.key, field, f"« {action.label} » : {message}", remedy)

    known = {one.key for one in plan.actions}
    for field, amount in (
        ("yearly", action.yearly),
        ("cost_once", action.cost_once),
        ("cost_yearly", action.cost_yearly),
    ):
        if amount < 0:
            yield told(field, "le montant est négatif.", "Écrivez un montant positif.")
    if not action.ramp or any(not 0.0 <= share <= 2.0 for share in action.ramp):
        yield told(
            "ramp", "la montée en charge n’est pas lisible.", "Écrivez une part par année, de 0 à 200 %."
        )
    if not 0.0 <= action.chance <= 1.0:
        yield told("chance", "une chance hors de 0 à 100 %.", "Écrivez une chance entre 0 et 100 %.")
    if action.delay < 0:
        yield told(
            "delay", "le délai est négatif.", "Écrivez les mois qui séparent le début du premier euro."
        )
    if action.ends and action.ends < action.starts:
        yield told("ends", "la fin précède le début.", "Corrigez l’une des deux dates.")
    for key in (*action.needs, *action.excludes):
        if key not in known:
            yield told("needs", "elle dépend d’une action qui n’existe pas.", "Retirez cette condition.")
    if both := [one.label for one in plan.actions if one.key in action.needs and one.key in action.excludes]:
        yield told(
            "needs", f"elle a besoin de « {both[0]} », qui ne va pas avec elle.", "Gardez l’un des deux."
        )


def _shock(plan: TrajectoryPlan, shock: Shock) -> Iterator[Fault]:
    known = {one.key for one in plan.lines}
    if not shock.lines or any(key not in known for key in shock.lines):
        yield _fault(
            "shock",
            shock.key,
            "lines",
            f"« {shock.label} » ne touche aucune ligne connue.",
            "Cochez ce qu’il touche.",
        )
    if shock.ends and shock.ends < shock.starts:
        yield _fault(
            "shock", shock.key, "ends", f"« {shock.label} » : la fin précède le début.",
            "Corrigez l’une des deux dates.",
        )  # fmt: skip
    if not 0.0 <= shock.share <= 1.0 or shock.months < 0:
        yield _fault(
            "shock", shock.key, "share", f"« {shock.label} » : la perte ou l’attente n’est pas lisible.",
            "Une perte va de 0 à 100 %, une attente compte des mois.",
        )  # fmt: skip


def _investment(plan: TrajectoryPlan, one: Investment) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("investment", one.key, field, f"« {one.label} » : {message}", remedy)

    if one.cost <= 0:
        yield told("cost", "le montant n’est pas positif.", "Écrivez ce que l’achat coûte.")
    if not 0 <= one.life <= LONGEST_LIFE:
        yield told(
            "life", f"une durée de {one.life} mois.",
            f"Écrivez de 1 à {LONGEST_LIFE} mois, ou 0 pour ce qui ne s’use pas.",
        )  # fmt: skip
    if not 0 <= one.bought.since(plan.first_month) < plan.months:
        yield told(
            "bought", "l’achat est hors des années projetées.",
            "Un achat déjà fait est dans vos comptes ; un achat plus lointain attendra.",
        )  # fmt: skip
    if one.in_use is not None and one.in_use < one.bought:
        yield told("in_use", "l’usage précède l’achat.", "Corrigez l’une des deux dates.")
    if one.action and one.action not in {action.key for action in plan.actions}:
        yield told("action", "il suit une action qui n’existe pas.", "Retirez ce lien.")
    if one.life == 0 and one.grants:
        yield told(
            "grants", "une subvention paie ce qui ne s’use pas.",
            "Sans amortissement, demandez à votre expert-comptable comment la répartir.",
        )  # fmt: skip
    if sum(grant.amount for grant in one.grants) > max(one.cost, 0):
        yield told("grants", "les subventions dépassent le coût.", "Corrigez un montant.")
    for rank, grant in enumerate(one.grants, start=1):
        yield from _grant(plan, one, grant, f"grants.{rank}.")


def _grant(plan: TrajectoryPlan, one: Investment, grant: InvestmentGrant, place: str) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("investment", one.key, place + field, f"« {grant.label} » : {message}", remedy)

    if grant.amount < 0:
        yield told("amount", "le montant est négatif.", "Écrivez un montant positif.")
    if grant.paid.since(plan.first_month) < 0:
        yield told(
            "paid", "elle est déjà versée.", "Une subvention déjà reçue est dans vos comptes : retirez-la."
        )
    if not 0.0 <= grant.chance <= 1.0:
        yield told("chance", "une chance hors de 0 à 100 %.", "Écrivez une chance entre 0 et 100 %.")


def _loan(plan: TrajectoryPlan, one: Loan) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return _fault("loan", one.key, field, f"« {one.label} » : {message}", remedy)

    if one.amount <= 0:
        yield told("amount", "le montant n’est pas positif.", "Écrivez la somme empruntée.")
    if not 1 <= one.months <= LONGEST_LIFE:
        yield told("months", f"une durée de {one.months} mois.", f"Écrivez de 1 à {LONGEST_LIFE} mois.")
    elif not 0 <= one.deferral < one.months:
        yield told("deferral", "le différé couvre toute la durée.", "Il dure moins longtemps que le prêt.")
    if not 0.0 <= one.rate <= HIGHEST_RATE:
        yield told("rate", f"un taux de {one.rate:.0%} par an.", "Écrivez un taux entre 0 et 25 %.")
    if one.received.since(plan.first_month) >= plan.months:
        yield told("received", "il arrive après les années projetées.", "Corrigez la date, ou retirez-le.")
    if not 0.0 <= one.chance <= 1.0:
        yield told("chance", "une chance hors de 0 à 100 %.", "Écrivez une chance entre 0 et 100 %.")
    if one.action and one.action not in {action.key for action in plan.actions}:
        yield told("action", "il suit une action qui n’existe pas.", "Retirez ce lien.")


def _scenarios(plan: TrajectoryPlan) -> Iterator[Fault]:
    actions = {one.key: one for one in plan.actions}
    shocks = {one.key for one in plan.shocks}
    for scenario in plan.scenarios:
        where = ("scenario", scenario.key, "actions")
        chosen = set(scenario.actions)
        if chosen - set(actions) or set(scenario.shocks) - shocks:
            yield _fault(
                *where, f"« {scenario.label} » cite ce qui n’existe plus.", "Retirez-le du scénario."
            )
        for key in scenario.actions:
            action = actions.get(key)
            if action is None:
                continue
            if missing := [
                actions[one].label for one in action.needs if one in actions and one not in chosen
            ]:
                yield _fault(
                    *where,
                    f"« {action.label} » a besoin de « {missing[0]} ».",
                    "Ajoutez-la au scénario, ou retirez les deux.",
                )
            if clash := [actions[one].label for one in action.excludes if one in chosen and one in actions]:
                yield _fault(
                    *where, f"« {action.label} » ne va pas avec « {clash[0]} ».", "Gardez l’une des deux."
                )


def _circles(plan: TrajectoryPlan) -> Iterator[Fault]:
    """An action that waits for itself, directly or through others."""
    needs = {one.key: one.needs for one in plan.actions}
    for action in plan.actions:
        seen: set[str] = set()
        waiting = list(action.needs)
        while waiting:
            key = waiting.pop()
            if key == action.key:
                yield _fault(
                    "action",
                    action.key,
                    "needs",
                    f"« {action.label} » dépend d’elle-même.",
                    "Retirez l’une des conditions.",
                )
                break
            if key not in seen:
                seen.add(key)
                waiting += needs.get(key, ())
