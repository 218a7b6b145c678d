"""The generator's promises: balanced entries, exact totals, legal order, same bytes for the same options."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

import pytest

from equilibre.accounts.cases import case_slugs, load_case
from equilibre.examples.case_books import case_entries, targets
from equilibre.examples.deviations import COLUMNS, DEVIATIONS
from equilibre.examples.generator import fec_bytes, main

SLUGS = case_slugs()


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("lines", [0, 2_000])
def test_entries_balance_and_end_on_the_case(slug: str, lines: int) -> None:
    case = load_case(slug)
    entries = case_entries(case, lines=lines)
    balances: dict[str, int] = defaultdict(int)
    for entry in entries:
        assert sum(p.amount for p in entry.postings) == 0
        assert case.opening <= entry.date <= case.closing
        for posting in entry.postings:
            balances[posting.account] += posting.amount
    assert {n: v for n, v in balances.items() if n[0] in "678" and v} == {
        n: v for n, v in targets(case).items() if v
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_the_opening_entry_comes_first_then_the_order_of_dates(slug: str) -> None:
    entries = case_entries(load_case(slug))
    assert entries[0].journal == "AN"
    dates = [entry.date for entry in entries[1:]]
    assert dates == sorted(dates)


def test_published_cash_is_reached_at_both_ends() -> None:
    case = load_case("arts-martiaux-genas-2025")
    entries = case_entries(case)
    opening = sum(p.amount for p in entries[0].postings if p.account == "512000")
    closing = sum(p.amount for e in entries for p in e.postings if p.account == "512000")
    assert case.treasury is not None
    assert (opening, closing) == (round(case.treasury.opening * 100), round(case.treasury.closing * 100))


@pytest.mark.parametrize("deviation", [None, *sorted(DEVIATIONS)])
def test_the_same_options_give_the_same_bytes(deviation: str | None) -> None:
    case = load_case("ucpa-2023")
    names = [deviation] if deviation else []
    first = fec_bytes(case, deviations=names, seed="3")
    assert first == fec_bytes(case, deviations=names, seed="3")
    assert first != fec_bytes(case, deviations=names, seed="4")


def test_a_plain_file_has_the_eighteen_columns_and_a_continuous_numbering() -> None:
    data = fec_bytes(load_case("l214-2023")).decode()
    rows = list(csv.reader(io.StringIO(data), delimiter="\t"))
    assert tuple(rows[0]) == COLUMNS
    numbers = [int(row[2]) for row in rows[1:]]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert numbers == sorted(numbers)
    assert all(row[15] >= row[3] for row in rows[1:])


@pytest.mark.parametrize("wanted", [1_000, 20_000])
def test_the_number_of_lines_asked_for_is_approached(wanted: int) -> None:
    lines = len(fec_bytes(load_case("ucpa-2023"), lines=wanted).splitlines())
    assert abs(lines - wanted) <= wanted * 0.06


@pytest.mark.parametrize(
    "names", [["bom"], ["padded", "thousands-space"], ["iso-dates", "dmy-dates"], ["typo"]]
)
def test_options_that_contradict_are_refused(names: list[str]) -> None:
    with pytest.raises(ValueError, match=r"deviation|byte order"):
        fec_bytes(load_case("l214-2023"), deviations=names, encoding="cp1252")


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "000000000FEC20231231.txt"
    assert main(["l214-2023", "--sep", "pipe", "--deviation", "quoted", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b'"JournalCode"|')
    for layout in ("balance", "cerfa", "cerfa-formulaire"):
        assert main(["l214-2023", "--as", layout, "-o", str(out)]) == 0
        assert out.stat().st_size > 200
    assert main(["l214-2023", "--deviation", "bom", "--encoding", "cp850"]) == 2
    assert "byte order mark" in capsys.readouterr().err
    assert main([str(tmp_path / "nothing.json")]) == 2
