"""The Cerfa documents: read again by our own reader, recomputed by LibreOffice."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from equilibre.accounts.cerfa import read_cerfa
from equilibre.documents.cerfa_docx import cerfa_docx
from equilibre.documents.cerfa_xlsx import cerfa_xlsx
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.trajectory.cerfa_budget import CerfaBudget, cerfa_budget
from equilibre.trajectory.cerfa_placing import CerfaChoices, InKind, places_from_accounts
from equilibre.trajectory.hypotheses import Scenario
from equilibre.trajectory.starting import starting_plan
from harness.office import recomputed

AS_IT_IS = Scenario(key="fil", label="Au fil de l’eau")
ON = dt.date(2026, 11, 27)
TYPED = (InKind(code="864", amount=450_000), InKind(code="861", amount=120_000))


def budget(*, in_kind: tuple[InKind, ...] = TYPED) -> CerfaBudget:
    model = build_model(fictitious_dossier())
    choices = CerfaChoices(places=places_from_accounts(model), in_kind=in_kind)
    return cerfa_budget(starting_plan(model), AS_IT_IS, choices)


def workbook(one: CerfaBudget) -> bytes:
    return cerfa_xlsx(one, on=ON, scenario="Au fil de l’eau", organisation="=1+1", sources=("Comptes.",))


def amounts(book: openpyxl.Workbook) -> dict[str, int]:
    """Label → euros on both sides of the table."""
    sheet = book["Budget"]
    return {
        str(row[at]).strip(): row[at + 1]
        for row in sheet.iter_rows(values_only=True)
        for at in (0, 3)
        if row[at] is not None and isinstance(row[at + 1], int | float)
    }


def opened_workbook(one: CerfaBudget, *, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(one)), data_only=values)


def test_our_own_reader_finds_the_same_budget() -> None:
    one = budget()
    reading = read_cerfa(workbook(one), name="budget-2026.xlsx")
    by_class = {
        first: sum(a.balance for a in reading.totals.accounts if a.number.startswith(first))
        for first in ("6", "7", "86", "87")
    }
    assert by_class["6"] == one.charges * 100
    assert -by_class["7"] == one.products * 100
    assert by_class["86"] == -by_class["87"] == 570_000
    # The books since 2020: volunteering in 875, whatever the form's own number.
    assert {a.number: a.balance for a in reading.totals.accounts}["875000"] == -450_000


def test_kept_values_balance_and_nothing_typed_becomes_a_formula() -> None:
    one = budget()
    found = amounts(opened_workbook(one))
    assert found["TOTAL DES CHARGES"] == found["TOTAL DES PRODUITS"] == one.total
    assert found["Insuffisance prévisionnelle (déficit)"] == one.deficit == 1_995
    assert found["864. Personnel bénévole"] == found["870. Bénévolat"] == 4_500
    title = opened_workbook(one, values=False)["Budget"]["A1"]
    assert (title.value, title.data_type) == ("Budget prévisionnel de l’association · =1+1", "s")


@pytest.mark.slow
def test_libreoffice_finds_the_same_euros(tmp_path: Path) -> None:
    kept = amounts(opened_workbook(budget()))
    (again,) = recomputed(tmp_path, opened_workbook(budget(), values=False))
    assert amounts(again) == kept


def test_in_kind_stays_empty_until_it_is_typed() -> None:
    found = amounts(opened_workbook(budget(in_kind=())))
    assert "870. Bénévolat" not in found
    text = "\n".join(one.text for one in opened(in_kind=()).paragraphs)
    assert "Contributions volontaires\u00a0: non renseignées" in text


def opened(**told: Any) -> Any:
    return Document(io.BytesIO(cerfa_docx(budget(**told), on=ON, scenario="Au fil de l’eau")))


def test_the_document_holds_the_table_both_readings_and_what_is_behind() -> None:
    made = opened()
    table, readings, *_, origins = made.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[1][:2] == ["60 - Achats", "20\u202f360"]
    assert ["TOTAL DES CHARGES", "90\u202f085", "TOTAL DES PRODUITS", "90\u202f085"] in cells
    assert [cell.text for cell in readings.rows[0].cells][1:] == ["Acquis seulement", "Tout compris"]
    assert ["61 - Assurance", "Locaux et équipement", "", "1\u202f510,00\u00a0€"] in [
        [cell.text for cell in row.cells] for row in origins.rows
    ]
    text = "\n".join(one.text for one in made.paragraphs)
    assert "ce document ne le remplace pas" in text


@pytest.mark.parametrize("year", [0, 4, 99])
def test_any_year_of_the_plan(year: int) -> None:
    model = build_model(fictitious_dossier())
    one = cerfa_budget(starting_plan(model), AS_IT_IS, CerfaChoices(year=year))
    assert one.year == str(2026 + min(year, 4))
