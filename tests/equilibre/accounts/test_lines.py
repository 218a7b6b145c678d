"""Lines are found wherever they are, in any order, and a million short ones cost one pass."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from equilibre.accounts.lines import Lines


@given(st.lists(st.text("ab\u00e9", max_size=6), min_size=1, max_size=60), st.data())
def test_any_line_in_any_order(texts: list[str], data: st.DataObject) -> None:
    lines = Lines("\n".join(texts).encode())
    asked = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=30))
    assert [lines.text(number) for number in asked] == [texts[number] for number in asked]


def test_lines_across_blocks() -> None:
    texts = [f"ligne {number}" * (number % 900) for number in range(2000)]
    lines = Lines("\n".join(texts).encode())
    for number in (0, 1999, 3, 4, 1000, 999, 1001, 1998):
        assert lines.text(number) == texts[number]
    assert lines.text(2000) == ""


def test_a_run_of_blank_lines_is_read_in_one_pass() -> None:
    """A hostile file of blank lines once took minutes: the searches are counted, not the seconds."""
    count = 5_000
    lines = Lines(b"\r\n" * count)
    searches = 0

    def watch(frame: object, event: str, called: object) -> None:
        nonlocal searches
        searches += event == "c_call" and getattr(called, "__name__", "") == "find"

    sys.setprofile(watch)
    for number in range(count):
        lines.text(number)
    sys.setprofile(None)
    assert searches <= 2 * count + 1
