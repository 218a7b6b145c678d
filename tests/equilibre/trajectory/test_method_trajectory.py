"""Every number of the worked tables of docs/method-trajectory.md is the one that the engine computes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from equilibre.formatting import day, number, percent
from equilibre.trajectory.activities import read_activities, what_if
from equilibre.trajectory.alliances import value_of
from equilibre.trajectory.cerfa_budget import cerfa_budget
from equilibre.trajectory.cerfa_placing import CerfaChoices, CerfaPart, CerfaPlace, InKind
from equilibre.trajectory.deadlines import Delay, cash_runs_short, last_responsible_date, last_start
from equilibre.trajectory.deciding import Decision, dated
from equilibre.trajectory.financing import instalments
from equilibre.trajectory.financing_plan import financing_effects, financing_plan
from equilibre.trajectory.flows import Flow
from equilibre.trajectory.hypotheses import CommonShock, Month, TrajectoryPlan
from equilibre.trajectory.projection import both, flows_of, project
from equilibre.trajectory.realised import Compared, FinancialReport, ReportLine, due_of, read_report
from equilibre.trajectory.search import ETP_YEAR, Aim, search
from equilibre.trajectory.uncertainty import draw, in_words
from equilibre.trajectory.wording import month_words

from .test_activities_map import common, workshops
from .test_alliance_value import TODAY, shared_post
from .test_financing import BANK, equipped
from .trajectory_plans import by_hand

PAGE = (Path(__file__).parents[3] / "docs" / "method-trajectory.md").read_text(encoding="utf-8")
PLAN = by_hand()
AS_IT_IS, CHOSEN, CAREFUL = (PLAN.scenario(key) for key in ("fil", "choisi", "prudent"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")


def euros(cents: int) -> str:
    return plain(number(cents / 100, 2))


def tables(heading: str) -> list[list[list[str]]]:
    """The tables under a heading, without their header: rows of cells, bold marks taken off."""
    section = PAGE.split(f"\n### {heading}\n")[1].split("\n#")[0]
    found: list[list[list[str]]] = []
    before = ""
    for line in section.splitlines():
        if line.startswith("|"):
            if not before.startswith("|"):
                found.append([])
            found[-1].append([cell.strip().strip("*") for cell in line.strip("|").split("|")])
        before = line
    return [rows[2:] for rows in found]


def named(plan: TrajectoryPlan) -> dict[str, Flow]:
    return {flow.label: flow for flow in flows_of(plan, AS_IT_IS, "tout")}


def test_the_years() -> None:
    (rows,) = tables("Les années, au fil de l’eau")
    readings = both(PLAN, AS_IT_IS)
    whole, sure = readings["tout"].years, readings["acquis"].years
    told = {line.label: line.years for line in readings["tout"].lines}
    told |= {
        "Ressources": tuple(year.resources for year in whole),
        "Charges": tuple(year.costs for year in whole),
        "Résultat, tout compris": tuple(year.result for year in whole),
        "Fonds propres, tout compris": tuple(year.equity for year in whole),
        "Résultat, acquis seulement": tuple(year.result for year in sure),
    }
    assert [(row[0], row[2], row[4]) for row in rows] == [
        (row[0], *(euros(cents) for cents in told[row[0]])) for row in rows
    ]
    assert len(rows) == len(told)


def test_the_first_months() -> None:
    (rows,) = tables("Les premiers mois, au fil de l’eau")
    flows, readings = named(PLAN), both(PLAN, AS_IT_IS)
    for rank, row in enumerate(rows):
        spent = sum(int(flow.paid[rank]) for flow in flows.values() if flow.side == "cost")
        assert row == [
            plain(month_words(PLAN.first_month.plus(rank))),
            *(euros(int(flows[label].paid[rank])) for label in ("Ville", "Région", "Ateliers")),
            euros(spent),
            euros(readings["tout"].monthly_cash[rank]),
            euros(readings["acquis"].monthly_cash[rank]),
        ]
    assert len(rows) == 5
    assert (readings["tout"].lowest, readings["tout"].lowest_month) == (2_696_000, Month(2027, 3))


def test_the_action_and_the_shocks() -> None:
    (rows,) = tables("Le scénario choisi : avec l’action")
    readings = both(PLAN, CHOSEN)
    income, cost = (
        next(line.years for line in readings["tout"].lines if line.key == f"formation.{side}")
        for side in ("ressource", "charge")
    )
    results = [tuple(year.result for year in readings[key].years) for key in ("tout", "acquis")]  # type: ignore[index]
    assert [(row[2], row[4]) for row in rows] == [
        tuple(euros(cents) for cents in years) for years in (income, cost, *results)
    ]

    (rows,) = tables("Le scénario prudent : avec deux chocs")
    city = next(flow for flow in flows_of(PLAN, CAREFUL, "tout") if flow.key == "ville")
    for row, months, year in zip(
        rows, (slice(0, 12), slice(12, 24)), project(PLAN, CAREFUL).years, strict=True
    ):
        due, paid = int(city.due[months].sum()), int(city.paid[months].sum())
        assert row[1:3] == [euros(due), euros(paid)]
        assert row[4:] == [euros(year.result), euros(year.cash)]
    assert [rank for rank, cents in enumerate(city.paid.tolist()) if cents] == [2, 5, 14, 17]


def test_the_purchase_the_grant_and_the_loan() -> None:
    loan_rows, effect_rows, plan_rows = tables("Un achat, une subvention, un emprunt")
    plan, schedule = equipped(), instalments(BANK)
    for row, part in zip(loan_rows, (schedule[:1], schedule[1:2], schedule[:8], schedule[8:20]), strict=True):
        interest, principal = (sum(getattr(one, name) for one in part) for name in ("interest", "principal"))
        left = part[-1].left
        assert row[1:] == [euros(cents) for cents in (left + principal, interest, principal, left)]
    assert [row[0] for row in loan_rows[:2]] == [plain(month_words(one.month)) for one in schedule[:2]]
    assert f"= {euros(schedule[0].paid)}." in PAGE

    effects = financing_effects(plan, AS_IT_IS)
    names = ("depreciation", "quote_parts", "interest", "result", "equity", "cash")
    assert [(row[2], row[4]) for row in effect_rows] == [
        tuple(euros(getattr(year, name)) for year in effects) for name in names
    ]

    whole, sure = financing_plan(plan, AS_IT_IS), financing_plan(plan, AS_IT_IS, "acquis")
    assert [tuple(row[2:]) for row in plan_rows] == [
        tuple(euros(amount(years[0])) for years in (whole, sure))
        for amount in (
            lambda year: year.investments,
            lambda year: year.principal,
            lambda year: year.self_financing,
            lambda year: year.loans,
            lambda year: year.grants,
            lambda year: year.found - year.needs,
            lambda year: year.timing,
            lambda year: year.cash_change,
        )
    ]
    assert f"soit {plain(percent(whole[1].repayment_share or 0.0, 1))} de ce que" in PAGE


@pytest.mark.parametrize("comes", [True, False])
@pytest.mark.parametrize("fall", [True, False])
def test_each_of_the_four_ends_by_making_it_certain(comes: bool, fall: bool) -> None:
    rows = tables("L’incertitude, au fil de l’eau")[0]
    lines = tuple(
        msgspec.structs.replace(line, chance=float(comes)) if line.key == "region" else line
        for line in PLAN.lines
    )
    plan = msgspec.structs.replace(PLAN, lines=lines, common_shock=CommonShock(chance=float(fall), share=0.1))
    found = draw(plan, AS_IT_IS, seed=1, draws=10).bands[-1].cash
    told = {(row[0], row[1]): row[4] for row in rows}
    expected = told["vient" if comes else "ne vient pas", "oui" if fall else "non"]
    assert [euros(cents) for cents in found] == [expected] * 5


def test_chances_of_many_draws_are_near_the_exact_ones() -> None:
    ends, chances = tables("L’incertitude, au fil de l’eau")
    found = draw(PLAN, AS_IT_IS, seed=1)
    drawn = (found.under_a_month, found.below_zero)
    assert [row[2:] for row in chances] == [[plain(percent(share, 2)), in_words(share)] for share in drawn]
    month = project(PLAN, AS_IT_IS).years[1].costs / 12
    exact = [0.0, 0.0]
    for row in ends:
        cents = float(row[4].replace(" ", "").replace(",", ".")) * 100
        for rank, line in enumerate((month, 0.0)):
            exact[rank] += float(row[2].rstrip(" %")) / 100 * (cents < line)
    assert [row[1] for row in chances] == [plain(percent(share)) for share in exact]
    # Three times the standard error of ten thousand draws.
    assert all(abs(one - share) < 0.015 for one, share in zip(drawn, exact, strict=True))
    region = found.swings[0]
    assert (region.key, euros(region.low), euros(region.high)) == ("region", "7 451,60", "49 451,60")


def test_the_last_responsible_date() -> None:
    leave, start = tables("La dernière date utile")
    delays = (Delay(label="convoquer", days=15), Delay(label="préavis", days=92))
    found = last_responsible_date(
        leave[0][0], needed_on=dt.date(2027, 6, 30), delays=delays, today=dt.date(2027, 1, 1)
    )
    assert leave[0][1] == plain(day(found.needed_on)) and leave[0][3] == plain(day(found.decide_by))
    sure = project(PLAN, AS_IT_IS, "acquis")
    action = PLAN.actions[0]
    short, last = cash_runs_short(PLAN, sure), last_start(PLAN, sure, action)
    assert short is not None and last is not None
    assert start == [[plain(month_words(short)), f"{action.delay} mois", plain(month_words(last))]]
    for rank in (22, 23):
        assert f"{euros(sure.monthly_cash[rank])} €" in PAGE


def decision(label: str, *days: int, **told: Any) -> Decision:
    delays = tuple(Delay(label="délai", days=one) for one in days)
    return Decision(key=label, label=label, delays=delays, **told)


DECISIONS = (
    decision("Quitter le local", 15, 92, needed=Month(2027, 7)),
    decision("Rendre le camion", 31, needed=Month(2028, 3)),
    decision("Réduire les achats", 15, 30, from_cash=True),
    decision("Lancer les formations", 15, 45, needed=Month(2028, 9), from_cash=True, action="formation"),
    decision("Renoncer au forum", 60, needed=Month(2028, 2), from_cash=True, watch=dt.date(2027, 12, 15)),
)


def test_the_calendar_of_decisions() -> None:
    rows, said = tables("Le calendrier des décisions")
    told = {one.decision.label: one for one in dated(PLAN, AS_IT_IS, DECISIONS, today=dt.date(2027, 1, 1))}

    def month(at: Month | None, nothing: str) -> str:
        return nothing if at is None else plain(month_words(at))

    expected = []
    for asked in DECISIONS:
        found = told[asked.label]
        assert found.deadline is not None
        expected.append(
            [
                asked.label,
                month(asked.needed, "aucun"),
                month(found.from_cash, "non demandé"),
                plain(day(found.deadline.needed_on)),
                " + ".join(str(one.days) for one in asked.delays),
                plain(day(found.deadline.decide_by)),
            ]
        )
    assert rows == expected
    leave, forum = DECISIONS[0], DECISIONS[-1]
    for row, asked, on in zip(
        said,
        (leave, leave, forum),
        (dt.date(2027, 3, 16), dt.date(2027, 3, 17), dt.date(2027, 11, 1)),
        strict=True,
    ):
        (found,) = dated(PLAN, AS_IT_IS, (asked,), today=on)
        words = "la date est passée" if found.late else "à temps"
        assert row[0].startswith(asked.label)
        assert row[1:] == [plain(day(on)), "on regarderait trop tard" if found.watch_late else words]
    assert forum.watch is not None and plain(day(forum.watch)) in said[-1][0]


def test_the_search() -> None:
    reached, loosened = tables("La recherche")
    aims = (
        Aim(year=1, result=2_000_000),
        Aim(year=1, result=1_000_000, dependence=0.5),
        Aim(year=1, result=1_000_000, dependence=0.48),
    )
    for row, aim in zip(reached, aims, strict=True):
        best = search(PLAN, AS_IT_IS, aim).mixes[0]
        labels = [one.label for one in PLAN.actions if one.key in best.actions]
        assert row[1:] == [
            ", ".join(labels) or "rien à faire",
            euros(best.result),
            plain(percent(best.largest_share, 1)),
        ]
    found = search(PLAN, AS_IT_IS, Aim(year=1, result=2_000_000, etp=0.05))
    told = {one.limit: one for one in found.loosenings}
    assert found.mixes == () and set(told) == {"result", "etp"}
    assert loosened == [
        ["le résultat", euros(2_000_000), euros(round(told["result"].needed))],
        ["le temps de travail", plain(number(0.05, 2)), plain(number(told["etp"].needed, 2))],
    ]
    assert f"+ {plain(number(ETP_YEAR // 100))} € par équivalent temps plein" in PAGE


def test_the_activities() -> None:
    rows, changes, hours = tables("Trois activités")
    read = read_activities(workshops(), common(), common_resources=200_000)
    assert rows == [
        [
            row.activity.label,
            *(
                euros(cents)
                for cents in (
                    row.activity.resources,
                    row.activity.direct_costs,
                    row.contribution,
                    sum(row.common.values()),
                    row.full_cost,
                )
            ),
        ]
        for row in read.rows
    ]
    told = [
        what_if(read, key, factor) for key, factor in (("accueil", 0), ("ateliers", 0), ("ateliers", 0.5))
    ]
    assert [row[2:] for row in changes] == [[euros(one.contribution), euros(one.after)] for one in told]
    unit = read.rows[0].units[0]
    assert [row[2] for row in hours] == [euros(cents) for cents in (unit.full, unit.price, unit.balancing)]


def test_an_alliance() -> None:
    (rows,) = tables("Une alliance")
    found = value_of(shared_post(), today=TODAY)
    sides = (found.ours, *found.others)
    assert rows[:-1] == [
        [one.label, *(euros(cents or 0) for cents in (one.value, one.cost, one.net))] for one in sides
    ]
    whole = (sum(one.value or 0 for one in sides), sum(one.cost or 0 for one in sides), found.shared or 0)
    assert rows[-1][1:] == [euros(cents) for cents in whole]


def test_the_cerfa_budget() -> None:
    money, kind = tables("Le budget Cerfa de 2027")
    parts = (CerfaPart("641", 0.7), CerfaPart("645", 0.24), CerfaPart("631", 0.06))
    given = (("864", 450_050), ("861", 120_050), ("862", 30_050))
    choices = CerfaChoices(
        places=(CerfaPlace(key="salaires", parts=parts),),
        in_kind=tuple(InKind(code=code, amount=amount) for code, amount in given),  # type: ignore[arg-type]
    )
    found = cerfa_budget(PLAN, CHOSEN, choices)
    expected = []
    for name, sections, cents, total in (
        ("charges", found.costs, found.everything.costs, found.charges),
        ("produits", found.resources, found.everything.resources, found.products),
    ):
        for row in (row for section in sections for row in section.rows if row.sources):
            (source,) = row.sources
            place = "à vérifier" if not source.sure else "dite" if source.key == "salaires" else "sûre"
            expected.append([plain(row.label), euros(source.cents), plain(number(row.euros)), place])
        expected.append([f"Total des {name}", euros(cents), plain(number(total)), ""])
    assert money == expected
    assert f"Excédent de {plain(number(found.surplus))} €" in PAGE
    assert f"{plain(number(found.total))} € de chaque côté" in PAGE
    uses = [row for row in found.uses_in_kind.rows if row.euros]
    assert kind[:-1] == [
        [use.label, plain(number(use.euros)), other.label, plain(number(other.euros))]
        for use, other in zip(uses, found.in_kind.rows, strict=True)
    ]
    assert kind[-1] == [
        "Total",
        plain(number(found.uses_in_kind.euros)),
        "Total",
        plain(number(found.in_kind.euros)),
    ]


def signed(value: float, places: int = 0) -> str:
    sign = "+ " if value > 0 else "- " if value < 0 else ""
    return sign + plain(number(abs(value), places))


def compared(one: Compared) -> list[str]:
    share = "aucun" if one.percent is None else signed(one.percent * 100, 1)
    return [signed(one.difference or 0), share]


def test_a_financial_report() -> None:
    (rows,) = tables("Un compte rendu")
    told = {
        "601": (80_000, 142_050), "622": (None, 60_000), "625": (30_000, 25_000), "641": (420_000, 418_000),
        "ind-fixes": (90_000, 90_000), "70x": (120_000, 235_050), "74com": (500_000, 500_000),
    }  # fmt: skip
    report = FinancialReport(
        key="un", label="Un", closing=dt.date(2026, 12, 31),
        lines=tuple(ReportLine(code=c, planned=p, realised=r) for c, (p, r) in told.items()),
    )  # fmt: skip
    read = read_report(report)
    expected = []
    for name, sections, total in (
        ("Charges", read.costs, read.charges), ("Produits", read.resources, read.products),
    ):  # fmt: skip
        for row in (row for section in sections for row in section.rows if row.used):
            planned, realised = told[row.code]
            exact = f"{euros(realised)} → " if realised % 100 else ""
            expected.append(
                [plain(row.label), plain(number(row.planned)) if planned else "",
                 exact + plain(number(row.realised or 0)), *compared(row), "oui" if row.to_explain else "non"]
            )  # fmt: skip
        sums = [plain(number(total.planned)), plain(number(total.realised or 0))]
        expected.append([name, *sums, *compared(total), ""])
    assert rows == expected
    assert f"au plus tard le {plain(day(due_of(report).on))}." in PAGE
