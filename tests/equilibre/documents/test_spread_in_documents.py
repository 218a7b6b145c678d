"""Several voices on paper, on slides and in a workbook: figures from five people on, nothing at all under."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pypdf
import pytest
from pptx import Presentation

import diagnosis_samples as samples
from equilibre.diagnosis.results import Spread
from equilibre.documents.diagnosis_pdf import diagnosis_pdf
from equilibre.documents.diagnosis_pptx import diagnosis_pptx
from equilibre.documents.diagnosis_xlsx import diagnosis_xlsx

ON = dt.date(2026, 11, 26)
TITLE = "Trois points à mettre à l’ordre du jour"
ENDS = f"vont de «\u00a0{samples.LEVELS[0]}\u00a0» à «\u00a0{samples.LEVELS[3]}\u00a0»"


def pages(spread: Spread | None) -> list[str]:
    made = diagnosis_pdf(samples.result(), samples.questionnaire(), on=ON, spread=spread)
    return [
        " ".join(page.extract_text().replace("\u202f", "\u00a0").split(" "))
        for page in pypdf.PdfReader(io.BytesIO(made)).pages
    ]


def titles(spread: Spread | None) -> list[str]:
    made = diagnosis_pptx(samples.result(), samples.questionnaire(), on=ON, spread=spread)
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(made)).slides]


def book(spread: Spread | None) -> openpyxl.Workbook:
    made = diagnosis_xlsx(samples.result(), samples.questionnaire(), on=ON, spread=spread)
    return openpyxl.load_workbook(io.BytesIO(made))


@pytest.mark.parametrize("spread", [None, samples.spread(4)], ids=["nobody", "four"])
def test_under_five_the_documents_say_nothing_of_it(spread: Spread | None) -> None:
    assert spread is None or spread.gaps
    assert len(pages(spread)) == 2
    assert len(titles(spread)) == 5
    assert "Écarts" not in book(spread).sheetnames


def test_from_five_on_the_paper_has_a_side_more() -> None:
    found = samples.spread(7)
    _, _, third, fourth = pages(found)
    told = " ".join(third.split())
    assert "Les autres écarts" in told and "convention de la plateforme" in fourth
    assert TITLE in told and "7 personnes ont répondu" in told
    assert told.count("vos réponses vont de".capitalize()) == 3
    assert all(gap.text.split("\u00a0")[0] in told for gap in found.agenda)


def test_from_five_on_a_slide_before_the_debate() -> None:
    assert titles(samples.spread(5))[-2:] == [TITLE, "À débattre ensemble"]
    made = diagnosis_pptx(samples.result(), samples.questionnaire(), on=ON, spread=samples.spread(5))
    slide = Presentation(io.BytesIO(made)).slides[4]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Question", *samples.WORDS, "je ne sais pas"]
    assert rows[1][1:] == ["2", "1", "0", "2", "0"] and len(rows) == 4
    assert ENDS in slide.notes_slide.notes_text_frame.text


def test_from_five_on_a_sheet_widest_first() -> None:
    found = samples.spread(6)
    rows = [*book(found)["Écarts"].iter_rows(values_only=True)]
    assert rows[0][1:6] == (*samples.WORDS, "je ne sais pas")
    assert rows[1][1:6] == (2, 1, 0, 2, 1) and rows[1][7] == "oui" and ENDS in rows[1][6]
    assert [row[7] for row in rows].count("oui") == 3
    told = {row[0]: row for row in rows}
    few = [gap.text for gap in found.gaps if not gap.counts]
    assert few and all(told[text][1] is None for text in few)
