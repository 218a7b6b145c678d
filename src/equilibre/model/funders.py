"""Who pays: first funder, concentration, and the time between a promise and its payment.

Payers come from the entries, so a part of the products may have no known payer: it is said. A delay is
given only for a grant notified before the closing month and paid later, and an average only from three
payments (field rule 17). Concentration alone is not a fragility: term and notice are asked (rule 14).
"""

from __future__ import annotations

import datetime as dt

import msgspec

from equilibre import formatting
from equilibre.accounts.totals import Payer
from equilibre.figures import Input
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import SetPayerKind
from equilibre.model.indicators import Plan, give, refuse
from equilibre.model.results import Ask, Choice, SolidityIndicator

ENTRIES = "Lecture de la plateforme, d’après les écritures de l’exercice"
NO_PRODUCTS = "Aucun produit n’a été lu pour cet exercice."
TERM = "terme_premier_financeur"
LONG_TERM = "pluriannuelle"
TERMS = {
    LONG_TERM: "Une convention de plusieurs années, avec un préavis",
    "annuelle": "Une décision chaque année",
    "sans_ecrit": "Rien d’écrit",
    "ne_sait_pas": "Je ne sais pas",
}
"""Answers on the term of the first funder's aid, code → words."""
NO_NOTICE = "la date de notification n’est pas dans vos comptes"
FUNDERS_SHOWN = 10
"""Funders whose delay is shown, by decreasing amount."""


def payers_of(context: ExerciceContext) -> tuple[Payer, ...]:
    """Payers of the exercice, with the kinds that the user corrected, by decreasing amount."""
    kinds = {c.payer: c.kind for c in context.inputs.corrections if isinstance(c, SetPayerKind)}
    payers = (
        msgspec.structs.replace(p, kind=kinds[p.key]) if p.key in kinds else p
        for p in context.accounts_read.payers
    )
    return tuple(sorted(payers, key=lambda p: (-paid_by(p), p.key)))


def paid_by(payer: Payer) -> int:
    """All that a payer paid, cents."""
    return sum(payer.amounts.values())


def payer_label(payer: Payer) -> str:
    """The name that the user agreed to keep, else « Financeur 3 »."""
    return payer.name or f"Financeur{formatting.NBSP}{payer.key.removeprefix('f')}"


def unresolved_share(context: ExerciceContext) -> float:
    """Share of the products whose payer is not known."""
    known = sum(paid_by(p) for p in context.accounts_read.payers)
    products = context.totals.products
    return max(0, products - known) / products if products > 0 else 1.0


def read_funders(context: ExerciceContext) -> tuple[SolidityIndicator, ...]:
    """First funder, concentration by payer and by nature, then delays per funder."""
    return (_first(context), _by_payer(context), _by_nature(context), *read_delays(context))


def _why_no_payer(context: ExerciceContext) -> str:
    if context.totals.products <= 0:
        return NO_PRODUCTS
    if not any(paid_by(p) > 0 for p in context.accounts_read.payers):
        return (
            "Vos comptes ne disent pas qui a payé : il faut un FEC avec les tiers, ou des recettes dont le "
            "libellé nomme le financeur."
        )
    return ""


def _unresolved_words(context: ExerciceContext) -> str:
    unresolved = unresolved_share(context)
    if unresolved < 0.005:
        return ""
    return f" Pour {formatting.percent(unresolved)} des produits, le payeur n’est pas connu."


_FIRST = Plan(
    "premier_financeur",
    "Premier financeur",
    "part",
    "montant du premier financeur ÷ total des produits",
    source=ENTRIES,
)


def _first(context: ExerciceContext) -> SolidityIndicator:
    if reason := _why_no_payer(context):
        return refuse(context, _FIRST, reason)
    first = payers_of(context)[0]
    share = paid_by(first) / context.totals.products
    if share >= context.number("premier_financeur_vigilance"):
        _ask_term(context, payer_label(first), share)
    return give(
        context,
        _FIRST,
        share,
        f"des produits : {payer_label(first)}." + _unresolved_words(context),
        inputs=(_payer_input(first), context.figure_input("totaux.produits", "÷")),
        parameters=("premier_financeur_vigilance", "premier_financeur_forte"),
        note=_unresolved_words(context).strip(),
    )


def _payer_input(payer: Payer) -> Input:
    return Input(kind="financeur", ref=payer.key, label=payer_label(payer), value=paid_by(payer))


def _ask_term(context: ExerciceContext, name: str, share: float) -> None:
    context.ask(
        Ask(
            code=TERM,
            question=f"Jusqu’à quand l’aide de votre premier financeur ({name}) est-elle acquise ?",
            why=(
                f"Il apporte {formatting.percent(share)} de vos ressources. Ce n’est pas une fragilité en "
                "soi : tout dépend du terme et du préavis."
            ),
            choices=tuple(Choice(code=code, label=words) for code, words in TERMS.items()),
            answer=context.answer(TERM),
        )
    )


_BY_PAYER = Plan(
    "concentration_financeurs",
    "Concentration par financeur",
    "ratio",
    "somme des parts de chaque financeur dans les produits, au carré (0 : dispersé, 1 : un seul)",
    status="convention",
    source=ENTRIES,
)
_BY_NATURE = Plan(
    "concentration_natures",
    "Concentration par nature de ressources",
    "ratio",
    "somme des parts de chaque nature dans les produits, au carré (0 : dispersé, 1 : une seule)",
    status="convention",
)
_BANDS = ("concentration_moderee", "concentration_forte")


