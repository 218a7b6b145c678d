"""The fictitious association: its books balance, its files read back to the very totals it shows."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from equilibre.accounts.reading import read_accounts
from equilibre.accounts.totals import AccountTotals
from equilibre.examples import fictitious_dossier
from equilibre.examples.fictitious import fictitious_books, fictitious_totals
from equilibre.examples.files import example_files, lettering
from equilibre.examples.ledger import spread
from equilibre.examples.scenario import load_scenario
from equilibre.examples.workbooks import bank_balances, cash_by_label
from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier


def side(totals: AccountTotals, first: str) -> int:
    """Cents of a class, debit minus credit."""
    return sum(line.balance for line in totals.accounts if line.number.startswith(first))


def test_every_entry_and_every_year_balances() -> None:
    for book in fictitious_books():
        for entry in book.entries:
            assert sum(posting.amount for posting in entry.postings) == 0, entry
            assert book.opening <= entry.date <= book.closing
    for totals in fictitious_totals():
        assert sum(line.balance for line in totals.accounts) == 0
        assert side(totals, "86") == -side(totals, "87") > 0


def test_the_closing_balances_of_a_year_open_the_next_one() -> None:
    before, after = fictitious_totals()[:2]
    opened = {line.number: line.opening for line in after.accounts if line.number[0] in "12345"}
    closed = {line.number: line.balance for line in before.accounts if line.number[0] in "12345"}
    result = side(before, "6") + side(before, "7")
    closed["129000" if result > 0 else "120000"] = closed.get("129000", 0) + result
    assert {k: v for k, v in opened.items() if v} == {k: v for k, v in closed.items() if v}


def test_about_ninety_thousand_euros_and_a_model_that_moves() -> None:
    shares = []
    for totals in fictitious_totals():
        products = -side(totals, "7")
        assert 7_500_000 <= products <= 9_500_000
        shares.append(-side(totals, "70") / products)
    assert shares[0] < 0.20 < 0.25 < shares[1] < 0.30 < 0.35 < shares[2]


def test_both_pictures_show_a_path() -> None:
    exercices = build_model(fictitious_dossier()).exercices
    assert [one.family.code for one in exercices] == [
        "subventions_publiques",
        "subventions_publiques",
        "mixte_hybride",
    ]
    for points in ([one.pillars_point for one in exercices], [one.natures_point for one in exercices]):
        assert not any(point.hollow for point in points)
        assert all(point.joins_previous for point in points[1:])
        first, last = points[0].weights, points[-1].weights
        assert first is not None and last is not None
        assert max(abs(a - b) for a, b in zip(first, last, strict=True)) > 0.10
    assert not any(one.cash_alert for one in exercices)


def test_cash_stays_positive_with_a_visible_low_point_and_is_sound_at_the_end() -> None:
    for totals in fictitious_totals():
        assert totals.cash_low is not None
        low_day, low = totals.cash_low
        assert totals.opening < low_day < totals.closing
        assert 0 < low < side(totals, "5") / 2
    last = fictitious_totals()[-1]
    month = side(last, "6") / 12
    assert side(last, "5") > 2 * month
    assert last.cash_low is not None and last.cash_low[1] > month


def test_the_whole_tool_can_be_shown() -> None:
    dossier = fictitious_dossier()
    assert dossier.origin == "fictif" and "fictive" in dossier.organisation
    assert dossier.project.told and len(dossier.exercices) == 3
    last = dossier.exercices[-1]
    assert last.means.volunteer_hours_field and last.means.service_civique_months
    assert last.partners and {partner.alliance for partner in last.partners} == {
        "positionnement",
        "production_diffusion",
        "moyens",
    }
    assert len(last.activities) == 3 and last.uses is not None and last.corrections
    assert sum(msgspec.structs.astuple(last.uses)) == pytest.approx(1)
    assert any(payer.grants for payer in last.totals.payers)
    payers = {payer.key for payer in last.totals.payers}
    assert {correction.payer for correction in last.corrections if hasattr(correction, "payer")} <= payers
    assert msgspec.json.decode(msgspec.json.encode(dossier), type=Dossier) == dossier


def test_activities_never_take_more_than_the_organisation_has() -> None:
    for inputs in fictitious_dossier().exercices:
        assert sum(a.direct_costs for a in inputs.activities) <= side(inputs.totals, "6")
        assert sum(sum(a.resources.values()) for a in inputs.activities) <= -side(inputs.totals, "7")


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_the_fec_reads_back_to_the_same_accounts(rank: int) -> None:
    told = fictitious_totals()[rank]
    name = told.source.name
    read = read_accounts(example_files()[name], name=name).totals
    # Nobody has that SIREN: the reader says so, and nothing else.
    assert read.anomalies.by_code == {"S02": 1}
    assert (read.opening, read.closing, read.regime) == (told.opening, told.closing, told.regime)
    assert read.cash_low == told.cash_low and read.source.lines == told.source.lines
    mine = {line.number: (line.opening, line.movement, line.months) for line in told.accounts}
    assert {line.number: (line.opening, line.movement, line.months) for line in read.accounts} == mine
    labels = {line.number: (line.label, line.hints) for line in told.accounts if line.number[0] in "678"}
    assert {n.number: (n.label, n.hints) for n in read.accounts if n.number[0] in "678"} == labels


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_the_fec_shows_the_same_public_payers(rank: int) -> None:
    told = fictitious_totals()[rank]
    reading = read_accounts(example_files()[told.source.name], name=told.source.name)
    found = {reading.payer_names[payer.key]: payer for payer in reading.totals.payers}
    promised = {payer.name: payer for payer in told.payers if payer.grants and payer.kind == "public"}
    assert len(promised) == 3
    for name, payer in promised.items():
        assert (found[name].kind, found[name].amounts) == ("public", payer.amounts)
        for grant in payer.grants:
            read = next(one for one in found[name].grants if one.notified == grant.notified)
            assert read.amount == grant.amount
            if sum(cents for _, cents in grant.payments) == grant.amount:
                # Settled within the year, so lettered: the dates can be told from the file alone.
                assert read.payments == grant.payments


def test_the_balance_reads_back_to_the_same_totals() -> None:
    told = fictitious_totals()[-1]
    read = read_accounts(example_files()["balance-2025.csv"], name="balance-2025.csv").totals
    mine = {line.number: line.balance for line in told.accounts if line.balance}
    assert {line.number: line.balance for line in read.accounts if line.balance} == mine
    assert {line.number: line.opening for line in read.accounts if line.opening} == {
        line.number: line.opening for line in told.accounts if line.opening
    }


def test_the_budget_reads_as_a_forecast_of_two_equal_sides() -> None:
    budget = load_scenario().budget
    name = f"budget-{budget.year}.xlsx"
    read = read_accounts(example_files()[name], name=name).totals
    total = sum(euros for _, euros in budget.products)
    assert sum(euros for _, euros in budget.charges) == total
    assert sum(euros for _, euros in budget.in_kind_charges) == sum(
        euros for _, euros in budget.in_kind_products
    )
    assert -side(read, "7") == side(read, "6") == total * 100
    assert side(read, "86") == sum(euros for _, euros in budget.in_kind_charges) * 100


def test_the_files_are_the_same_bytes_each_time() -> None:
    assert example_files() == example_files()


def test_lettering_only_closes_what_is_settled_within_the_year() -> None:
    for book in fictitious_books():
        letters = lettering(book)
        assert letters
        assert len({letter for letter, _ in letters.values()}) == len(letters)
        for key in letters:
            amounts = [p.amount for entry in book.entries for p in entry.postings if p.settlement == key]
            assert sum(amounts) == 0 and len(amounts) >= 2
            assert isinstance(letters[key][1], dt.date)


def test_spreading_cents_never_loses_one() -> None:
    for total in (0, 1, 7, 100, 12_345_678):
        for weights in ([1] * 12, [14, 4, 4, 9, 4, 3, 6, 1, 26, 17, 7, 5], [0, 0, 3]):
            parts = spread(total, weights)
            assert sum(parts) == total and len(parts) == len(weights)
            assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


def test_the_cash_sheet_reads_as_receipts_and_expenses() -> None:
    book = fictitious_books()[-1]
    receipts, expenses = cash_by_label(book, load_scenario())
    opening, closing = bank_balances(book)
    moved = sum(cents for _, cents in receipts) - sum(cents for _, cents in expenses)
    assert opening + moved == closing == side(fictitious_totals()[-1], "5")
    name = f"tresorerie-{book.year}.xlsx"
    read = read_accounts(example_files()[name], name=name).totals
    assert read.basis == "tresorerie"
    assert -side(read, "7") == sum(cents for _, cents in receipts)
    assert side(read, "6") == sum(cents for _, cents in expenses)
