"""What deserves attention: questions that a good accountant would ask, each with why and its source.

The sentences are data (``reference/data/alerts.toml``); a rule here only says whether one applies and with
which amounts. For a published case only the neutral sentences that its own figures support are said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from equilibre.accounts.totals import AccountLine
from equilibre.figures import Input
from equilibre.formatting import day, euros, number, percent
from equilibre.model import alert_thresholds
from equilibre.model.alert_thresholds import Raised
from equilibre.model.cash import disposal_products, months_of
from equilibre.model.context import ExerciceContext
from equilibre.model.funders import LONG_TERM, TERM, paid_by, payer_label, payers_of
from equilibre.model.in_kind import LENDER_ASK, read_in_kind
from equilibre.model.people import typed_hours
from equilibre.model.results import Alert
from equilibre.reference import chart, wordings
from equilibre.reference.catalogue import families as family_catalogue
from equilibre.reference.labels import normalise

Rule = Callable[[ExerciceContext], Raised | None]
ACCOUNTS_SAID = 5
PUBLISHED_RESULT = "resultat_publie"
"""Key of ``answers``: the result printed by the source or the minutes, in cents, when it was told."""
COMPANY_ACCOUNTS = ("101", "104", "457", "644", "646")
PENDING = ("470", "471", "472", "473", "474", "475", "478", "58")


def read_alerts(context: ExerciceContext) -> tuple[Alert, ...]:
    """The alerts that apply, in the order of the rules."""
    found = []
    for rule in RULES:
        if context.published and rule in alert_thresholds.RULES:
            continue
        raised = rule(context)
        if raised is None:
            continue
        wording = wordings.alerts()[raised.code]
        if context.published and not wording.published:
            continue
        message = wording.published if context.published else wording.message
        found.append(
            Alert(
                code=raised.code,
                message=wordings.fill(message, raised.values),
                why="" if context.published else wordings.fill(wording.why, raised.values),
                source=wordings.fill(wording.source, raised.values),
                figure=raised.figure if raised.figure in context.book else "",
            )
        )
    return tuple(found)


def _said(accounts: Iterable[AccountLine]) -> str:
    numbers = list(dict.fromkeys(a.number for a in accounts))
    rest = len(numbers) - ACCOUNTS_SAID
    return ", ".join(numbers[:ACCOUNTS_SAID]) + (f" et {rest} de plus" if rest > 0 else "")


# --- What was read --------------------------------------------------------------------------------------


def budget_of_an_action(context: ExerciceContext) -> Raised | None:
    """The figures are those of one action."""
    told = context.answer("perimetre")
    action = told == "action" or (not told and context.accounts_read.perimeter == "action")
    return Raised("budget_action") if action else None


def _is_forecast(context: ExerciceContext) -> bool:
    told = context.answer("realise_ou_previsionnel")
    return told == "previsionnel" or (not told and context.accounts_read.basis == "budget")


def forecast(context: ExerciceContext) -> Raised | None:
    """The figures are a budget, not accounts."""
    return Raised("budget_previsionnel") if _is_forecast(context) else None


def self_financing(context: ExerciceContext) -> Raised | None:
    """A budget whose charges exceed its products: the rest is self-financing, said apart."""
    result, charges = context.totals.result, context.totals.charges
    budget = _is_forecast(context) or context.accounts_read.perimeter == "action"
    if not budget or result is None or result >= 0 or not charges or charges <= 0:
        return None
    values = {"amount": euros(-result), "share": percent(-result / charges, 1)}
    return Raised("autofinancement", values, "totaux.resultat")


def duration(context: ExerciceContext) -> Raised | None:
    """An exercice of ten or thirteen months."""
    months = months_of(context.opening, context.closing)
    if abs(months - context.number("duree_exercice_mois")) < 0.05:
        return None
    return Raised("duree_exercice", {"months": number(months, 0 if months == int(months) else 1)})


def other_regime(context: ExerciceContext) -> Raised | None:
    """Accounts that another regime defines (79 has its own question)."""
    regime = context.accounts_read.regime
    found = []
    for account in context.accounts("1", "6", "7", exclude=("79",)):
        entry = chart.lookup(account.number, regime)
        if account.balance and entry is not None and entry.other_regime:
            found.append(account)
    if not found:
        return None
    label = next(r.label for r in chart.regimes() if r.code == regime)
    values = {"accounts": _said(found), "opening": day(context.opening), "regime": label}
    return Raised("autre_reglement", values)


def company_chart(context: ExerciceContext) -> Raised | None:
    """Accounts that only a company has."""
    found = [a for a in context.accounts(*COMPANY_ACCOUNTS) if a.balance]
    return Raised("plan_entreprise", {"accounts": _said(found)}) if found else None


def transfers_in_2025(context: ExerciceContext) -> Raised | None:
    """79 used in an exercice opened since 2025."""
    amount = context.credit("79")
    if context.accounts_read.regime != "anc2025" or not amount:
        return None
    return Raised("transferts_2025", {"amount": euros(amount)}, "compte_resultat.79")


def published_result(context: ExerciceContext) -> Raised | None:
    """The result announced is not products minus charges."""
    announced = context.inputs.answers.get(PUBLISHED_RESULT, "")
    computed = context.totals.result
    if computed is None or not announced.lstrip("-").isdecimal() or int(announced) == computed:
        return None
    told = int(announced)
    values = {"published": euros(told), "computed": euros(computed), "gap": euros(abs(computed - told))}
    return Raised("resultat_publie", values, "totaux.resultat")


# --- The year -------------------------------------------------------------------------------------------


def deficit(context: ExerciceContext) -> Raised | None:
    """Charges above products in realised accounts."""
    result = context.totals.result
    if result is None or result >= 0 or self_financing(context) is not None:
        return None
    before = context.previous.totals.result if context.previous else None
    again = ""
    if before is not None and before < 0:
        again = f", et l’exercice précédent était déjà en déficit ({euros(-before)})"
    products = context.totals.products
    share = percent(-result / products, 1) if products > 0 else "plus que la totalité"
    return Raised("deficit", {"amount": euros(-result), "share": share, "again": again}, "totaux.resultat")


def large_reserves(context: ExerciceContext) -> Raised | None:
    """More than a year of own funds: does anybody know what for?"""
    key = "solidite.fonds_propres_mois"
    months = context.book.get(key).value if key in context.book else None
    if months is None or months <= context.number("fonds_propres_mois_question"):
        return None
    return Raised("fonds_propres_eleves", {"months": number(months)}, key)


def earmarked(context: ExerciceContext) -> Raised | None:
    """Money received or promised and not yet used."""
    if context.totals.deferred <= 0:
        return None
    values = {
        "amount": euros(context.totals.deferred),
        "earmarked": euros(context.credit("19")),
        "deferred": euros(context.credit("487")),
    }
    return Raised("fonds_dedies", values, "totaux.deja_recu")


def one_off_accounts(context: ExerciceContext) -> tuple[str, ...]:
    """Prefixes of products that do not come back by themselves, under the regime of the exercice."""
    return ("7543", "77", *disposal_products(context))


def one_off(context: ExerciceContext) -> Raised | None:
    """Legs, exceptional products, things sold: from 5 % of products."""
    prefixes, products = one_off_accounts(context), context.totals.products
    amount = context.credit(*prefixes, exclude=("777",))
    use = context.parameter("ressource_ponctuelle_part")
    if products <= 0 or amount < float(use.value) * products:
        return None
    figure = context.record(
        "alertes.ressources_ponctuelles",
        "Ressources qui pourraient ne pas revenir",
        amount,
        formula="legs (7543), produits exceptionnels (77, sans 777) et cessions, crédit moins débit",
        inputs=context.account_inputs(*prefixes, exclude=("777",), credit=True),
        parameters=(use,),
        status="convention",
        source=use.source,
    )
    result = context.totals.result
    without = "" if result is None else f" Sans elles, le résultat serait de {euros(result - amount)}."
    values = {"amount": euros(amount), "share": percent(amount / products), "without": without}
    return Raised("ressources_ponctuelles", values, figure.key)


def mixed_legs(context: ExerciceContext) -> Raised | None:
    """One account for gifts and legs."""
    found = []
    for account in context.accounts("754", "758", exclude=("7543",)):
        words = set(normalise(account.label).split())
        if account.balance and "legs" in words and words & {"don", "dons"}:
            found.append(account)
    return Raised("legs_confondus", {"accounts": _said(found)}) if found else None


# --- Who and how ----------------------------------------------------------------------------------------


def large_funder(context: ExerciceContext) -> Raised | None:
    """A funder of 15 % or more: until when, with which notice?"""
    products = context.totals.products
    payers = [p for p in payers_of(context) if p.kind != "particulier"]
    if not payers or products <= 0 or context.answer(TERM) == LONG_TERM:
        return None
    share = paid_by(payers[0]) / products
    if share < context.number("financeur_a_nommer"):
        return None
    values = {"name": payer_label(payers[0]), "share": percent(share)}
    return Raised("financeur_a_nommer", values, "solidite.premier_financeur")


def lent_premises(context: ExerciceContext) -> Raised | None:
    """Premises lent: by a public body they are in alliances and in the public share with kind (rule 12)."""
    products = context.totals.products
    if products <= 0:
        return None
    kind = alert_thresholds.public_kind(context)
    key = "part_publique.en_nature_comprise"
    share = context.book.get(key).value if key in context.book else None
    if kind > 0 and share is not None and context.public_share is not None:
        values = {
            "amount": euros(kind),
            "share": percent(kind / products, 1),
            "with_kind": percent(share),
            "without_kind": percent(context.public_share),
        }
        return Raised("locaux_publics", values, key)
    unknown = sum(
        item.amount
        for item in read_in_kind(context)
        if item.kind == "locaux_materiel" and not context.answer(LENDER_ASK, item.number)
    )
    if unknown <= 0:
        return None
    values = {"amount": euros(unknown), "share": percent(unknown / products, 1)}
    return Raised("locaux_pretes", values, "alliances.prete")


def two_models(context: ExerciceContext) -> Raised | None:
    """Two families of at least a quarter of the products each: of activities when told, else of resources."""
    use = context.parameter("deux_modeles_part")
    products = context.totals.products
    if products <= 0 or context.family is None:
        return None
    by_family: dict[str, int] = {}
    for activity in context.activities:
        if activity.family.code and activity.family.code != "mixte_hybride":
            by_family[activity.family.code] = by_family.get(activity.family.code, 0) + activity.resources
    if not by_family:
        by_family = {c.code: c.amount for c in context.family.candidates}
    large = sorted(
        ((amount, code) for code, amount in by_family.items() if amount >= float(use.value) * products),
        reverse=True,
    )[:2]
    if len(large) < 2:
        return None
    first, second = (family_catalogue()[code].label for _, code in large)
    values = {
        "first": f"« {first} »",
        "second": f"« {second} »",
        "threshold": percent(float(use.value)),
    }
    return Raised("deux_modeles", values, "famille")


def people_in_621(context: ExerciceContext) -> Raised | None:
    """Payroll hidden in 621: nobody in 64."""
    amount = context.balance("621")
    if not context.has_charges or amount <= 0 or context.balance("64"):
        return None
    return Raised("personnel_621", {"amount": euros(amount)}, "charges.personnel")


def volunteering(context: ExerciceContext) -> Raised | None:
    """Volunteering that nobody told, or told and not booked."""
    booked = context.balance("864") or any(
        part.code == "benevolat" and part.amount for pillar in context.pillars for part in pillar.parts
    )
    if booked:
        return None
    hours = typed_hours(context)
    if hours is None:
        return Raised("benevolat_non_dit", {}, "personnes.benevolat.valeur")
    if hours <= 0:
        return None
    value = int(context.book.get("personnes.benevolat.valeur").value or 0)
    values = {"hours": number(hours), "amount": euros(value)}
    return Raised("benevolat_non_inscrit", values, "personnes.benevolat.valeur")


# --- Loose ends -----------------------------------------------------------------------------------------


def class_8(context: ExerciceContext) -> Raised | None:
    """86 and 87 differ, when both are used."""
    uses, resources = context.balance("86"), context.credit("87")
    if not (context.has("86") and context.has("87")) or uses == resources:
        return None
    context.record(
        "alertes.classe_8",
        "Écart entre les comptes 86 et 87",
        uses - resources,
        formula="comptes 86 (débit moins crédit) moins comptes 87 (crédit moins débit)",
        inputs=(
            *context.account_inputs("86"),
            *(
                Input(kind=i.kind, ref=i.ref, label=i.label, value=i.value, sign="−")
                for i in context.account_inputs("87", credit=True)
            ),
        ),
    )
    return Raised(
        "classe_8_desequilibree", {"uses": euros(uses), "resources": euros(resources)}, "alertes.classe_8"
    )


def pending(context: ExerciceContext) -> Raised | None:
    """47x and 58x not nil at closing."""
    found = [a for a in context.accounts(*PENDING) if a.balance]
    return Raised("comptes_attente", {"accounts": _said(found)}) if found else None


def former_years(context: ExerciceContext) -> Raised | None:
    """672 and 772 not nil."""
    found = [a for a in context.accounts("672", "772") if a.balance]
    return Raised("exercices_anterieurs", {"accounts": _said(found)}) if found else None


RULES: tuple[Rule, ...] = (
    budget_of_an_action,
    forecast,
    self_financing,
    published_result,
    duration,
    deficit,
    *alert_thresholds.RULES,
    large_funder,
    one_off,
    mixed_legs,
    earmarked,
    large_reserves,
    lent_premises,
    two_models,
    people_in_621,
    volunteering,
    other_regime,
    company_chart,
    transfers_in_2025,
    pending,
    former_years,
    class_8,
)
