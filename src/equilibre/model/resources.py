"""Resources by line, R01 to R18, with their accounts, their guesses and what else they could be."""

from __future__ import annotations

from equilibre.figures import Input
from equilibre.formatting import typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.placement import (
    GRANT_ASK,
    MEMBERSHIP_ASK,
    SPLIT_ASK,
    SPLIT_LINES,
    Placement,
)
from equilibre.model.results import AccountShare, Ask, Choice, ResourceLine
from equilibre.reference.catalogue import lines as line_catalogue
from equilibre.reference.catalogue import source

LINE_FORMULA = "somme des comptes rangés dans cette ligne, crédit moins débit"
PUBLIC_GRANTS = ("R06", "R07")


def read_resources(context: ExerciceContext) -> tuple[ResourceLine, ...]:
    """Group the placements into lines, record a figure for each, ask what the accounts leave open."""
    lines = []
    for code in line_catalogue():
        parts = [part for part in context.placements if part.line == code]
        if any(part.amount for part in parts):
            lines.append(_line(context, code, parts))
    context.resources = tuple(lines)
    _ask_splits(context)
    _ask_grants(context)
    _ask_membership(context)
    return context.resources


def _line(context: ExerciceContext, code: str, parts: list[Placement]) -> ResourceLine:
    info = line_catalogue()[code]
    amount = sum(part.amount for part in parts)
    products = context.totals.products
    figure = context.record(
        f"ressources.{code.lower()}",
        info.label,
        amount,
        formula=LINE_FORMULA,
        inputs=tuple(
            Input(kind="compte", ref=p.number, label=_said(p), value=p.amount) for p in parts
        ),
        status=info.status,
        source=source("lignes"),
        note=_joined(part.guess for part in parts),
    )  # fmt: skip
    return ResourceLine(
        line=code,
        label=info.label,
        nature=info.nature,  # type: ignore[arg-type]
        group=info.group,
        amount=amount,
        share=amount / products if products else 0.0,
        accounts=_shares(parts),
        figure=figure.key,
        guess=typographic(_joined(part.guess for part in parts)),
        could_be=tuple(dict.fromkeys(c for part in parts for c in part.could_be if c != code)),
    )


def _said(part: Placement) -> str:
    return f"{part.label}, part d’un financeur" if part.payer else part.label


def _shares(parts: list[Placement]) -> tuple[AccountShare, ...]:
    amounts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for part in parts:
        amounts[part.number] = amounts.get(part.number, 0) + part.amount
        labels[part.number] = part.label
    return tuple(AccountShare(number=n, label=labels[n], amount=a) for n, a in amounts.items())


def _joined(sentences: object) -> str:
    return " ".join(dict.fromkeys(s for s in sentences if s))  # type: ignore[attr-defined]


def weighs(context: ExerciceContext, amount: int) -> bool:
    """Whether an amount is large enough beside the products to be worth a question."""
    products = context.totals.products
    return products > 0 and abs(amount) >= context.number("question_part_minimale") * products


def _ask_splits(context: ExerciceContext) -> None:
    """What a mixed account gathers; the question stays, with its answer, so that it can be changed."""
    for part in context.placements:
        answer = context.answer(SPLIT_ASK, part.number)
        if not (part.undecided or (part.told and answer == part.line)) or not weighs(context, part.amount):
            continue
        codes = dict.fromkeys((part.line, *(SPLIT_LINES if answer else part.could_be)))
        context.ask(
            Ask(
                code=SPLIT_ASK,
                question=f"Que réunit le compte {part.number} « {part.label} » ?",
                why="Son libellé réunit plusieurs ressources : leur partage change la lecture.",
                choices=tuple(Choice(code=c, label=line_catalogue()[c].label) for c in codes),
                account=part.number,
                answer=answer,
            )
        )


def _ask_grants(context: ExerciceContext) -> None:
    """Subvention or commande publique: the word in the label does not decide (field rule 12)."""
    hints = {a.number: context.hints(a) for a in context.accounts("7")}
    for part in context.placements:
        answer = context.answer(GRANT_ASK, part.number)
        doubtful = {"commande_publique", "vente_explicite"} & hints.get(part.number, frozenset())
        booked_as_sale = part.number.startswith("70") and "subvention" in hints.get(part.number, frozenset())
        open_question = (part.line in PUBLIC_GRANTS and doubtful) or booked_as_sale or answer
        if part.undecided or not open_question or not weighs(context, part.amount):
            continue
        context.ask(
            Ask(
                code=GRANT_ASK,
                question=f"Le compte {part.number} « {part.label} » : subvention ou commande publique ?",
                why=(
                    "Si vous êtes à l’initiative de l’action, c’est une subvention ; si la collectivité "
                    "définit son besoin et achète une prestation, c’est une commande publique (loi ESS, "
                    "article 59). Le mot du libellé ne suffit pas."
                ),
                choices=(
                    Choice(code="subvention", label="Nous sommes à l’initiative : subvention"),
                    Choice(code="commande", label="La collectivité achète : commande publique"),
                ),
                account=part.number,
                answer=answer,
            )
        )


def _ask_membership(context: ExerciceContext) -> None:
    answer = context.answer(MEMBERSHIP_ASK)
    amount = sum(
        part.amount
        for part in context.placements
        if part.line == "R01" or (part.told and part.line == "R11" and "R01" in part.could_be)
    )
    if amount and (weighs(context, amount) or answer):
        context.ask(
            Ask(
                code=MEMBERSHIP_ASK,
                question="Que paie la cotisation : l’adhésion seule, ou aussi l’activité ?",
                why=(
                    "Une cotisation qui donne accès à une activité se lit comme une participation des "
                    "usagers (compte 7562) : la famille peut changer."
                ),
                choices=(
                    Choice(code="adhesion", label="L’adhésion seule"),
                    Choice(code="activite", label="Aussi l’accès à une activité"),
                    Choice(code="ne_sait_pas", label="Je ne sais pas"),
                ),
                answer=answer,
            )
        )
