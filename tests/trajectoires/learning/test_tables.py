"""Tables to fill as workbooks: every one that ships, and what an editor could write in one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.client import ScanningClient
from trajectoires.learning.documents.table import EURO, PERCENT, PLAIN, table_xlsx
from trajectoires.learning.domain.queries.fillables import Fillable
from trajectoires.pages.domain import readership
from trajectoires.pages.models import ContentPage, DailyCount

ADDRESS = "https://exemple.org/agir/kits/un-kit/"
TODAY = dt.date(2026, 11, 26)


def fillable(**given_: object) -> Fillable:
    """A table of three columns, the second added up."""
    values = {
        "title": "Vos financeurs",
        "help": "Une ligne par financeur.",
        "columns": ("Financeur", "Montant (€)", "Heures"),
        "rows": (("Commune", "1 200,50", ""), ("", "300", "12")),
        "total": (2, 3),
        "page_title": "Un kit",
        "page_address": "/agir/kits/un-kit/",
    }
    return Fillable(**(values | given_))  # type: ignore[arg-type]


def opened(table: Fillable):  # type: ignore[no-untyped-def]
    """Its one sheet, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(table, address=ADDRESS, today=TODAY))).active


def test_a_table_is_ready_to_fill_and_to_print() -> None:
    sheet = opened(fillable())
    assert [cell.value for cell in sheet[4]] == ["Financeur", "Montant (€)", "Heures"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("Vos financeurs", "Une ligne par financeur.")
    assert (sheet["B5"].value, sheet["B6"].value, sheet["C6"].value) == (1200.5, 300, 12)
    assert (sheet["A7"].value, sheet["B7"].value, sheet["C7"].value) == (
        "Total",
        "=SUM(B5:B6)",
        "=SUM(C5:C6)",
    )
    assert (sheet["B5"].number_format, sheet["C5"].number_format) == (EURO, PLAIN)
    assert sheet["A5"].alignment.wrap_text
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert ADDRESS in sheet.oddFooter.left.text and "CC BY-SA" in sheet.oddFooter.left.text
    assert sheet.print_title_rows == "$4:$4"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Montant de l’an dernier (€)", EURO), ("Perte à − 30 % (€)", EURO), ("Heures × SMIC (€)", EURO),
        ("Part (%)", PERCENT), ("Nos heures par an", PLAIN), ("Combien (nombre, heures ou €)", PLAIN),
        ("Qui", "General"), ("Choeur", "General"),
    ],
)  # fmt: skip
def test_a_column_of_euros_or_hours_has_their_format(heading: str, expected: str) -> None:
    sheet = opened(fillable(columns=("A", heading), rows=(("", ""),), total=()))
    assert sheet["B5"].number_format == expected


def test_nothing_that_an_editor_writes_is_a_formula() -> None:
    hostile = (
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        '=HYPERLINK("http://x")',
        "http://exemple.org",
        "{=1}",
        "12",
    )
    table = fillable(
        title="=1+1",
        help="=1+1",
        columns=("=A1", "Montant (€)"),
        rows=tuple((text, text) for text in hostile),
        total=(1,),
    )
    body = table_xlsx(table, address=ADDRESS, today=TODAY)
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["A14"]
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        assert packed.read("xl/worksheets/sheet1.xml").count(b"<f>") == 1
        assert not any("externalLink" in name or "hyperlink" in name for name in packed.namelist())


words = st.text(max_size=60)


@settings(max_examples=60, deadline=None)
@given(
    title=words,
    help_=words,
    rows=st.lists(st.lists(words, min_size=0, max_size=4), max_size=6),
    columns=st.lists(words, min_size=1, max_size=8),
    total=st.lists(st.integers(0, 12), max_size=4),
)
def test_any_words_make_a_workbook_that_opens(
    title: str, help_: str, rows: list[list[str]], columns: list[str], total: list[int]
) -> None:
    table = fillable(
        title=title, help=help_, columns=tuple(columns), rows=tuple(map(tuple, rows)), total=tuple(total)
    )
    assert opened(table).max_column <= max(len(columns), 1)


def blocks() -> list[tuple[ContentPage, str]]:
    """Every table to fill of the site."""
    return [
        (page, child.id)
        for page in ContentPage.objects.live().order_by("path")
        for child in page.body
        if child.block_type == "fillable"
    ]


@pytest.mark.django_db
def test_every_table_that_ships_is_served(client: ScanningClient) -> None:
    found = blocks()
    assert len(found) > 40
    readership.write()
    DailyCount.objects.all().delete()
    for page, block in found:
        answer = client.get(f"/documents-a-remplir/{page.pk}/{block}.xlsx")
        assert answer.status_code == 200, page.address
        assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
        assert answer.headers["Content-Disposition"].endswith('.xlsx"')
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        value = next(child.value for child in page.body if child.id == block)
        assert [cell.value for cell in sheet[4]] == list(value["columns"]), page.address
        assert page.address in sheet.oddFooter.left.text
    readership.write()
    counted = DailyCount.objects.filter(kind="document", key__startswith="remplir/").order_by("key")
    assert sum(count.total for count in counted) == len(found)


@pytest.mark.django_db
def test_the_link_of_a_page_leads_to_its_table(client: ScanningClient) -> None:
    page, block = blocks()[0]
    assert f"/documents-a-remplir/{page.pk}/{block}.xlsx" in client.get(page.address).page.hrefs


@pytest.mark.django_db
def test_only_a_published_page_gives_its_tables(client: ScanningClient) -> None:
    page, block = blocks()[0]
    other = next(child.id for child in page.body if child.block_type != "fillable")
    address = f"/documents-a-remplir/{page.pk}/{block}.xlsx"
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) == 1
    for wrong in (
        f"/documents-a-remplir/{page.pk}/{other}.xlsx", f"/documents-a-remplir/{page.pk}/nulle-part.xlsx",
        f"/documents-a-remplir/999999999/{block}.xlsx", f"/documents-a-remplir/{'9' * 40}/{block}.xlsx",
        f"/documents-a-remplir/0/{block}.xlsx", f"/documents-a-remplir/-1/{block}.xlsx",
        f"/documents-a-remplir/{page.pk}/%00.xlsx", f"/documents-a-remplir/{page.pk}/{'x' * 2000}.xlsx",
    ):  # fmt: skip
        assert client.get(wrong).status_code == 404, wrong
    page.unpublish()
    assert client.get(address).status_code == 404
