"""At most three strengths, three fragilities and six actions: one rule each, none for a published case.

A rule says whether its finding applies and with which amounts; the sentences are data
(``reference/data/findings.toml``). Concentration alone is not a fragility (field rule 14), and « vos
comptes seuls ne le disent pas » is a valid answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from equilibre.formatting import enumerated, euros, number, percent
from equilibre.model.actions import choose_actions, conditions
from equilibre.model.alerts import one_off_accounts
from equilibre.model.cash import DAYS_PER_MONTH, low_point, monthly_spending
from equilibre.model.context import ExerciceContext
from equilibre.model.funders import TERM, TERMS, payer_label, payers_of
from equilibre.model.results import Alert, Finding, Findings, ReferenceRatio, SolidityIndicator
from equilibre.model.solidity import equity
from equilibre.reference import wordings
from equilibre.reference.catalogue import natures as nature_catalogue

STRENGTHS = 3
WEAKNESSES = 3
NO_STRENGTH = "forces_non_dites"
NO_WEAKNESS = "fragilites_non_dites"


@dataclass(frozen=True)
class Evidence:
    """What was concluded before, for the rules to look at."""

    context: ExerciceContext
    alerts: tuple[Alert, ...]
    ratios: tuple[ReferenceRatio, ...]
    solidity: dict[str, SolidityIndicator]
    cash_alert: bool

    def value(self, code: str) -> float | None:
        """Value of a solidity indicator, None when it is not there or not computable."""
        indicator = self.solidity.get(code)
        return indicator.value if indicator is not None else None

    @property
    def result(self) -> int | None:
        """Result of the exercice, cents."""
        return self.context.totals.result

    @property
    def result_before(self) -> int | None:
        """Result of the exercice before, cents."""
        previous = self.context.previous
        return previous.totals.result if previous is not None else None


@dataclass(frozen=True)
class Shown:
    """A finding that applies: the values of its sentence and the figures that it rests on."""

    values: dict[str, str]
    figures: tuple[str, ...]


Rule = Callable[[Evidence], Shown | None]


def read_findings(
    context: ExerciceContext,
    *,
    alerts: tuple[Alert, ...],
    ratios: tuple[ReferenceRatio, ...],
    solidity: tuple[SolidityIndicator, ...],
    cash_alert: bool,
) -> Findings:
    """Strengths, fragilities and actions by decreasing effect; empty for a published case."""
    if context.published:
        return Findings()
    evidence = Evidence(context, alerts, ratios, {i.code: i for i in solidity}, cash_alert)
    applied = [(code, shown) for code, rule in RULES.items() if (shown := rule(evidence)) is not None]
    said = [_finding(context, code, shown) for code, shown in applied]
    strengths = _kept(said, "force", STRENGTHS) or (_unsaid_strengths(evidence),)
    weaknesses = _kept(said, "fragilite", WEAKNESSES) or (_unsaid_weaknesses(evidence),)
    met = conditions(
        context, findings=[finding.code for finding in said], alerts=alerts, ratios=ratios, solidity=solidity
    )
    return Findings(strengths=strengths, weaknesses=weaknesses, actions=choose_actions(met))


def _finding(context: ExerciceContext, code: str, shown: Shown) -> Finding:
    wording = wordings.findings()[code]
    return Finding(
        code=code,
        title=wordings.fill(wording.title, shown.values),
        why=wordings.fill(wording.why, shown.values),
        figures=tuple(key for key in shown.figures if key in context.book),
    )


def _kept(said: Sequence[Finding], kind: str, limit: int) -> tuple[Finding, ...]:
    table = wordings.findings()
    chosen = [finding for finding in said if table[finding.code].kind == kind]
    return tuple(sorted(chosen, key=lambda finding: -table[finding.code].effect)[:limit])


# --- Strengths ------------------------------------------------------------------------------------------


def comfortable_cash(evidence: Evidence) -> Shown | None:
    """Three months of cash or more at closing."""
    months = evidence.value("tresorerie_mois")
    if months is None or months * DAYS_PER_MONTH < evidence.context.number("tresorerie_confort_jours"):
        return None
    return Shown({"months": number(months, 1)}, ("solidite.tresorerie_mois",))


def solid_equity(evidence: Evidence) -> Shown | None:
    """Three months of own funds or more."""
    months = evidence.value("fonds_propres_mois")
    if months is None or months < evidence.context.number("fonds_propres_mois_vigilance"):
        return None
    values = {"amount": euros(equity(evidence.context)), "months": number(months, 1)}
    return Shown(values, ("solidite.fonds_propres_mois", "solidite.fonds_propres"))


def two_balanced_years(evidence: Evidence) -> Shown | None:
    """No deficit this year nor the year before."""
    now, before = evidence.result, evidence.result_before
    if now is None or before is None or now < 0 or before < 0:
        return None
    return Shown({"result": euros(now), "before": euros(before)}, ("totaux.resultat",))


def varied_funders(evidence: Evidence) -> Shown | None:
    """The first funder is under the watch level, and the rest of the payers are mostly known."""
    share = evidence.value("premier_financeur")
    limit = evidence.context.number("premier_financeur_vigilance")
    if share is None or share >= limit or _unknown_payers(evidence) >= limit:
        return None
    return Shown({"share": percent(share)}, ("solidite.premier_financeur",))


def _unknown_payers(evidence: Evidence) -> float:
    products = evidence.context.totals.products
    return evidence.context.accounts_read.payers_unresolved / products if products > 0 else 1.0


def combined_natures(evidence: Evidence) -> Shown | None:
    """At least two of the three natures of 15 % or more."""
    family = evidence.context.family
    if family is None or len(family.combination) < 2:
        return None
    labels = [nature_catalogue()[nature].short for nature in family.combination]
    values = {
        "natures": f"{', '.join(labels[:-1])} et {labels[-1]}",
        "threshold": percent(evidence.context.number("combinaison_part_minimale")),
    }
    return Shown(values, tuple(f"natures.{nature}.part" for nature in family.combination))


def strong_engagement(evidence: Evidence) -> Shown | None:
    """Valued engagement near or above a third of the budget."""
    ratio = _organisation_ratio(evidence, "quatre_tiers")
    if ratio is None or ratio.value is None or ratio.amount is None:
        return None
    if ratio.value < evidence.context.number("quatre_tiers_bande_moyenne"):
        return None
    return Shown({"amount": euros(ratio.amount), "share": percent(ratio.value)}, (ratio.figure,))


def _organisation_ratio(evidence: Evidence, code: str) -> ReferenceRatio | None:
    return next((r for r in evidence.ratios if r.code == code and r.scope == "organisation"), None)


def valued_alliances(evidence: Evidence) -> Shown | None:
    """Alliances with euros that somebody told or booked."""
    alliances = next((p for p in evidence.context.pillars if p.pillar == "alliances"), None)
    if alliances is None or not alliances.amount or alliances.amount <= 0:
        return None
    return Shown({"amount": euros(alliances.amount)}, (alliances.figure,))


def lasting_partner(evidence: Evidence) -> Shown | None:
    """Investissement sociétal told with its traits."""
    nature = next((n for n in evidence.context.natures if n.nature == "investissement_societal"), None)
    if nature is None or nature.amount <= 0:
        return None
    return Shown({"amount": euros(nature.amount)}, (nature.figure,))


def self_financing_year(evidence: Evidence) -> Shown | None:
    """A positive CAF in a year without deficit."""
    caf = evidence.value("caf")
    if caf is None or caf <= 0 or (evidence.result or 0) < 0:
        return None
    return Shown({"amount": euros(int(caf))}, ("solidite.caf",))


# --- Fragilities ----------------------------------------------------------------------------------------


def cash_under_a_month(evidence: Evidence) -> Shown | None:
    """Computed or declared (field rule 19)."""
    if not evidence.cash_alert:
        return None
    months = evidence.value("tresorerie_mois")
    how = (
        "Vous indiquez moins d’un mois de dépenses en banque"
        if months is None
        else f"L’argent disponible couvre {number(months, 1)} mois de dépenses"
    )
    return Shown({"how": how}, ("solidite.tresorerie_mois",))


def short_cash(evidence: Evidence) -> Shown | None:
    """Between one and two months."""
    months = evidence.value("tresorerie_mois")
    if months is None or evidence.cash_alert or months >= evidence.context.number("tresorerie_tendue_mois"):
        return None
    return Shown({"months": number(months, 1)}, ("solidite.tresorerie_mois",))


def cash_hollow(evidence: Evidence) -> Shown | None:
    """The year went under a month of cash although the closing does not show it."""
    low, monthly = low_point(evidence.context), monthly_spending(evidence.context)
    months = evidence.value("tresorerie_mois")
    if low is None or months is None or evidence.cash_alert or monthly <= 0:
        return None
    if low.cents >= evidence.context.number("tresorerie_alerte") * monthly:
        return None
    return Shown({"amount": euros(low.cents), "when": low.when}, ("solidite.tresorerie_basse",))


def negative_equity(evidence: Evidence) -> Shown | None:
    """Debts above what is owned."""
    months = evidence.value("fonds_propres_mois")
    if months is None or months >= 0:
        return None
    return Shown({"amount": euros(equity(evidence.context))}, ("solidite.fonds_propres",))


def thin_equity(evidence: Evidence) -> Shown | None:
    """Under a month of own funds."""
    months = evidence.value("fonds_propres_mois")
    if months is None or months < 0 or months >= evidence.context.number("fonds_propres_mois_bas"):
        return None
    values = {"amount": euros(equity(evidence.context)), "months": number(months, 1)}
    return Shown(values, ("solidite.fonds_propres_mois", "solidite.fonds_propres"))


def two_deficits(evidence: Evidence) -> Shown | None:
    """A deficit this year and the year before."""
    now, before = evidence.result, evidence.result_before
    if now is None or before is None or now >= 0 or before >= 0:
        return None
    return Shown({"amount": euros(-now), "before": euros(-before)}, ("totaux.resultat",))


def heavy_deficit(evidence: Evidence) -> Shown | None:
    """A deficit of a third or more of the own funds that there were before it."""
    now = evidence.result
    if now is None or now >= 0 or evidence.value("fonds_propres_mois") is None:
        return None
    before = equity(evidence.context) - now
    if before <= 0 or -now < evidence.context.number("deficit_cumule_part") * before:
        return None
    return Shown(
        {"amount": euros(-now), "share": percent(-now / before)},
        ("totaux.resultat", "solidite.fonds_propres"),
    )


def funder_without_term(evidence: Evidence) -> Shown | None:
    """Weight and term together: never the weight alone (field rule 14)."""
    share, answer = evidence.value("premier_financeur"), evidence.context.answer(TERM)
    if share is None:
        return None
    unwritten = answer == "sans_ecrit" and share >= evidence.context.number("premier_financeur_vigilance")
    yearly = answer == "annuelle" and share >= evidence.context.number("premier_financeur_forte")
    if not (unwritten or yearly):
        return None
    words = TERMS[answer]
    values = {
        "name": payer_label(payers_of(evidence.context)[0]),
        "share": percent(share),
        "term": f"{words[0].lower()}{words[1:]}",
    }
    return Shown(values, ("solidite.premier_financeur",))


def late_payments(evidence: Evidence) -> Shown | None:
    """The slowest funder, when its mean delay passes the legal one."""
    legal = evidence.context.number("delai_paiement_subvention")
    delays = [
        (indicator.value, payer)
        for payer in payers_of(evidence.context)
        if (indicator := evidence.solidity.get(f"delai_{payer.key}")) is not None
        and indicator.value is not None
        and indicator.value > legal
    ]
    if not delays:
        return None
    days, payer = max(delays, key=lambda pair: pair[0])
    values = {"name": payer_label(payer), "days": number(days), "legal": number(legal)}
    return Shown(values, (f"solidite.delai_{payer.key}",))


def money_advanced(evidence: Evidence) -> Shown | None:
    """A BFR of more than ninety days of products."""
    bfr, products = evidence.value("bfr"), evidence.context.totals.products
    if bfr is None or products <= 0:
        return None
    days = bfr * ((evidence.context.closing - evidence.context.opening).days + 1) / products
    if days <= evidence.context.number("bfr_vigilance_jours"):
        return None
    return Shown({"amount": euros(int(bfr)), "days": number(days)}, ("solidite.bfr",))


def balanced_by_one_off(evidence: Evidence) -> Shown | None:
    """A result that would be negative without what may not come back."""
    result = evidence.result
    if result is None or result < 0 or not any(a.code == "ressources_ponctuelles" for a in evidence.alerts):
        return None
    amount = evidence.context.credit(*one_off_accounts(evidence.context), exclude=("777",))
    if result - amount >= 0:
        return None
    return Shown(
        {"result": euros(result - amount), "told": euros(result)},
        ("alertes.ressources_ponctuelles", "totaux.resultat"),
    )


def costly_activity(evidence: Evidence) -> Shown | None:
    """The activity with the lowest contribution, when it weighs."""
    activities = evidence.context.activities
    worst = min(activities, key=lambda a: a.contribution, default=None)
    least = evidence.context.number("question_part_minimale") * evidence.context.totals.products
    if worst is None or worst.contribution >= 0 or -worst.contribution < least:
        return None
    return Shown({"name": worst.name, "amount": euros(-worst.contribution)}, (worst.figure,))


RULES: dict[str, Rule] = {
    "tresorerie_confortable": comfortable_cash,
    "fonds_propres_solides": solid_equity,
    "resultats_positifs": two_balanced_years,
    "financeurs_varies": varied_funders,
    "engagement_fort": strong_engagement,
    "partenaire_durable": lasting_partner,
    "logiques_combinees": combined_natures,
    "alliances_chiffrees": valued_alliances,
    "annee_qui_finance": self_financing_year,
    "tresorerie_sous_un_mois": cash_under_a_month,
    "fonds_propres_negatifs": negative_equity,
    "tresorerie_tendue": short_cash,
    "creux_tresorerie": cash_hollow,
    "fonds_propres_minces": thin_equity,
    "deficits_repetes": two_deficits,
    "deficit_lourd": heavy_deficit,
    "financeur_sans_terme": funder_without_term,
    "versements_tardifs": late_payments,
    "argent_avance": money_advanced,
    "equilibre_ponctuel": balanced_by_one_off,
    "activite_qui_coute": costly_activity,
}
"""Code of the finding → its rule, in the order in which equal effects are told."""


# --- When the accounts do not tell ----------------------------------------------------------------------


def _missing(evidence: Evidence) -> list[str]:
    lacking = []
    if evidence.value("fonds_propres_mois") is None:
        lacking.append("le bilan")
    if evidence.context.previous is None:
        lacking.append("un exercice précédent")
    if evidence.value("premier_financeur") is None:
        lacking.append("le nom des financeurs")
    ratio = _organisation_ratio(evidence, "quatre_tiers")
    if ratio is None or ratio.value is None:
        lacking.append("les heures des bénévoles")
    if evidence.context.inputs.partners is None:
        lacking.append("vos alliances")
    return lacking


def _unsaid_strengths(evidence: Evidence) -> Finding:
    lacking = _missing(evidence) or ["ce que vous seuls savez"]
    return _finding(evidence.context, NO_STRENGTH, Shown({"missing": enumerated(lacking)}, ()))


def _unsaid_weaknesses(evidence: Evidence) -> Finding:
    lacking = [word for word in _missing(evidence) if word in ("le bilan", "un exercice précédent")]
    said = (
        f"Il manque {enumerated(lacking)} pour nommer une fragilité"
        if lacking
        else "Rien de ce qui est lu ici n’est fragile aujourd’hui"
    )
    return _finding(evidence.context, NO_WEAKNESS, Shown({"missing": said}, ()))
