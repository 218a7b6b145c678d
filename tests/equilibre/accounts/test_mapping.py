"""Free sheets of small associations: sides found, totals left out, accounts proposed, doubts asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from sheet_makers import Rows, csv, ods, xlsx

from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.label_rules import ASK_BELOW, propose
from equilibre.accounts.mapping import MappedRow, propose_mapping, totals_from_rows
from equilibre.accounts.table import open_table
from equilibre.accounts.totals import Reading
from equilibre.errors import ReadError

SECTIONS: Rows = [
    ["Club de lecture de Trifouilly"],
    ["Libellé", "Montant"],
    ["RECETTES"],
    ["Cotisations adhérents", 1200.0],
    ["Subvention mairie", 500.0],
    ["Vente de gâteaux", 300.5],
    ["Total recettes", 2000.5],
    ["DÉPENSES"],
    ["Achat de livres", 900.0],
    ["Assurance MAIF", 100.0],
    ["Zorglub", 50.0],
    ["Total dépenses", 1050.0],
    ["Résultat", 950.5],
]


def rows_of(data: bytes) -> list[tuple[str, int, str, str]]:
    return [(r.label, r.amount, r.side, r.proposed_account) for r in propose_mapping(open_table(data))]


def reading_of(data: bytes) -> Reading:
    return totals_from_rows(
        propose_mapping(open_table(data)), opening=dt.date(2024, 1, 1), closing=dt.date(2024, 12, 31)
    )


@pytest.mark.parametrize("make", [csv, xlsx, ods])
def test_sections_give_the_sides(make: Callable[[Rows], bytes]) -> None:
    log = AnomalyLog()
    rows = propose_mapping(open_table(make(SECTIONS)), log)
    assert [(r.label, r.amount, r.side, r.proposed_account) for r in rows] == [
        ("Cotisations adhérents", 120_000, "recette", "756000"),
        ("Subvention mairie", 50_000, "recette", "741400"),
        ("Vente de gâteaux", 30_050, "recette", "707000"),
        ("Achat de livres", 90_000, "depense", "606000"),
        ("Assurance MAIF", 10_000, "depense", "616000"),
        ("Zorglub", 5_000, "depense", "628000"),
    ]
    assert [r.label for r in rows if r.asked] == ["Zorglub"]
    assert log.report().by_code == {"M01": 3}


def test_every_proposal_has_a_reason_and_doubts_are_asked() -> None:
    reading = reading_of(csv(SECTIONS))
    assert reading.asks == ("mapping",)
    assert all(r.reason for r in propose_mapping(open_table(csv(SECTIONS))))
    assert reading.totals.basis == "tresorerie"


def test_a_wrong_total_is_said() -> None:
    log = AnomalyLog()
    rows = [*SECTIONS[:6], ["Total recettes", 2100.5]]
    propose_mapping(open_table(csv(rows)), log)
    assert log.report().by_code == {"M01": 1, "M02": 1}


def test_two_columns_of_amounts() -> None:
    rows: Rows = [
        ["Libellé", "Recettes", "Dépenses"],
        ["Cotisations", 120.0, None],
        ["Loyer", None, 80.0],
        ["Total", 120.0, 80.0],
    ]
    assert rows_of(xlsx(rows)) == [
        ("Cotisations", 12_000, "recette", "756000"),
        ("Loyer", 8_000, "depense", "613000"),
    ]


def test_two_tables_side_by_side() -> None:
    rows: Rows = [
        ["CHARGES", "2024", "PRODUITS", "2024"],
        ["Salaires", 900.0, "Subvention département", 700.0],
        ["Urssaf", 300.0, "Stages", 500.0],
        ["TOTAL", 1200.0, "TOTAL", 1200.0],
    ]
    assert sorted(rows_of(xlsx(rows))) == [
        ("Salaires", 90_000, "depense", "641000"),
        ("Stages", 50_000, "recette", "706000"),
        ("Subvention département", 70_000, "recette", "741300"),
        ("Urssaf", 30_000, "depense", "645000"),
    ]


def test_signs_give_the_sides_when_nothing_else_does() -> None:
    rows: Rows = [["Libellé", "Montant"], ["Dons", 30.0], ["Assurance", -20.0], ["Loyer", -5.0]]
    assert rows_of(csv(rows)) == [
        ("Dons", 3_000, "recette", "754100"),
        ("Assurance", 2_000, "depense", "616000"),
        ("Loyer", 500, "depense", "613000"),
    ]


def test_an_unknown_side_is_asked_and_not_counted() -> None:
    data = csv([["Libellé", "Montant"], ["Licences", 30.0], ["Salaires", 20.0], ["Cotisations URSSAF", 5.0]])
    reading = reading_of(data)
    assert next(r.side for r in propose_mapping(open_table(data))) == "inconnu"
    assert reading.totals.anomalies.by_code == {"M03": 1}
    assert reading.asks == ("mapping",)


def test_the_realised_column_is_preferred_to_the_budget() -> None:
    rows: Rows = [
        ["Libellé", "Budget 2024", "Réalisé 2024", "%"],
        ["PRODUITS"],
        ["Cotisations", 100.0, 90.0, 0.9],
        ["Dons", 10.0, 20.0, 2.0],
    ]
    assert [amount for _, amount, _, _ in rows_of(xlsx(rows))] == [9_000, 2_000]


def test_account_numbers_beside_the_labels_are_believed() -> None:
    rows: Rows = [["Compte", "Libellé", "Montant"], ["606", "Machin", 10.0], ["756", "Truc", 30.0]]
    assert rows_of(csv(rows)) == [("Machin", 1_000, "depense", "606"), ("Truc", 3_000, "recette", "756")]


def test_bank_balances_frame_the_year() -> None:
    rows: Rows = [
        ["Solde banque au 1er janvier", 100.0],
        ["RECETTES"],
        ["Cotisations", 50.0],
        ["DEPENSES"],
        ["Assurance", 20.0],
        ["Solde banque au 31 décembre", 131.0],
    ]
    totals = reading_of(csv(rows)).totals
    bank = next(line for line in totals.accounts if line.number == "512000")
    assert (bank.opening, bank.balance) == (10_000, 13_100)
    assert totals.anomalies.by_code == {"K01": 1}


def test_loans_and_transfers_are_neither_products_nor_charges() -> None:
    rows: Rows = [
        ["Libellé", "Recettes", "Dépenses"],
        ["Emprunt bancaire", 1000.0, None],
        ["Virement livret A", None, 300.0],
        ["Cotisations", 50.0, None],
    ]
    totals = reading_of(csv(rows)).totals
    assert {line.number: line.balance for line in totals.accounts} == {"164000": -100_000, "756000": -5_000}
    assert totals.anomalies.by_code == {"K03": 1, "K04": 1}


def test_the_user_correction_is_followed() -> None:
    rows = propose_mapping(open_table(csv(SECTIONS)))
    corrected = [
        msgspec.structs.replace(r, proposed_account="604000", confidence=1.0) if r.label == "Zorglub" else r
        for r in rows
    ]
    reading = totals_from_rows(corrected, opening=dt.date(2024, 1, 1), closing=dt.date(2024, 12, 31))
    assert any(line.number == "604000" and line.balance == 5_000 for line in reading.totals.accounts)
    assert reading.asks == ()


def test_institutions_are_told_apart_and_persons_are_not_listed() -> None:
    rows = [
        MappedRow(
            label=label, amount=amount, side="recette", proposed_account=account, confidence=1, reason="r"
        )
        for label, amount, account in [
            ("Mairie de Genas", 500, "741400"),
            ("Don de Mme Durand", 900, "754100"),
            ("Jean Petit", 50, "706000"),
        ]
    ]
    reading = totals_from_rows(rows, opening=dt.date(2024, 1, 1), closing=dt.date(2024, 12, 31))
    assert reading.payer_names == {"f1": "Mairie de Genas"}
    assert reading.totals.payers[0].name == ""
    assert reading.totals.payers_unresolved == 950


@pytest.mark.parametrize(
    ("label", "side", "account"),
    [
        ("Subvention CAF", "recette", "741550"),
        ("Fondation de France", "recette", "755000"),
        ("Mécénat Boulangerie Martin", "recette", "754200"),
        ("Location de la salle à la commune", "recette", "708300"),
        ("Aide à l'emploi ASP", "recette", "741600"),
        ("Échéance prêt véhicule", "depense", "164000"),
        ("Remboursement frais kilométriques", "depense", "625000"),
        ("Licences FFJDA", "depense", "628100"),
        ("Cachets musiciens GUSO", "depense", "622600"),
    ],
)
def test_usual_labels(label: str, side: str, account: str) -> None:
    proposal = propose(label, "recette" if side == "recette" else "depense")
    assert proposal.account == account
    assert proposal.confidence >= ASK_BELOW


def test_a_sheet_without_amounts_is_a_clear_error() -> None:
    with pytest.raises(ReadError) as caught:
        propose_mapping(open_table(csv([["Bonjour", "tout le monde"], ["rien", "ici"]])))
    assert caught.value.code == "tableau_non_reconnu"
