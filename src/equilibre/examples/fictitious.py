"""« Les Ateliers du Préau », the fictitious association that demonstrates the whole tool."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

from equilibre.accounts.totals import (
    AccountLine,
    AccountTotals,
    GrantFlow,
    Payer,
    SourceInfo,
)
from equilibre.examples.ledger import Book, LedgerWriter
from equilibre.examples.scenario import Scenario, load_scenario
from equilibre.model.dossier import (
    ActivityInput,
    Correction,
    CostUses,
    Dossier,
    ExerciceInputs,
    HumanMeans,
    Partner,
    Project,
    StrategicPartner,
)

TRACED_PAYMENTS = ("70", "73", "74", "75")
"""Products whose payer the engine looks for."""


def fictitious_dossier() -> Dossier:
    """Three exercices of an association that does not exist, with every optional input told."""
    scenario = load_scenario()
    return Dossier(
        organisation=scenario.name,
        origin="fictif",
        project=Project(
            vocation=(
                "Réparer, fabriquer, transmettre : un atelier de quartier "
                "ouvert dans l’ancien préau d’une école."
            ),
            missions=(
                "Ateliers du mercredi et des vacances, réparation partagée, formation d’animateurs "
                "et interventions en collège."
            ),
            ambition=(
                "Dans trois ans, un second atelier porté avec le collège, sans dépendre d’un seul financeur."
            ),
        ),
        exercices=tuple(
            ExerciceInputs(
                totals=totals,
                means=_means(rank),
                partners=_partners(rank),
                activities=_activities(rank),
                uses=_uses(rank),
                corrections=_corrections(rank, totals),
            )
            for rank, totals in enumerate(fictitious_totals())
        ),
    )


@cache
def fictitious_books() -> tuple[Book, ...]:
    """The books of the three exercices, entry by entry (no person is named in them)."""
    return LedgerWriter(load_scenario()).books()


def fictitious_totals() -> tuple[AccountTotals, ...]:
    """What reading those books gives: totals by account and month, payers, lowest cash."""
    scenario = load_scenario()
    return tuple(totals_of(book, scenario) for book in fictitious_books())


def totals_of(book: Book, scenario: Scenario) -> AccountTotals:
    """Totals of one book, as a reader of its FEC would keep them (labels of classes 4 and 5 left out)."""
    from equilibre.reference import chart, labels

    opening: dict[str, int] = defaultdict(int)
    months: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lines = 0
    for entry in book.entries:
        for posting in entry.postings:
            lines += 1
            if entry.journal == "AN":
                opening[posting.account] += posting.amount
            else:
                months[posting.account][f"{entry.date:%Y-%m}"] += posting.amount
    numbers = sorted(set(opening) | set(months))
    accounts = tuple(
        AccountLine(
            number=number,
            label="" if number[0] in "45" else scenario.accounts[number],
            opening=opening[number],
            months=dict(sorted(months[number].items())),
            movement=sum(months[number].values()),
            hints=labels.match_hints(scenario.accounts[number]) if number[0] in "678" else (),
        )
        for number in numbers
    )
    payers, unresolved = payers_of(book, scenario)
    return AccountTotals(
        opening=book.opening,
        closing=book.closing,
        regime=chart.regime_for(book.opening),
        basis="engagement",
        scope="produits_et_charges",
        accounts=accounts,
        source=SourceInfo(
            name=fec_name(book, scenario), format="fec", encoding="UTF-8", separator="tabulation", lines=lines
        ),
        payers=payers,
        payers_unresolved=unresolved,
        has_balance_sheet=True,
        cash_low=lowest_cash(book),
    )


def payers_of(book: Book, scenario: Scenario) -> tuple[tuple[Payer, ...], int]:
    """Payers by decreasing amount with their grants, and the cents of products that nobody signs."""
    amounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    unresolved = 0
    for entry in book.entries:
        signed = next((p.third_party for p in entry.postings if p.third_party), "")
        for posting in entry.postings:
            if not posting.account.startswith(TRACED_PAYMENTS):
                continue
            if signed:
                amounts[signed][posting.account] -= posting.amount
            else:
                unresolved -= posting.amount
    ordered = sorted(amounts, key=lambda code: (-sum(amounts[code].values()), code))
    payers = []
    for rank, code in enumerate(ordered, start=1):
        known = scenario.third_parties[code]
        payers.append(
            Payer(
                key=f"f{rank}",
                kind=known.kind or "inconnu",
                institutional=known.institutional,
                amounts=dict(amounts[code]),
                name=known.label if known.institutional else "",
                grants=_grants(code, book, scenario),
            )
        )
    return tuple(payers), unresolved


def _grants(code: str, book: Book, scenario: Scenario) -> tuple[GrantFlow, ...]:
    """Grants promised and paid within the exercice (what one FEC alone can show)."""
    return tuple(
        GrantFlow(
            notified=grant.notified,
            amount=grant.amount * 100,
            payments=tuple((date, euros * 100) for date, euros in grant.payments if date <= book.closing),
        )
        for grant in scenario.grants
        if grant.third_party == code
        and book.opening <= grant.notified <= book.closing
        and grant.account.startswith(TRACED_PAYMENTS)
    )


def lowest_cash(book: Book) -> tuple[dt.date, int]:
    """First day on which class 5 is at its lowest, with its balance in cents."""
    by_day: dict[dt.date, int] = defaultdict(int)
    for entry in book.entries:
        by_day[entry.date] += sum(p.amount for p in entry.postings if p.account[0] == "5")
    balance = 0
    lowest: tuple[dt.date, int] | None = None
    for date in sorted(by_day):
        balance += by_day[date]
        if lowest is None or balance < lowest[1]:
            lowest = (date, balance)
    if lowest is None:
        raise ValueError("a book without entries")
    return lowest


def fec_name(book: Book, scenario: Scenario) -> str:
    """« 000000000FEC20251231.txt »: nine zeros, since nobody has that SIREN."""
    return f"{scenario.siren}FEC{book.closing:%Y%m%d}.txt"


def _means(rank: int) -> HumanMeans:
    return HumanMeans(
        volunteer_hours_field=(520.0, 860.0, 1240.0)[rank],
        volunteer_hours_skills=(60.0, 130.0, 210.0)[rank],
        volunteer_hours_governance=(180.0, 180.0, 190.0)[rank],
        volunteers_count=(14, 22, 31)[rank],
        volunteer_certainty=("suppose", "estime", "mesure")[rank],
        volunteers_are_members=True,
        service_civique_months=(0.0, 4.0, 8.0)[rank],
        intern_months=(2.0, 3.0, 4.0)[rank],
        skills_patronage_hours=(0.0, 24.0, 40.0)[rank],
        employees_fte=(1.4, 1.4, 1.5)[rank],
        is_employer=True,
    )


def _partners(rank: int) -> tuple[Partner, ...]:
    """The hall lent by the town is booked in class 8: it is not repeated here."""
    return (
        Partner(
            key="p1",
            name="Menuiserie partenaire",
            alliance="moyens",
            body="prive",
            lent_means=(60_000, 240_000, 480_000)[rank],
            coordination_hours=(10.0, 12.0, 12.0)[rank],
            certainty="estime",
            written=True,
        ),
        Partner(
            key="p2",
            name="Collège public",
            alliance="production_diffusion",
            body="public",
            avoided_cost=(40_000, 320_000, 960_000)[rank],
            coordination_hours=(8.0, 24.0, 36.0)[rank],
            certainty="suppose",
            written=rank > 0,
            shared_action_budget=(200_000, 700_000, 1_400_000)[rank],
        ),
        Partner(
            key="p3",
            name="Réseau d’ateliers partagés",
            alliance="positionnement",
            body="pair",
            contribution=(35_000, 36_000, 38_000)[rank],
            certainty="mesure",
            written=True,
        ),
    )


def _activities(rank: int) -> tuple[ActivityInput, ...]:
    """Told for the last two exercices; common costs stay with the organisation."""
    if rank == 0:
        return ()
    second = rank - 1
    return (
        ActivityInput(
            key="ateliers",
            name="Ateliers des enfants et des familles",
            resources={
                "R11": (1_070_000, 1_410_000)[second],
                "R06": (1_400_000, 1_200_000)[second],
                "R01": (250_000, 260_000)[second],
            },
            direct_costs=(2_480_000, 2_650_000)[second],
            volunteer_hours=(620.0, 700.0)[second],
            engineering_costs=(320_000, 350_000)[second],
        ),
        ActivityInput(
            key="reparation",
            name="Réparation partagée",
            resources={
                "R15": (210_000, 340_000)[second],
                "R07": (900_000, 700_000)[second],
                "R02": (230_000, 260_000)[second],
            },
            direct_costs=(1_360_000, 1_380_000)[second],
            volunteer_hours=(430.0, 540.0)[second],
            engineering_costs=(190_000, 210_000)[second],
        ),
        ActivityInput(
            key="formation",
            name="Formation d’animateurs et interventions en collège",
            resources={
                "R13": (580_000, 940_000)[second],
                "R09": (300_000, 420_000)[second],
                "R05": (500_000, 500_000)[second],
            },
            direct_costs=(1_180_000, 1_540_000)[second],
            volunteer_hours=(160.0, 210.0)[second],
            engineering_costs=(240_000, 300_000)[second],
            in_alliance=True,
        ),
    )


def _uses(rank: int) -> CostUses | None:
    """Only the last exercice has the five-line key: the page shows both states."""
    if rank < 2:
        return None
    return CostUses(action=0.62, animation=0.14, pilotage=0.12, capitalisation=0.06, valorisation=0.06)


def _corrections(rank: int, totals: AccountTotals) -> tuple[Correction, ...]:
    """From 2024 the foundation is a strategic partner over several years, with the traits that it needs."""
    if rank == 0:
        return ()
    foundation = next(payer for payer in totals.payers if payer.kind == "fondation")
    return (
        StrategicPartner(
            payer=foundation.key,
            traits=("financement_structurel", "accompagnement", "expertise_reseaux"),
        ),
    )
