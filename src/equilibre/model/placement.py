"""Where each product account goes: its number first, then its label, then who paid, then the user's word.

An account can be split between lines when its payers tell, or when the user says so; the parts always add up
to the account, to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from equilibre.accounts.totals import AccountLine, PayerKind
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact
from equilibre.model.dossier import MoveAccount, SetPayerKind, SplitAccount, StrategicPartner
from equilibre.reference import chart, labels, parameters
from equilibre.reference.catalogue import lines as line_catalogue
from equilibre.reference.placement import label_rules, mixing, payer_rules

if TYPE_CHECKING:
    from equilibre.model.context import ExerciceContext

OTHER = "R18"
STRATEGIC = "R05"
PRIVATE_SUPPORT = ("R02", "R03", "R04")
STRUCTURAL_TRAIT = "financement_structurel"
TRAITS = {
    "financement_structurel": "financement structurel pluriannuel",
    "accompagnement": "accompagnement stratégique",
    "expertise_reseaux": "expertise et réseaux",
    "evaluation": "évaluation de l’utilité sociale",
}
SPLIT_ASK = "ventilation"
GRANT_ASK = "subvention_ou_commande"
MEMBERSHIP_ASK = "cotisation_paie"


@dataclass(frozen=True)
class Placement:
    """A part of a product account in a line. ``amount``: cents, credit positive."""

    number: str
    label: str
    line: str
    amount: int
    guess: str = ""
    could_be: tuple[str, ...] = ()
    payer: str = ""
    undecided: tuple[str, ...] = ()
    """Family groups that it could belong to when its label mixes natures (« » = none of them)."""
    told: bool = False
    """The user's own word."""


Paid = tuple[str, PayerKind, int]
"""Key of a payer, its kind, its cents on one account."""
PaidBy = dict[str, list[Paid]]


def hints_of(account: AccountLine) -> frozenset[str]:
    """Hints kept with the account, and those of its label when it was kept."""
    return frozenset(account.hints) | frozenset(labels.match_hints(account.label))


def payer_kinds(context: ExerciceContext) -> dict[str, PayerKind]:
    """Kind of each payer, as read or as corrected by the user."""
    kinds = {p.key: p.kind for p in context.accounts_read.payers}
    for correction in context.inputs.corrections:
        if isinstance(correction, SetPayerKind) and correction.payer in kinds:
            kinds[correction.payer] = correction.kind
    return kinds


def place_accounts(context: ExerciceContext) -> tuple[Placement, ...]:
    """Every class 7 account in its line or lines, corrections applied; amounts add up to class 7."""
    kinds = payer_kinds(context)
    paid: PaidBy = {}
    for payer in context.accounts_read.payers:
        for number, amount in payer.amounts.items():
            paid.setdefault(number, []).append((payer.key, kinds[payer.key], amount))
    placed = {a.number: _placed(context, a, paid.get(a.number, [])) for a in context.accounts("7")}
    for correction in context.inputs.corrections:
        if isinstance(correction, MoveAccount):
            _move(placed, correction)
        elif isinstance(correction, SplitAccount):
            _split(placed, correction)
        elif isinstance(correction, StrategicPartner):
            _make_strategic(context, placed, correction, kinds)
    return tuple(part for parts in placed.values() for part in parts if part.amount or len(parts) == 1)


# --- number, label, payer -------------------------------------------------------------------------


def _placed(context: ExerciceContext, account: AccountLine, paid: list[Paid]) -> tuple[Placement, ...]:
    regime = context.accounts_read.regime
    entry = chart.lookup(account.number, regime)
    prefix = entry.prefix if entry else ""
    base = Placement(
        number=account.number,
        label=context.account_label(account),
        line=entry.line if entry and entry.line else OTHER,
        amount=-account.balance,
        could_be=entry.could_be if entry else (),
    )
    hints = context.hints(account)
    by_label = _by_label(base, prefix, hints, context)
    mixed = _mixed(base, by_label, prefix, hints)
    answered = _answered(mixed, context)
    if answered is not None:
        return (answered,)
    if mixed.undecided:
        return (mixed,)
    return _by_payer(context, mixed, prefix, paid)


def _by_label(base: Placement, prefix: str, hints: frozenset[str], context: ExerciceContext) -> Placement:
    for rule in label_rules():
        if not rule.concerns(base.number, prefix, context.accounts_read.regime):
            continue
        if rule.hints & hints and not rule.unless & hints:
            if rule.line == base.line:
                return base
            label = line_catalogue()[rule.line].label
            guess = f"Compte {base.number} lu « {label} » parce que {rule.why}."
            could_be = tuple(dict.fromkeys((*rule.could_be, base.line)))
            return replace(base, line=rule.line, guess=guess, could_be=_without(could_be, rule.line))
    return base


