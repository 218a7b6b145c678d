"""The lines of the Cerfa 12156 budget, as data, and the three places where its numbers mislead."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from equilibre.accounts.totals import Regime
from equilibre.reference import labels
from equilibre.reference.shipped import table

INDIRECT = "indirectes"
PRIVATE_PAYERS = frozenset({"fondation", "entreprise", "association", "reseau"})
GIFT_HINTS = frozenset({"don", "mecenat", "participatif"})


class FormLine(NamedTuple):
    """One line of the form; ``code`` equals ``section`` for a section's title. ``lost``: what it merges."""

    section: str
    code: str
    account: str
    label: str
    pattern: re.Pattern[str]
    lost: str


@cache
def form_lines() -> tuple[FormLine, ...]:
    """The lines, from ``cerfa_12156.csv``: words are those that start a label; a star ends a stem."""
    return tuple(
        FormLine(
            row["section"], row["code"], row["account"], row["label"], _pattern(row["words"]), row["lost"]
        )
        for row in table("cerfa_12156.csv")
    )


def _pattern(words: str) -> re.Pattern[str]:
    parts = [re.escape(w.strip()).replace(r"\*", r"\w*").replace(r"\ ", " ") for w in words.split("|")]
    return re.compile(r"(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")\b")


@cache
def sections() -> dict[str, FormLine]:
    """Title line of each section by its code (« 60 » … « 87 », « indirectes »)."""
    return {line.code: line for line in form_lines() if line.code == line.section}


def section_titled(words: str) -> str:
    """The section whose title starts a normalised label, « » when none: the longest title wins."""
    found = [
        (match.end(), line.section)
        for line in sections().values()
        if (match := line.pattern.match(words)) is not None
    ]
    return max(found, default=(0, ""))[1]


def line_titled(words: str, section: str) -> FormLine | None:
    """The line of a section that a normalised label names."""
    found = [
        (match.end(), line)
        for line in form_lines()
        if line.section == section
        and line.code != section
        and (match := line.pattern.match(words)) is not None
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def merging_line(account: str) -> FormLine | None:
    """The line of the form that merges several things under this account, None when there is none."""
    return next((line for line in form_lines() if line.account == account and line.lost), None)


class Converted(NamedTuple):
    """An account of the chart for an account of the form, and whether the number changed."""

    account: str
    changed: bool


def to_chart(account: str, label: str, regime: Regime) -> Converted:
    """Undo the form's three habits: class 87 numbered as before 2020, gifts in 758, private aid in 74.

    The label decides first; a bare 870 or 875 follows the form. An account already right is left alone.
    """
    hints = frozenset(labels.match_hints(label))
    found = account
    if account.startswith(("870", "875")):
        found = _in_kind(account, hints, regime)
    elif account.startswith("758") and hints & GIFT_HINTS:
        found = _gift(hints)
    elif account.startswith("74") and _is_private(label, hints):
        found = "755000"
    return Converted(found, found != account)


def _in_kind(account: str, hints: frozenset[str], regime: Regime) -> str:
    """870 and 875 by their label, else by the form; before 2020 the chart and the form agreed."""
    volunteering, gift = ("870000", "875000") if regime == "crc99" else ("875000", "870000")
    if "benevolat" in hints:
        return volunteering
    if "don_en_nature" in hints:
        return gift
    if regime == "crc99":
        return account
    return volunteering if account.startswith("870") else gift


def _gift(hints: frozenset[str]) -> str:
    if "mecenat" in hints:
        return "754000" if "don" in hints else "754200"
    return "754100"


def _is_private(label: str, hints: frozenset[str]) -> bool:
    """A foundation, a company or a network alone on a line of section 74."""
    if hints & {"public", "europe"}:
        return False
    kind, _ = labels.payer_kind(label)
    return kind in PRIVATE_PAYERS or "mecenat" in hints
