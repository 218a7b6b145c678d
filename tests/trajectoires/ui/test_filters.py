"""How pages write an amount, a day, a name inside a sentence."""

from __future__ import annotations

import datetime as dt

from trajectoires.ui.templatetags.ui import day, euros_bare, inside


def test_an_amount_without_its_sign_is_the_amount() -> None:
    assert euros_bare(-2_184_249) == "−21\u202f842"
    assert euros_bare(0) == "0"


def test_a_moment_is_written_as_the_day_it_is_here() -> None:
    late = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)
    assert day(late) == "1er\u00a0janvier\u00a02027"
    assert day(late.date()) == "31\u00a0décembre\u00a02026"


def test_what_begins_a_line_elsewhere() -> None:
    assert inside("L’accord écrit") == "l’accord écrit"
