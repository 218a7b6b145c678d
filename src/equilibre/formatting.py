"""French typography for numbers and dates: one rounding, at the edge."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NNBSP)


_BEFORE_THIN = re.compile(r"(?<=\S) (?=[;!?])")
_BEFORE_WIDE = re.compile(r"(?<=\S) (?=[:%€])|(?<=«) | (?=»)")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|«)")


def typographic(text: str) -> str:
    """French typography of a sentence typed on a keyboard.

    Narrow spaces before ; ! ?, wide ones before : % € and inside « », ’ between letters.
    """
    spaced = _BEFORE_WIDE.sub(NBSP, _BEFORE_THIN.sub(NNBSP, text))
    return _STRAIGHT_APOSTROPHE.sub("’", spaced)


def euros(cents: int) -> str:
    """Whole euros: 1240050 → « 12 401 € » (half away from zero)."""
    sign = MINUS if cents < 0 else ""
    whole = (abs(cents) + 50) // 100
    return f"{sign if whole else ''}{_grouped(whole)}{NBSP}€"


def euros_exact(cents: int) -> str:
    """Euros and cents: 1240050 → « 12 400,50 € »."""
    sign = MINUS if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{_grouped(whole)},{rest:02d}{NBSP}€"


def kilo_euros(cents: int) -> str:
    """Short form for drawings: « 61 k€ », « 1,2 M€ », « 5 M€ », « 850 € »."""
    sign = MINUS if cents < 0 else ""
    value = abs(cents)
    if value < 100_000:
        return sign + euros(value)
    if value < 99_950_000:
        return f"{sign}{(value + 50_000) // 100_000}{NBSP}k€"
    return f"{sign}{_decimal(value / 100_000_000, 1).removesuffix(',0')}{NBSP}M€"


def _decimal(value: float, places: int) -> str:
    text = f"{abs(value):.{places}f}"
    whole, _, rest = text.partition(".")
    sign = MINUS if value < 0 and float(text) else ""
    return sign + _grouped(int(whole)) + ("," + rest if rest else "")


def number(value: float, places: int = 0) -> str:
    """A plain number: 1234.5 → « 1 234,5 »."""
    return _decimal(value, places)


def percent(share: float, places: int = 0) -> str:
    """A share 0–1: 0.574 → « 57 % »."""
    return f"{_decimal(share * 100, places)}{NBSP}%"


def whole_percentages(amounts: Sequence[int]) -> list[int]:
    """Percentages of a total that add up to 100, by largest remainder.

    Negative amounts or a nil total give plain rounding (they cannot add up honestly).
    """
    total = sum(amounts)
    if total <= 0 or any(a < 0 for a in amounts):
        return [round(100 * a / total) if total else 0 for a in amounts]
    floors = [100 * a // total for a in amounts]
    remainders = [100 * a % total for a in amounts]
    missing = 100 - sum(floors)
    for index in sorted(range(len(amounts)), key=lambda i: (-remainders[i], i))[:missing]:
        floors[index] += 1
    return floors


def enumerated(items: Sequence[str]) -> str:
    """« a, b et c »; « » when there is none."""
    return " et ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def quoted(labels: Iterable[str]) -> str:
    """« Vendre », « Louer »: names that begin with a capital, one after the other inside a sentence."""
    return ", ".join(f"«{NBSP}{label}{NBSP}»" for label in labels)


def inside(words: str) -> str:
    """« le bureau » for « Le bureau »: words that begin a line elsewhere, inside a sentence."""
    return words[:1].lower() + words[1:]


def ended(words: str) -> str:
    """« Garder le local. », « Faut-il vendre ? »: a sentence that another may follow."""
    told = words.rstrip()
    return told if told.endswith(("?", "!", "…")) else f"{told.rstrip('.')}."


def day(date: dt.date) -> str:
    """« 1er janvier 2024 »."""
    first = "1er" if date.day == 1 else str(date.day)
    return f"{first}{NBSP}{MONTHS[date.month - 1]}{NBSP}{date.year}"


def month(key: str) -> str:
    """« 2024-03 » → « mars 2024 »."""
    year, _, rank = key.partition("-")
    return f"{MONTHS[int(rank) - 1]}{NBSP}{year}"


def exercice(opening: dt.date, closing: dt.date) -> str:
    """« 2024 » for a calendar year, « 2024-2025 » otherwise."""
    if opening.year == closing.year:
        return str(closing.year)
    return f"{opening.year}-{closing.year}"
