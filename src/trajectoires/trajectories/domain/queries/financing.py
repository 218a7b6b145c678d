"""« Investissements et emprunts »: their rows in words, then the plan de financement of a scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from equilibre.drawings.cash_line import cash_line_svg
from equilibre.formatting import NBSP, euros, euros_exact, percent, typographic
from equilibre.trajectory.financing import instalments
from equilibre.trajectory.financing_plan import (
    Coverage,
    FinancingEffect,
    FinancingYear,
    coverage,
    financing_effects,
    financing_plan,
)
from equilibre.trajectory.hypotheses import (
    MONTHS_IN_YEAR,
    READINGS,
    Investment,
    InvestmentGrant,
    Loan,
    Reading,
    Scenario,
    TrajectoryPlan,
)
from equilibre.trajectory.projection import both
from equilibre.trajectory.results import Projection
from equilibre.trajectory.wording import READING_WORDS, STATUS_WORDS, month_words, of_month
from trajectoires.trajectories.domain.queries.choosing import Listed, faults_of
from trajectoires.trajectories.domain.queries.drawn import Picture
from trajectoires.trajectories.domain.queries.reading import Measure, are_wide
from trajectoires.trajectories.enums import READINGS as READING_NAMES

HEAVY = 0.5
"""Of what a year leaves before interest: beyond, instalments deserve a talk. A convention of the platform."""
Rows = tuple[tuple[str, tuple[int, ...]], ...]
NEEDS: tuple[tuple[str, Callable[[FinancingYear], int]], ...] = (
    ("Achats", lambda year: year.investments),
    ("Emprunts rendus (capital)", lambda year: year.principal),
    ("Total à payer", lambda year: year.needs),
)
FOUND: tuple[tuple[str, Callable[[FinancingYear], int]], ...] = (
    ("Ce que l’année laisse (autofinancement)", lambda year: year.self_financing),
    ("Emprunts reçus", lambda year: year.loans),
    ("Aides à l’investissement reçues", lambda year: year.grants),
    ("Total pour payer", lambda year: year.found),
)
LEFT: tuple[tuple[str, Callable[[FinancingYear], int]], ...] = (
    ("Reste, ou manque", lambda year: year.found - year.needs),
    ("Effet des dates de paiement", lambda year: year.timing),
    ("La banque monte ou baisse de", lambda year: year.cash_change),
)
EFFECTS: tuple[tuple[str, Callable[[FinancingEffect], int]], ...] = (
    ("Usure de l’année (amortissements)", lambda year: -year.depreciation),
    ("Part des aides qui rejoint le résultat (quote-part)", lambda year: year.quote_parts),
    ("Intérêts", lambda year: -year.interest),
    ("Effet sur le résultat de l’année", lambda year: year.result),
    ("Effet sur les fonds propres, à la fin de l’année", lambda year: year.equity),
    ("Effet sur la banque, à la fin de l’année", lambda year: year.cash),
)


@dataclass(frozen=True)
class ReadPlan:
    """The plan de financement under one reading: groups of rows, one amount a year."""

    name: str
    anchor: str
    parts: tuple[Measure, ...]
    sentence: str


@dataclass(frozen=True)
class ReadFinancing:
    """Everything the page says of a scenario."""

    scenario: Scenario
    years: tuple[str, ...]
    covered: str
    repaid: str
    plans: tuple[ReadPlan, ...]
    effects: tuple[Measure, ...]
    wide: bool
    """Amounts of a million euros and more are among them."""
    cash: Picture


def investments(plan: TrajectoryPlan) -> tuple[Listed, ...]:
    """Each investment, with its grants."""
    told, labels = faults_of(plan, "investment"), {one.key: one.label for one in plan.actions}
    return tuple(
        Listed(row=one, words=_investment_words(one, labels), faults=tuple(told[one.key]))
        for one in plan.investments
    )


def _investment_words(one: Investment, actions: dict[str, str]) -> tuple[str, ...]:
    used = "ne s’use pas" if not one.life else f"sert {_duration(one.life)}"
    later = f", à partir {of_month(one.in_use)}" if one.in_use else ""
    grants = tuple(_grant_words(grant) for grant in one.grants)
    return (
        typographic(f"{euros(one.cost)} en {month_words(one.bought)} ; {used}{later}."),
        *grants,
        *_only_with(one.action, actions),
    )


def _grant_words(grant: InvestmentGrant) -> str:
    words = f"Aide de {euros(grant.amount)} en {month_words(grant.paid)}, {STATUS_WORDS[grant.status]} : "
    odds = "" if grant.status == "acquis" or grant.chance >= 1.0 else f", chance {percent(grant.chance)}"
    return typographic(words) + grant.label + odds + "."


def _only_with(action: str, actions: dict[str, str]) -> tuple[str, ...]:
    return (f"Seulement avec l’action «{NBSP}{actions.get(action, '')}{NBSP}».",) if action else ()


def _duration(months: int) -> str:
    years, rest = divmod(months, MONTHS_IN_YEAR)
    words = [f"{years}{NBSP}an{'s' if years > 1 else ''}"] if years else []
    return " et ".join([*words, *([f"{rest}{NBSP}mois"] if rest else [])])


def loans(plan: TrajectoryPlan) -> tuple[Listed, ...]:
    """Each loan, with what it asks every month."""
    told, labels = faults_of(plan, "loan"), {one.key: one.label for one in plan.actions}
    return tuple(
        Listed(
            row=one,
            words=_loan_words(plan, one, labels, wrong=bool(told[one.key])),
            faults=tuple(told[one.key]),
        )
        for one in plan.loans
    )


def _loan_words(plan: TrajectoryPlan, one: Loan, actions: dict[str, str], *, wrong: bool) -> tuple[str, ...]:
    places = 0 if abs(one.rate * 100 - round(one.rate * 100)) < 1e-9 else 2
    rate = f"à {percent(one.rate, places)} par an" if one.rate else "sans intérêt"
    running = one.received < plan.first_month
    status = "déjà reçu" if running else STATUS_WORDS[one.status]
    first = (
        f"{euros(one.amount)} en {month_words(one.received)}, {status} ; "
        f"rendus en {_duration(one.months)}, {rate}."
    )
    # Nothing is computed from what is wrong.
    said = () if wrong else (_monthly(one),)
    inside = ("Ses intérêts sont déjà dans vos charges : seul le capital est ajouté ici.",) if running else ()
    return (*(typographic(words) for words in (first, *said, *inside)), *_only_with(one.action, actions))


def _monthly(one: Loan) -> str:
    schedule = instalments(one)
    begins = schedule[one.deferral]
    interest = sum(row.interest for row in schedule)
    words = f"{euros_exact(begins.paid)} par mois à partir {of_month(begins.month)}"
    return f"{words} ; {euros_exact(interest)} d’intérêts en tout."


def read_financing(plan: TrajectoryPlan, scenario: Scenario) -> ReadFinancing:
    """The plan de financement of a scenario, in both readings. The plan has no fault."""
    readings = both(plan, scenario)
    plans = {name: financing_plan(plan, scenario, name) for name in READINGS}
    read = tuple(_read_plan(name, plans[name], readings[name]) for name in READINGS)
    effects = _effects(plan, scenario)
    return ReadFinancing(
        scenario=scenario,
        years=tuple(year.label for year in plans["tout"]),
        covered=_covered(coverage(plan, scenario)),
        repaid=_repaid(plans["tout"]),
        plans=read,
        effects=effects,
        wide=are_wide((*effects, *(part for one in read for part in one.parts))),
        cash=Picture(
            wide=cash_line_svg(plan, readings),
            narrow=cash_line_svg(plan, readings, variant="phone", prefix="tresorerie-t"),
        ),
    )


def _read_plan(name: Reading, years: tuple[FinancingYear, ...], read: Projection) -> ReadPlan:
    return ReadPlan(
        name=READING_NAMES[name],
        anchor=f"plan-{name}",
        parts=(
            _measure("Ce qu’il faut payer", NEEDS, years),
            _measure("Avec quoi", FOUND, years),
            _measure("Ce qui en résulte", LEFT, years),
        ),
        sentence=typographic(_missing(READING_WORDS[name], years, read)),
    )


def _effects(plan: TrajectoryPlan, scenario: Scenario) -> tuple[Measure, ...]:
    effects = {name: financing_effects(plan, scenario, name) for name in READINGS}
    return tuple(
        Measure(
            label=label,
            rows=tuple(
                (READING_NAMES[name], tuple(amount(year) for year in effects[name])) for name in READINGS
            ),
        )
        for label, amount in EFFECTS
    )


def _measure(
    label: str, rows: tuple[tuple[str, Callable[[FinancingYear], int]], ...], years: tuple[FinancingYear, ...]
) -> Measure:
    return Measure(
        label=label, rows=tuple((name, tuple(amount(year) for year in years)) for name, amount in rows)
    )


def _covered(told: Coverage) -> str:
    """What is financed, what is not yet."""
    if not told.cost:
        return "Ce scénario n’achète rien."
    sure = (
        f"{euros(told.acquired)} d’aides et d’emprunts sont acquis"
        if told.acquired
        else "aucune aide, aucun emprunt n’est acquis"
    )
    hoped = f"{euros(told.hoped)} ne sont pas encore obtenus" if told.hoped else "rien d’autre n’est attendu"
    rest = (
        f"Le reste, {euros(told.own)}, vient de l’année ou de la banque."
        if told.own
        else "Aides et emprunts paient tout, s’ils viennent tous."
    )
    return typographic(f"Sur {euros(told.cost)} d’achats, {sure} ; {hoped}. {rest}")


def _missing(name: str, years: tuple[FinancingYear, ...], read: Projection) -> str:
    """The first year that asks for more than what comes, and whether the bank can advance it."""
    for row, year in zip(years, read.years, strict=True):
        if row.needs > row.found and row.needs:
            said = f"{name.capitalize()}, il manque {euros(row.needs - row.found)} en {row.label} : "
            if year.lowest_cash < 0:
                low = f"elle serait à {euros(year.lowest_cash)} en {month_words(year.lowest_month)}"
                return f"{said}la banque n’y suffit pas, {low}."
            return f"{said}la banque les paie, et finit l’année à {euros(year.cash)}."
    if any(row.needs for row in years):
        return f"{name.capitalize()}, chaque année paie ses achats et ses échéances."
    low, at = read.deepest
    short = f" ; la banque, elle, serait à {euros(low)} en {month_words(at)}" if low < 0 else ""
    return f"{name.capitalize()}, il n’y a ni achat ni échéance à payer{short}."


def _repaid(years: tuple[FinancingYear, ...]) -> str:
    """The heaviest year of instalments, against what it leaves before interest."""
    owed = [one for one in years if one.principal]
    if not owed:
        return ""
    empty = next((one for one in owed if one.repayment_share is None), None)
    if empty is not None:
        said = f"En {empty.label}, l’année ne laisse rien pour payer les échéances."
    else:
        worst = max(owed, key=lambda one: one.repayment_share or 0.0)
        said = (
            f"Au plus lourd, en {worst.label}, les échéances prennent {percent(worst.repayment_share or 0.0)}"
            " de ce que l’année laisse avant intérêts, tout compris."
        )
    heavy = empty is not None or any((one.repayment_share or 0.0) > HEAVY for one in owed)
    advice = " Parlez-en avec votre expert-comptable ou votre banque." if heavy else ""
    return typographic(said + advice)
