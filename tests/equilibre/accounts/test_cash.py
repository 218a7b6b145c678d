"""Cash-basis associations: a typed year or a sheet of operations, checked against the bank."""

from __future__ import annotations

import datetime as dt

import pytest
from sheet_makers import Rows, csv, xlsx

from equilibre.accounts.cash import CashBook, CashLine, cash_gap, read_cash, totals_from_cash
from equilibre.errors import ReadError

YEAR = {"opening": dt.date(2024, 1, 1), "closing": dt.date(2024, 12, 31)}
LINES = (
    CashLine(side="recette", label="Adhésions", amount=120_000, category="cotisations"),
    CashLine(side="recette", label="Subvention ville de Lyon", amount=50_000),
    CashLine(side="depense", label="Loyer de la salle", amount=90_000),
    CashLine(side="depense", label="Virement vers livret", amount=10_000),
)


def test_a_typed_year_gives_totals_and_follows_the_bank() -> None:
    book = CashBook(**YEAR, lines=LINES, bank_opening=5_000, bank_closing=75_000)
    reading = totals_from_cash(book)
    assert cash_gap(book) == 0
    assert {line.number: line.balance for line in reading.totals.accounts} == {
        "512000": 75_000,
        "613000": 90_000,
        "741400": -50_000,
        "756000": -120_000,
    }
    assert reading.totals.basis == "tresorerie"
    assert reading.totals.anomalies.by_code == {"K03": 1}
    assert any("au centime" in note for note in reading.notes)
    assert reading.payer_names == {"f1": "Subvention ville de Lyon"}


def test_a_gap_is_said_in_plain_words() -> None:
    book = CashBook(**YEAR, lines=LINES, bank_opening=5_000, bank_closing=70_000)
    reading = totals_from_cash(book)
    assert cash_gap(book) == -5_000
    assert reading.totals.anomalies.by_code["K01"] == 1
    assert any("50,00" in note and "de moins" in note for note in reading.notes)


def test_missing_bank_balances_are_asked_and_no_cash_is_invented() -> None:
    reading = totals_from_cash(CashBook(**YEAR, lines=LINES))
    assert "soldes_bancaires" in reading.asks
    assert not any(line.number.startswith("5") for line in reading.totals.accounts)


def test_months_are_kept_when_every_line_is_dated() -> None:
    lines = (
        CashLine(side="recette", label="Dons", amount=3_000, month="2024-03"),
        CashLine(side="depense", label="Assurance", amount=1_000, month="2024-05"),
    )
    totals = totals_from_cash(CashBook(**YEAR, lines=lines, bank_opening=0, bank_closing=2_000)).totals
    bank = next(line for line in totals.accounts if line.number == "512000")
    assert bank.months == {"2024-03": 3_000, "2024-05": -1_000}
    assert bank.movement == sum(bank.months.values())


def test_a_name_in_a_label_never_becomes_the_label_of_an_account() -> None:
    lines = (CashLine(side="recette", label="Don de Mme Jeanne Durand", amount=3_000),)
    reading = totals_from_cash(CashBook(**YEAR, lines=lines))
    assert "Durand" not in repr(reading)


def test_the_account_chosen_by_the_user_prevails() -> None:
    lines = (
        CashLine(side="recette", label="Zorglub", amount=3_000),
        CashLine(side="recette", label="Zorglub", amount=100, account="754200"),
    )
    reading = totals_from_cash(CashBook(**YEAR, lines=lines))
    assert {line.number for line in reading.totals.accounts} == {"754200", "758000"}
    assert "mapping" in reading.asks


SHEET: Rows = [
    ["Livre de comptes 2024"],
    ["Date", "Libellé", "Recettes", "Dépenses", "Catégorie"],
    ["01/01/2024", "Report du solde", 100.0, None, None],
    ["05/02/2024", "Adhésions soirée", 50.0, None, "Cotisations"],
    ["06/03/2024", "MAIF", None, 20.0, "Assurance"],
    ["31/12/2024", "Solde final", 130.0, None, None],
    [None, "TOTAL", 150.0, 20.0, None],
]


@pytest.mark.parametrize("data", [csv(SHEET), xlsx(SHEET)])
def test_a_sheet_of_operations(data: bytes) -> None:
    totals = read_cash(data).totals
    assert {line.number: line.balance for line in totals.accounts} == {
        "512000": 13_000,
        "616000": 2_000,
        "756000": -5_000,
    }
    assert totals.anomalies.by_code == {}
    assert (totals.opening, totals.closing) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert totals.source.format == "tresorerie"


def test_a_bank_export_in_reverse_order_with_a_running_balance() -> None:
    rows: Rows = [
        ["Date opération", "Libellé", "Montant (€)", "Solde"],
        [dt.date(2024, 5, 2), "PRLV EDF", -30.0, 170.0],
        [dt.date(2024, 2, 1), "VIR CAF subvention", 150.0, 200.0],
    ]
    totals = read_cash(xlsx(rows)).totals
    bank = next(line for line in totals.accounts if line.number == "512000")
    assert (bank.opening, bank.balance) == (5_000, 17_000)
    assert totals.anomalies.by_code == {}


def test_an_operation_outside_the_exercice_is_said() -> None:
    rows = [*SHEET[:2], ["03/01/2023", "Dons", 5.0, None, None], ["03/05/2024", "Dons", 5.0, None, None]]
    totals = read_cash(csv(rows)).totals
    assert totals.anomalies.by_code == {"K02": 1}
    assert sum(line.balance for line in totals.accounts) == -1_000


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Bonjour"], ["monde"]], "livre_non_reconnu"),
        ([["Date", "Libellé", "Montant"]], "livre_non_reconnu"),
        ([["Date", "Libellé", "Montant"], ["", "Dons", 5.0]], "exercice_inconnu"),
    ],
)
def test_what_is_no_cash_book_is_a_clear_error(rows: Rows, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_cash(csv(rows))
    assert caught.value.code == code


def test_an_empty_book_is_a_clear_error() -> None:
    with pytest.raises(ReadError) as caught:
        totals_from_cash(CashBook(**YEAR, lines=()))
    assert caught.value.code == "livre_vide"
