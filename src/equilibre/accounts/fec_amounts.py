"""The amounts of a FEC as cents: one vectorised form for the whole file, a closer look at each cell it
misses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equilibre.accounts.amounts import (
    MAX_CENTS,
    AmountError,
    DecimalMark,
    decimal_mark,
    is_blank,
    parse_amount,
)

if TYPE_CHECKING:
    import polars as pl

AMOUNTS = ("Debit", "Credit", "Montant")
_PLAIN = re.compile(r"[+-]?[0-9]*([,.])[0-9]{2}", re.ASCII)
_NOISE = "[\\s\u00a0\u202f\u2007\u2009'’€]"
_GROUPED = re.compile("[0-9][\\s\u00a0\u202f\u2007\u2009]+[0-9]")


@dataclass(frozen=True)
class AmountForm:
    """How a file writes its amounts, told by a sample. ``plain``: all like « 1234,56 » (or with a point)."""

    mark: DecimalMark
    plain: bool


@dataclass(frozen=True)
class OddAmount:
    """A cell that the form of the file did not cover. ``cents`` is None when it cannot be read."""

    line: int
    text: str
    cents: int | None

    @property
    def point(self) -> bool:
        """A point where the text asks for a comma (test T15)."""
        return "." in self.text

    @property
    def grouped(self) -> bool:
        """Thousands separated, or several marks (test T16)."""
        return grouped(self.text)

    @property
    def long(self) -> bool:
        """More than two decimals."""
        return re.search(r"[.,][0-9]{3,}\D*$", self.text) is not None


def grouped(text: str) -> bool:
    """More than one of space, point and comma in a number, as the administration's tool counts them."""
    body = text.strip()
    return _GROUPED.search(body) is not None or sum(body.count(c) for c in " .,") > 1


def amount_form(texts: Iterable[str]) -> AmountForm:
    """The form of a sample of cells."""
    filled = [t for t in texts if t not in ("", "0")]
    found = [_PLAIN.fullmatch(t) for t in filled]
    marks = {m.group(1) for m in found if m}
    if all(found) and len(marks) <= 1:
        return AmountForm("." if marks == {"."} else ",", plain=True)
    return AmountForm(decimal_mark(t for t in filled if not is_blank(t)) or ",", plain=False)


def amount_columns(text: pl.Expr, name: str, form: AmountForm) -> list[pl.Expr]:
    """``name``: cents, null for a text out of form. ``name_point``, ``name_group``: tests T15 and T16.

    The flags are absent when the form excludes them.
    """
    import polars as pl

    mark = form.mark or ","
    if form.plain:
        cents = text.str.replace(mark, "", literal=True).cast(pl.Int64, strict=False)
        shaped = text.str.slice(-3, 1) == mark
        zero = (text == "") | (text == "0")
        columns = [pl.when(shaped).then(cents).when(zero).then(0).alias(name)]
        return columns if mark == "," else [*columns, shaped.alias(f"{name}_point")]
    trimmed = text.str.strip_chars()
    several = trimmed.str.contains(_GROUPED.pattern) | (trimmed.str.count_matches("[ .,]") > 1)
    return [
        _general(text, mark).alias(name),
        text.str.contains(".", literal=True).alias(f"{name}_point"),
        several.alias(f"{name}_group"),
    ]


def _general(text: pl.Expr, mark: str) -> pl.Expr:
    """Cents of a text with spaces, padding, a sign before or after, parentheses or grouped thousands."""
    import polars as pl

    body = text.str.replace_all(_NOISE, "")
    negative = body.str.contains(r"^-|^\(.*\)$|\d-$")
    body = body.str.replace(r"^[-+(]", "").str.replace(r"[-+)]$", "")
    other = "." if mark == "," else ","
    groups = rf"^\d{{1,3}}(?:\{other}\d{{3}})+(?:\{mark}\d*)?$"
    body = (
        pl.when(body.str.contains(groups)).then(body.str.replace_all(other, "", literal=True)).otherwise(body)
    )
    digits = body.str.replace(mark, "", literal=True).cast(pl.Int64, strict=False)
    cents = (
        pl.when(body.str.contains(rf"^\d{{0,16}}\{mark}\d\d$"))
        .then(digits)
        .when(body.str.contains(r"^\d{1,15}$"))
        .then(digits * 100)
        .when(body.str.contains(rf"^\d{{1,15}}\{mark}\d$"))
        .then(digits * 10)
        .when(body.str.contains(rf"^\d{{0,16}}\{other}\d\d$"))
        .then(body.str.replace(other, "", literal=True).cast(pl.Int64, strict=False))
        .when(text.str.strip_chars() == "")
        .then(0)
    )
    return pl.when(negative).then(-cents).otherwise(cents)


def out_of_form(column: pl.Series) -> pl.Series:
    """Which rows need a closer look: unread, or beyond any plausible amount."""
    return column.is_null() | (column.abs() > MAX_CENTS)


def read_odd(line: int, text: str, form: AmountForm) -> OddAmount:
    """One cell out of form, read with every tolerance that leaves one reading."""
    if not text.strip():
        return OddAmount(line, text, 0)
    try:
        return OddAmount(line, text, parse_amount(text, form.mark))
    except AmountError:
        pass
    try:
        # « 12.50 » in a file of commas: its two decimals leave one reading, whatever the rest of the file
        # does.
        return OddAmount(line, text, parse_amount(text))
    except AmountError:
        return OddAmount(line, text, None)
