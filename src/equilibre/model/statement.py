"""Compte de résultat N / N-1: headings, differences to comment, and the 2025 reform made comparable.

Amounts are cents, positive on their natural side. An exercice opened before 2025 beside one opened since
is presented as the reform does (777 in 747, 79 against personnel or in 758…): the row's figure says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from equilibre.accounts.totals import AccountLine
from equilibre.figures import Input
from equilibre.model.context import ExerciceContext
from equilibre.model.placement import hints_of
from equilibre.model.results import StatementRow
from equilibre.reference import headings, parameters
from equilibre.reference.labels import normalise

PERSONNEL_HINT = "personnel_rembourse"
"""Label rule of a transfert de charges that reimburses personnel (649 since 2025)."""


@dataclass
class _Column:
    """Headings of one exercice: amounts on their natural side, the accounts behind, what was restated."""

    amounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    inputs: dict[str, list[Input]] = field(default_factory=lambda: defaultdict(list))
    restated: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def total(self, side: str) -> int:
        """Sum of the headings of a side."""
        return sum(self.amounts.get(h.code, 0) for h in headings.load().heading if h.side == side)


def read_statement(context: ExerciceContext) -> tuple[StatementRow, ...]:
    """Headings of products, of charges, then the totals and the result; nil headings are left out."""
    now = _column(context, reformed=False)
    before = _previous(context)
    rows = [
        _row(context, h.code, h.label, h.side, now, before)
        for h in headings.load().heading
        if _shown(h.code, h.side, now, before, context)
    ]
    rows.append(_total(context, "total_produits", "Total des produits", now, before))
    if context.has_charges:
        rows.append(_total(context, "total_charges", "Total des charges", now, before))
        rows.append(_total(context, "resultat", "Résultat de l’exercice", now, before))
    return tuple(rows)


def _shown(code: str, side: str, now: _Column, before: _Column | None, context: ExerciceContext) -> bool:
    if side == "charges" and not context.has_charges:
        return False
    return bool(now.amounts.get(code) or (before and before.amounts.get(code)))


def _previous(context: ExerciceContext) -> _Column | None:
    """The exercice before, when both can be read side by side (same side published, same kind of books)."""
    previous = context.previous
    if previous is None or (context.has_charges and not previous.has_charges):
        return None
    bases = {context.accounts_read.basis, previous.accounts_read.basis}
    if bases == {"engagement", "tresorerie"}:
        return None
    reformed = context.accounts_read.regime == "anc2025" and previous.accounts_read.regime != "anc2025"
    return _column(previous, reformed=reformed)


def _column(context: ExerciceContext, *, reformed: bool) -> _Column:
    column = _Column()
    sides = {h.code: h.side for h in headings.load().heading}
    for account in context.accounts("6", "7"):
        if not account.balance:
            continue
        code = headings.heading_of(account.number, context.accounts_read.regime)
        if code == "657" and "cession" in hints_of(account):
            code = "cessions_charges"
        if reformed and (moved := _restated(context, account)):
            code, words = moved
            column.restated[code].add(words)
        amount = account.balance if sides[code] == "charges" else -account.balance
        column.amounts[code] += amount
        column.inputs[code].append(
            Input(kind="compte", ref=account.number, label=context.account_label(account), value=amount)
        )
    return column


def _restated(context: ExerciceContext, account: AccountLine) -> tuple[str, str] | None:
    rule = headings.restatement_of(account.number)
    if rule is None:
        return None
    if rule.when_personnel and _speaks_of_personnel(account):
        return rule.when_personnel, rule.words
    return rule.to, rule.words


def _speaks_of_personnel(account: AccountLine) -> bool:
    return PERSONNEL_HINT in hints_of(account) or "personnel" in normalise(account.label)


def _row(
    context: ExerciceContext, code: str, label: str, side: str, now: _Column, before: _Column | None
) -> StatementRow:
    amount = now.amounts.get(code, 0)
    turn = "débit moins crédit" if side == "charges" else "crédit moins débit"
    previous = before.amounts.get(code, 0) if before else None
    return _finish(
        context,
        code,
        label,
        side,
        amount,
        previous,
        formula=f"somme des comptes de la rubrique, {turn}",
        inputs=tuple(now.inputs.get(code, ())),
        note=_restated_note(before, code),
    )


def _restated_note(before: _Column | None, code: str) -> str:
    if before is None or not before.restated.get(code):
        return ""
    words = " ; ".join(sorted(before.restated[code]))
    return f"L’exercice précédent est présenté comme depuis la réforme de 2025 ({words})."


def _total(
    context: ExerciceContext, code: str, label: str, now: _Column, before: _Column | None
) -> StatementRow:
    def read(column: _Column) -> int:
        if code == "resultat":
            return column.total("produits") - column.total("charges")
        return column.total("produits" if code == "total_produits" else "charges")

    formula = {
        "total_produits": "somme des rubriques de produits",
        "total_charges": "somme des rubriques de charges",
        "resultat": "total des produits moins total des charges",
    }[code]
    side = "produits" if code == "total_produits" else "charges"
    keys = (
        ("compte_resultat.total_produits", "compte_resultat.total_charges")
        if code == "resultat"
        else tuple(
            f"compte_resultat.{h.code}"
            for h in headings.load().heading
            if h.side == side and f"compte_resultat.{h.code}" in context.book
        )
    )
    signs = ("+", "−") if code == "resultat" else ("+",) * len(keys)
    return _finish(
        context,
        code,
        label,
        "total",
        read(now),
        read(before) if before else None,
        formula=formula,
        inputs=tuple(context.figure_input(key, sign) for key, sign in zip(keys, signs, strict=True)),
        note=_totals_note(before),
    )


def _totals_note(before: _Column | None) -> str:
    if before is None or not before.restated:
        return ""
    return "L’exercice précédent est présenté comme depuis la réforme de 2025 : son résultat ne change pas."


def _finish(
    context: ExerciceContext,
    code: str,
    label: str,
    side: str,
    amount: int,
    previous: int | None,
    *,
    formula: str,
    inputs: tuple[Input, ...],
    note: str,
) -> StatementRow:
    convention = headings.load().reform if note else headings.load().statement
    share_limit = context.parameter("commentaire_part")
    figure = context.record(
        f"compte_resultat.{code}",
        label,
        amount,
        formula=formula,
        inputs=inputs,
        parameters=() if previous is None else (share_limit, context.parameter("commentaire_euros")),
        status=convention.status,
        source=convention.source,
        note=note,
    )
    difference = None if previous is None else amount - previous
    return StatementRow(
        code=code,
        label=label,
        side=side,  # type: ignore[arg-type]
        amount=amount,
        previous=previous,
        difference=difference,
        difference_share=difference / abs(previous) if difference is not None and previous else None,
        to_comment=to_comment(context, previous, difference),
        figure=figure.key,
    )


def to_comment(context: ExerciceContext, previous: int | None, difference: int | None) -> bool:
    """Strictly above both limits (field rule 16: 10 % and 500 €); from nil, euros alone decide."""
    if previous is None or difference is None:
        return False
    if abs(difference) <= parameters.cents_at("commentaire_euros", context.closing):
        return False
    share = round(context.number("commentaire_part") * 10_000)
    return abs(difference) * 10_000 > share * abs(previous)
