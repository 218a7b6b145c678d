"""Collects what a reader of FEC notices: everything is counted, at most a hundred of each kind are listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from equilibre.accounts.anomalies import ITEMS_PER_CODE, Anomaly, AnomalyReport
from equilibre.accounts.checks import CATALOGUE
from equilibre.formatting import typographic

_NUMERIC = re.compile(r"[0-9 .,:/+\-()TZeE€%\u00a0\u202f]*")
_ACCOUNT = re.compile(r"([0-9]*)(.*)", re.DOTALL)
_LONGEST = 40
UNIFORM = 5
"""How many examples are enough when the whole file is written the same way."""


def shown_number(text: str) -> str:
    """An amount or a date as read; a text that is neither is not repeated (it may hold a name)."""
    cut = text.strip()[:_LONGEST]
    return cut if _NUMERIC.fullmatch(cut) else "(un texte)"


def shown_account(text: str) -> str:
    """An account number as read, without the letters that may name a person: « 411DUPONT » → « 411… »."""
    found = _ACCOUNT.fullmatch(text.strip())
    digits, rest = (found[1], found[2]) if found else ("", text)
    return f"{digits[:20]}…" if rest else digits[:20]


class Findings:
    """What was noticed so far."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._items: dict[str, list[Anomaly]] = {}

    def add(
        self,
        code: str,
        *,
        line: int | None = None,
        field: str = "",
        read: str = "",
        detail: str = "",
        count: int = 1,
    ) -> None:
        """Count ``count`` occurrences and list one, which ``detail`` completes. ``line`` counts from 1."""
        self._counts[code] += count
        listed = self._items.setdefault(code, [])
        if len(listed) >= ITEMS_PER_CODE:
            return
        check = CATALOGUE[code]
        listed.append(
            Anomaly(
                code=code,
                severity=check.severity,
                message=typographic(f"{check.message}{detail}."),
                remedy=typographic(check.remedy),
                line=line,
                field=field,
                read=typographic(read),
                expected=typographic(check.expected),
            )
        )

    def count_only(self, code: str, count: int) -> None:
        """Count occurrences that are not listed one by one."""
        if count > 0:
            self._counts[code] += count

    def add_lines(
        self, code: str, count: int, lines: Iterable[tuple[int, str]], *, field: str = "", detail: str = ""
    ) -> None:
        """Count ``count`` occurrences and list those of ``lines`` (line from 1, what was read)."""
        listed = 0
        for line, read in lines:
            self.add(code, line=line, field=field, read=read, detail=detail)
            listed += 1
        self.count_only(code, count - listed)

    def report(self) -> AnomalyReport:
        """By code in order, then by line."""
        codes = sorted(self._counts)
        items = [item for code in codes for item in self._items.get(code, [])]
        return AnomalyReport(by_code={c: self._counts[c] for c in codes}, items=tuple(items))
