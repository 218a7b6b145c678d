"""The lines of the form Cerfa n° 12156*06, as it prints them, and where a class of the books goes on it.

Labels are the form's; which account goes to which line is a convention of the platform (``accounts`` of
``cerfa_12156_print.csv``, « 755 » of the books is « Aides privées » of the form). The reader of such a table
is ``accounts.cerfa``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from equilibre.accounts.cerfa_form import form_lines, sections
from equilibre.formatting import typographic
from equilibre.reference.labels import normalise
from equilibre.reference.shipped import table

FORM = "Cerfa n° 12156*06"
FORM_SOURCE = "formulaire de demande de subvention, Cerfa n°\u00a012156*06, page du budget de l’association"
Side = Literal["cost", "resource"]
IN_KIND = ("86", "87")
SUBSIDIES = "74"


class PrintedLine(NamedTuple):
    """A line on which an amount is written."""

    section: str
    code: str
    label: str
    accounts: tuple[str, ...]

    @property
    def side(self) -> Side:
        """Of the table: 6 and 86 to the left, 7 and 87 to the right."""
        return "cost" if self.section.startswith("6") or self.section == "86" else "resource"


@cache
def printed_lines() -> tuple[PrintedLine, ...]:
    """Every line, in the order of the form."""
    return tuple(
        PrintedLine(row["section"], row["code"], typographic(row["label"]), tuple(row["accounts"].split()))
        for row in table("cerfa_12156_print.csv")
    )


@cache
def by_code() -> dict[str, PrintedLine]:
    """The lines by their code (« 641 », « 74com »)."""
    return {one.code: one for one in printed_lines()}


@cache
def placeable(side: Side) -> tuple[PrintedLine, ...]:
    """Where a line of a budget can be put: contributions in kind are typed apart."""
    return tuple(one for one in printed_lines() if one.side == side and one.section not in IN_KIND)


def section_title(section: str) -> str:
    """« 60 - Achats »; a section of a single line has the words of its line."""
    held = [one.label for one in printed_lines() if one.section == section]
    return f"{section} - {held[0] if len(held) == 1 else typographic(sections()[section].label)}"


def line_title(code: str) -> str:
    """The words of a choice: « 61 - Assurance », « 65 - Autres charges de gestion courante »."""
    one = by_code()[code]
    return f"{one.section} - {one.label}"


def line_of_account(account: str, label: str = "") -> str:
    """Code of the form's line for an account of class 6 or 7: the longest prefix wins.

    For a subsidy (74) the payer that its label names decides first. ``KeyError`` when no line takes it.
    """
    if account.startswith(SUBSIDIES) and not account.startswith("747"):
        named = line_named(label, SUBSIDIES)
        if named:
            return named
    found = [
        (len(prefix), one.code)
        for one in printed_lines()
        for prefix in one.accounts
        if account.startswith(prefix)
    ]
    if not found:
        raise KeyError(account)
    return max(found)[1]


def line_named(label: str, *wanted: str) -> str:
    """Code of the line of these sections whose words a label holds, the longest match; « » when none."""
    words = normalise(label)
    known = by_code()
    found = [
        (match.end() - match.start(), line.code)
        for line in form_lines()
        if line.section in wanted and line.code in known
        for match in line.pattern.finditer(words)
        if match.start() == 0 or words[match.start() - 1] == " "
    ]
    return max(found)[1] if found else ""
