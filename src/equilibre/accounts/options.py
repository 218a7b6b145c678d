"""What the user overrules when a file is read, and the limits that protect the reader."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

FormatChoice = Literal["auto", "fec", "balance", "cerfa", "tableur", "tresorerie", "passation"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on what one upload may cost. Everything beyond them ends in a ReadError that says which."""

    file_bytes: int = 160_000_000
    """Size of the file as received (a FEC of a million lines weighs about 125 MB)."""
    lines: int = 3_000_000
    """Lines of a text file, or rows of a sheet."""
    columns: int = 300
    """Columns of a text file or of a sheet."""
    line_chars: int = 100_000
    """Characters of one line of a text file."""
    sheets: int = 100
    """Sheets of a workbook."""
    cells: int = 2_000_000
    """Cells of a workbook that hold something."""
    zip_entries: int = 2_000
    """Files inside an XLSX or an ODS."""
    inflated_bytes: int = 250_000_000
    """Total size of what an XLSX or an ODS inflates to."""
    inflated_ratio: int = 250
    """Inflated size over compressed size, above the first megabyte: beyond it the file is a bomb."""
    accounts: int = 20_000
    """Different accounts in one exercice."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """« auto » and empty values mean « detect, and say what was detected »."""

    format: FormatChoice = "auto"
    encoding: str = ""
    """« utf-8 », « cp1252 », « iso8859-15 », « cp850 »."""
    separator: str = ""
    """One character: tab, « | », « ; », « , »."""
    opening: dt.date | None = None
    closing: dt.date | None = None
    limits: Limits = Limits()
