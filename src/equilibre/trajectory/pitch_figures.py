"""The figures that a pitch may say, each with its formula, its source and its status; none is typed there.

The result and the bank are said in both readings: « tout compris » alone would promise too much.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from equilibre.figures import Status
from equilibre.formatting import enumerated, euros, number, percent, typographic
from equilibre.trajectory.alliances import Together
from equilibre.trajectory.cerfa_placing import InKind
from equilibre.trajectory.checking import faults
from equilibre.trajectory.digest import ModelDigest
from equilibre.trajectory.hypotheses import Reading, Scenario, TrajectoryPlan
from equilibre.trajectory.pitch import MOST_FIGURES
from equilibre.trajectory.projection import both
from equilibre.trajectory.results import Projection
from equilibre.trajectory.skills import Team
from equilibre.trajectory.wording import month_words

LEAST_SHARE = 0.05
"""A nature under one twentieth of resources is not offered: a convention of the platform."""
FIRST = ("equipe", "couvert", "alliances", "plus_grosse", "mois", "resultat")
"""What is proposed while nobody chose: people, money, alliances, then money again."""
_VOLUNTEERS = "benevolat_"
_CALCULATION = "Hypothèses de cette trajectoire, calculées."


class PitchFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What figures are made of; amounts are cents. ``source``: where the base year comes from, in words."""

    plan: TrajectoryPlan
    scenario: Scenario
    source: str
    model: ModelDigest | None = None
    team: Team = Team()
    in_kind: tuple[InKind, ...] = ()
    alliances: Together | None = None
    needs: int = 0
    """What is to be financed, as it was typed; 0 when it was not told."""


class PitchFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in words: « 82 % des charges de 2026 »."""

    key: str
    label: str
    words: str
    formula: str
    source: str
    status: Status


def pitch_figures(facts: PitchFacts) -> tuple[PitchFigure, ...]:
    """Those that can be said; what is not measured is left out, never zero.

    A plan with a fault gives those that need no projection.
    """
    found = [*_people(facts), *_alliances(facts), *_accounts(facts)]
    if not faults(facts.plan):
        found += _projected(facts, both(facts.plan, facts.scenario))
    return tuple(found)


def proposed(figures: tuple[PitchFigure, ...]) -> tuple[str, ...]:
    """Keys of the three proposed while nobody chose."""
    there = {one.key for one in figures}
    ordered = [key for key in FIRST if key in there] + [one.key for one in figures if one.key not in FIRST]
    return tuple(ordered[:MOST_FIGURES])


def _figure(key: str, label: str, words: str, formula: str, source: str, status: Status) -> PitchFigure:
    label, words, formula, source = (typographic(one) for one in (label, words, formula, source))
    return PitchFigure(key=key, label=label, words=words, formula=formula, source=source, status=status)


def _people(facts: PitchFacts) -> Iterator[PitchFigure]:
    told = facts.team.people
    volunteers = [count for status, count in told.items() if status.startswith(_VOLUNTEERS) and count]
    salaried = told.get("salaries", 0)
    words = [f"{salaried} {'salarié' if salaried == 1 else 'salariés'}"] if salaried else []
    if volunteers:
        total = sum(volunteers)
        words.append(f"{total} {'bénévole' if total == 1 else 'bénévoles'}")
    if words:
        added = f" ; bénévoles : {' + '.join(map(str, volunteers))}" if len(volunteers) > 1 else ""
        yield _figure(
            "equipe", "Les personnes", enumerated(words), f"nombres de personnes saisis{added}",
            "Saisi sur la page des compétences.", "etabli",
        )  # fmt: skip
    given = sum(one.amount for one in facts.in_kind if one.code == "864")
    if given:
        yield _figure(
            "benevolat", "Le bénévolat, en euros", f"{euros(given)} de temps donné",
            "valeur saisie ; aucun euro n’est versé", "Saisi pour le budget Cerfa.", "etabli",
        )  # fmt: skip


def _alliances(facts: PitchFacts) -> Iterator[PitchFigure]:
    told = facts.alliances
    if told is not None and told.counted:
        count = f"{told.counted} {'alliance' if told.counted == 1 else 'alliances'}"
        yield _figure(
            "alliances", "Ce que valent vos alliances pour vous", f"{euros(told.net)} par an",
            f"{count} : {euros(told.value)} apportés − {euros(told.cost)} de coût",
            "Saisi sur la page des alliances ; ce n’est pas une écriture comptable.", "convention",
        )  # fmt: skip


def _accounts(facts: PitchFacts) -> Iterator[PitchFigure]:
    if facts.model is not None:
        last = facts.model.exercices[-1]
        for rank, one in enumerate(last.natures):
            if one.share < LEAST_SHARE:
                continue
            words = f"{percent(one.share)} des ressources de {last.label}"
            if one.public_amount is not None and one.private_amount is not None and last.products:
                public = percent(one.public_amount / last.products)
                private = percent(one.private_amount / last.products)
                words += f" : {public} publics, {private} privés"
            yield _figure(
                f"nature-{rank}", one.label, words,
                f"{euros(one.amount)} ÷ {euros(last.products)} de produits", facts.source, "lecture",
            )  # fmt: skip
    yield _figure(
        "fonds_propres", "Les fonds propres au départ", euros(facts.plan.opening_equity),
        "montant repris du bilan ou saisi, la veille du premier mois", facts.source, "etabli",
    )  # fmt: skip
    if facts.needs:
        yield _figure(
            "besoins", "Ce qu’il faut financer", euros(facts.needs), "somme des montants saisis",
            "Saisi sur la page « Avec quoi financer ? ».", "etabli",
        )  # fmt: skip


def _projected(facts: PitchFacts, readings: dict[Reading, Projection]) -> Iterator[PitchFigure]:
    plan, sure, whole = facts.plan, readings["acquis"], readings["tout"]
    first = whole.years[0]
    acquired = first.by_status.get("acquis", 0)
    if first.costs > 0:
        yield _figure(
            "couvert", "Ce que l’acquis couvre",
            f"{percent(acquired / first.costs)} des charges de {first.label}",
            f"{euros(acquired)} de ressources acquises ÷ {euros(first.costs)} de charges", _CALCULATION,
            "convention",
        )  # fmt: skip
    if first.spent > 0:
        yield _figure(
            "mois", "Ce que la banque couvre au départ",
            f"{number(plan.opening_cash * 12 / first.spent, 1)} mois de dépenses",
            f"{euros(plan.opening_cash)} en banque ÷ (dépenses de {first.label}, {euros(first.spent)} ÷ 12)",
            facts.source, "convention",
        )  # fmt: skip
    if first.resources > acquired:
        yield _figure(
            "a_obtenir", "Ce qui reste à obtenir", f"{euros(first.resources - acquired)} en {first.label}",
            f"{euros(first.resources)} tout compris − {euros(acquired)} acquis", _CALCULATION, "convention",
        )  # fmt: skip
    largest = max(
        (one for one in whole.lines if one.side == "resource"), key=lambda one: one.years[0], default=None
    )
    if largest is not None and first.resources > 0:
        yield _figure(
            "plus_grosse", "La plus grosse ressource",
            f"{percent(largest.years[0] / first.resources)} des ressources de {first.label}",
            f"« {largest.label} » : {euros(largest.years[0])} ÷ {euros(first.resources)}, tout compris ; "
            "une ligne peut réunir plusieurs financeurs", _CALCULATION, "convention",
        )  # fmt: skip
    yield from _ahead(facts, sure, whole)


def _ahead(facts: PitchFacts, sure: Projection, whole: Projection) -> Iterator[PitchFigure]:
    last = whole.years[-1]
    (low, at), (sure_low, sure_at) = whole.deepest, sure.deepest
    yield _figure(
        "resultat", f"Le résultat en {last.label}",
        f"{euros(last.result)} tout compris, {euros(sure.years[-1].result)} avec l’acquis seulement",
        f"ressources − charges, scénario « {facts.scenario.label} »", _CALCULATION, "convention",
    )  # fmt: skip
    yield _figure(
        "plus_bas", "La banque au plus bas",
        f"{euros(low)} en {month_words(at)} tout compris, {euros(sure_low)} en {month_words(sure_at)} avec "
        "l’acquis seulement",
        f"plus basse fin de mois de toutes les années, scénario « {facts.scenario.label} »",
        _CALCULATION, "convention",
    )  # fmt: skip
    led = [one for one in facts.plan.actions if one.key in facts.scenario.actions]
    if led:
        brings, costs = sum(one.yearly for one in led), sum(one.cost_yearly for one in led)
        once = sum(one.cost_once for one in led)
        before = f", après {euros(once)} au départ" if once else ""
        yield _figure(
            "actions", "Ce que les actions apportent, une fois lancées",
            f"{euros(brings)} par an, pour {euros(costs)} de coûts{before}",
            f"somme des actions du scénario « {facts.scenario.label} », si elles réussissent", _CALCULATION,
            "convention",
        )  # fmt: skip
