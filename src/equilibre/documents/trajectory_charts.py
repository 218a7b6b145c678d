"""The native charts of a trajectory: amounts in euros to the cent, labels rounded by the program that shows.

Each is edited by « Modifier les données »: behind it is a sheet whose cells are the numbers of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.chart import XL_MARKER_STYLE as MARKERS
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from equilibre.documents import slide_master as look
from equilibre.documents.assembly_data import Assembly, base_lines
from equilibre.documents.assembly_words import SOURCES, Source, Told, source_of
from equilibre.documents.slide_charts import colour_of, place_chart, place_plot
from equilibre.drawings import palette
from equilibre.drawings.cash_line import A_MONTH, month_of_spending
from equilibre.drawings.scale import SHORT_MONTHS
from equilibre.drawings.svg import clean
from equilibre.formatting import MINUS, NBSP, euros
from equilibre.trajectory.hypotheses import READINGS, Line, Reading, Scenario
from equilibre.trajectory.projection import WATCHED
from equilibre.trajectory.wording import READING_WORDS, month_words

EUROS = f'#,##0"{NBSP}€";"{MINUS}"#,##0"{NBSP}€"'
THOUSANDS = f'#,##0,"{NBSP}k€";"{MINUS}"#,##0,"{NBSP}k€"'
MOST_RESOURCES = 9
"""Bars of the base year; the others are added up in a tenth."""
MANY = 5
"""Bars side by side: above, what is written on them is in thousands of euros."""
SMALL = 12
ROOM, NEAR = 0.4, 0.1
"""Parts of a scale: kept free under bars, and too near the names of months."""
LONG_NAME = 54
_COLOURS: dict[Source, str] = {
    "public": palette.TOKENS["subventionnement"],
    "prive": "#7fa3c4",
    "investissement_societal": palette.TOKENS["investissement-societal"],
    "revenus_activite": palette.TOKENS["revenus-activite"],
    "membres": palette.TOKENS["membres"],
    "autre": palette.TOKENS["autre"],
}
_READING_COLOURS: dict[Reading, str] = {
    "acquis": palette.TOKENS["richesses-humaines"],
    "tout": palette.TOKENS["financement"],
}
_HAIRLINE = palette.TOKENS["hairline"]


def base_chart(slide: Any, assembly: Assembly, area: look.Area) -> None:
    """The resources of the base year, one bar each, coloured by where they come from."""
    rows = _rows(base_lines(assembly.plan))
    shown = [source for source in SOURCES if any(amounts.get(source) for _, amounts in rows)]
    data: Any = CategoryChartData(number_format=EUROS)  # type: ignore[no-untyped-call]
    data.categories = [clean(name) for name, _ in rows]
    for source in shown:
        data.add_series(SOURCES[source], [_cents(amounts.get(source)) for _, amounts in rows])
    told = ", ".join(f"{name}{NBSP}: {euros(sum(amounts.values()))}" for name, amounts in rows)
    chart = place_chart(
        slide, XL_CHART_TYPE.BAR_CLUSTERED, data, area,
        name=f"Ressources de {assembly.base_label}", told=clean(told),
    )  # fmt: skip
    _axes(chart, THOUSANDS, upright=False)
    if sum(len(name) > LONG_NAME for name, _ in rows) > MANY:
        chart.category_axis.tick_labels.font.size = Pt(SMALL - 2)
    chart.category_axis.reverse_order = True
    # Reversed, the axis of amounts would go to the top.
    chart.value_axis.visible = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, source in zip(plot.series, shown, strict=True):
        _filled(series, _COLOURS[source], EUROS)
    _legend(chart)
    place_plot(chart, 0.42, 0.01, 0.56, 0.87)


def _rows(lines: Sequence[Line]) -> list[tuple[str, dict[Source, int]]]:
    """A name and its cents by source; the smallest are put together, wherever they come from."""
    rows = [(one.label, {source_of(one): one.amount}) for one in lines]
    if len(rows) <= MOST_RESOURCES + 1:
        return rows
    rest = sum(cents for _, amounts in rows[MOST_RESOURCES:] for cents in amounts.values())
    return [*rows[:MOST_RESOURCES], (f"Les {len(rows) - MOST_RESOURCES} autres ensemble", {"autre": rest})]


def years_chart(slide: Any, assembly: Assembly, area: look.Area) -> None:
    """The result of each year, in both readings."""
    years = {name: assembly.readings[name].years for name in READINGS}
    results = {name: [year.result for year in years[name]] for name in READINGS}
    chart = _readings(
        slide, XL_CHART_TYPE.COLUMN_CLUSTERED, [year.label for year in years["tout"]], results, area,
        name="Résultat de chaque année, en deux lectures",
    )  # fmt: skip
    _axes(chart, THOUSANDS, upright=True)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, -5
    _legend(chart)


def cash_chart(slide: Any, assembly: Assembly, area: look.Area) -> None:
    """The bank at the end of each month, in both readings, with a month of spending and the lowest points."""
    plan, readings = assembly.plan, assembly.readings
    shown = min(WATCHED, plan.months)
    months = [plan.first_month.plus(rank) for rank in range(shown)]
    data: Any = CategoryChartData(number_format=EUROS)  # type: ignore[no-untyped-call]
    data.categories = [f"{SHORT_MONTHS[one.month - 1]} {one.year % 100:02d}" for one in months]
    for name in READINGS:
        data.add_series(_named(name), [_cents(cents) for cents in readings[name].monthly_cash[:shown]])
    spending = month_of_spending(readings["tout"], shown)
    data.add_series(A_MONTH[:1].upper() + A_MONTH[1:], [_cents(cents) for cents in spending])
    told = " ".join(
        f"{_named(name)}{NBSP}: au plus bas {euros(readings[name].lowest)} fin "
        f"{month_words(readings[name].lowest_month)}."
        for name in READINGS
    )
    chart = place_chart(
        slide, XL_CHART_TYPE.LINE_MARKERS, data, area, name="Trésorerie, mois par mois", told=told
    )
    _axes(chart, THOUSANDS, upright=True)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    *both, spent = chart.plots[0].series
    _line(spent, palette.INK, thick=False)
    top = max(*readings["tout"].monthly_cash[:shown], *spending)
    low = {name: (readings[name].lowest, readings[name].lowest_month) for name in READINGS}
    for series, name in zip(both, READINGS, strict=True):
        _line(series, _READING_COLOURS[name], thick=True)
        # One mark where both readings are at their lowest together.
        if name == "acquis" and low["acquis"] == low["tout"]:
            continue
        rank, lowest = low[name][1].since(plan.first_month), low[name][0]
        near_the_axis = 0 <= lowest < NEAR * top
        where = XL_LABEL_POSITION.BELOW
        if rank == 0:
            where = XL_LABEL_POSITION.RIGHT
        elif name == "tout" or near_the_axis:
            where = XL_LABEL_POSITION.ABOVE
        _pointed(series, rank, _READING_COLOURS[name], where)
    _legend(chart)


def scenarios_charts(
    slide: Any, told: Sequence[tuple[Scenario, Told]], left: look.Area, right: look.Area
) -> None:
    """Two charts on the same rows: what is left the last year, the lowest point in the bank."""
    names = [clean(one.label) for one, _ in told]
    last = told[0][1]["tout"].years[-1].label
    months = min(WATCHED, len(told[0][1]["tout"].monthly_cash))
    results = {name: [both[name].years[-1].result for _, both in told] for name in READINGS}
    lowest = {name: [both[name].lowest for _, both in told] for name in READINGS}
    for area, amounts, title, named in (
        (left, results, f"Résultat de {last}", True),
        (right, lowest, f"Au plus bas en banque, {months}{NBSP}mois", False),
    ):
        chart = _readings(slide, XL_CHART_TYPE.BAR_CLUSTERED, names, amounts, area, name=title)
        _axes(chart, THOUSANDS, upright=False)
        chart.category_axis.reverse_order = True
        chart.value_axis.visible = False
        chart.category_axis.tick_label_position = (
            XL_TICK_LABEL_POSITION.LOW if named else XL_TICK_LABEL_POSITION.NONE
        )
        _room(chart.value_axis, [cents for found in amounts.values() for cents in found])
        chart.plots[0].gap_width, chart.plots[0].overlap = 50, -5
        chart.has_title = True
        chart.chart_title.text_frame.text = title
        chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
        chart.chart_title.text_frame.paragraphs[0].runs[0].font.bold = True
        chart.chart_title.include_in_layout = False
        _legend(chart)
        # The rows of the two are on the same lines.
        if named:
            place_plot(chart, 0.42, 0.13, 0.54, 0.74)
        else:
            place_plot(chart, 0.06, 0.13, 0.88, 0.74)


def _readings(
    slide: Any,
    kind: Any,
    names: Sequence[str],
    amounts: Mapping[Reading, Sequence[int]],
    area: look.Area,
    *,
    name: str,
) -> Any:
    """A chart with a series for each reading, each value written."""
    data: Any = CategoryChartData(number_format=EUROS)  # type: ignore[no-untyped-call]
    data.categories = list(names)
    for reading in READINGS:
        data.add_series(_named(reading), [_cents(cents) for cents in amounts[reading]])
    told = "\u202f; ".join(
        f"{one}{NBSP}: " + ", ".join(f"{READING_WORDS[r]} {euros(amounts[r][rank])}" for r in READINGS)
        for rank, one in enumerate(names)
    )
    chart = place_chart(slide, kind, data, area, name=name, told=told)
    for series, reading in zip(chart.plots[0].series, READINGS, strict=True):
        _filled(series, _READING_COLOURS[reading], EUROS if len(names) <= MANY else THOUSANDS)
        series.invert_if_negative = False
    return chart


def _named(reading: Reading) -> str:
    words = READING_WORDS[reading]
    return words[:1].upper() + words[1:]


def _cents(cents: int | None) -> float | None:
    """Euros; nothing for what a series does not have."""
    return None if cents is None else cents / 100


def _axes(chart: Any, written: str, *, upright: bool) -> None:
    """Quiet axes; amounts in thousands of euros."""
    values, names = chart.value_axis, chart.category_axis
    values.has_major_gridlines = upright
    if upright:
        values.major_gridlines.format.line.color.rgb = colour_of(_HAIRLINE)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = written, False
    values.tick_labels.font.size = Pt(SMALL)
    names.tick_labels.font.size = Pt(SMALL)
    names.format.line.color.rgb = colour_of(palette.TOKENS["muted"])
    names.has_major_gridlines = False


def _room(axis: Any, cents: Sequence[int]) -> None:
    """Below the longest negative bar, room for its amount: it would be written over the names."""
    lowest = min(0, *cents)
    if lowest < 0:
        axis.minimum_scale = (lowest - ROOM * (max(0, *cents) - lowest)) / 100


def _filled(series: Any, colour: str, written: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour_of(colour)
    labels = series.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = written, False
    labels.font.size = Pt(SMALL)


def _line(series: Any, colour: str, *, thick: bool) -> None:
    series.smooth = False
    series.format.line.color.rgb = colour_of(colour)
    series.format.line.width = Pt(2.75 if thick else 1.5)
    if not thick:
        series.format.line.dash_style = MSO_LINE.ROUND_DOT
    series.marker.style = MARKERS.NONE


def _pointed(series: Any, rank: int, colour: str, where: Any) -> None:
    """The lowest point has a mark, and its amount."""
    point = series.points[rank]
    point.marker.style, point.marker.size = MARKERS.CIRCLE, 10
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = colour_of(colour)
    point.marker.format.line.color.rgb = colour_of(colour)
    label = point.data_label
    label.position = where
    label.font.size, label.font.bold = Pt(13), True
    label.font.color.rgb = colour_of(colour)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(13)
