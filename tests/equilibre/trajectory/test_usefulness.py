"""Votes on usefulness: a middle and a spread from five on, never the votes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.trajectory.usefulness import HIGHEST, LOWEST, Votes, read_votes


def test_votes_show_from_five_on() -> None:
    assert read_votes((4, 4, 3, 4)) is None
    assert read_votes((9, 2, 8, 7, 8)) == Votes(count=5, median=8.0, low=7, high=8)
    # Six: the middle is between the third and the fourth.
    assert read_votes((1, 2, 5, 8, 9, 10)) == Votes(count=6, median=6.5, low=2, high=9)
    with pytest.raises(ValueError, match="scale"):
        read_votes((0, 1, 2, 3, 4))


@given(votes=st.lists(st.integers(LOWEST, HIGHEST), min_size=5, max_size=60))
def test_half_of_the_votes_are_within(votes: list[int]) -> None:
    found = read_votes(tuple(votes))
    assert found is not None and found == read_votes(tuple(reversed(votes)))
    assert LOWEST <= found.low <= found.median <= found.high <= HIGHEST
    assert sum(found.low <= vote <= found.high for vote in votes) * 2 >= len(votes)
