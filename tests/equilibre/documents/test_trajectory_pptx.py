"""The slides of an assembly: native charts with the engine's cents, notes, nothing empty nor cut."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from pptx import Presentation
from pptx.util import Inches
from tests.equilibre.documents.assembly_samples import (
    FORMULA,
    LONG,
    ON,
    assembly,
    bare,
    exercice,
    hostile,
    model,
    poor,
)
from tests.equilibre.trajectory.trajectory_plans import by_hand, plans

from equilibre.documents.assembly_data import Assembly
from equilibre.documents.slide_master import WIDTH
from equilibre.documents.trajectory_pptx import trajectory_pptx
from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import Line, TrajectoryPlan
from equilibre.trajectory.projection import both


def opened(one: Assembly) -> Any:
    return Presentation(io.BytesIO(trajectory_pptx(one)))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def title(slide: Any) -> str:
    text: str = slide.shapes.title.text_frame.text
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def words(slide: Any) -> str:
    """Everything that is read on a slide."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found).replace("\u00a0", " ").replace("\u202f", " ")


def notes(slide: Any) -> str:
    text: str = slide.notes_slide.notes_text_frame.text
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def cents(values: Any) -> list[int | None]:
    return [None if one is None else round(one * 100) for one in values]


def by_series(chart: Any) -> dict[str, list[int | None]]:
    return {one.name: cents(one.values) for one in chart.plots[0].series}


