"""The three pillars in euros, no euro counted twice.

Richesses humaines: what pays people, plus people who give their time. Financement: the money left for
everything else, the result included. Alliances: costs avoided and things lent. Their sum is the total
socio-economic value of the exercice.
"""

from __future__ import annotations

from collections.abc import Iterable

from equilibre.figures import Certainty, Input
from equilibre.formatting import euros, typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import Partner
from equilibre.model.in_kind import InKind, lent_by_public, read_in_kind
from equilibre.model.people import (
    CONVENTION,
    other_people_parts,
    payroll,
    record_volunteering,
    salaried_part,
    volunteer_parts,
)
from equilibre.model.results import Ask, Choice, Pillar, PillarPart, PillarReading

LABELS: dict[Pillar, tuple[str, str]] = {
    "richesses_humaines": ("Richesses humaines", "des personnes"),
    "financement": ("Financement", "des moyens financés"),
    "alliances": ("Alliances", "des moyens partagés"),
}
ALREADY_ASK = "moyens_deja_comptes"
UNKNOWN = "Nous ne savons pas encore"


def read_pillars(context: ExerciceContext) -> tuple[PillarReading, PillarReading, PillarReading]:
    """Read the three pillars and record the total socio-economic value; fills ``context.pillars``."""
    booked = read_in_kind(context)
    pillars = (_people(context, booked), _money(context), _alliances(context, booked))
    context.pillars = pillars
    measured = [p for p in pillars if p.amount is not None]
    missing = [p.label for p in pillars if not p.complete]
    context.record(
        "valeur.totale",
        "Valeur socio-économique totale",
        sum(p.amount or 0 for p in measured) if measured else None,
        formula="richesses humaines + financement + alliances",
        inputs=tuple(context.figure_input(p.figure) for p in measured),
        status="convention",
        certainty=_weakest(p for pillar in measured for p in pillar.parts if p.amount is not None),
        source=f"{CONVENTION} : aucun euro n’est compté deux fois",
        note=f"Sans ce qui n’est pas mesuré : {', '.join(missing)}." if missing else "",
    )
    _record_public_with_kind(context, booked)
    return pillars


def _weakest(parts: Iterable[PillarPart]) -> Certainty:
    """The least certain of the amounts that are counted: what a sum may claim to be."""
    found = {part.certainty for part in parts}
    return next((c for c in ("suppose", "estime", "mesure") if c in found), "non_mesure")


def _reading(
    context: ExerciceContext,
    pillar: Pillar,
    amount: int | None,
    parts: tuple[PillarPart, ...],
    *,
    formula: str,
    missing: str = "",
    without_euro: int = 0,
) -> PillarReading:
    label, corner = LABELS[pillar]
    key = f"piliers.{pillar}"
    context.record(
        key,
        label,
        amount,
        formula=formula,
        inputs=tuple(context.figure_input(p.figure) for p in parts if p.amount is not None),
        status="convention",
        certainty="mesure"
        if amount == 0 and not parts
        else _weakest(p for p in parts if p.amount is not None),
        source=f"{CONVENTION} : les euros qui paient des personnes sont comptés avec elles",
        note=missing,
    )
    return PillarReading(
        pillar=pillar,
        label=label,
        corner=corner,
        amount=amount,
        parts=parts,
        figure=key,
        complete=not missing,
        missing=typographic(missing),
        without_euro=without_euro,
    )


def _people(context: ExerciceContext, booked: tuple[InKind, ...]) -> PillarReading:
    volunteers = volunteer_parts(context, booked)
    record_volunteering(context, volunteers)
    parts = (salaried_part(context), *volunteers, *other_people_parts(context, booked))
    amounts = [p.amount for p in parts if p.amount is not None]
    lacking = []
    if not any(p.amount is not None for p in volunteers):
        lacking.append("le bénévolat")
    if parts[0].amount is None:
        lacking.append("ce qui paie des personnes")
    return _reading(
        context,
        "richesses_humaines",
        sum(amounts) if amounts else None,
        parts,
        formula=(
            "ce qui paie des personnes (64, 631, 633, 621) + bénévolat valorisé + services civiques + "
            "stagiaires + mécénat de compétences"
        ),
        missing=f"{UNKNOWN} : {' et '.join(lacking)}." if lacking else "",
    )


def _money(context: ExerciceContext) -> PillarReading:
    """Products minus what pays people; nil at least: payroll above the money is said by the dot's note."""
    paid = payroll(context)
    products = context.totals.products
    left = products - (paid or 0)
    amount = max(left, 0)
    missing = "" if paid is not None else f"{UNKNOWN} : la part qui paie des personnes n’est pas publiée."
    note = ""
    if paid is not None and left < 0:
        note = f"Les personnes coûtent {euros(-left)} de plus que les produits de l’exercice."
    result = context.totals.result
    context.record(
        "financement.reste",
        "Argent disponible pour tout le reste, résultat compris",
        amount,
        formula="total des produits moins ce qui paie des personnes, jamais moins que zéro",
        inputs=(
            context.figure_input("totaux.produits"),
            *((context.figure_input("personnes.salaries", "−"),) if paid is not None else ()),
        ),
        status="convention",
        source=CONVENTION,
        note=note,
    )
    part = PillarPart(
        code="reste",
        label="Argent disponible pour tout le reste, résultat compris",
        amount=amount,
        certainty="mesure",
        figure="financement.reste",
        note=typographic(note or (f"Dont résultat : {euros(result)}." if result is not None else "")),
    )
    return _reading(
        context,
        "financement",
        amount,
        (part,),
        formula="total des produits moins ce qui paie des personnes",
        missing=missing,
    )


