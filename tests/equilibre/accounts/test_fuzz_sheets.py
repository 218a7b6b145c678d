"""Damaged sheets, balances, Cerfa and cash books: whatever the bytes, a reading or one clear sentence.

``TRAJECTOIRES_MUTATIONS`` sets how many mutations are tried (``make fuzz``: a hundred thousand); the default
is small enough for every run. A failure prints its number: the same number gives the same bytes again.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.cases import load_case
from equilibre.accounts.options import Limits, ReadOptions
from equilibre.accounts.reading import read_accounts
from equilibre.accounts.sheet import read_table
from equilibre.accounts.table import Cell, Row, Sheet, Table
from equilibre.accounts.totals import Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.examples import files
from equilibre.examples.case_books import case_entries
from equilibre.examples.case_cerfa import cerfa_form_rows, cerfa_rows
from equilibre.examples.generator import balance_rows, csv_bytes, xlsx_bytes

MUTATIONS = max(400, int(os.environ.get("TRAJECTOIRES_MUTATIONS", "0")) // 4)
SLICES = 8
OPTIONS = ReadOptions(
    opening=dt.date(2024, 1, 1),
    closing=dt.date(2024, 12, 31),
    limits=Limits(file_bytes=5_000_000, inflated_bytes=20_000_000, cells=200_000, lines=50_000),
)
WORDS = (
    b";", b"\t", b"|", b'"', b"\r\n", b"\0", b"-", b",", b".", b"=1+1", b"9" * 30, b"TOTAL", b"706000",
    b"\xff\xfe", b"<", b"&a;", b"(", "é".encode("cp850"), "\u202f".encode(), b"01/13/2024",
    b"#REF!", b"A1048577", b"nan",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """Valid files of each kind, small, so that a mutation often hits what matters."""
    case = load_case("afev-aix-2022")
    club = load_case("arts-martiaux-genas-2025")
    cash = (
        b"Date;Libell\xe9;Recette;D\xe9pense;Solde\n"
        b"01/02/2024;Cotisations;12,50;;112,50\n03/02/2024;EDF;;5;107,50\n"
    )
    free = "Libellé;Montant\nRECETTES\nCotisations;12,50\nDons;3\nDÉPENSES\nLoyer;4\nTotal;4\n".encode()
    own = files.example_files()
    return (
        csv_bytes(balance_rows(case_entries(club))),
        csv_bytes(balance_rows(case_entries(case)), encoding="cp850", separator="pipe"),
        csv_bytes(cerfa_rows(case)),
        csv_bytes(cerfa_form_rows(case)),
        cash,
        free,
        xlsx_bytes(balance_rows(case_entries(club))),
        xlsx_bytes(cerfa_form_rows(case)),
        *(data for name, data in own.items() if name.endswith((".xlsx", ".csv"))),
    )


def mutated(rng: random.Random) -> bytes:
    """A seed with one to eight wounds; half of the workbooks are wounded inside their XML."""
    data = rng.choice(seeds())
    if data.startswith(b"PK") and rng.random() < 0.7:
        return wounded_inside(rng, data)
    return wounded(rng, data)


def wounded(rng: random.Random, data: bytes) -> bytes:
    body = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if not body:
            break
        start = rng.randrange(len(body))
        stop = min(len(body), start + rng.randint(1, 40))
        kind = rng.randrange(7)
        if kind == 0:
            body[start] = rng.randrange(256)
        elif kind == 1:
            del body[start:stop]
        elif kind == 2:
            body[start:start] = rng.choice(WORDS)
        elif kind == 3:
            body[start:stop] = rng.choice(WORDS)
        elif kind == 4:
            body[start:start] = body[start:stop] * rng.randint(1, 5)
        elif kind == 5 and rng.random() < 0.3:
            del body[start:]
        else:
            other = rng.choice(seeds())
            at = rng.randrange(len(other))
            body[start:start] = other[at : at + rng.randint(1, 200)]
    return bytes(body)


def wounded_inside(rng: random.Random, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        names = old.namelist()
        target = rng.choice([n for n in names if n.endswith((".xml", ".rels"))])
        for name in names:
            part = old.read(name)
            new.writestr(name, wounded(rng, part) if name == target else part)
    return out.getvalue()


def assert_sound(reading: Reading) -> None:
    """What any reading must be, however odd the file."""
    totals = reading.totals
    numbers = [line.number for line in totals.accounts]
    assert numbers == sorted(set(numbers))
    assert all(number.isascii() and number.isdigit() for number in numbers)
    assert all(isinstance(line.balance, int) for line in totals.accounts)
    assert totals.opening < totals.closing
    assert all(line.movement == sum(line.months.values()) for line in totals.accounts if line.months)


def assert_clear(error: ReadError) -> None:
    assert error.code
    assert error.message
    assert error.remedy
    assert len(error.sentence()) < 1_000


@pytest.mark.parametrize("part", range(SLICES))
def test_fuzz_no_damaged_sheet_raises_anything_but_the_readers_own_error(part: int) -> None:
    for number in range(part, MUTATIONS, SLICES):
        rng = random.Random(number)
        data = mutated(rng)
        name = rng.choice(("", "balance-2024.csv", "budget.xlsx", "a" * 300, "../../x\0.ods"))
        options = OPTIONS if rng.random() < 0.8 else ReadOptions(limits=OPTIONS.limits)
        try:
            reading = read_accounts(data, name=name, options=options)
        except ReadError as error:
            assert_clear(error)
        except Exception as error:  # the number is what one needs to see again
            raise AssertionError(f"mutation {number}") from error
        else:
            assert_sound(reading)


CELLS = st.one_of(
    st.none(),
    st.floats(),
    st.dates(),
    st.text(max_size=12),
    st.sampled_from(
        ["Compte", "Libellé", "Débit", "Crédit", "Solde", "Date", "Montant", "Recettes", "Dépenses",
         "CHARGES", "PRODUITS", "60 - Achats", "74 – Subventions d'exploitation", "70", "75",
         "61 - Services extérieurs",
         "Total", "706000", "1 234,50", "-3", "(12)", "Section", "N-1", "2024", "Cotisations", "01/02/2024"]
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELLS, max_size=9), min_size=1, max_size=14),
    st.sampled_from(["auto", "balance", "cerfa", "tableur", "tresorerie", "fec"]),
)
def test_fuzz_any_rows_of_cells_give_a_reading_or_a_clear_error(rows: list[list[Cell]], wanted: str) -> None:
    sheet = Sheet("Feuille", [Row(line, cells) for line, cells in enumerate(rows, start=1)])
    table = Table(sheets=(sheet,), source=SourceInfo(name="essai.xlsx", format="tableur"))
    options = ReadOptions(format=wanted, opening=OPTIONS.opening, closing=OPTIONS.closing)  # type: ignore[arg-type]
    try:
        reading = read_table(table, options)
    except ReadError as error:
        assert_clear(error)
    else:
        assert_sound(reading)
