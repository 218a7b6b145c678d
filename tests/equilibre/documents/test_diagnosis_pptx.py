"""The slides: five, with a chart that can be edited, tables that are tables, and notes to speak from."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from pptx import Presentation

import diagnosis_samples as samples
from equilibre.diagnosis.results import DiagnosisResult
from equilibre.documents.diagnosis_pptx import diagnosis_pptx

ON = dt.date(2026, 11, 26)


def opened(result: DiagnosisResult, organisation: str = "Les Ateliers du Préau") -> Any:
    made = diagnosis_pptx(
        result,
        samples.questionnaire(),
        on=ON,
        organisation=organisation,
        address="https://trajectoires.example.org/diagnostic/",
    )
    return Presentation(io.BytesIO(made))


def charts(made: Any) -> list[Any]:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def cells(slide: Any) -> list[list[str]]:
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


def test_five_slides_each_with_a_title_a_footer_and_notes() -> None:
    made = opened(samples.result())
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == [
        "Les Ateliers du Préau",
        "Les sept sujets",
        "Appuis et points fragiles",
        "Par où commencer",
        "À débattre ensemble",
    ]
    for slide in made.slides:
        assert len(slide.notes_slide.notes_text_frame.text) > 80
    last = " ".join(shape.text_frame.text for shape in made.slides[4].shapes if shape.has_text_frame)
    assert "ni Le RAMEAU ni le ministère n’en sont responsables" in last
    assert "Qui peut nous éclairer sur «\u00a0Coûts et cohérence\u00a0»\u202f?" in last


def test_the_radar_is_a_native_chart_where_the_lowest_level_is_a_ring_and_the_unknown_a_gap() -> None:
    (chart,) = charts(opened(samples.result()))
    assert tuple(chart.plots[0].series[0].values) == (3, 2, 2, 4, None, 1, 3)
    assert list(chart.plots[0].categories)[1] == "Richesses humaines"
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0, 4)
    assert charts(opened(samples.result(length="flash"))) == []


def test_the_tables_hold_the_words_of_the_result() -> None:
    slides = opened(samples.result()).slides
    assert cells(slides[1])[5] == ["Coûts et cohérence", "nous ne savons pas encore", "0 sur 4"]
    assert cells(slides[2])[1][1].startswith("La trésorerie se découvre au jour le jour. ")
    assert len(cells(slides[3])) == 7
    notes = slides[3].notes_slide.notes_text_frame.text
    assert "trajectoires.example.org/accompagner/fiches/fiche-6/" in notes
    assert notes.count("À qui en parler") == 6


@pytest.mark.parametrize(
    ("variant", "heading"),
    [
        ("petite", "Où en est votre association"),
        ("financeur", "Où en est votre manière de financer"),
        ("accompagnateur", "Où en est votre manière d’accompagner"),
    ],
)
def test_without_a_name_the_heading_says_whose_practice_is_read(variant: str, heading: str) -> None:
    assert opened(samples.result(variant=variant), "").slides[0].shapes.title.text_frame.text == heading


def test_a_result_that_says_nothing_still_gives_five_slides() -> None:
    made = opened(samples.result(strengths=(), fragilities=(), actions=(), contradictions=()), "")
    assert len(made.slides) == 5
    assert made.slides[0].shapes.title.text_frame.text == "Où en est votre association"
    assert cells(made.slides[2])[1] == [
        "Vos réponses ne le disent pas.",
        "Vos réponses ne le disent pas.",
    ]


def test_the_accounts_are_named_with_their_year() -> None:
    one = samples.result().contradictions[0]
    made = opened(samples.result(accounts_year="2024", contradictions=(one, one)))
    slide = made.slides[4]
    assert one.message in slide.placeholders[1].text_frame.text
    assert "Les comptes 2024" in slide.notes_slide.notes_text_frame.text
    assert one.message in slide.notes_slide.notes_text_frame.text
    assert "Les comptes" not in opened(samples.result()).slides[4].notes_slide.notes_text_frame.text


def test_words_that_no_document_may_hold_are_left_out() -> None:
    made = opened(samples.result(), "Un\x0bnom & <b>")
    assert made.slides[0].shapes.title.text_frame.text == "Unnom & <b>"
