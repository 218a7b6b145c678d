"""The family among the seven, with its doubt: shares, thresholds, runner-up, what would change it.

The shares are those of resources over the total of class 7. When one line mixes natures and the family hangs
on it, the engine does not conclude: it says which split it needs. Volunteering never changes the code.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from msgspec import structs

from equilibre.formatting import percent, typographic
from equilibre.model import family_words
from equilibre.model.context import ExerciceContext
from equilibre.model.family_asks import FAMILY_ASKS, ask_family_questions
from equilibre.model.family_shares import GROUPS, HYBRID, Shares, Thresholds, Undecided
from equilibre.model.in_kind import read_in_kind
from equilibre.model.natures import year_lines
from equilibre.model.people import measured_volunteering
from equilibre.model.placement import SPLIT_ASK, Placement
from equilibre.model.results import (
    FAMILIES,
    Ask,
    FamilyCandidate,
    FamilyCode,
    FamilyReading,
    Nature,
)
from equilibre.reference.catalogue import families as family_catalogue
from equilibre.reference.catalogue import lines as line_catalogue
from equilibre.reference.catalogue import source

CORNERS: tuple[Nature, ...] = ("subventionnement", "investissement_societal", "revenus_activite")
MAX_UNDECIDED = 4
"""Mixed accounts whose readings are all tried; smaller ones beyond stay where their number puts them."""


def shares_of(lines: Mapping[str, int], context: ExerciceContext) -> Shares:
    """Group resource lines (line → cents); answers move projects and regulated commande publique."""
    shares = Shares(total=sum(lines.values()))
    for line, amount in lines.items():
        group = line_catalogue()[line].group
        if line == "R07" and context.answer("projets_cofinances") == "oui":
            group = "cofinancement"
        if line == "R09" and context.answer("service_public_encadre") == "oui":
            group = "gestion_service_public"
        shares.groups[group] = shares.groups.get(group, 0) + amount
    return shares


def conclude(shares: Shares, thresholds: Thresholds) -> FamilyCode:
    """The family that amounts give: a dominant group with enough lead, else « mixte, hybride ».

    Compared on integers scaled by the total, so that 55 % against 40 % leads by exactly 15 points.
    """
    (first, top), (_second, next_one) = shares.ranked()[:2]
    total = shares.total
    dominant = round(thresholds.dominant * 10_000) * total <= top * 10_000
    ahead = round(thresholds.lead * 10_000) * total <= (top - next_one) * 10_000
    return first if dominant and ahead else HYBRID


def possible_families(
    shares: Shares, undecided: Sequence[Undecided], thresholds: Thresholds
) -> set[FamilyCode]:
    """Every family that some reading of the mixed accounts gives."""
    open_ones = sorted(undecided, key=lambda u: -abs(u.amount))[:MAX_UNDECIDED]
    found: set[FamilyCode] = set()
    for choice in itertools.product(*[u.groups for u in open_ones]):
        moved = dict(shares.groups)
        for item, group in zip(open_ones, choice, strict=True):
            moved[item.now] = moved.get(item.now, 0) - item.amount
            moved[group] = moved.get(group, 0) + item.amount
        found.add(conclude(Shares(shares.total, moved), thresholds))
    return found


def undecided_of(placements: Sequence[Placement]) -> tuple[Undecided, ...]:
    """The mixed accounts among the placements."""
    return tuple(
        Undecided(p.number, p.label, p.amount, line_catalogue()[p.line].group, p.undecided)
        for p in placements
        if p.undecided and p.amount
    )


def read_family(context: ExerciceContext) -> FamilyReading:
    """The family of the whole organisation; fills ``context.family`` and the questions that bear on it."""
    lines = {line.line: line.amount for line in context.resources}
    thresholds = Thresholds.of(context)
    undecided = undecided_of(context.placements)
    ask_family_questions(context, lines)
    reading = family_of(lines, context, undecided=undecided)
    by_year = year_lines(context)
    other: FamilyCode | None = None
    if sum(by_year.values()) > 0 and reading.code is not None:
        year_code = conclude(shares_of(by_year, context), thresholds)
        other = year_code if year_code != reading.code else None
    reasons = [*reading.reasons, *_guesses(context), *_time_of_members(context)]
    if other is not None:
        label = family_catalogue()[other].label
        reasons.append(f"Sur les seules « ressources de l’exercice », la lecture serait « {label} ».")
    runner_up, said = _membership_reading(context, lines, thresholds, reading)
    reasons.extend(said)
    family = structs.replace(
        reading,
        asks=tuple(_blocking(a, reading) for a in context.asks if a.code in FAMILY_ASKS),
        other_reading=other,
        runner_up=runner_up,
        reasons=tuple(typographic(r) for r in reasons),
    )
    context.family = family
    return family


def family_of(
    lines: Mapping[str, int],
    context: ExerciceContext,
    *,
    key: str = "famille",
    undecided: Sequence[Undecided] = (),
) -> FamilyReading:
    """The family of a set of resources: line → cents. Records figures under ``key`` (« famille »).

    Used for the whole and for each activity. A set without positive total is « non calculable ».
    """
    thresholds = Thresholds.of(context)
    shares = shares_of(lines, context)
    if shares.total <= 0:
        return _not_computable(context, key)
    ranked = shares.ranked()
    possible = possible_families(shares, undecided, thresholds)
    why_not = _why_not(shares, undecided, possible, thresholds)
    code = None if why_not else conclude(shares, thresholds)
    confidence = 0.0 if code is None else _confidence(shares, code, thresholds, context, key)
    reasons = [why_not] if why_not else family_words.reasons(shares, code, thresholds)
    if code is not None and len(possible) > 1:
        names = ", ".join(
            f"« {family_catalogue()[c].label} »" for c in FAMILIES if c in possible and c != code
        )
        reasons.append(
            f"Un compte réunit plusieurs ressources : il est lu d’après son numéro ; sinon ce serait {names}."
        )
    _record(context, key, shares, ranked, confidence if code else None, thresholds, why_not)
    near = ranked[0] if code == HYBRID else ranked[1]
    second = near if near[1] > 0 else None
    return FamilyReading(
        code=code,
        label=family_catalogue()[code].label if code else "À préciser avec vous",
        confidence=confidence,
        reasons=tuple(typographic(r) for r in reasons),
        candidates=tuple(
            FamilyCandidate(
                code=c, label=family_catalogue()[c].label, share=amount / shares.total, amount=amount
            )
            for c, amount in ranked
        ),
        runner_up=second[0] if second else None,
        what_would_change=typographic(family_words.what_would_change(shares, code, thresholds, undecided)),
        combination=_combination(lines, shares.total, thresholds),
        figure=key,
    )


def _not_computable(context: ExerciceContext, key: str) -> FamilyReading:
    note = "Il n’y a pas de produits : la famille n’est pas calculable."
    context.record(key, "Famille", None, unit="part", formula="avance de la première source", note=note)
    return FamilyReading(
        code=None,
        label="Non calculable",
        confidence=0.0,
        reasons=(typographic(note),),
        candidates=tuple(
            FamilyCandidate(code=c, label=family_catalogue()[c].label, share=0.0, amount=0) for c in GROUPS
        ),
        figure=key,
    )


def _why_not(
    shares: Shares, undecided: Sequence[Undecided], possible: set[FamilyCode], thresholds: Thresholds
) -> str:
    """Why the engine asks instead of concluding, or an empty string."""
    if len(possible) >= thresholds.readings_max:
        accounts = ", ".join(f"{u.account} « {u.label} »" for u in undecided)
        return f"La famille dépend du partage de : {accounts}. Dites ce que chacun réunit."
    if shares.share("") > thresholds.dominant:
        return (
            f"{percent(shares.share(''))} des produits ne disent pas leur origine : il faut la préciser "
            "avant de conclure."
        )
    return ""


def _confidence(
    shares: Shares, code: FamilyCode, thresholds: Thresholds, context: ExerciceContext, key: str
) -> float:
    """The lead over the second less the penalties; for « mixte », the distance to a dominant source."""
    (first, top), (_second, next_one) = shares.ranked()[:2]
    lead = (top - next_one) / shares.total
    if code == HYBRID:
        lead = max(thresholds.dominant - shares.share(first), thresholds.lead - lead)
    penalty = max(0.0, abs(shares.share("")) - thresholds.tolerated)
    if key == "famille":
        unanswered = sum(1 for a in context.asks if a.code in FAMILY_ASKS and not a.answer)
        penalty += min(unanswered * thresholds.penalty, thresholds.penalty_max)
    return max(0.0, min(1.0, lead - penalty))


def _combination(lines: Mapping[str, int], total: int, thresholds: Thresholds) -> tuple[Nature, ...]:
    """« Combinaison de natures », never a family: natures of 15 % or more; members when they are alone."""
    by_nature: dict[str, int] = {}
    for line, amount in lines.items():
        nature = line_catalogue()[line].nature
        by_nature[nature] = by_nature.get(nature, 0) + amount
    found = tuple(n for n in CORNERS if by_nature.get(n, 0) >= thresholds.combination * total)
    if not found and by_nature.get("membres", 0) >= thresholds.combination * total:
        return ("membres",)
    return found


def _record(
    context: ExerciceContext,
    key: str,
    shares: Shares,
    ranked: list[tuple[FamilyCode, int]],
    confidence: float | None,
    thresholds: Thresholds,
    why_not: str,
) -> None:
    for code, amount in ranked:
        members = [line for line in context.resources if line.group == code] if key == "famille" else []
        context.record(
            f"{key}.{code}",
            f"Part de « {family_catalogue()[code].label} »",
            amount / shares.total,
            unit="part",
            formula="lignes de ressources de ce groupe ÷ "
            + ("total des produits" if key == "famille" else "total des ressources de l’activité"),
            inputs=(
                *(context.figure_input(line.figure) for line in members),
                *((context.figure_input("totaux.produits", "÷"),) if members else ()),
            ),
            status="lecture",
            source=source("familles"),
        )
    context.record(
        key,
        "Famille : confiance de la lecture",
        confidence,
        unit="part",
        formula=(
            "avance de la première source sur la deuxième (ou distance à une source dominante), moins la "
            "part non affectée au-delà de la tolérance, moins les questions ouvertes"
        ),
        inputs=tuple(context.figure_input(f"{key}.{code}") for code, _amount in ranked),
        parameters=thresholds.uses,
        status="convention",
        source="Seuils : convention de la plateforme ; familles : " + source("familles"),
        note=why_not,
    )


def _guesses(context: ExerciceContext) -> list[str]:
    """Sentences of the guesses that weigh: which label rule placed what."""
    share = context.number("question_part_minimale")
    return [line.guess for line in context.resources if line.guess and abs(line.share) >= share]


def _time_of_members(context: ExerciceContext) -> list[str]:
    """Volunteering never changes the code: a sentence when members' time is worth more than the money."""
    means = context.inputs.means
    employer = means.is_employer if means.is_employer is not None else context.balance("64") > 0
    value = measured_volunteering(context, read_in_kind(context))
    if employer or value is None or means.volunteers_are_members is False:
        return []
    if value < context.totals.products or not means.volunteers_are_members:
        return []
    return [
        "Sans salarié, le temps donné par vos membres vaut plus que vos produits : « Membres » est aussi une "
        "lecture possible. Le bénévolat ne change pas la famille."
    ]


def _membership_reading(
    context: ExerciceContext, lines: Mapping[str, int], thresholds: Thresholds, reading: FamilyReading
) -> tuple[FamilyCode | None, list[str]]:
    """The runner-up: the family if the cotisation also pays the activity, when that would change it."""
    if reading.code is None or not lines.get("R01") or context.answer("cotisation_paie") == "adhesion":
        return reading.runner_up, []
    moved = dict(lines)
    moved["R11"] = moved.get("R11", 0) + moved.pop("R01")
    other = conclude(shares_of(moved, context), thresholds)
    if other == reading.code:
        return reading.runner_up, []
    label = family_catalogue()[other].label
    return other, [f"Si la cotisation paie aussi l’activité, la lecture serait « {label} »."]


def _blocking(ask: Ask, reading: FamilyReading) -> Ask:
    return structs.replace(ask, blocking=reading.code is None and ask.code == SPLIT_ASK)
