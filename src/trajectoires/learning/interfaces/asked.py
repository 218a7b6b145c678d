"""A round in an address: ``n=12&t=fa&g=k3x9&p=1&r=02x1``. What is not understood is no round at all.

``n`` levels, ``t`` themes by their letters (absent: all), ``g`` the seed, ``p`` the turn, ``r`` the answers
so far.
"""

from __future__ import annotations

import re

from django.http import QueryDict

from trajectoires.learning import enums
from trajectoires.learning.domain.rounds import ROUND_SIZE, SEEDS, UNKNOWN, Round, Scope

MARK = re.compile(rf"[0-4{UNKNOWN}]")
_SEED = re.compile(r"[0-9a-z]{1,4}")
_TURN = re.compile(r"[1-9][0-9]?")
_ANSWERS = re.compile(rf"[0-4{UNKNOWN}]{{0,{ROUND_SIZE}}}")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def round_of(values: QueryDict) -> Round | None:
    """The round that an address tells, None when it tells none."""
    levels, themes = values.get("n", ""), values.get("t", "")
    seed, turn, answers = values.get("g", ""), values.get("p", ""), values.get("r", "")
    understood = (
        set(levels) <= {str(level) for level in enums.LEVELS}
        and set(themes) <= set(enums.THEME_LETTERS)
        and _SEED.fullmatch(seed)
        and (not turn or _TURN.fullmatch(turn))
        and _ANSWERS.fullmatch(answers)
    )
    if not understood:
        return None
    scope = Scope(frozenset(map(int, levels)), frozenset(enums.THEME_LETTERS[letter] for letter in themes))
    return Round(scope, int(seed, 36), int(turn or 0), answers)


def fields_of(round_: Round) -> list[tuple[str, str]]:
    """A round as names and values, always written alike; what is empty is left out."""
    letters = (letter for letter, theme in enums.THEME_LETTERS.items() if theme in round_.scope.themes)
    told = [
        ("n", "".join(map(str, sorted(round_.scope.levels)))),
        ("t", "".join(letters)),
        ("g", _written(round_.seed)),
        ("p", str(round_.turn) if round_.turn else ""),
        ("r", round_.answers),
    ]
    return [(name, value) for name, value in told if value]


def query_of(round_: Round) -> str:
    """A round as a query string."""
    return "&".join(f"{name}={value}" for name, value in fields_of(round_))


def scope_of(values: QueryDict) -> Scope:
    """The levels and themes ticked on the first page; unknown ones are ignored."""
    levels = frozenset(level for level in enums.LEVELS if str(level) in values.getlist("niveau"))
    return Scope(levels, frozenset(theme for theme in enums.THEMES if theme in values.getlist("theme")))


def scope_query(scope: Scope) -> str:
    """Ticked boxes as a query string."""
    query = QueryDict(mutable=True)
    query.setlist("niveau", [str(level) for level in sorted(scope.levels)])
    query.setlist("theme", [theme for theme in enums.THEMES if theme in scope.themes])
    return query.urlencode()


def _written(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


assert SEEDS == 36**4, "a seed is written with four signs"
