"""How to read the columns of a FEC: decided on a sample, verified on every row by the parser itself."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.accounts.dates import parse_date
from equilibre.accounts.fec_amounts import AMOUNTS, AmountForm, amount_form
from equilibre.accounts.fec_columns import Header

DATES = ("EcritureDate", "PieceDate", "DateLet", "ValidDate")
HASHED = ("EcritureNum", "PieceRef", "EcritureLib", "EcritureLet")
_SAMPLE_LINES = 400


@dataclass(frozen=True)
class Plan:
    """``strict`` columns are parsed as numbers: a single cell that is none makes the parser fail, and the
    file is read again as text. Every other column is text from the start."""

    form: AmountForm
    padded: frozenset[str]
    """Hashed columns whose cells have spaces around."""
    numbered: bool
    """EcritureNum holds plain integers."""
    legal_dates: frozenset[str]
    """Date columns written AAAAMMJJ."""
    strict: bool = False

    @property
    def float_amounts(self) -> bool:
        """Amounts are parsed as floats, exact to the cent in the range accepted."""
        return self.strict and self.form.plain and self.form.mark == ","

    def integer(self, column: str) -> bool:
        """Whether a column is parsed as integers."""
        return self.strict and (column in self.legal_dates or (column == "EcritureNum" and self.numbered))


def make_plan(body: bytes, header: Header, *, strict: bool) -> Plan:
    """The plan for a body. Never raises: a plan that does not fit is seen while parsing."""
    width = len(header.names)
    rows = [line.split(header.separator) for line in sample_lines(body, header)]
    rows = [row for row in rows if len(row) in (width, width + 1)]

    def column(name: str) -> list[str]:
        at = header.columns.get(name)
        return [] if at is None else [row[at] for row in rows]

    numbers = [text for text in column("EcritureNum") if text]
    return Plan(
        form=amount_form(text for name in AMOUNTS for text in column(name)),
        padded=frozenset(c for c in HASHED if any(text != text.strip() for text in column(c))),
        numbered=all(text.isascii() and text.isdecimal() and len(text) <= 18 for text in numbers),
        legal_dates=frozenset(c for c in DATES if c in header.columns and _legal(column(c))),
        strict=strict and header.separator != ",",
    )


def _legal(texts: list[str]) -> bool:
    return all(parse_date(text).form == "legale" and len(text) == 8 for text in texts if text)


def sample_lines(body: bytes, header: Header) -> list[str]:
    """Some lines from the start, the middle and the end."""
    lines: list[str] = []
    for share in (0.0, 0.33, 0.66, 0.95):
        start = int(len(body) * share)
        chunk = body[start : start + (1 << 16)].decode("utf-8", "replace").split("\n")
        first = header.line + 1 if share == 0.0 else 1
        lines += [line.rstrip("\r") for line in chunk[first:-1][:_SAMPLE_LINES]]
    return lines
