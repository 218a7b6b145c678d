"""Dated parameters: every value carries its date, unit, source and status, or the release does not load."""

import datetime as dt
from copy import deepcopy

import pytest

from equilibre.reference import parameters
from equilibre.reference.shipped import ReferenceDataError

GOOD = {
    "parameter": [
        {
            "key": "smic",
            "label": "SMIC",
            "unit": "euros_par_heure",
            "values": [
                {
                    "from": dt.date(2024, 1, 1),
                    "value": 11.65,
                    "source": "un décret",
                    "status": "etabli",
                    "checked": dt.date(2026, 11, 1),
                }
            ],
        }
    ]
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2024, 10, 31), 11.65),
        (dt.date(2024, 11, 1), 11.88),
        (dt.date(2025, 12, 31), 11.88),
        (dt.date(2026, 5, 31), 12.02),
        (dt.date(2026, 6, 1), 12.31),
    ],
)
def test_smic_by_date(day: dt.date, expected: float) -> None:
    use = parameters.value_at("smic_horaire_brut", day)
    assert use.value == expected
    assert not use.last_known
    assert use.source
    assert use.status == "etabli"


def test_cents() -> None:
    assert parameters.cents_at("smic_horaire_brut", dt.date(2024, 12, 31)) == 1188


def test_mayotte_has_its_own_smic() -> None:
    day = dt.date(2025, 6, 30)
    assert parameters.value_at("smic_horaire_brut_mayotte", day).value == 8.98
    assert parameters.value_at("smic_horaire_brut", day).value == 11.88


@pytest.mark.parametrize(("year", "expected"), [(2019, 63059), (2023, 76679), (2024, 78596), (2025, 80011)])
def test_franchise_by_year(year: int, expected: int) -> None:
    use = parameters.value_at("franchise_impots_commerciaux", dt.date(year, 12, 31))
    assert (use.value, use.last_known) == (expected, False)


def test_unknown_year_says_last_known_value() -> None:
    use = parameters.value_at("franchise_impots_commerciaux", dt.date(2026, 12, 31))
    assert use.value == 80011
    assert use.last_known
    assert "dernière valeur connue\u00a0: 2025" in use.note


def test_before_the_first_value_says_so() -> None:
    use = parameters.value_at("smic_horaire_brut", dt.date(2009, 12, 31))
    assert use.last_known
    assert use.note.startswith("première valeur connue\u00a0: 2015")


def test_unknown_key() -> None:
    with pytest.raises(KeyError):
        parameters.value_at("inconnu", dt.date(2024, 1, 1))


def test_the_loader_reads_a_complete_value() -> None:
    assert parameters.parse(GOOD)["smic"].values[0].value == 11.65


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [
        ("parameter", "unit", ""),
        ("parameter", "unit", "pommes"),
        ("parameter", "label", ""),
        ("parameter", "values", []),
        ("value", "source", " "),
        ("value", "status", "certain"),
        ("value", "status", None),
        ("value", "from", "2024"),
        ("value", "checked", None),
        ("value", "value", "11,65"),
        ("value", "value", True),
    ],
)
def test_the_loader_refuses_what_lacks_its_lineage(place: str, field: str, value: object) -> None:
    raw = deepcopy(GOOD)
    row = raw["parameter"][0]
    (row if place == "parameter" else row["values"][0])[field] = value  # type: ignore[index]
    with pytest.raises(ReferenceDataError):
        parameters.parse(raw)


def test_the_loader_refuses_a_key_twice_and_dates_in_disorder() -> None:
    twice = {"parameter": [*GOOD["parameter"], *GOOD["parameter"]]}
    with pytest.raises(ReferenceDataError, match="twice"):
        parameters.parse(twice)
    again = deepcopy(GOOD)
    again["parameter"][0]["values"] *= 2  # type: ignore[operator]
    with pytest.raises(ReferenceDataError, match="oldest first"):
        parameters.parse(again)


def test_everything_shipped_is_complete() -> None:
    shipped = parameters.all_parameters()
    assert len(shipped) > 50
    for parameter in shipped:
        for value in parameter.values:
            assert value.source.strip()
            assert value.checked >= dt.date(2026, 1, 1)
            assert value.url == "" or value.url.startswith("https://")


def test_a_convention_is_never_lent_to_le_rameau() -> None:
    for parameter in parameters.all_parameters():
        for value in parameter.values:
            if value.status == "convention":
                assert not value.source.startswith("Le RAMEAU"), parameter.key
