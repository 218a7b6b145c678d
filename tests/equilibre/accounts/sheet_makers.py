"""Small workbooks made on the spot, so that each test shows the rows it reads."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P

from equilibre.accounts.options import ReadOptions

Rows = Sequence[Sequence[object]]
YEAR_2024 = ReadOptions(opening=dt.date(2024, 1, 1), closing=dt.date(2024, 12, 31))


def xlsx(rows: Rows, *, title: str = "Feuille1") -> bytes:
    """One sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows, *, title: str = "Feuille1") -> bytes:
    """One sheet."""
    document = OpenDocumentSpreadsheet()
    table = OdfTable(name=title)
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, (int, float)):
                cell = TableCell(valuetype="float", value=value)
            elif isinstance(value, dt.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif value is None:
                cell = TableCell()
            else:
                cell = TableCell(valuetype="string")
            if value is not None:
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def csv(rows: Rows, *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Numbers with a decimal comma, as a French tableur writes them."""
    lines = []
    for row in rows:
        cells = [
            "" if v is None else str(v).replace(".", ",") if isinstance(v, float) else str(v) for v in row
        ]
        lines.append(separator.join(cells))
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed (created when it was not there)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return out.getvalue()
