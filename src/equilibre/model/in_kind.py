"""Contributions volontaires en nature booked in classes 86 and 87: what they are, and whose pillar they feed.

86 and 87 mirror each other: one side only is read, so that no euro counts twice. Class 8 never enters the
shares of products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from equilibre.accounts.totals import AccountLine
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import PlaceInKind
from equilibre.model.results import Ask, Choice
from equilibre.reference import chart

Kind = Literal["benevolat", "competences", "biens", "locaux_materiel", "prestations"]
PLACE_ASK = "place_en_nature"
LENDER_ASK = "locaux_publics"
CERFA_SWAP = {"870": "875", "875": "870"}
"""The Cerfa 12156 and the portals number bénévolat 870 and gifts 875: the reverse of the accounting rules."""


@dataclass(frozen=True)
class InKind:
    """A booked contribution. ``amount``: cents, positive."""

    number: str
    label: str
    amount: int
    kind: Kind
    pillar: Literal["richesses_humaines", "alliances"]


def read_in_kind(context: ExerciceContext) -> tuple[InKind, ...]:
    """Booked contributions of the side that says most (86, or 87 when it holds more), in order of number."""
    uses, resources = context.balance("86"), context.credit("87")
    on_87 = abs(resources) > abs(uses)
    accounts = context.accounts("87" if on_87 else "86")
    return tuple(_item(context, a, -a.balance if on_87 else a.balance) for a in accounts if a.balance)


def _item(context: ExerciceContext, account: AccountLine, amount: int) -> InKind:
    kind = _kind(context, account)
    pillar: Literal["richesses_humaines", "alliances"] = (
        "richesses_humaines" if kind in ("benevolat", "competences") else "alliances"
    )
    told = context.answer(PLACE_ASK, account.number)
    for correction in context.inputs.corrections:
        if isinstance(correction, PlaceInKind) and correction.account == account.number:
            told = correction.pillar
    if told == "richesses_humaines":
        pillar = "richesses_humaines"
        kind = kind if kind == "benevolat" else "competences"
    elif told == "alliances":
        pillar = "alliances"
        kind = "prestations" if kind in ("benevolat", "competences") else kind
    if kind == "prestations":
        _ask_place(context, account, told)
    if kind == "locaux_materiel":
        _ask_lender(context, account)
    label = context.account_label(account)
    return InKind(number=account.number, label=label, amount=amount, kind=kind, pillar=pillar)


def _kind(context: ExerciceContext, account: AccountLine) -> Kind:
    """By the label first, then by equality with 864 or 860, then by the regime's numbering."""
    hints = context.hints(account)
    if "competences_ou_personnel" in hints:
        return "competences"
    if "benevolat" in hints:
        return "benevolat"
    prefix = chart.significant(account.number)[:3]
    if prefix in CERFA_SWAP and "don_en_nature" not in hints:
        if account.balance and -account.balance == context.balance("864"):
            return "benevolat"
        if account.balance and -account.balance == context.balance("860"):
            return "biens"
        if context.accounts_read.source.format == "cerfa":
            prefix = CERFA_SWAP[prefix]
    if "don_en_nature" in hints:
        return "biens"
    entry = chart.lookup(prefix, context.accounts_read.regime)
    if entry and entry.lever == "benevolat":
        return "benevolat"
    if entry and entry.lever == "dons_en_nature":
        return "biens"
    if entry and entry.lever == "mise_a_disposition_locaux_materiel":
        return "locaux_materiel"
    return "locaux_materiel" if "locaux" in hints else "prestations"


def _ask_place(context: ExerciceContext, account: AccountLine, told: str) -> None:
    label = context.account_label(account)
    context.ask(
        Ask(
            code=PLACE_ASK,
            question=f"Le compte {account.number} « {label} » : des personnes ou des moyens prêtés ?",
            why=(
                "Un mécénat de compétences ou une mise à disposition de personnel compte avec les richesses "
                "humaines ; un service rendu gratuitement compte avec les alliances."
            ),
            choices=(
                Choice(code="richesses_humaines", label="Des personnes mises à disposition"),
                Choice(code="alliances", label="Un service ou un moyen prêté"),
            ),
            account=account.number,
            answer=told,
        )
    )


def _ask_lender(context: ExerciceContext, account: AccountLine) -> None:
    label = context.account_label(account)
    context.ask(
        Ask(
            code=LENDER_ASK,
            question=f"Qui prête ce que compte le {account.number} « {label} » ?",
            why=(
                "Des locaux prêtés par une commune sont une alliance de moyens, et comptent aussi dans la "
                "part publique quand on y ajoute les aides en nature."
            ),
            choices=(
                Choice(code="public", label="Une collectivité ou un organisme public"),
                Choice(code="prive", label="Une entreprise, une fondation, une personne"),
                Choice(code="pair", label="Une autre association"),
            ),
            account=account.number,
            answer=context.answer(LENDER_ASK, account.number),
        )
    )


def lent_by_public(context: ExerciceContext, items: tuple[InKind, ...]) -> int:
    """Cents of things lent by a public body: the user's answer, else the account's own label."""
    total = 0
    hints = {a.number: context.hints(a) for a in context.accounts("86", "87")}
    for item in items:
        if item.pillar != "alliances":
            continue
        answer = context.answer(LENDER_ASK, item.number)
        if answer == "public" or (not answer and "public" in hints[item.number]):
            total += item.amount
    return total
