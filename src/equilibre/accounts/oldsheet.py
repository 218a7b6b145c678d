"""XLS and XLSB, by python-calamine in a process of its own with little memory and little time.

These binary formats announce rectangles that the library allocates at once: a hostile file would take the
whole server down with it. In a child process it can only take itself down.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import msgspec

from equilibre.accounts.options import Limits
from equilibre.accounts.table import Cell, CellBudget, Row, Sheet, Workbook
from equilibre.accounts.zipguard import protected
from equilibre.errors import ReadError

MEMORY_BYTES = 1_500_000_000
SECONDS = 30
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an XLSX saved with a password."""

_CHILD = f"""
import io, json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
except ImportError:
    pass
import python_calamine as calamine

def cell(value):
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, (int, float)):
        return float(value)
    if hasattr(value, "year"):
        return [value.year, value.month, value.day]
    return str(value).strip() or None

book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
most = int(sys.argv[1])
out = []
for info in book.sheets_metadata:
    visible = str(info.visible).endswith("Visible")
    rows = []
    if visible and str(info.typ).endswith("WorkSheet"):
        sheet = book.get_sheet_by_name(info.name)
        top = sheet.start[0] if sheet.start else 0
        if (sheet.width or 0) * (sheet.height or 0) > 20 * most:
            sys.exit(3)
        left = sheet.start[1] if sheet.start else 0
        for rank, values in enumerate(sheet.to_python(skip_empty_area=True)):
            cells = [None] * left + [cell(v) for v in values]
            if any(c is not None for c in cells):
                rows.append([top + rank + 1, cells])
    out.append([info.name[:100], visible, rows])
sys.stdout.write(json.dumps(out))
"""


def read_confined(data: bytes, limits: Limits) -> Workbook:
    """The visible sheets in order and the names of the hidden ones. Raises ReadError on anything wrong."""
    if _ENCRYPTED in data:
        raise protected()
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and our own text, no shell
            [sys.executable, "-I", "-c", _CHILD, str(limits.cells)],
            input=data,
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable() from error
    if b"PasswordError" in child.stderr or b"password" in child.stderr.lower():
        raise protected()
    if child.returncode != 0:
        raise _unreadable()
    try:
        found: list[tuple[str, bool, list[tuple[int, list[Any]]]]] = msgspec.json.decode(
            child.stdout, type=list[tuple[str, bool, list[tuple[int, list[Any]]]]]
        )
    except msgspec.DecodeError as error:
        raise _unreadable() from error
    budget = CellBudget(limits.cells, limits.lines, limits.columns)
    book = Workbook(sheets=[], hidden=[name for name, visible, _ in found if not visible])
    for name, visible, rows in found[: limits.sheets]:
        if visible:
            book.sheets.append(Sheet(name, [_row(line, cells, budget) for line, cells in rows]))
    return book


def _row(line: int, values: list[Any], budget: CellBudget) -> Row:
    cells: list[Cell] = [_cell(value) for value in values]
    while cells and cells[-1] is None:
        cells.pop()
    budget.spend(line, len(cells), sum(cell is not None for cell in cells))
    return Row(line, cells)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return dt.date(*value) if len(value) == 3 else None
    return value if isinstance(value, (str, float)) or value is None else None


def _unreadable() -> ReadError:
    return ReadError(
        "classeur_illisible",
        "Cet ancien format de classeur n’a pas pu être lu",
        remedy="Ouvrez-le dans votre tableur, enregistrez-le au format XLSX ou ODS, puis déposez-le.",
    )
