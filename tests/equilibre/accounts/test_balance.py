"""Trial balances as they are exported: columns in any order, titles above, subtotals, N-1, sections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sheet_makers import YEAR_2024, Rows, csv, ods, xlsx

from equilibre.accounts.balance import read_balance, read_balances
from equilibre.accounts.totals import Reading
from equilibre.errors import ReadError

FULL: Rows = [
    ["Compte", "Libellé", "Débit", "Crédit", "Solde débiteur", "Solde créditeur"],
    ["110000", "Report à nouveau", 0.0, 500.0, 0.0, 500.0],
    ["512000", "Banque", 1500.0, 700.5, 799.5, 0.0],
    ["606000", "Achats", 700.5, 0.0, 700.5, 0.0],
    ["706000", "Ventes", 0.0, 1000.0, 0.0, 1000.0],
]


def balances(reading: Reading) -> dict[str, int]:
    return {line.number: line.balance for line in reading.totals.accounts}


@pytest.mark.parametrize("make", [csv, xlsx, ods])
def test_the_same_balance_is_read_from_every_kind_of_sheet(make: Callable[[Rows], bytes]) -> None:
    reading = read_balance(make(FULL), options=YEAR_2024)
    assert balances(reading) == {"110000": -50_000, "512000": 79_950, "606000": 70_050, "706000": -100_000}
    assert reading.totals.has_balance_sheet
    assert not reading.totals.openings_known
    assert reading.totals.anomalies.by_code == {}
    assert reading.totals.source.format == "balance"


def test_columns_in_another_order_with_titles_above_and_totals_below() -> None:
    rows: Rows = [
        ["Les Amis du Lavoir"],
        ["Balance générale, exercice du 01/09/2023 au 31/08/2024"],
        ["Balance avant clôture"],
        ["Crédit", "Débit", "Intitulé du compte", "N° de compte"],
        ["1 000,00", "", "Ventes", "706000"],
        ["", "1 000,00 €", "Achats", "606000"],
        ["1 000,00", "1 000,00", "TOTAL GÉNÉRAL", ""],
    ]
    reading = read_balance(csv(rows))
    assert balances(reading) == {"606000": 100_000, "706000": -100_000}
    assert (reading.totals.opening, reading.totals.closing) == (dt.date(2023, 9, 1), dt.date(2024, 8, 31))
    assert not reading.totals.has_balance_sheet
    assert any("solidité" in note for note in reading.notes)


def test_opening_movement_and_closing_under_merged_titles() -> None:
    rows: Rows = [
        ["", "", "À-nouveau", "", "Mouvements", "", "Soldes", ""],
        ["Compte", "Libellé", "Débit", "Crédit", "Débit", "Crédit", "Débit", "Crédit"],
        ["102000", "Fonds", 0.0, 300.0, 0.0, 0.0, 0.0, 300.0],
        ["512000", "Banque", 300.0, 0.0, 50.0, 20.0, 330.0, 0.0],
        ["606000", "Achats", 0.0, 0.0, 20.0, 0.0, 20.0, 0.0],
        ["756000", "Cotisations", 0.0, 0.0, 0.0, 50.0, 0.0, 50.0],
    ]
    reading = read_balance(xlsx(rows), options=YEAR_2024)
    bank = next(line for line in reading.totals.accounts if line.number == "512000")
    assert (bank.opening, bank.movement, bank.balance) == (30_000, 3_000, 33_000)
    assert reading.totals.openings_known
    assert reading.totals.anomalies.by_code == {}


def test_class_and_root_subtotals_are_not_counted_twice() -> None:
    rows: Rows = [
        ["Compte", "Libellé", "Solde débiteur", "Solde créditeur"],
        ["6", "CHARGES", 130.0, 0.0],
        ["60", "Achats", 130.0, 0.0],
        ["606", "Achats non stockés", 130.0, 0.0],
        ["606100", "Énergie", 100.0, 0.0],
        ["606300", "Petit équipement", 30.0, 0.0],
        ["7", "PRODUITS", 0.0, 131.0],
        ["756000", "Cotisations", 0.0, 130.0],
        ["", "Total classe 7", 0.0, 130.0],
    ]
    reading = read_balance(csv(rows), options=YEAR_2024)
    assert balances(reading) == {"606100": 10_000, "606300": 3_000, "756000": -13_000}
    assert reading.totals.anomalies.by_code == {"B02": 4, "B03": 1}


def test_an_account_that_only_shares_its_first_digits_is_kept() -> None:
    rows: Rows = [
        ["Compte", "Libellé", "Solde"],
        ["756", "Cotisations", -80.0],
        ["7562", "Cotisations avec contrepartie", -20.0],
        ["628", "Divers", 100.0],
    ]
    assert balances(read_balance(csv(rows), options=YEAR_2024)) == {
        "628": 10_000,
        "756": -8_000,
        "7562": -2_000,
    }


@pytest.mark.parametrize(
    ("sales", "purchases", "noted"), [(-100.0, 60.0, {}), (100.0, -60.0, {}), (100.0, 60.0, {"B08": 1})]
)
def test_a_single_column_of_balances_finds_its_sides(
    sales: float, purchases: float, noted: dict[str, int]
) -> None:
    rows: Rows = [
        ["Compte", "Libellé", "Solde"],
        ["606000", "Achats", purchases],
        ["706000", "Ventes", sales],
    ]
    reading = read_balance(csv(rows), options=YEAR_2024)
    assert balances(reading) == {"606000": 6_000, "706000": -10_000}
    assert reading.totals.anomalies.by_code == noted


def test_a_column_of_sides_is_followed() -> None:
    rows: Rows = [
        ["Compte", "Libellé", "Solde", "Sens"],
        ["606000", "Achats", 60.0, "D"],
        ["706000", "Ventes", 100.0, "C"],
    ]
    assert balances(read_balance(csv(rows), options=YEAR_2024)) == {"606000": 6_000, "706000": -10_000}


def test_amounts_that_carry_their_side() -> None:
    rows: Rows = [
        ["Compte", "Intitulé", "Solde"],
        ["512000", "Banque", "40,00 D"],
        ["606000", "Achats", "1 060,00 D"],
        ["706000", "Ventes", "1 100,00 C"],
    ]
    reading = read_balance(csv(rows), options=YEAR_2024)
    assert balances(reading) == {"512000": 4_000, "606000": 106_000, "706000": -110_000}


def test_a_number_and_a_name_of_account_in_two_columns() -> None:
    rows: Rows = [
        [
            "Numéro",
            "Compte",
            "Mouvements débiteurs",
            "Mouvements créditeurs",
            "Solde débiteur",
            "Solde créditeur",
        ],
        ["606000", "Achats", 90.0, 30.0, 60.0, 0.0],
        ["706000", "Ventes", 0.0, 60.0, 0.0, 60.0],
    ]
    reading = read_balance(csv(rows), options=YEAR_2024)
    assert balances(reading) == {"606000": 6_000, "706000": -6_000}
    assert [a.label for a in reading.totals.accounts] == ["Achats", "Ventes"]
    assert reading.totals.anomalies.by_code == {}


def test_numbers_and_names_in_one_cell_under_titles_of_groups() -> None:
    rows: Rows = [
        ["", "Solde initial", "", "2024", "", "Solde final", ""],
        ["", "Débit", "Crédit", "Débit", "Crédit", "Débit", "Crédit"],
        ["102000 Fonds propres", 0.0, 100.0, 0.0, 0.0, 0.0, 100.0],
        ["512000 Banque", 100.0, 0.0, 60.0, 20.0, 140.0, 0.0],
        ["606000 Achats", 0.0, 0.0, 20.0, 0.0, 20.0, 0.0],
        ["706000 Ventes", 0.0, 0.0, 0.0, 60.0, 0.0, 60.0],
    ]
    reading = read_balance(xlsx(rows), options=YEAR_2024)
    assert balances(reading) == {"102000": -10_000, "512000": 14_000, "606000": 2_000, "706000": -6_000}
    assert reading.totals.accounts[0].label == "Fonds propres"
    assert reading.totals.openings_known


def test_the_year_before_is_a_reading_of_its_own() -> None:
    rows: Rows = [
        ["Compte", "Libellé", "Solde 2024", "Solde 2023"],
        ["606000", "Achats", 60.0, 50.0],
        ["706000", "Ventes", -100.0, -70.0],
    ]
    earlier, last = read_balances(xlsx(rows))
    assert balances(last) == {"606000": 6_000, "706000": -10_000}
    assert balances(earlier) == {"606000": 5_000, "706000": -7_000}
    assert earlier.totals.closing == dt.date(2023, 12, 31)
    assert last.other_exercices == ("2023",)
    assert last.previous == earlier.totals
    assert last.asks == ("exercice",)


def test_an_analytical_column_gives_sections() -> None:
    rows: Rows = [
        ["Section", "Compte", "Libellé", "Débit", "Crédit"],
        ["Atelier", "606000", "Achats", 40.0, 0.0],
        ["Jardin", "606000", "Achats", 20.0, 0.0],
        ["", "606000", "Achats", 60.0, 0.0],
        ["Atelier", "706000", "Ventes", 0.0, 100.0],
    ]
    reading = read_balance(csv(rows), options=YEAR_2024)
    assert balances(reading) == {"606000": 6_000, "706000": -10_000}
    assert [(a.code, a.account, a.amount) for a in reading.totals.analytics] == [
        ("Atelier", "606000", 4_000),
        ("Atelier", "706000", -10_000),
        ("Jardin", "606000", 2_000),
    ]


def test_an_unbalanced_balance_says_the_gap() -> None:
    rows = [*FULL[:-1], ["706000", "Ventes", 0.0, 1001.0, 0.0, 1001.0]]
    report = read_balance(csv(rows), options=YEAR_2024).totals.anomalies
    assert report.by_code == {"B01": 1}
    assert "1,00" in report.items[0].read


def test_a_balance_without_titles_is_told_from_its_content() -> None:
    reading = read_balance(csv(FULL[1:]), name="balance_20241231.csv")
    assert balances(reading)["512000"] == 79_950
    assert any("pas de titre" in note for note in reading.notes)
    assert reading.totals.closing == dt.date(2024, 12, 31)
    assert reading.asks == ("exercice",)


def test_an_account_number_never_carries_a_name() -> None:
    rows = [*FULL, ["411DUPONT", "Dupont Jeanne", 0.0, 0.0, 0.0, 0.0]]
    assert "411" in balances(read_balance(csv(rows), options=YEAR_2024))


def test_an_unreadable_amount_is_listed_with_its_line() -> None:
    rows = [*FULL, ["607000", "Marchandises", "douze", 0.0, "douze", 0.0]]
    report = read_balance(csv(rows), options=YEAR_2024).totals.anomalies
    assert {item.line for item in report.items if item.code == "F07"} == {6}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Bonjour", "monde"], ["a", "b"]], "balance_non_reconnue"),
        ([["Compte", "Libellé", "Solde"], ["", "", ""]], "balance_vide"),
        ([["Compte", "Libellé", "Solde"], ["512000", "Banque", 3.0]], "aucun_produit_ni_charge"),
        (
            [
                ["Compte", "Libellé", "Débit", "Crédit", "Solde débiteur", "Solde créditeur"],
                ["120000", "Résultat", 0.0, 40.0, 0.0, 40.0],
                ["606000", "Achats", 60.0, 60.0, 0.0, 0.0],
                ["706000", "Ventes", 100.0, 100.0, 0.0, 0.0],
            ],
            "balance_apres_cloture",
        ),
    ],
)
def test_what_is_no_usable_balance_ends_in_one_clear_sentence(rows: Rows, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_balance(csv(rows), options=YEAR_2024)
    assert caught.value.code == code
    assert caught.value.remedy


def test_without_any_date_the_exercice_is_asked() -> None:
    with pytest.raises(ReadError) as caught:
        read_balance(csv(FULL))
    assert caught.value.code == "exercice_inconnu"
