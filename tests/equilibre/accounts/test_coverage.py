"""A cut file and a wrong year are said, never read in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from equilibre.accounts.options import ReadOptions
from equilibre.accounts.reading import read_accounts
from equilibre.errors import ReadError
from equilibre.examples.files import example_files

NAME = "000000000FEC20251231.txt"


def test_a_whole_file_says_nothing_of_a_cut() -> None:
    reading = read_accounts(example_files()[NAME], name=NAME)
    assert not any("coupé" in note for note in reading.notes)


def test_a_file_cut_in_half_is_said_to_be_perhaps_cut() -> None:
    data = example_files()[NAME]
    reading = read_accounts(data[: len(data) // 2], name=NAME)
    assert "peut-être coupé" in reading.notes[0]
    assert "31\u00a0décembre\u00a02025" in reading.notes[0]


def test_dates_of_another_year_are_refused_with_what_was_read() -> None:
    options = ReadOptions(opening=dt.date(2024, 1, 1), closing=dt.date(2024, 12, 31))
    with pytest.raises(ReadError) as refused:
        read_accounts(example_files()[NAME], name=NAME, options=options)
    assert refused.value.code == "autre_exercice"
    assert "856" in refused.value.read
