"""The workbook: numbers that add up, words that cannot run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model_fixtures as fixtures
from equilibre.documents.sheets import Workbook, columns
from equilibre.documents.workbook import workbook_xlsx
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import PublishedSource

TODAY = dt.date(2026, 1, 5)
SHEETS = [
    "Lisez-moi", "Modèle", "Ressources", "Charges", "Piliers", "Repères", "Analyse financière",
    "Compte de résultat", "Bilan", "Chiffres et origine", "Comptes",
]  # fmt: skip


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def column(book: openpyxl.Workbook, sheet: str, name: str) -> list[object]:
    rows = list(book[sheet].iter_rows(values_only=True))
    rank = rows[0].index(name)
    return [row[rank] for row in rows[1:]]


def test_it_has_every_sheet_in_order() -> None:
    assert opened(workbook_xlsx(fixtures.model(), today=TODAY)).sheetnames == SHEETS


def test_amounts_are_numbers_in_euros_that_add_up() -> None:
    book = opened(workbook_xlsx(fixtures.model(fixtures.exercice()), today=TODAY))
    amounts = column(book, "Ressources", "Montant")
    assert all(isinstance(amount, int | float) for amount in amounts)
    assert sum(amounts) == 133_000  # type: ignore[arg-type]
    assert "€" in book["Ressources"]["E2"].number_format
    assert book["Ressources"]["F2"].number_format == "0.0\\ %"


def test_what_is_not_measured_is_an_empty_cell() -> None:
    exercice = fixtures.exercice(pillars=fixtures.pillars(80, 60, None))
    book = opened(workbook_xlsx(fixtures.model(exercice), today=TODAY))
    rows = {row[1]: row for row in book["Piliers"].iter_rows(values_only=True) if row[2] == "Total du pilier"}
    assert rows["Alliances"][3] is None
    assert "personne n’a encore parlé" in str(rows["Alliances"][5])


def test_every_figure_is_there_with_its_lineage() -> None:
    model = build_model(fictitious_dossier())
    book = opened(workbook_xlsx(model, today=TODAY))
    keys = column(book, "Chiffres et origine", "Clé")
    assert len(keys) == sum(len(exercice.figures) for exercice in model.exercices)
    origins = column(book, "Chiffres et origine", "Comptes et entrées")
    assert any("741400" in str(origin) for origin in origins)
    parameters = column(book, "Chiffres et origine", "Paramètres")
    assert any("SMIC" in str(parameter) for parameter in parameters)


def test_nothing_in_it_can_run_or_call_out() -> None:
    data = workbook_xlsx(fixtures.model(), today=TODAY)
    book = opened(data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink]
    risky = [
        cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))
    ]
    assert risky
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_label_is_written_as_it_is_or_cleaned(text: str) -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, title=text, today=TODAY) as book:
        book.sheet("A", columns("Libellé 20+")).row(text)
    value = opened(buffer.getvalue())["A"]["A2"].value
    assert value is None or isinstance(value, str)


def test_a_row_cannot_be_wider_than_its_headings() -> None:
    with Workbook(io.BytesIO(), title="", today=TODAY) as book:
        sheet = book.sheet("A", columns("Seule 20"))
        with pytest.raises(ValueError, match="2 cells for 1 columns"):
            sheet.row("a", "b")


def test_a_published_case_says_so_with_its_source() -> None:
    source = PublishedSource(title="Rapport annuel 2023", address="https://exemple.org/rapport.pdf")
    book = opened(workbook_xlsx(fixtures.model(origin="publie", sources=(source,)), today=TODAY))
    text = "\n".join(
        str(cell) for row in book["Lisez-moi"].iter_rows(values_only=True) for cell in row if cell
    )
    assert "Lecture d’après les chiffres publiés" in text
    assert "Rapport annuel 2023. https://exemple.org/rapport.pdf" in text
    assert "ni Le RAMEAU ni le ministère" in text


def test_the_same_model_gives_the_same_bytes() -> None:
    assert workbook_xlsx(fixtures.model(), today=TODAY) == workbook_xlsx(fixtures.model(), today=TODAY)