def sheet(chart: Any) -> list[tuple[Any, ...]]:
    """What « Modifier les données » opens."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    return list(openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows(values_only=True))


def check_whole(made: Any) -> None:
    """Titles, notes, and no placeholder left empty, nothing off the slide."""
    assert len(made.slides) <= 10
    for slide in made.slides:
        assert title(slide).strip()
        for mark in ("À dire :", "La question probable :", "Pour répondre :"):
            assert mark in notes(slide)
        for shape in slide.placeholders:
            if shape.has_text_frame:
                assert shape.text_frame.text.strip(), (title(slide), shape.name)
            else:
                assert shape.has_table, shape.name
        for shape in slide.shapes:
            if shape.left is not None and shape.width:
                assert shape.left >= 0 and shape.left + shape.width <= WIDTH, (title(slide), shape.name)
        for chart in charts(slide):
            assert any(value is not None for one in chart.plots[0].series for value in one.values)


def test_nine_slides_that_say_their_message() -> None:
    made = opened(assembly())
    check_whole(made)
    assert [title(slide) for slide in made.slides] == [
        "Les Ateliers : notre trajectoire",
        "En 2026 : 75 % de soutiens, 25 % de revenus d’activité",
        "Tout compris, chaque année tient ; avec l’acquis seul, il manque 11 160 € en 2027",
        "Avec l’acquis seul, il reste moins d’un mois de dépenses en banque fin novembre 2028",
        "En 2028, tout compris : « Choisi », il reste 20 212 € ; « Au fil de l’eau », il reste 13 612 €",
        "Une action : 12 000 € par an en croisière, pour 1 000 € au départ et 2 400 € par an de coût",
        "2 décisions à prendre ; une date est déjà passée",
        "Ce que nous demandons à l’assemblée",
        "Ce que nous avons supposé, et les sources",
    ]
    assert "établi le 27 novembre 2026 · scénario « Choisi » · 2027 à 2028" in words(made.slides[0])
    for slide in list(made.slides)[1:8]:
        assert "27 novembre 2026 · scénario « Choisi »" in words(slide)
    last = words(made.slides[8])
    assert "Sources : Comptes 2026." in last and "ni Le RAMEAU ni le ministère" in last
    assert "60 000 €, acquis, payé 70 % en avril et 30 % en janvier suivant" in last


def test_the_charts_are_native_and_hold_the_cents_of_the_engine() -> None:
    one = assembly()
    slides = opened(one).slides
    base, years, cash = (charts(slides[rank])[0] for rank in (1, 2, 3))
    assert list(base.plots[0].categories) == ["Ville", "Ateliers", "Région"]
    assert by_series(base) == {
        "Soutiens publics": [6_000_000, None, 2_400_000],
        "Revenus d’activité": [None, 3_600_000, None],
    }
    sure, whole = one.readings["acquis"], one.readings["tout"]
    assert by_series(years) == {
        "Acquis seulement": [year.result for year in sure.years],
        "Tout compris": [year.result for year in whole.years],
    }
    assert by_series(cash) == {
        "Acquis seulement": list(sure.monthly_cash),
        "Tout compris": list(whole.monthly_cash),
        "Un mois de dépenses": [round(year.spent / 12) for year in whole.years for _ in range(12)],
    }
    # The worked example of docs/method-trajectory.md: -11 160,00 € and 20 211,60 €.
    assert by_series(years)["Acquis seulement"][0] == -1_116_000
    assert by_series(years)["Tout compris"][1] == 2_021_160
    assert sheet(years)[1:] == [("2027", -11_160, 15_840), ("2028", -12_788.4, 20_211.6)]
    for chart in (base, years, cash):
        xml = chart._chartSpace.xml
        assert "<c:numCache>" in xml and "c:externalData" in xml


def test_the_lowest_points_are_marked() -> None:
    one = assembly()
    chart = charts(opened(one).slides[3])[0]
    for series, name in zip(list(chart.plots[0].series)[:2], ("acquis", "tout"), strict=True):
        (label,) = series._element.findall(".//{*}dLbl")
        rank = int(label.find("{*}idx").get("val"))
        projection = one.readings[name]  # type: ignore[index]
        assert cents(series.values)[rank] == projection.lowest == min(projection.monthly_cash[:24])


def test_scenarios_are_compared_on_the_same_rows() -> None:
    one = assembly("prudent")
    left, right = charts(opened(one).slides[4])
    order = ["prudent", "fil", "choisi"]
    told = [both(one.plan, one.plan.scenario(key)) for key in order]
    assert (
        list(left.plots[0].categories)
        == list(right.plots[0].categories)
        == ["Prudent", "Au fil de l’eau", "Choisi"]
    )
    for name, label in (("acquis", "Acquis seulement"), ("tout", "Tout compris")):
        assert by_series(left)[label] == [each[name].years[-1].result for each in told]  # type: ignore[index]
        assert by_series(right)[label] == [each[name].lowest for each in told]  # type: ignore[index]


def test_what_nobody_said_is_left_out_and_what_is_unknown_is_said() -> None:
    made = opened(bare())
    check_whole(made)
    assert [title(slide) for slide in made.slides] == [
        "Notre trajectoire",
        "En 2026 : 70 % de soutiens, 30 % de revenus d’activité",
        "Tout compris, chaque année tient ; rien n’est encore marqué acquis",
        "Tout compris, au plus bas, 26 960 € en banque fin mars 2027",
        "Ce que nous demandons à l’assemblée",
        "Ce que nous avons supposé, et les sources",
    ]
    assert "Lecture sans votre projet" in words(made.slides[0])
    assert "Rien n’est encore marqué acquis" in words(made.slides[0])
    assert "saisis à la main" in words(made.slides[1])
    assert len(by_series(charts(made.slides[3])[0])["Tout compris"]) == 12
    assert "Affecter le résultat de 2026" in words(made.slides[4])
    assert "À apporter : les comptes de l’exercice" in notes(made.slides[4])


def test_a_plan_without_a_resource_has_no_empty_chart() -> None:
    plan = by_hand()
    bills = msgspec.structs.replace(
        plan, lines=tuple(one for one in plan.lines if one.key == "salaires"), shocks=(),
        scenarios=(msgspec.structs.replace(plan.scenarios[0]),),
    )  # fmt: skip
    made = opened(assembly("fil", plan=bills, decisions=(), model=None))
    check_whole(made)
    assert "Même tout compris, il manque 86 520 € en 2027" in title(made.slides[2])
    assert len(made.slides) == 6


def test_hostile_and_long_names_stay_words() -> None:
    made = opened(hostile())
    check_whole(made)
    chart = charts(made.slides[1])[0]
    names = list(chart.plots[0].categories)
    assert len(names) == 10 and FORMULA in names and names[-1] == "Les 6 autres ensemble"
    blob = chart.part.chart_workbook.xlsx_part.blob
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    assert FORMULA in title(made.slides[0])
    assert LONG.strip()[:40] in words(made.slides[5])


def test_short_of_cash_help_goes_before_any_scenario() -> None:
    made = opened(poor())
    check_whole(made)
    assert title(made.slides[1]) == "La trésorerie passe d’abord"
    told = words(made.slides[1])
    assert "En banque au départ : 7 000 €. Un mois de dépenses de 2027 : 8 990 €." in told
    assert told.index("1. Votre expert-comptable") < told.index("5. Le tribunal judiciaire")
    assert len(made.slides) == 10
    assert all("La trésorerie passe d’abord" not in title(one) for one in opened(assembly()).slides)


def test_ten_years_fit_and_are_written_in_thousands() -> None:
    plan = msgspec.structs.replace(by_hand(), years=10)
    made = opened(assembly(plan=plan))
    check_whole(made)
    chart = charts(made.slides[2])[0]
    assert len(list(chart.plots[0].categories)) == 10
    assert "k€" in chart.plots[0].series[0].data_labels.number_format
    assert len(by_series(charts(made.slides[3])[0])["Tout compris"]) == 24


@pytest.mark.parametrize(("result", "asked"), [(-20_000, "Affecter le déficit de 200 €"), (0, None)])
def test_the_result_of_the_accounts_decides_what_is_asked(result: int, asked: str | None) -> None:
    made = opened(assembly(model=model(exercice("2026", result))))
    told = words(made.slides[7])
    assert ("Affecter" in told) == (asked is not None)
    assert asked is None or asked in told
    assert "Quitter le local" in told and "Revoir les prix" not in told and "Déjà votée" not in told


def test_its_card_says_its_date_and_nobody() -> None:
    card = opened(assembly()).core_properties
    assert (card.created.date(), card.author, card.language) == (ON, "Trajectoires", "fr-FR")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_gives_whole_slides_with_its_own_cents(plan: TrajectoryPlan) -> None:
    if faults(plan):
        return
    one = Assembly(plan=plan, scenario=plan.scenarios[0], on=ON)
    made = opened(one)
    check_whole(made)
    found = [chart for slide in made.slides for chart in charts(slide)]
    kept = [by_series(chart) for chart in found]
    for name, label in (("acquis", "Acquis seulement"), ("tout", "Tout compris")):
        projection = one.readings[name]  # type: ignore[index]
        assert [year.result for year in projection.years] in [each.get(label) for each in kept]
        assert list(projection.monthly_cash[:24]) in [each.get(label) for each in kept]


def test_a_table_never_leaves_its_place() -> None:
    """Ten decisions are cut, and the slide says how many are left."""
    plan = by_hand()
    lines = tuple(Line(key=f"x{rank}", label=LONG, side="cost", amount=100 + rank) for rank in range(20))
    one = assembly(plan=msgspec.structs.replace(plan, lines=(*plan.lines, *lines)))
    slide = opened(one).slides[8]
    (table,) = [shape for shape in slide.shapes if shape.has_table]
    assert len(table.table.rows) <= 10
    assert table.top + table.height <= Inches(6.85)
    assert "Les autres hypothèses (" in words(slide)


def test_the_same_figures_give_the_same_parts() -> None:
    first, second = (zipfile.ZipFile(io.BytesIO(trajectory_pptx(assembly()))) for _ in range(2))
    assert first.namelist() == second.namelist()
    assert any(name.startswith("ppt/embeddings/") for name in first.namelist())
    assert [name for name in first.namelist() if first.read(name) != second.read(name)] == []
