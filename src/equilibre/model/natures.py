"""The five natures, soutiens split public / private, and the second reading « ressources de l'exercice »."""

from __future__ import annotations

from equilibre.accounts.totals import AccountLine
from equilibre.figures import Input
from equilibre.formatting import typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.results import NATURES, Nature, NatureShare
from equilibre.model.totals import RULE, of_the_year
from equilibre.reference import chart
from equilibre.reference.catalogue import lines as line_catalogue
from equilibre.reference.catalogue import natures as nature_catalogue
from equilibre.reference.catalogue import source

SUPPORT: Nature = "subventionnement"
CUSTOMER_LINES = ("R11", "R12", "R13", "R14", "R15")


def public_lines() -> frozenset[str]:
    """Lines of public money: grants, concours publics, commande publique, aids to employment."""
    return frozenset(code for code, info in line_catalogue().items() if info.group and not info.private)


def carried_line(context: ExerciceContext, account: AccountLine) -> str:
    """The line that a 689 account takes money from.

    A plain 689 is read as grants unless its label speaks of gifts.
    """
    entry = chart.lookup(account.number, context.accounts_read.regime)
    if entry and entry.line:
        return entry.line
    return "R02" if "don" in context.hints(account) else "R06"


def carried_forward(context: ExerciceContext) -> dict[str, int]:
    """Line → cents carried forward this year (689, debit positive)."""
    found: dict[str, int] = {}
    if context.has_charges:
        for account in context.accounts("689"):
            line = carried_line(context, account)
            found[line] = found.get(line, 0) + account.balance
    return found


def year_lines(context: ExerciceContext) -> dict[str, int]:
    """Line → cents under « ressources de l'exercice »: they add up to ``totals.year_resources``."""
    found: dict[str, int] = {}
    for part in context.placements:
        if of_the_year(part):
            found[part.line] = found.get(part.line, 0) + part.amount
    for line, amount in carried_forward(context).items():
        found[line] = found.get(line, 0) - amount
    return found


def read_natures(context: ExerciceContext) -> tuple[NatureShare, ...]:
    """Amount and share of each nature over the total of class 7; the five add up to it."""
    products = context.totals.products
    shares = []
    for code in NATURES:
        info = nature_catalogue()[code]
        lines = [line for line in context.resources if line.nature == code]
        amount = sum(line.amount for line in lines)
        key = f"natures.{code}"
        context.record(
            key,
            info.label,
            amount,
            formula="somme des lignes de ressources de cette nature",
            inputs=tuple(context.figure_input(line.figure) for line in lines),
            status="convention" if code == "revenus_activite" and context.has("73") else info.status,
            source=source("natures") if info.status == "etabli" else source("natures_plateforme"),
            note=_nature_note(context, code),
        )
        _record_share(context, key, info.label, amount, products)
        public, private = _sides(context, code)
        shares.append(
            NatureShare(
                nature=code,
                label=typographic(info.label),
                amount=amount,
                share=amount / products if products else 0.0,
                figure=key,
                public_amount=public,
                private_amount=private,
            )
        )
    context.natures = tuple(shares)
    _record_year(context)
    _record_net_of_passed_on(context)
    return context.natures


def _nature_note(context: ExerciceContext, code: str) -> str:
    if code == "revenus_activite" and context.has("73"):
        return "Les concours publics (73) y sont comptés : convention de la plateforme."
    if code == "investissement_societal":
        return (
            "Aucun numéro de compte ne prouve un investissement sociétal : un partenaire y entre quand ses "
            "traits sont dits."
        )
    return ""


def _record_share(context: ExerciceContext, key: str, label: str, amount: int, products: int) -> None:
    context.record(
        f"{key}.part",
        f"{label} : part des produits",
        amount / products if products else None,
        unit="part",
        formula="montant ÷ total des produits (classe 7)",
        inputs=(context.figure_input(key), context.figure_input("totaux.produits", "÷")),
        status="convention",
        source=RULE,
        note="" if products else "Il n’y a pas de produits.",
    )