def _mixed(base: Placement, by_label: Placement, prefix: str, hints: frozenset[str]) -> Placement:
    """Mark an account whose label names several natures: it stays where its number puts it, in doubt.

    When the number says nothing, or when grants and sales meet in one label, any group is possible.
    """
    rules = mixing()
    groups = rules.groups(hints)
    own = line_catalogue()[base.line].group
    every = tuple(dict.fromkeys(info.group for info in line_catalogue().values()))
    if prefix in rules.catch_all:
        if len(groups) < 2 and "non_ventile" not in hints:
            return by_label
        return _in_doubt(replace(base, line=OTHER), every)
    if "public_indetermine" in hints and own in PUBLIC_GROUPS:
        return _in_doubt(base, (*PUBLIC_GROUPS, "revenus_activite"))
    if len(groups) < 2:
        return by_label
    if set(groups) == {"subventions_publiques", "mobilisation_privee"} and "enumeration" not in hints:
        return by_label  # « subvention fondation X »: one grant, one payer
    return _in_doubt(base, every if "revenus_activite" in groups else tuple(dict.fromkeys((own, *groups))))


def _in_doubt(base: Placement, groups: tuple[str, ...]) -> Placement:
    candidates = tuple(
        code for code, info in line_catalogue().items() if info.group in groups and code in SPLIT_LINES
    )
    rest = "il faut les partager." if base.line == OTHER else "lu d’après son numéro."
    said = f"Le libellé du compte {base.number} réunit plusieurs ressources : {rest}"
    return replace(base, guess=said, could_be=_without(candidates, base.line), undecided=groups)


PUBLIC_GROUPS = ("subventions_publiques", "gestion_service_public")
SPLIT_LINES = ("R01", "R02", "R04", "R06", "R09", "R10", "R11", "R18")
"""One line per kind of resource: what the user is offered to split a mixed account."""


def _answered(part: Placement, context: ExerciceContext) -> Placement | None:
    """The user's answer to a question on this account, or None."""
    answer = context.answer(f"{SPLIT_ASK}:{part.number}")
    if answer in line_catalogue():
        return _told(part, answer)
    bought_or_given = context.answer(GRANT_ASK, part.number)
    if part.line in ("R06", "R07") and bought_or_given == "commande":
        return _told(part, "R09")
    if part.number.startswith("70") and bought_or_given == "subvention":
        return _told(part, "R06")
    if part.line == "R01" and context.answer(MEMBERSHIP_ASK) == "activite":
        return _told(part, "R11")
    return None


def _told(part: Placement, line: str) -> Placement:
    return replace(
        part,
        line=line,
        guess="",
        undecided=(),
        told=True,
        could_be=_without((part.line,), line),
    )


def _by_payer(
    context: ExerciceContext, base: Placement, prefix: str, paid: list[Paid]
) -> tuple[Placement, ...]:
    """Split an account between the lines that its known payers tell; the rest stays where it was."""
    regime = context.accounts_read.regime
    rules = [r for r in payer_rules() if r.line != base.line and r.concerns(base.number, prefix, regime)]
    parts: list[Placement] = []
    for key, kind, amount in paid if rules else ():
        rule = next((r for r in rules if kind in r.kinds), None) if amount else None
        if rule is not None:
            why = f"Une partie du compte {base.number} lue « {line_catalogue()[rule.line].label} »"
            parts.append(
                replace(
                    base,
                    line=rule.line,
                    amount=amount,
                    payer=key,
                    guess=f"{why} parce que {rule.why}.",
                    could_be=_without((*rule.could_be, base.line), rule.line),
                )
            )
    rest = base.amount - sum(part.amount for part in parts)
    if not parts or (base.amount > 0 > rest) or any(part.amount < 0 for part in parts):
        return (base,)
    return (*parts, replace(base, amount=rest)) if rest else tuple(parts)


# --- the user's corrections -----------------------------------------------------------------------


def _move(placed: dict[str, tuple[Placement, ...]], correction: MoveAccount) -> None:
    _check_line(correction.line)
    parts = _parts_of(placed, correction.account)
    whole = replace(parts[0], amount=sum(part.amount for part in parts), payer="")
    placed[correction.account] = (_told(whole, correction.line),)