def _by_payer(context: ExerciceContext) -> SolidityIndicator:
    if reason := _why_no_payer(context):
        return refuse(context, _BY_PAYER, reason)
    payers = [p for p in payers_of(context) if paid_by(p) > 0]
    whole = max(context.totals.products, sum(paid_by(p) for p in payers))
    value = sum((paid_by(p) / whole) ** 2 for p in payers)
    among = f"{len(payers)} financeurs connus" if len(payers) > 1 else "1 financeur connu"
    return give(
        context,
        _BY_PAYER,
        value,
        f"au moins ({among}) : {_same_size(value)} au plus." + _unresolved_words(context),
        inputs=(*(_payer_input(p) for p in payers), context.figure_input("totaux.produits", "÷")),
        parameters=_BANDS,
        note=_unresolved_words(context).strip(),
    )


def _by_nature(context: ExerciceContext) -> SolidityIndicator:
    natures = [n for n in context.natures if n.amount > 0]
    if not natures or context.totals.products <= 0:
        return refuse(context, _BY_NATURE, NO_PRODUCTS)
    whole = sum(n.amount for n in natures)
    value = sum((n.amount / whole) ** 2 for n in natures)
    among = f"{len(natures)} natures" if len(natures) > 1 else "1 nature"
    return give(
        context,
        _BY_NATURE,
        value,
        f"({among}) : {_same_size(value)}.",
        inputs=tuple(context.figure_input(n.figure) for n in natures),
        parameters=_BANDS,
    )


def _same_size(value: float) -> str:
    """What a concentration amounts to: the number of equal sources that would give the same."""
    sources = 1 / value
    return f"comme {formatting.number(sources, 1)} source{'s' if sources >= 2 else ''} de même taille"


# --- Subsidies promised and paid ------------------------------------------------------------------------


def delays_of(payer: Payer, closing: dt.date) -> list[int]:
    """Days between notification and each later payment, for grants notified before the closing month."""
    month = closing.replace(day=1)
    return sorted(
        (date - grant.notified).days
        for grant in payer.grants
        if grant.notified < month
        for date, _ in grant.payments
        if date > grant.notified
    )


def known_delays(context: ExerciceContext, payer: Payer) -> tuple[list[int], int]:
    """Delays of a payer, with those of the exercices before when its name was kept; number of exercices."""
    days, exercices = delays_of(payer, context.closing), 1
    before = context.previous
    while payer.name and before is not None:
        past = [
            day
            for other in before.accounts_read.payers
            if other.name == payer.name
            for day in delays_of(other, before.closing)
        ]
        days, exercices = [*days, *past], exercices + bool(past)
        before = before.previous
    return sorted(days), exercices


_DELAY_FORMULA = (
    "moyenne des jours entre la notification (441, 4417, 4487, 467 au débit) et chaque versement suivant"
)
_ONLY = "Seules comptent les subventions notifiées avant le mois de clôture et payées ensuite."


def read_delays(context: ExerciceContext) -> tuple[SolidityIndicator, ...]:
    """One indicator per funder that owed a grant; one sentence when no notification can be told."""
    if not context.has("74"):
        return ()
    payers = [p for p in payers_of(context) if delays_of(p, context.closing)]
    if payers:
        return tuple(_delay(context, payer) for payer in payers[:FUNDERS_SHOWN])
    plan = Plan(
        "delai_subventions", "Subventions promises et payées", "jours", _DELAY_FORMULA, source=ENTRIES
    )
    return (
        refuse(
            context,
            plan,
            f"{NO_NOTICE[0].upper()}{NO_NOTICE[1:]}. "
            "Notez trois dates par subvention : demande, notification, versement.",
        ),
    )


def _delay(context: ExerciceContext, payer: Payer) -> SolidityIndicator:
    plan = Plan(
        f"delai_{payer.key}",
        f"Subvention promise puis payée : {payer_label(payer)}",
        "jours",
        _DELAY_FORMULA,
        source=ENTRIES,
    )
    days, exercices = known_delays(context, payer)
    due = sum(g.amount - sum(cents for _, cents in g.payments) for g in payer.grants)
    left = f" Reste à recevoir : {formatting.euros(due)}." if due > 0 else ""
    if len(days) < context.number("delai_paiements_minimum"):
        few = f"{_payments(len(days))} seulement, {_each(days)} après la notification"
        return refuse(context, plan, f"{few} : trop peu pour une moyenne.{left}")
    mean = sum(days) / len(days)
    return give(
        context,
        plan,
        mean,
        "en moyenne entre la notification et le versement "
        f"({_payments(len(days))}{_over(exercices)}, de {days[0]} à {days[-1]} jours).{left}",
        inputs=tuple(
            Input(kind="financeur", ref=payer.key, label=f"versement n° {rank}", value=value, unit="jours")
            for rank, value in enumerate(days, start=1)
        ),
        parameters=("delai_paiements_minimum", "delai_paiement_subvention"),
        note=_ONLY,
    )


def _payments(count: int) -> str:
    return "1 versement" if count == 1 else f"{count} versements"


def _over(exercices: int) -> str:
    return f" sur {exercices} exercices" if exercices > 1 else ""


def _each(days: list[int]) -> str:
    return " et ".join(f"{day} jours" if day > 1 else f"{day} jour" for day in days)
