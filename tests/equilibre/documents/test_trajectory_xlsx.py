"""The budget of the years to come: kept values are the engine's, and LibreOffice finds the same cents."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from tests.equilibre.trajectory.trajectory_plans import by_hand

from equilibre.documents.trajectory_xlsx import trajectory_xlsx
from equilibre.trajectory.activities import ActivitiesMap, Activity, CommonCost, Unit, read_activities
from equilibre.trajectory.alliances import Alliance, Ally, Gained, Spent, together, value_of
from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import (
    READINGS,
    Investment,
    InvestmentGrant,
    LeverAction,
    Line,
    Loan,
    Month,
    Payment,
    Scenario,
    Shock,
    TrajectoryPlan,
)
from equilibre.trajectory.projection import project
from equilibre.trajectory.wording import READING_WORDS
from harness.office import recomputed

ON = dt.date(2026, 11, 27)
SHEETS = [
    "Lisez-moi", "Comparer", "Budget 1", "Mois 1", "Hypothèses", "Actions", "Chocs", "Scénarios",
    "Année pleine",
]  # fmt: skip


def made(plan: TrajectoryPlan, *keys: str, organisation: str = "Les Ateliers") -> bytes:
    scenarios = [plan.scenario(key) for key in keys]
    return trajectory_xlsx(plan, scenarios, on=ON, organisation=organisation, sources=("Comptes 2026",))


def opened(data: bytes, *, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def intricate() -> TrajectoryPlan:
    """Odd cents, dates in the middle of years, long delays, three payments, shocks that meet."""
    lines = (
        # 1 234,75 × 1,02 falls on half a cent.
        Line(key="ville", label="=1+1", side="resource", amount=123_475, indexation=0.02, delay=13),
        Line(
            key="etat", label="État", side="resource", amount=3_333_331, status="notifie", volume=-0.07,
            payments=(Payment(3, 0.333), Payment(3, 0.333), Payment(20, 0.334)), public=True,
        ),
        Line(
            key="dons", label="Dons", side="resource", amount=777_777, indexation=0.013, volume=0.041,
            starts=Month(2027, 11), ends=Month(2029, 5), delay=2, status="a_rechercher",
        ),
        Line(key="quote", label="Quote-part", side="resource", amount=100_001, cash=False),
        Line(key="achats", label="Achats", side="cost", amount=555_555, indexation=0.025, follows="dons"),
        Line(key="frais", label="Frais", side="cost", amount=98_765, follows="etat", delay=1),
        Line(
            key="paie", label="Paie", side="cost", amount=2_000_003, indexation=0.0275, ends=Month(2029, 12)
        ),
    )  # fmt: skip
    actions = (
        LeverAction(
            key="a", label="Avant", starts=Month(2027, 2), delay=9, ramp=(0.35, 0.7, 1.1), yearly=1_000_001,
            cost_once=5_001, cost_yearly=100_003, ends=Month(2029, 3),
        ),
        LeverAction(key="b", label="Plus tard", starts=Month(2028, 6), yearly=299_999, cost_once=123),
    )  # fmt: skip
    shocks = (
        Shock(key="c", label="Baisse", kind="cut", lines=("etat", "ville"), share=0.335,
              starts=Month(2028, 3), ends=Month(2029, 1)),
        Shock(key="d", label="Autre", kind="cut", lines=("etat",), share=0.1, starts=Month(2028, 10)),
        Shock(key="e", label="Attente", kind="delay", lines=("etat", "dons"), months=5,
              starts=Month(2026, 1), ends=Month(2028, 8)),
        Shock(key="f", label="Encore", kind="delay", lines=("etat",), months=2, starts=Month(2028, 2)),
    )  # fmt: skip
    investments = (
        Investment(
            key="i", label="Camion", cost=2_400_007, bought=Month(2027, 12), life=50,
            grants=(
                InvestmentGrant(label="Région", amount=700_001, paid=Month(2028, 4), status="acquis"),
                InvestmentGrant(label="Fondation", amount=300_001, paid=Month(2027, 10)),
            ),
        ),
        Investment(
            key="j", label="Four", cost=555_555, bought=Month(2028, 2), in_use=Month(2028, 5), life=36,
            action="a", grants=(InvestmentGrant(label="Ville", amount=100_000, paid=Month(2028, 7)),),
        ),
    )  # fmt: skip
    loans = (
        Loan(key="p", label="Prêt du camion", amount=1_500_000, received=Month(2027, 12), months=30,
             rate=0.035, status="acquis"),
        Loan(key="q", label="Prêt du four", amount=400_000, received=Month(2028, 2), months=20, rate=0.01,
             deferral=3, action="a"),
        Loan(key="r", label="Ancien prêt", amount=900_000, received=Month(2026, 3), months=60, rate=0.02),
    )  # fmt: skip
    return TrajectoryPlan(
        first_month=Month(2027, 9), years=4, opening_cash=1_234_567, opening_equity=-5_001, lines=lines,
        actions=actions, shocks=shocks, investments=investments, loans=loans,
        scenarios=(
            Scenario(key="rien", label="Rien"),
            Scenario(key="tout", label="Tout [à] la fois", actions=("a", "b"), shocks=("c", "d", "e", "f")),
            Scenario(key="un", label="L’un", actions=("a",), shocks=("d", "e")),
        ),
    )  # fmt: skip


def told(book: openpyxl.Workbook, rank: int) -> dict[str, Any]:
    """What a scenario says in the workbook: yearly lines and totals, and months of cash, in whole cents."""
    budget = [list(row) for row in book[f"Budget {rank}"].iter_rows(values_only=True)]
    months = [list(row) for row in book[f"Mois {rank}"].iter_rows(values_only=True)]
    found: dict[str, Any] = {}
    for reading in READINGS:
        top = next(i for i, row in enumerate(budget) if row[0] == f"Totaux, {READING_WORDS[reading]}")
        found[reading] = [[round(cell * 100, 4) for cell in row[4:]] for row in budget[top + 1 : top + 7]]
        top = next(i for i, row in enumerate(months) if row[0] == f"Trésorerie, {READING_WORDS[reading]}")
        found[f"cash {reading}"] = [round(cell * 100, 4) for cell in months[top + 3][16:]]
    found["lines"] = {
        (row[0], row[1]): [round(cell * 100, 4) for cell in row[4:]]
        for row in budget[3:]
        if row[1] in ("Ressource", "Charge")
    }
    return found


ENDS = {
    "charge": "\u00a0: coût", "dotation": "\u00a0: dotation", "quote-part": "\u00a0: quote-part",
    "interets": "\u00a0: intérêts",
}  # fmt: skip
SIDES = {"resource": "Ressource", "cost": "Charge"}


def ending(key: str) -> str:
    return key.rpartition(".")[2].rstrip("0123456789-")


def expected(plan: TrajectoryPlan, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for reading in READINGS:
        projection = project(plan, plan.scenario(key), reading)
        names = ("resources", "costs", "result", "equity", "cash", "lowest_cash")
        found[reading] = [[getattr(year, name) for year in projection.years] for name in names]
        found[f"cash {reading}"] = list(projection.monthly_cash)
        if reading == "tout":
            found["lines"] = {
                (line.label + ENDS.get(ending(line.key), ""), SIDES[line.side]): list(line.years)
                for line in projection.lines
            }
    return found


def matches(book: openpyxl.Workbook, plan: TrajectoryPlan, *keys: str) -> None:
    for rank, key in enumerate(keys, 1):
        read, computed = told(book, rank), expected(plan, key)
        lines, known = read.pop("lines"), computed.pop("lines")
        assert read == computed
        assert {name: lines[name] for name in known} == known
        # An action that another scenario holds is there, at nothing.
        assert all(set(lines[name]) == {0} for name in set(lines) - set(known))


def test_kept_values_are_those_of_the_engine() -> None:
    plan = by_hand()
    matches(opened(made(plan, "fil", "choisi", "prudent")), plan, "fil", "choisi", "prudent")
    assert faults(intricate()) == ()
    matches(opened(made(intricate(), "rien", "tout", "un")), intricate(), "rien", "tout", "un")


def test_only_assumptions_are_numbers_and_nothing_typed_is_a_formula() -> None:
    book = opened(made(intricate(), "tout", organisation="=cmd()"), values=False)
    assert book.sheetnames == SHEETS
    for name in ("Comparer", "Budget 1", "Année pleine"):
        numbers = [cell for row in book[name].iter_rows() for cell in row if cell.data_type == "n"]
        assert all(cell.value is None for cell in numbers)
    assert book["Hypothèses"]["A8"].value == "=1+1" and book["Hypothèses"]["A8"].data_type == "s"
    formulas = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) > 1_000
    assert not [text for text in formulas if text.startswith("=1+1") or "cmd" in text or "[à]" in text]


def test_the_first_sheet_says_what_it_is() -> None:
    rows = dict(
        row[:2] for row in opened(made(by_hand(), "choisi", "fil"))["Lisez-moi"].iter_rows(values_only=True)
    )
    assert "Budget prévisionnel pluriannuel · Les Ateliers" in rows
    assert rows["Écrit le"] == "27\u00a0novembre\u00a02026"
    assert rows["Scénarios"].startswith(
        "1\u00a0: «\u00a0Choisi\u00a0»\u202f; 2\u00a0: «\u00a0Au fil de l’eau"
    )
    assert rows["Source"] == "Comptes 2026"


def test_one_to_four_scenarios() -> None:
    with pytest.raises(ValueError, match="four"):
        trajectory_xlsx(by_hand(), [], on=ON)


def changed(book: openpyxl.Workbook) -> TrajectoryPlan:
    """Types over assumptions as a user would, and gives the plan that says the same. Rows: by_hand()."""
    sheet = book["Hypothèses"]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows() if row[0].value}
    sheet.cell(rows["Trésorerie la veille"], 4).value = 12_345.67
    sheet.cell(rows["Ville"], 4).value = 61_234.57
    sheet.cell(rows["Région"], 3).value = "acquis"
    sheet.cell(rows["Région"], 9).value = 5
    sheet.cell(rows["Ateliers"], 6).value = 0.031
    sheet.cell(rows["Salaires"], 8).value = dt.date(2028, 5, 1)
    book["Actions"]["F2"].value = 7
    book["Chocs"]["D2"].value = 0.415
    # « Au fil de l’eau » takes the action and the cut.
    book["Scénarios"]["C2"].value = book["Scénarios"]["C3"].value = 1
    plan = by_hand()
    moves: dict[str, Callable[[Line], Line]] = {
        "ville": lambda one: msgspec.structs.replace(one, amount=6_123_457),
        "region": lambda one: msgspec.structs.replace(one, status="acquis", delay=5),
        "ventes": lambda one: msgspec.structs.replace(one, volume=0.031),
        "salaires": lambda one: msgspec.structs.replace(one, ends=Month(2028, 5)),
        "achats": lambda one: one,
    }
    scenario = msgspec.structs.replace(plan.scenario("fil"), actions=("formation",), shocks=("coupe",))
    return msgspec.structs.replace(
        plan,
        opening_cash=1_234_567,
        lines=tuple(moves[one.key](one) for one in plan.lines),
        actions=(msgspec.structs.replace(plan.actions[0], delay=7),),
        shocks=(msgspec.structs.replace(plan.shocks[0], share=0.415), *plan.shocks[1:]),
        scenarios=(scenario, *plan.scenarios[1:]),
    )


def three_activities() -> ActivitiesMap:
    """Odd cents, a unit that does not divide, a common cost that has no key yet."""
    activities = (
        Activity(key="a", label="=Ateliers", resources=4_000_001, sales=3_600_000, direct_costs=3_000_000,
                 usefulness=7.5, hours=1_200, units=(Unit(label="heure", quantity=900),)),
        Activity(key="b", label="Accueil", resources=500_000, direct_costs=1_100_003, hours=600,
                 units=(Unit(label="personne", quantity=2),)),
        Activity(key="c", label="Salle", resources=700_000, direct_costs=100_000, hours=200),
    )  # fmt: skip
    common = (
        CommonCost(key="d", label="Direction", amount=600_000, by="heures"),
        CommonCost(key="l", label="Loyer", amount=800_000, by="surface"),
    )
    return read_activities(activities, common, common_resources=200_000)


def four_alliances() -> tuple[Alliance, ...]:
    """One told on both sides with half cents, one on ours alone, one of nobody, one that has ended."""
    ally = (Ally(key="allie-1", label="Nous"),)
    return (
        Alliance(
            key="1", label="Le poste", type="moyens", allies=ally,
            gains=(
                Gained(label="+Agence", kind="cout_evite", amount=2_100_001, less=1_350_000,
                       attribution=0.75, certainty="mesure"),
                Gained(label="Agence", kind="cout_evite", amount=1_000_000, side="allie-1"),
            ),
            costs=(
                Spent(label="Réunions", kind="coordination", hours=1.5, rate=2_167),
                Spent(label="Frais", kind="contribution", amount=90_000),
                Spent(label="Réunions", kind="coordination", amount=344_000, side="allie-1"),
            ),
        ),
        Alliance(
            key="2", label="Le réseau", type="positionnement",
            costs=(Spent(label="Adhésion", kind="contribution", amount=38_000, certainty="mesure"),),
        ),
        Alliance(key="3", label="Le projet", type="production_diffusion", allies=ally),
        Alliance(
            key="4", label="L’ancienne", type="moyens", ends=Month(2026, 10),
            gains=(Gained(label="Salle", kind="en_nature", amount=500_000),),
        ),
    )  # fmt: skip


def with_both() -> bytes:
    plan = by_hand()
    return trajectory_xlsx(
        plan, [plan.scenario("fil")], on=ON, activities=three_activities(), alliances=four_alliances()
    )


def beside(book: openpyxl.Workbook) -> dict[str, Any]:
    """Amounts of the two sheets, in cents, by the words of their row."""
    found: dict[str, Any] = {}
    for row in book["Activités"].iter_rows(values_only=True):
        if row[0]:
            key = f"{row[0]} par {row[1]}" if isinstance(row[1], str) else row[0]
            found[key] = [round(cell * 100, 4) for cell in row[4:9] if isinstance(cell, int | float)]
    rows = list(book["Alliances"].iter_rows(values_only=True))
    top = next(rank for rank, row in enumerate(rows) if row[0] == "En un an")
    found["rows"] = [round(row[9] * 100, 4) for row in rows[3:top] if isinstance(row[9], int | float)]
    for row in rows[top + 1 :]:
        if row[0]:
            found[row[0]] = [round(row[i] * 100, 4) for i in (4, 6, 7, 10) if row[i] is not None]
    return found


def beside_expected() -> dict[str, Any]:
    read = three_activities()
    found: dict[str, Any] = {}
    for row in read.rows:
        one = row.activity
        found[one.label] = [
            one.direct_costs, row.contribution, sum(row.common.values()), row.full_cost, row.net,
        ]  # fmt: skip
        for unit in row.units:
            found[f"{one.label} par {unit.label}"] = [unit.direct, unit.full, unit.price, unit.balancing]
    found["Résultat de l’année"] = [read.result]
    alliances = four_alliances()
    found["rows"] = [
        cents
        for one in alliances
        for cents in (*(gain.value for gain in one.gains), *(-spent.cents for spent in one.costs))
    ]
    values = tuple(value_of(one, today=ON) for one in alliances)
    for one in values:
        told = (one.ours.value, one.ours.cost, one.ours.net, one.shared)
        name = one.label + (" (accord fini)" if one.key == "4" else "")
        found[name] = [cents for cents in told if cents is not None]
    whole = together(values)
    found["Ensemble"] = [whole.value, whole.cost, whole.net, whole.shared]
    return found


def test_activities_and_alliances_have_a_sheet_each_beside_the_budget() -> None:
    book = opened(with_both())
    assert book.sheetnames == [*SHEETS, "Activités", "Alliances"]
    read, known = beside(book), beside_expected()
    assert {name: read[name] for name in known} == known
    matches(book, by_hand(), "fil")
    formulas = opened(with_both(), values=False)
    for sheet in formulas:
        if sheet.title not in ("Activités", "Alliances"):
            texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            assert not any("Activités" in text or "Alliances" in text for text in texts)
    assert formulas["Activités"]["A4"].data_type == "s"
    words = " ".join(str(cell.value) for row in book["Alliances"].iter_rows() for cell in row)
    assert "elle ne s’ajoute ni à vos produits ni à votre résultat" in words
    assert "Pas encore dit" in words and "L’ancienne (accord fini)" in words


def test_an_alliance_with_a_fault_is_named_and_not_counted() -> None:
    wrong = Alliance(
        key="1", label="Sans prix", type="moyens",
        costs=(Spent(label="Réunions", kind="coordination", hours=10),),
    )  # fmt: skip
    plan = by_hand()
    book = opened(trajectory_xlsx(plan, [plan.scenario("fil")], on=ON, alliances=(wrong,)))
    assert "Activités" not in book.sheetnames
    rows = [row for row in book["Alliances"].iter_rows(values_only=True) if row[0] == "Sans prix"]
    assert [row[3] for row in rows] == ["À corriger\u00a0: elle n’est pas comptée."]


@pytest.mark.slow
def test_libreoffice_finds_the_same_cents_and_follows_what_is_typed_over(tmp_path: Path) -> None:
    plan, hard = by_hand(), intricate()
    moved = opened(made(plan, "fil", "prudent"), values=False)
    new = changed(moved)
    assert expected(new, "fil") != expected(plan, "fil")
    aside = opened(with_both(), values=False)
    aside["Activités"]["C5"].value = 5_432.1
    aside["Alliances"]["I4"].value = 0.5
    first, second, third, fourth, fifth = recomputed(
        tmp_path,
        opened(made(plan, "fil", "choisi", "prudent"), values=False),
        opened(made(hard, "rien", "tout", "un"), values=False),
        moved,
        opened(with_both(), values=False),
        aside,
    )
    matches(first, plan, "fil", "choisi", "prudent")
    matches(second, hard, "rien", "tout", "un")
    matches(third, new, "fil", "prudent")
    read, known = beside(fourth), beside_expected()
    assert {name: read[name] for name in known} == known
    # Typed over: what depends on it follows, the budget does not.
    typed = beside(fifth)
    assert typed["Accueil"][1] == 543_210 - 1_100_003
    assert typed["Résultat de l’année"] == [known["Résultat de l’année"][0] + 43_210]
    assert typed["rows"][0] == 375_001
    assert typed["Ensemble"][2] == known["Ensemble"][2] + 375_001 - known["rows"][0]
    matches(fifth, plan, "fil")