def _sides(context: ExerciceContext, code: str) -> tuple[int | None, int | None]:
    """Public and private amounts of soutiens, as figures; (None, None) for the other natures."""
    if code != SUPPORT:
        return None, None
    catalogue = line_catalogue()
    amounts = []
    for side, wanted in (("public", False), ("prive", True)):
        lines = [
            line
            for line in context.resources
            if line.nature == SUPPORT and catalogue[line.line].private == wanted
        ]
        amount = sum(line.amount for line in lines)
        amounts.append(amount)
        context.record(
            f"natures.{SUPPORT}.{side}",
            "Soutiens publics" if side == "public" else "Soutiens privés",
            amount,
            formula="somme des lignes "
            + ("R06, R07, R08 et R17" if side == "public" else "R02, R03 et R04"),
            inputs=tuple(context.figure_input(line.figure) for line in lines),
            status="convention",
            source=RULE,
        )  # fmt: skip
    return amounts[0], amounts[1]


def _record_year(context: ExerciceContext) -> None:
    """The second reading: natures under « ressources de l'exercice »."""
    year = context.totals.year_resources
    by_line = year_lines(context)
    for code in NATURES:
        amount = sum(a for line, a in by_line.items() if line_catalogue()[line].nature == code)
        context.record(
            f"natures.{code}.exercice",
            f"{nature_catalogue()[code].label} : ressources de l’exercice",
            amount,
            formula=(
                "montant de la nature, sans les comptes 78, 79, 747 et 777, moins les reports en fonds "
                "dédiés (689) de même origine"
            ),
            inputs=(context.figure_input(f"natures.{code}"), *_left_out(context, code)),
            status="convention",
            source=RULE,
            note="" if year else "Il n’y a pas de ressources de l’exercice.",
        )


def _left_out(context: ExerciceContext, code: str) -> tuple[Input, ...]:
    """What separates a nature from its part of « ressources de l'exercice »: so that the inputs add up."""
    accounts = tuple(
        Input(kind="compte", ref=part.number, label=part.label, value=part.amount, sign="−")
        for part in context.placements
        if line_catalogue()[part.line].nature == code and not of_the_year(part)
    )
    carried = sum(a for line, a in carried_forward(context).items() if line_catalogue()[line].nature == code)
    if not carried:
        return accounts
    said = "Reports en fonds dédiés de même origine"
    return (*accounts, Input(kind="compte", ref="689", label=said, value=carried, sign="−"))


def _record_net_of_passed_on(context: ExerciceContext) -> None:
    """Share of products kept after what is passed on: for bodies that redistribute money."""
    passed = context.totals.passed_on
    if not passed:
        return
    products = context.totals.products
    context.record(
        "totaux.produits_nets_reverse",
        "Produits nets de ce qui est reversé",
        products - passed,
        formula="total des produits moins ce qui est reversé à d’autres",
        inputs=(context.figure_input("totaux.produits"), context.figure_input("totaux.reverse", "−")),
        status="convention",
        source=RULE,
    )
    context.record(
        "totaux.reverse.part",
        "Part reversée à d’autres",
        passed / products if products else None,
        unit="part",
        formula="ce qui est reversé ÷ total des produits",
        inputs=(context.figure_input("totaux.reverse"), context.figure_input("totaux.produits", "÷")),
        status="convention",
        source=RULE,
    )


def read_public_share(context: ExerciceContext) -> float | None:
    """Public money ÷ products: grants, concours publics, commande publique. None without products."""
    lines = [line for line in context.resources if line.line in public_lines()]
    products = context.totals.products
    amount = sum(line.amount for line in lines)
    unknown = _unknown_customers(context)
    share = amount / products if products > 0 else None
    note = ""
    if share is not None and unknown:
        note = "Au moins cette part : les clients d’une partie des ventes ne sont pas connus."
    context.record(
        "part_publique",
        "Part publique des produits",
        share,
        unit="part",
        formula=(
            "(subventions publiques, aides à l’emploi, concours publics et commande publique) ÷ "
            "total des produits"
        ),
        inputs=(
            *(context.figure_input(line.figure) for line in lines),
            context.figure_input("totaux.produits", "÷"),
        ),
        status="convention",
        source=RULE,
        certainty="estime" if unknown else "mesure",
        note=note or ("" if share is not None else "Il n’y a pas de produits."),
    )
    context.public_share = share
    return share


def _unknown_customers(context: ExerciceContext) -> int:
    """Cents of sales whose customers are not known by payers nor by the label."""
    known = {number for payer in context.accounts_read.payers for number in payer.amounts}
    plain = {"particuliers", "manifestation", "entreprise", "commande_publique"}
    total = 0
    hints = {a.number: context.hints(a) for a in context.accounts("7")}
    for part in context.placements:
        if part.line in CUSTOMER_LINES and part.number not in known:
            total += 0 if hints.get(part.number, frozenset()) & plain else part.amount
    return total
