"""The exercice told by titles, headers and file names; what the user says prevails; doubt is asked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.accounts.options import ReadOptions
from equilibre.accounts.periods import choose_period, dates_in, period_told_by, year_before, year_from
from equilibre.errors import ReadError

D = dt.date


@pytest.mark.parametrize(
    ("text", "opening", "closing", "how"),
    [
        ("Exercice du 01/01/2024 au 31/12/2024", D(2024, 1, 1), D(2024, 12, 31), "dates"),
        ("Période : du 1er septembre 2023 au 31 août 2024", D(2023, 9, 1), D(2024, 8, 31), "dates"),
        ("du 1er janvier au 31 décembre 2024", D(2024, 1, 1), D(2024, 12, 31), "dates"),
        ("2024-07-01 → 2025-06-30", D(2024, 7, 1), D(2025, 6, 30), "dates"),
        ("Balance au 31.08.2024", D(2023, 9, 1), D(2024, 8, 31), "cloture"),
        ("Comptes 2024", D(2024, 1, 1), D(2024, 12, 31), "annee"),
        ("Arrêté au 29 février 2024", D(2023, 3, 1), D(2024, 2, 29), "cloture"),
    ],
)
def test_titles(text: str, opening: dt.date, closing: dt.date, how: str) -> None:
    assert period_told_by(["Les Amis", text]) == (opening, closing, how)


@pytest.mark.parametrize(
    ("name", "closing", "how"),
    [
        ("000000000FEC20240630.txt", D(2024, 6, 30), "cloture"),
        ("balance_31-12-2024.csv", D(2024, 12, 31), "cloture"),
        ("balance-2024.xlsx", D(2024, 12, 31), "annee"),
    ],
)
def test_file_names(name: str, closing: dt.date, how: str) -> None:
    found = period_told_by([], name)
    assert found is not None
    assert (found.closing, found.how) == (closing, how)


@pytest.mark.parametrize("text", ["Saison 2023-2024", "2023/2024", "2022 et 2023", "", "le 12"])
def test_what_leaves_a_doubt_is_not_concluded(text: str) -> None:
    assert period_told_by([text]) is None


def test_the_user_prevails() -> None:
    options = ReadOptions(opening=D(2024, 7, 1))
    assert choose_period(options, ["Exercice 2023"], "x2022.csv") == (
        D(2024, 7, 1),
        D(2025, 6, 30),
        "utilisateur",
    )
    options = ReadOptions(closing=D(2024, 6, 30))
    assert choose_period(options, [], "").opening == D(2023, 7, 1)


def test_nothing_told_is_asked() -> None:
    with pytest.raises(ReadError) as caught:
        choose_period(ReadOptions(), ["Bonjour"], "comptes.csv")
    assert caught.value.code == "exercice_inconnu"


@given(st.dates(min_value=D(1995, 1, 1), max_value=D(2090, 12, 31)))
def test_twelve_months_go_both_ways(day: dt.date) -> None:
    assert 364 <= (year_from(day) - day).days <= 366
    assert 364 <= (day - year_before(day)).days <= 366


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(1990 <= day.year <= 2099 for day in dates_in(text))
    period_told_by([text], text)