def _alliances(context: ExerciceContext, booked: tuple[InKind, ...]) -> PillarReading:
    lent_items = [item for item in booked if item.pillar == "alliances"]
    parts: list[PillarPart] = []
    if lent_items:
        parts.append(_booked_lent(context, lent_items))
    partners = context.inputs.partners
    for rank, partner in enumerate(partners or (), 1):
        parts.extend(_partner_parts(context, partner, rank, booked_lent=bool(lent_items)))
    amounts = [p.amount for p in parts if p.amount is not None]
    if partners is None:
        missing = f"{UNKNOWN} : les alliances n’ont pas été indiquées."
    else:
        silent = [p for p in partners if p.alliance != "positionnement" and not _in_euros(p)]
        missing = f"{UNKNOWN} : {_without_amount(len(silent))}." if silent else ""
    amount = sum(amounts) if amounts else None
    if amount is None and partners is not None and not missing:
        amount = 0
    return _reading(
        context,
        "alliances",
        amount,
        tuple(parts),
        formula="coûts évités + biens, locaux et services prêtés (860, 861, 862, 870, 871 et partenaires)",
        missing=missing,
        without_euro=sum(1 for p in partners or () if not _in_euros(p)),
    )


def _without_amount(count: int) -> str:
    return "une alliance est sans montant" if count == 1 else f"{count} alliances sont sans montant"


def _in_euros(partner: Partner) -> bool:
    return partner.avoided_cost is not None or partner.lent_means is not None


def _booked_lent(context: ExerciceContext, items: list[InKind]) -> PillarPart:
    figure = context.record(
        "alliances.prete",
        "Biens, locaux et services prêtés, comptabilisés",
        sum(item.amount for item in items),
        formula="somme des comptes de classe 8 ainsi lus",
        inputs=tuple(Input(kind="compte", ref=i.number, label=i.label, value=i.amount) for i in items),
        source="Règlement ANC 2018-06, articles 211-1 à 211-4",
    )
    return PillarPart(
        code="prete",
        label=figure.label,
        amount=sum(item.amount for item in items),
        certainty="mesure",
        figure=figure.key,
    )


def _partner_parts(
    context: ExerciceContext, partner: Partner, rank: int, *, booked_lent: bool
) -> list[PillarPart]:
    """Avoided cost, then lent means; lent means already booked in class 8 are not added again."""
    parts = []
    if partner.avoided_cost is not None:
        parts.append(_typed_part(context, partner, rank, ("evite", "coûts évités"), partner.avoided_cost))
    if partner.lent_means is not None:
        already = booked_lent and _ask_already_booked(context, partner) != "non"
        note = "Lu comme déjà compté dans votre classe 8 : pas ajouté." if already else ""
        amount = None if already else partner.lent_means
        parts.append(_typed_part(context, partner, rank, ("prete", "moyens prêtés"), amount, note))
    if not parts:
        kind = ("nombre", "comptée en nombre")
        parts.append(_typed_part(context, partner, rank, kind, None, "Alliance sans euro."))
    return parts


def _ask_already_booked(context: ExerciceContext, partner: Partner) -> str:
    """Class 8 holds lent things: is this partner's loan among them? Unanswered, it is not added."""
    answer = context.answer(ALREADY_ASK, partner.key)
    context.ask(
        Ask(
            code=ALREADY_ASK,
            question=f"Les moyens prêtés par « {partner.name} » sont-ils déjà dans votre classe 8 ?",
            why="Un euro ne compte qu’une fois : sans réponse, nous ne l’ajoutons pas.",
            choices=(
                Choice(code="oui", label="Oui, ils y sont"),
                Choice(code="non", label="Non, il faut les ajouter"),
            ),
            account=partner.key,
            answer=answer,
        )
    )
    return answer


def _typed_part(
    context: ExerciceContext,
    partner: Partner,
    rank: int,
    kind: tuple[str, str],
    amount: int | None,
    note: str = "",
) -> PillarPart:
    """A line that the user typed; its address is the partner's rank, as keys are the user's own."""
    code, words = kind
    certainty = partner.certainty if amount is not None else "non_mesure"
    figure = context.record(
        f"alliances.partenaire-{rank}.{code}",
        f"{partner.name} : {words}",
        amount,
        formula="montant indiqué par vous",
        inputs=(Input(kind="declare", ref=partner.key, label=partner.name, value=amount),),
        status="convention",
        certainty=certainty,
        source="Votre indication",
        note=note,
    )
    return PillarPart(
        code=f"{code}_{rank}",
        label=figure.label,
        amount=amount,
        certainty=certainty,
        figure=figure.key,
        note=figure.note,
    )


def _record_public_with_kind(context: ExerciceContext, booked: tuple[InKind, ...]) -> None:
    """« Part publique, aides en nature comprises »: premises lent by a public body count on both sides."""
    typed = sum(
        p.lent_means or 0 for p in context.inputs.partners or () if p.body == "public" and p.lent_means
    )
    booked_public = lent_by_public(context, booked)
    kind = booked_public if any(i.pillar == "alliances" for i in booked) else typed
    products = context.totals.products
    share = context.public_share
    context.record(
        "part_publique.en_nature_comprise",
        "Part publique, aides en nature comprises",
        (share * products + kind) / (products + kind) if share is not None and kind else None,
        unit="part",
        formula="(argent public + aides publiques en nature) ÷ (produits + aides publiques en nature)",
        inputs=(
            context.figure_input("part_publique"),
            Input(kind="declare", ref="aides_publiques_en_nature", label="Prêté par le public", value=kind),
        ),
        status="convention",
        certainty="estime" if share is not None and kind else "non_mesure",
        source=CONVENTION,
        note="" if kind else "Aucune aide publique en nature n’est connue.",
    )
