"""Random access to the lines of a long file: only those that must be shown or repaired are ever decoded."""

from __future__ import annotations

from bisect import bisect_right

_BLOCK = 1 << 14


class Lines:
    """Physical lines (0-based) of a body whose lines end with LF; counted as far as they are asked for."""

    def __init__(self, body: bytes, numbers: list[int] | None = None) -> None:
        self._body = body
        self._numbers = numbers
        self._before = [0]
        """How many line ends come before each block counted so far."""
        self._last = (0, 0)
        """The line read last and where it starts: a run of short lines is read in one single pass."""

    def physical(self, number: int) -> int:
        """The line as an editor of the original file counts it, from 1."""
        if self._numbers is not None and number < len(self._numbers):
            return self._numbers[number] + 1
        return number + 1

    def text(self, number: int) -> str:
        """One line without its end; an empty text beyond the last one."""
        self._count_to(number)
        block = bisect_right(self._before, number) - 1
        known, position = self._before[block], block * _BLOCK
        if known <= self._last[0] <= number:
            known, position = self._last
        for _ in range(number - known):
            position = self._body.find(b"\n", position) + 1
            if position == 0:
                return ""
        start = self._body.rfind(b"\n", 0, position) + 1
        self._last = (number, start)
        end = self._body.find(b"\n", start)
        raw = self._body[start : end if end >= 0 else len(self._body)]
        return raw.decode("utf-8", "replace").rstrip("\r")

    def _count_to(self, number: int) -> None:
        while self._before[-1] <= number:
            start = (len(self._before) - 1) * _BLOCK
            if start >= len(self._body):
                return
            self._before.append(self._before[-1] + self._body.count(b"\n", start, start + _BLOCK))
