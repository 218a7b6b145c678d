"""The documents of a financial report: what is told, what waits, formulas that LibreOffice finds equal."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from equilibre.documents.realised_docx import realised_docx
from equilibre.documents.realised_xlsx import realised_xlsx
from equilibre.trajectory.realised import FinancialReport, ReportLine
from harness.office import recomputed

ON = dt.date(2026, 11, 27)


def report(*, travel: int | None = 25_000, key: str = "compte-rendu-1") -> FinancialReport:
    return FinancialReport(
        key=key,
        label="=Réparer / ensemble [deux quartiers]",
        funder="Ville",
        grant=500_000,
        closing=dt.date(2026, 12, 31),
        lines=(
            ReportLine(code="601", planned=80_000, realised=142_050, why="Deux séances de plus."),
            ReportLine(code="625", planned=30_000, realised=travel),
            ReportLine(code="641", planned=420_000, realised=418_000),
            ReportLine(code="622", realised=60_000),
            ReportLine(code="ind-fixes", planned=90_000, realised=90_000),
            ReportLine(code="74com", planned=500_000, realised=500_000),
            ReportLine(code="70x", planned=120_000, realised=235_050),
            ReportLine(code="861", planned=40_000, realised=40_000),
            ReportLine(code="862", planned=10_000, realised=0),
            ReportLine(code="864", planned=120_000, realised=135_000),
        ),
        sharing="Loyer au prorata des heures.",
    )


def text_of(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def rows_of(data: bytes) -> dict[str, tuple[str, ...]]:
    made = Document(io.BytesIO(data))
    return {
        row.cells[0].text.strip(): tuple(cell.text for cell in row.cells[1:])
        for table in made.tables
        for row in table.rows
    }


def test_the_text_says_planned_realised_and_why() -> None:
    data = realised_docx([report()], on=ON)
    rows = rows_of(data)
    assert rows["TOTAL DES CHARGES"] == (
        "6\u202f200\u00a0€",
        "7\u202f351\u00a0€",
        "+1\u202f151\u00a0€",
        "+18,6\u00a0%",
    )
    assert rows["Achats matières et fournitures"][:1] == ("+621\u00a0€ (+77,6\u00a0%)",)
    assert rows["870. Bénévolat"][:2] == ("1\u202f200\u00a0€", "1\u202f350\u00a0€")
    assert rows["871. Prestations en nature"][:2] == ("500\u00a0€", "400\u00a0€")
    text = text_of(data)
    for said in (
        "Cerfa n°\u00a015059*02", "Deux séances de plus.", "pas de pourcentage\u00a0: rien n’était prévu",
        "Loyer au prorata des heures.", "30\u00a0juin\u00a02027", "R46623", "arrêté du 11\u00a0octobre 2006",
        "[à compléter\u00a0: votre explication]", "Charges et produits sont égaux",
    ):  # fmt: skip
        assert said in text, said
    assert "[à compléter\u00a0: comment elles sont comptées]" in text
    assert "Observations" not in text


def test_what_was_not_told_waits_and_nothing_is_concluded() -> None:
    data = realised_docx([report(travel=None)], on=ON)
    assert rows_of(data)["TOTAL DES CHARGES"] == ("6\u202f200\u00a0€", "à saisir", "", "")
    assert "rien n’est conclu du total" in text_of(data)


def test_several_reports_are_one_document() -> None:
    two = [report(), report(key="compte-rendu-2")]
    assert text_of(realised_docx(two, on=ON)).count("TOTAL DES CHARGES") == 2
    book = openpyxl.load_workbook(io.BytesIO(realised_xlsx(two, on=ON)))
    assert len(book.sheetnames) == 3 and len(set(book.sheetnames)) == 3
    assert all(cell.data_type != "f" for cell in book[book.sheetnames[0]]["A"])


def values(book: openpyxl.Workbook) -> dict[str, list[Any]]:
    sheet = book[book.sheetnames[0]]
    found: dict[str, list[Any]] = {}
    for row in sheet.iter_rows(values_only=True):
        if row[0]:
            found.setdefault(str(row[0]).strip(), [None if one == "" else one for one in row[1:5]])
    return found


def written(travel: int | None, *, kept: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(realised_xlsx([report(travel=travel)], on=ON)), data_only=kept)


@pytest.mark.slow
def test_libreoffice_finds_the_same_figures_and_follows_what_is_typed(tmp_path: Path) -> None:
    typed = written(None)
    sheet = typed[typed.sheetnames[0]]
    at = next(row for row in sheet.iter_rows() if str(row[0].value).strip() == "Déplacements, missions")
    at[2].value = 350
    whole, waiting, changed = map(values, recomputed(tmp_path, written(25_000), written(None), typed))
    for travel, again in ((25_000, whole), (None, waiting)):
        ours = values(written(travel, kept=True))
        assert ours.keys() == again.keys()
        for label, row in ours.items():
            for mine, theirs in zip(row, again[label], strict=True):
                assert theirs == (pytest.approx(mine) if isinstance(mine, int | float) else mine), label
        assert again["TOTAL DES CHARGES"][1] == (None if travel is None else 7_351)
    assert changed["Déplacements, missions"][2:] == [50, pytest.approx(50 / 300)]
    assert changed["TOTAL DES CHARGES"][1] == 7_451
    assert changed["Produits moins charges (0\u00a0: égaux)"][1] == -100
