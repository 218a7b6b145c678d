"""Who decides what: each fact has its source, nothing is an order, and the statutes come first."""

from __future__ import annotations

from typing import Any

import pytest

from equilibre.reference.bodies import parse, who_decides
from equilibre.reference.shipped import ReferenceDataError, document


def test_each_fact_names_its_text_and_no_line_gives_an_order() -> None:
    told = who_decides()
    assert "statuts" in told.established[0].text
    for one in told.established:
        assert told.sources[one.source] in told.origin(one)
    words = [one.text for one in (*told.established, *told.check)] + [one.usual for one in told.body]
    assert all(line.rstrip("»").endswith((".", "?")) or line.endswith(").") for line in words)
    assert not any("vous devez" in line.lower() for line in words)
    assert any("Alsace" in line for line in words), "the local law is said (field rule 34)"
    assert [one.code for one in told.body] == ["assemblee", "conseil", "bureau", "direction"]


def _raw(**changes: Any) -> dict[str, Any]:
    return {**document("bodies.toml"), **changes}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (_raw(body=[*document("bodies.toml")["body"], document("bodies.toml")["body"][0]]), "told twice"),
        (_raw(established=[{"text": "Un.", "source": "ailleurs", "article": ""}]), "ailleurs"),
        (_raw(checked="hier"), "bodies"),
        (_raw(check=[{"texte": "Un."}]), "bodies"),
    ],
)
def test_a_fault_of_the_data_is_refused(raw: dict[str, Any], words: str) -> None:
    with pytest.raises(ReferenceDataError, match=words):
        parse(raw)
