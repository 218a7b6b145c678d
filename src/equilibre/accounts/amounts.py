"""One amount typed or printed by a person: « 12 400,50 », « 12400.50 € », « (300) », « 1,5 k€ » → cents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

from equilibre.errors import ReadError

DecimalMark = Literal["", ",", "."]
"""The decimal mark of a column, when its other cells tell it; « » when nothing does."""

MAX_CENTS = 10**15
"""Ten thousand billion euros: beyond it a cell is an identifier or a mistake, not an amount."""
MAX_LENGTH = 40

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2007'’_]")
_UNIT = re.compile(r"(k€|ke|keur|m€|meur|€|eur|euros?)$", re.IGNORECASE)
_SCALE = {"k": 1_000, "m": 1_000_000}
_PLAIN = re.compile(r"[0-9]*(?:[.,][0-9]*)*(?:[eE][+-]?[0-9]{1,2})?", re.ASCII)
_NOTHING = frozenset({"", "-", "–", "—", "néant", "neant", "n/a", "nc"})


class AmountError(ValueError):
    """The text is no amount, or can be read in two ways. ``str`` of it is a French reason."""


def is_blank(text: str) -> bool:
    """Whether the cell says « nothing here » (empty, a dash, « néant »): that is not an amount of zero."""
    return _SPACES.sub("", text).casefold() in _NOTHING


def cents_of(value: Decimal | float | int) -> int:
    """Euros → cents, half away from zero. A float is read as it is printed (0.285 → 29 cents)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise AmountError("ce n’est pas un nombre fini")
    if abs(exact) * 100 > MAX_CENTS:
        raise AmountError("ce nombre est trop grand pour être un montant en euros")
    return int((exact * 100).to_integral_value(ROUND_HALF_UP))


def parse_amount(text: str, decimal: DecimalMark = "") -> int:
    """Cents of a text in euros.

    Spaces of every kind, apostrophes, « € », « EUR », « k€ » and « M€ » are accepted; the sign may come
    first, last, or as parentheses. « 1.234 » has two readings (1 234 € or 1,23 €): without ``decimal`` it
    raises rather than choose. More than two decimals are rounded. Raises AmountError.
    """
    if len(text) > MAX_LENGTH:
        raise AmountError("ce texte est trop long pour être un montant")
    body = _SPACES.sub("", text).replace("\u2212", "-").replace("–", "-")
    body, scale = _without_unit(body)
    body, sign = _without_sign(body)
    body, scale = (body, scale) if scale > 1 else _without_unit(body)
    if not body or not any(c.isdigit() for c in body) or not _PLAIN.fullmatch(body):
        raise AmountError("ce n’est pas un montant")
    try:
        value = Decimal(_with_point(body, decimal))
    except InvalidOperation as error:
        raise AmountError("ce n’est pas un montant") from error
    return sign * cents_of(value * scale)


def _without_unit(body: str) -> tuple[str, int]:
    found = _UNIT.search(body)
    if found is None:
        return body, 1
    unit = found.group(1).casefold()
    known = unit[0] if unit in {"k€", "ke", "keur", "m€", "meur"} else ""
    return body[: found.start()], _SCALE.get(known, 1)


def _without_sign(body: str) -> tuple[str, int]:
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1], -1
    if body[:1] in {"+", "-"}:
        return body[1:], -1 if body[0] == "-" else 1
    if body[-1:] in {"+", "-"} and body[-2:-1] not in {"e", "E"}:
        return body[:-1], -1 if body[-1] == "-" else 1
    return body, 1


def _with_point(body: str, decimal: DecimalMark) -> str:
    """The same number with a point as decimal mark and no thousands separator."""
    digits, exponent = re.split(r"(?=[eE])", body, maxsplit=1) if re.search("[eE]", body) else (body, "")
    if decimal:
        other = "," if decimal == "." else "."
        digits = _ungrouped(digits, other, decimal)
        return digits.replace(decimal, ".") + exponent
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return digits + exponent
    last = marks[-1]
    if len(set(marks)) == 2:
        return _ungrouped(digits, marks[0], last).replace(last, ".") + exponent
    if len(marks) > 1:
        return _ungrouped(digits, last, "") + exponent
    whole, rest = digits.split(last)
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole.strip("0") and not exponent:
        raise AmountError(f"on peut y lire {whole}{rest} ou {whole},{rest}")
    return f"{whole}.{rest}{exponent}"


def _ungrouped(digits: str, thousands: str, decimal: str) -> str:
    """Remove a thousands separator after checking that it does group by three."""
    whole, mark, rest = digits.partition(decimal) if decimal else (digits, "", "")
    if thousands in rest or (mark and mark in rest):
        raise AmountError("ses séparateurs se contredisent")
    groups = whole.split(thousands)
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(g) != 3 for g in groups[1:])):
        raise AmountError("ses milliers ne sont pas groupés par trois")
    return "".join(groups) + mark + rest


def decimal_mark(texts: Iterable[str]) -> DecimalMark:
    """The decimal mark of a column, from the cells that leave no doubt; « » when none or when they differ."""
    found: set[str] = set()
    for text in texts:
        body = _SPACES.sub("", text)
        marks = [c for c in body if c in ".,"]
        if not marks:
            continue
        rest = re.split(r"[.,]", body)[-1]
        digits = len(re.match(r"[0-9]*", rest).group())  # type: ignore[union-attr]
        if len(set(marks)) == 2 or (len(marks) == 1 and digits != 3):
            found.add(marks[-1])
        elif len(marks) > 1:
            found.add("," if marks[0] == "." else ".")
    if found == {","}:
        return ","
    return "." if found == {"."} else ""


def typed_amount(text: str, *, field: str, line: int | None = None, decimal: DecimalMark = "") -> int:
    """``parse_amount`` for a form or a cell: raises ReadError that names the field and the line."""
    try:
        return parse_amount(text, decimal)
    except AmountError as error:
        raise ReadError(
            "montant_illisible",
            f"Ce montant ne peut pas être lu : {error}",
            line=line,
            field=field,
            read=text[:MAX_LENGTH],
            expected="un montant en euros comme 12 400,50",
            remedy="Corrigez ce montant, puis recommencez.",
        ) from error