def _split(placed: dict[str, tuple[Placement, ...]], correction: SplitAccount) -> None:
    parts = _parts_of(placed, correction.account)
    total = sum(part.amount for part in parts)
    for line, _amount in correction.parts:
        _check_line(line)
    given = sum(amount for _line, amount in correction.parts)
    if given != total or not correction.parts:
        raise ReadError(
            "partage_inexact",
            f"Le partage du compte {correction.account} ne retombe pas sur son montant",
            remedy="Corrigez les montants pour que leur somme soit celle du compte.",
            read=euros_exact(given),
            expected=euros_exact(total),
        )
    placed[correction.account] = tuple(
        replace(_told(parts[0], line), amount=amount, payer="") for line, amount in correction.parts
    )


def _make_strategic(
    context: ExerciceContext,
    placed: dict[str, tuple[Placement, ...]],
    correction: StrategicPartner,
    kinds: dict[str, PayerKind],
) -> None:
    """Private support of a partner that shows the traits becomes investissement sociétal (field rule 11)."""
    if not is_strategic(context, correction.traits):
        _say_traits_lacking(placed, correction, context)
        return
    if correction.account:
        parts = _parts_of(placed, correction.account)
        placed[correction.account] = tuple(
            _told(part, STRATEGIC) if part.line in PRIVATE_SUPPORT else part for part in parts
        )
        return
    if kinds.get(correction.payer) in (None, "public", "europe"):
        return
    payer = next(p for p in context.accounts_read.payers if p.key == correction.payer)
    for number, amount in payer.amounts.items():
        if number in placed:
            placed[number] = _taken_out(placed[number], payer.key, amount)


def _say_traits_lacking(
    placed: dict[str, tuple[Placement, ...]], correction: StrategicPartner, context: ExerciceContext
) -> None:
    """A partner flagged without enough traits stays where it was, and the line says what lacks."""
    lacking = ", ".join(words for code, words in TRAITS.items() if code not in correction.traits)
    said = f"Signalé « partenariat stratégique », gardé avec les soutiens : il manque {lacking}."
    concerned = {correction.account} if correction.account else set()
    for payer in context.accounts_read.payers:
        if payer.key == correction.payer:
            concerned |= set(payer.amounts)
    for number in concerned & set(placed):
        placed[number] = tuple(
            replace(part, guess=said) if part.line in PRIVATE_SUPPORT else part for part in placed[number]
        )


def _taken_out(parts: Sequence[Placement], payer: str, amount: int) -> tuple[Placement, ...]:
    """Move the amount of one payer out of the private support lines of an account."""
    own = [part for part in parts if part.payer == payer and part.line in PRIVATE_SUPPORT]
    if own:
        return tuple(_told(part, STRATEGIC) if part in own else part for part in parts)
    kept: list[Placement] = []
    left = amount
    for part in parts:
        taken = min(left, part.amount) if part.line in PRIVATE_SUPPORT and not part.payer and left > 0 else 0
        if taken > 0:
            kept.append(replace(_told(part, STRATEGIC), amount=taken, payer=payer))
            left -= taken
        if part.amount != taken or not taken:
            kept.append(replace(part, amount=part.amount - max(taken, 0)))
    return tuple(kept)


def is_strategic(context: ExerciceContext, traits: Sequence[str]) -> bool:
    """Whether the traits told make a societal investor: the money that lasts, and enough of the others."""
    needed = int(parameters.value_at("partenaire_strategique_traits", context.closing).value)
    told = set(traits) & set(TRAITS)
    return STRUCTURAL_TRAIT in told and len(told - {STRUCTURAL_TRAIT}) >= needed


def _parts_of(placed: dict[str, tuple[Placement, ...]], account: str) -> tuple[Placement, ...]:
    if account not in placed:
        raise ReadError(
            "compte_inconnu",
            f"Le compte de produits {account} n’est pas dans ces comptes",
            remedy="Choisissez un compte de la liste des ressources.",
            read=account,
        )
    return placed[account]


def _check_line(line: str) -> None:
    if line not in line_catalogue():
        raise ReadError(
            "ligne_inconnue",
            "Cette ligne de ressources n’existe pas",
            remedy="Choisissez une ligne de R01 à R18.",
            read=line,
            expected="une ligne de R01 à R18",
        )


def _without(codes: Sequence[str], code: str) -> tuple[str, ...]:
    return tuple(c for c in dict.fromkeys(codes) if c != code)
