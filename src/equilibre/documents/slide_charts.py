"""Native charts on a slide: placed, named for who listens, and edited in the program that opens them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from equilibre.documents.slide_master import Area

TEXT_SIZE = 13
_AS_TYPED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""A label that begins with « = » stays a label in the sheet behind the chart."""
_CHART_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"


class _Sheet(CategoryWorkbookWriter):
    """The sheet behind a chart, where nothing that was typed becomes a formula or a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, _AS_TYPED)
        # The program that reads it shows no date: the same figures give the same bytes.
        workbook.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        yield workbook, workbook.add_worksheet()
        workbook.close()


def colour_of(value: str) -> RGBColor:
    """« #1f4e79 » or « 1F4E79 »."""
    made: RGBColor = RGBColor.from_string(value.removeprefix("#").upper())  # type: ignore[no-untyped-call]
    return made


def place_chart(slide: Any, kind: Any, data: CategoryChartData, area: Area, *, name: str, told: str) -> Any:
    """A native chart without legend nor title. ``told``: what it shows, for who does not see it."""
    frame = slide.shapes.add_chart(
        kind, Inches(area.x), Inches(area.y), Inches(area.width), Inches(area.height), data
    )
    properties = frame._element.find(f".//{qn('p:cNvPr')}")
    properties.set("name", name)
    properties.set("descr", told)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_Sheet(data).xlsx_blob)  # type: ignore[no-untyped-call]
    chart.has_legend, chart.has_title = False, False
    chart.font.size = Pt(TEXT_SIZE)
    return chart


def place_plot(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Where the drawing itself lies in its chart, names of the axes left out; parts of the chart, 0–1."""
    opening = f'<c:layout xmlns:c="{_CHART_NS}"><c:manualLayout>'
    sides = (("xMode", "edge"), ("yMode", "edge"), ("x", x), ("y", y), ("w", width), ("h", height))
    inside = '<c:layoutTarget val="inner"/>' + "".join(f'<c:{name} val="{value}"/>' for name, value in sides)
    plot = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    plot.insert(0, parse_xml(f"{opening}{inside}</c:manualLayout></c:layout>"))
