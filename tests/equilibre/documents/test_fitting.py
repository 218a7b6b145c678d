"""How much room words take: never less than they do."""

from __future__ import annotations

import pytest

from equilibre.documents.fitting import largest, lines_of, numeric, shares, width_of


def test_fitting_is_cautious() -> None:
    assert lines_of("", 20, 100) == 1
    assert lines_of("mot", 20, 10) >= 2
    assert lines_of("un deux trois", 20, 10_000) == 1
    assert lines_of("un deux trois", 20, 45) == 3
    assert width_of("WWW") > width_of("iii")
    assert largest((30, 20, 10), 100, lambda size: size * 4) == 20
    assert largest((30, 20), 1, lambda size: size) == 20
    assert sum(shares([["a", "b" * 400], ["c", "d"]])) == pytest.approx(1)
    assert numeric([["Nom", "€"], ["x", "1\u202f200"], ["y", "300 €"]]) == {1}
