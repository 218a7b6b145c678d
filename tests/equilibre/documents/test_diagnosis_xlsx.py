"""The workbook of a diagnosis: levels as numbers, medians as live formulas, words that cannot run."""

from __future__ import annotations

import datetime as dt
import io
from statistics import median

import openpyxl

import diagnosis_samples as samples
from equilibre.diagnosis.results import DiagnosisResult
from equilibre.documents.diagnosis_xlsx import diagnosis_xlsx

ON = dt.date(2026, 11, 26)


def opened(result: DiagnosisResult, *, values: bool = False) -> openpyxl.Workbook:
    made = diagnosis_xlsx(
        result,
        samples.questionnaire(),
        on=ON,
        organisation="=1+1",
        address="https://trajectoires.example.org/diagnostic/",
    )
    return openpyxl.load_workbook(io.BytesIO(made), data_only=values)


def test_it_has_every_sheet_and_nothing_typed_is_a_formula() -> None:
    book = opened(samples.result())
    assert book.sheetnames == ["Lisez-moi", "Réponses", "Sujets", "Appuis et points fragiles", "Actions"]
    formulas = {
        (sheet.title, cell.column_letter)
        for sheet in book
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {("Sujets", "B"), ("Sujets", "C"), ("Sujets", "D")}
    assert "Autodiagnostic · =1+1" in str(book["Lisez-moi"]["A1"].value)


def test_each_answer_has_its_described_level_or_the_reason_why_not() -> None:
    rows = list(opened(samples.result())["Réponses"].iter_rows(values_only=True))
    assert len(rows) == 1 + 28
    told = {(row[0], row[3], row[4]) for row in rows[1:]}
    assert ("Financements", 0, None) in told
    assert ("Alliances", None, "ne nous concerne pas") in told
    assert ("Coûts et cohérence", None, "je ne sais pas") in told
    assert ("Coûts et cohérence", None, "sans réponse") in told
    assert any(row[2] == samples.LEVELS[3] and row[3] == 3 for row in rows)


def test_medians_are_live_and_their_kept_values_are_those_of_the_levels() -> None:
    live, kept = opened(samples.result()), opened(samples.result(), values=True)
    first = live["Sujets"]["B2"].value
    assert first == "=IF(COUNT('Réponses'!$D$2:$D$5)=0,\"\",MEDIAN('Réponses'!$D$2:$D$5))"
    levels: dict[str, list[int]] = {}
    for row in kept["Réponses"].iter_rows(min_row=2, values_only=True):
        levels.setdefault(str(row[0]), []).extend([row[3]] if row[3] is not None else [])
    for row in kept["Sujets"].iter_rows(min_row=2, values_only=True):
        known = levels[str(row[0])]
        assert (row[1] or None) == (median(known) or None if known else None)
        assert row[3] == len(known) and row[4] == 4
    words = live["Sujets"]["C2"].value
    assert words.startswith("=IF(COUNT(") and '"entre "&CHOOSE(INT(B2)+1,"à initier","en cours"' in words
    assert [row[0].value for row in kept["Sujets"]["C2:C8"]][4] == "nous ne savons pas encore"


def test_the_accounts_are_named_with_their_year() -> None:
    def read_me(**changes: object) -> dict[object, object]:
        rows = opened(samples.result(**changes))["Lisez-moi"].iter_rows(values_only=True)
        return {row[0]: row[1] for row in rows}

    told = read_me(accounts_year="2024")
    assert "Les comptes 2024" in str(told["Vos comptes"])
    assert told["À regarder ensemble"] == samples.result().contradictions[0].message
    assert not {"Vos comptes", "À regarder ensemble"} & set(read_me(contradictions=()))


def test_actions_leave_room_for_who_and_when() -> None:
    rows = list(opened(samples.result()).worksheets[4].iter_rows(values_only=True))
    assert rows[0][8:11] == ("Qui s’en charge", "Pour le", "Fait")
    assert len(rows) == 7
    assert rows[6][7] == "trajectoires.example.org/accompagner/fiches/fiche-6/"
