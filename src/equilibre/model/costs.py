"""Where the money goes: charges by nature, and by use when somebody said it.

The natures add up to class 6 to the cent. The uses (action, animation, pilotage, capitalisation,
valorisation collective) cannot be told from account numbers (field rule 7): they come from analytical
codes whose name is one of the five words, or from the five-line key that the user types (then *supposé*).
"""

from __future__ import annotations

from collections.abc import Sequence

from equilibre.figures import Certainty, Input
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import CostUses
from equilibre.model.people import counted_with_people
from equilibre.model.results import AccountShare, CostLine
from equilibre.model.totals import passed_on_accounts
from equilibre.reference import headings
from equilibre.reference.labels import normalise

KEY_PRECISION = 1_000_000
UNALLOCATED = "non_reparti"
KEY_TOLERANCE = 0.0005
"""The five shares of a typed key may miss 1 by this much (they are typed as whole or half percents)."""


def read_costs(context: ExerciceContext) -> tuple[CostLine, ...]:
    """Charges by nature, in the order of the reference data; empty when the source gives products only.

    Amounts are cents, debit positive; they add up to class 6. A nature without any account is left out.
    """
    if not context.has_charges:
        return ()
    table = headings.load()
    moved = frozenset(counted_with_people(context))
    passed_on = {item.ref for item in passed_on_accounts(context)}
    found: dict[str, list[AccountShare]] = {nature.code: [] for nature in table.cost}
    for account in context.accounts("6"):
        code = "personnel" if account.number in moved else headings.cost_of(account.number)
        if code == "reverse" and account.number not in passed_on:
            code = "autres"
        if account.balance:
            label = context.account_label(account)
            found[code].append(AccountShare(number=account.number, label=label, amount=account.balance))
    total = sum(share.amount for shares in found.values() for share in shares)
    lines = []
    for nature in table.cost:
        shares = tuple(found[nature.code])
        if not shares:
            continue
        amount = sum(share.amount for share in shares)
        figure = context.record(
            f"charges.{nature.code}",
            nature.label,
            amount,
            formula=f"somme des charges, débit moins crédit : {nature.words}",
            inputs=tuple(
                Input(kind="compte", ref=share.number, label=share.label, value=share.amount)
                for share in shares
            ),
            status=table.costs.status,
            source=table.costs.source,
            note=_moved_note(shares, moved) if nature.code == "personnel" else "",
        )
        lines.append(
            CostLine(
                code=nature.code,
                label=nature.label,
                amount=amount,
                share=amount / total if total else 0.0,
                accounts=shares,
                figure=figure.key,
            )
        )
    return tuple(lines)


def _moved_note(shares: Sequence[AccountShare], moved: frozenset[str]) -> str:
    numbers = [share.number for share in shares if share.number in moved]
    if not numbers:
        return ""
    return f"À votre demande, compté avec les personnes : {', '.join(numbers)}."


def read_uses(context: ExerciceContext) -> tuple[CostLine, ...]:
    """Charges by use, or nothing: the typed key prevails, then analytical codes that say a use."""
    if not context.has_charges:
        return ()
    if context.inputs.uses is not None:
        return _typed_uses(context, context.inputs.uses)
    return _analytic_uses(context)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Cents of ``total`` in proportion to whole weights, by largest remainder: the parts add up to the cent.

    Weights are not negative and not all nil (``ValueError`` otherwise); ``total`` may be negative.
    """
    whole = sum(weights)
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be positive")
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    order = sorted(range(len(parts)), key=lambda i: (-remainders[i], i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


def _typed_uses(context: ExerciceContext, key: CostUses) -> tuple[CostLine, ...]:
    shares = (key.action, key.animation, key.pilotage, key.capitalisation, key.valorisation)
    if any(share < 0 for share in shares) or abs(sum(shares) - 1) > KEY_TOLERANCE:
        return ()
    charges = context.balance("6")
    typed = dict(zip((use.code for use in headings.load().use), shares, strict=True))
    amounts = split(charges, [round(share * KEY_PRECISION) for share in shares])
    return tuple(
        _use_line(
            context,
            use.code,
            use.label,
            amount,
            charges,
            formula="charges de l’exercice × la part que vous avez indiquée pour cet usage",
            inputs=(
                Input(kind="declare", ref=use.code, label=use.label, value=typed[use.code], unit="part"),
                Input(kind="declare", ref="charges", label="Charges de l’exercice", value=charges, sign="×"),
            ),
            certainty="suppose",
            source="Clé de répartition saisie par vous",
        )
        for use, amount in zip(headings.load().use, amounts, strict=True)
    )


def _analytic_uses(context: ExerciceContext) -> tuple[CostLine, ...]:
    found: dict[str, int] = {}
    for line in context.accounts_read.analytics:
        code = use_of(line.code, line.label)
        if code and line.account.startswith("6"):
            found[code] = found.get(code, 0) + line.amount
    engineering = {use.code for use in headings.load().use if use.engineering}
    if "action" not in found or not engineering & found.keys():
        return ()
    charges = context.balance("6")
    lines = [
        _use_line(
            context,
            use.code,
            use.label,
            found.get(use.code, 0),
            charges,
            formula=f"charges que vos codes analytiques rangent dans « {use.label.lower()} »",
            inputs=_analytic_inputs(context, use.code),
            certainty="mesure",
            source="Ventilation analytique de vos comptes",
        )
        for use in headings.load().use
    ]
    if rest := charges - sum(found.values()):
        lines.append(
            _use_line(
                context,
                UNALLOCATED,
                "Non réparti par vos codes",
                rest,
                charges,
                formula="charges de l’exercice moins les charges rangées dans les cinq usages",
                inputs=tuple(context.figure_input(line.figure, "−") for line in lines),
                certainty="mesure",
                source="Ventilation analytique de vos comptes",
            )
        )
    return tuple(lines)


def _use_line(
    context: ExerciceContext,
    code: str,
    label: str,
    amount: int,
    charges: int,
    *,
    formula: str,
    inputs: tuple[Input, ...],
    certainty: Certainty,
    source: str,
) -> CostLine:
    figure = context.record(
        f"usages.{code}",
        label,
        amount,
        formula=formula,
        inputs=inputs,
        status="convention" if certainty == "suppose" else "lecture",
        certainty=certainty,
        source=source,
    )
    return CostLine(
        code=code,
        label=label,
        amount=amount,
        share=amount / charges if charges else 0.0,
        figure=figure.key,
        by_use=True,
        certainty=certainty,
    )


def _analytic_inputs(context: ExerciceContext, use: str) -> tuple[Input, ...]:
    by_account: dict[str, int] = {}
    for line in context.accounts_read.analytics:
        if line.account.startswith("6") and use_of(line.code, line.label) == use:
            by_account[line.account] = by_account.get(line.account, 0) + line.amount
    return tuple(
        Input(kind="compte", ref=number, label=f"{number}, part de cet usage", value=amount)
        for number, amount in sorted(by_account.items())
    )


def use_of(code: str, label: str) -> str:
    """The use that an analytical code says by its own name, or «  »: « PILOTAGE », « Animation »."""
    names = {normalise(code), normalise(label)}
    return next((use.code for use in headings.load().use if names & set(use.words)), "")
