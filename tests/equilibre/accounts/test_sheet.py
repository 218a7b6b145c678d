"""The one door for tables: each kind is recognised by its columns, and the user may overrule it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from sheet_makers import YEAR_2024, Rows, csv, ods, xlsx

from equilibre.accounts.cases import load_case
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.reading import read_accounts
from equilibre.accounts.sheet import read_sheet
from equilibre.errors import ReadError
from equilibre.examples import files
from equilibre.examples.case_books import targets
from equilibre.examples.generator import fec_bytes

BALANCE: Rows = [["Compte", "Libellé", "Solde"], ["606000", "Achats", 60.0], ["706000", "Ventes", -100.0]]
CERFA: Rows = [
    ["CHARGES", "Montant", "PRODUITS", "Montant"],
    ["60 – Achats", 60, "70 – Vente de produits finis", 40],
    ["61 – Services extérieurs", 40, "74 – Subventions d'exploitation", 60],
]
CASH: Rows = [["Date", "Libellé", "Recette", "Dépense"], ["01/02/2024", "Dons", 5.0, None]]
FREE: Rows = [["Libellé", "Montant"], ["RECETTES"], ["Dons", 5.0]]


@pytest.mark.parametrize(
    ("rows", "kind"), [(BALANCE, "balance"), (CERFA, "cerfa"), (CASH, "tresorerie"), (FREE, "tableur")]
)
def test_each_kind_is_recognised(rows: Rows, kind: str) -> None:
    for data in (csv(rows), xlsx(rows), ods(rows)):
        assert read_accounts(data, options=YEAR_2024).totals.source.format == kind


def test_the_user_overrules_the_kind() -> None:
    options = ReadOptions(format="tableur", opening=YEAR_2024.opening, closing=YEAR_2024.closing)
    assert read_sheet(csv(BALANCE), options=options).totals.source.format == "tableur"
    options = ReadOptions(format="cerfa", opening=YEAR_2024.opening, closing=YEAR_2024.closing)
    with pytest.raises(ReadError) as caught:
        read_sheet(csv(BALANCE), options=options)
    assert caught.value.code == "cerfa_non_reconnu"


def test_the_sheet_of_the_accounts_is_found_among_others() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Lisez-moi"
    book.active.append(["Bonjour"])
    sheet = book.create_sheet("Balance 2024")
    for row in BALANCE:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    reading = read_accounts(out.getvalue())
    assert {a.number: a.balance for a in reading.totals.accounts} == {"606000": 6_000, "706000": -10_000}
    assert reading.totals.closing.year == 2024
    assert reading.asks == ("exercice",)


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_fec_saved_as_a_workbook_is_read_as_a_fec(make: object) -> None:
    assert callable(make)
    case = load_case("arts-martiaux-genas-2025")
    rows: list[list[object]] = []
    for line in fec_bytes(case).decode().splitlines():
        cells: list[object] = list(line.split("\t"))
        if rows:
            cells[11], cells[12] = (float(str(c).replace(",", ".")) for c in cells[11:13])
        rows.append(cells)
    reading = read_accounts(make(rows), name="ecritures.xlsx", options=ReadOptions(closing=case.closing))
    assert reading.totals.source.format == "fec"
    found = {a.number: a.balance for a in reading.totals.accounts if a.number[0] in "678"}
    assert found == targets(case)
    assert any("classeur" in note for note in reading.notes)
    assert "T11" not in reading.totals.anomalies.by_code


@pytest.mark.parametrize(
    ("name", "kind", "basis"),
    [
        ("balance", "balance", "engagement"),
        ("budget", "cerfa", "budget"),
        ("tresorerie", "tableur", "tresorerie"),
    ],
)
def test_the_fictitious_association_brings_each_kind(name: str, kind: str, basis: str) -> None:
    file, data = next((n, d) for n, d in files.example_files().items() if n.startswith(name))
    totals = read_accounts(data, name=file).totals
    assert (totals.source.format, totals.basis) == (kind, basis)
    assert not {"B01", "C01", "F07", "K01", "M02"} & set(totals.anomalies.by_code)


def test_a_sheet_whose_every_row_must_be_asked_still_reaches_the_user() -> None:
    reading = read_accounts(
        csv([["Libellé", "Montant"], ["Licences", 5.0], ["Zorglub", 7.0]]), options=YEAR_2024
    )
    assert reading.totals.accounts == ()
    assert reading.asks == ("mapping",)


def test_progress_ends_at_one() -> None:
    told: list[float] = []
    read_accounts(csv(BALANCE), options=YEAR_2024, progress=told.append)
    assert told[-1] == 1.0
