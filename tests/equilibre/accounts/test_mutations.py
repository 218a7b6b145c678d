"""Damaged files: whatever the bytes, the reader answers with a Reading or with its own error and remedy.

``TRAJECTOIRES_MUTATIONS`` says how many files are tried: a few by default, 100,000 by ``make fuzz``.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Callable

import msgspec
import pytest
from fec_maker import DEVIATIONS as ALL
from fec_maker import ENCODINGS, Entry, Ledger, Line, case_book, compatible, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equilibre.accounts.privacy import keep
from equilibre.accounts.reading import read_accounts
from equilibre.errors import ReadError

TRIED = int(os.environ.get("TRAJECTOIRES_MUTATIONS", "1000"))
BATCHES = 10
TOKENS = (
    *(b"\t", b"|", b";", b",", b"\n", b"\r", b"\r\r\n", b'"', b'""', b"\x00", b"\x1a", b"\x1f", b"\xff"),
    *(b"\xc3\xa9", b"\xe9", b"\xef\xbb\xbf", b"\xe2\x80\xaf", b"\xf0\x9f\x92\xb6", b"\xed\xa0\x80"),
    *(b"-", b"+", b"(", b".", b"'", b" ", b"D", b"C", b"1,5E3", b"1e308", b"nan", b"inf", b"0x10", b"-0,00"),
    *(b"99999999999999999999", b"20240231", b"00000000", b"99999999", b"20241301", b"45000"),
    *(b"CompteNum", b"Debit\tDebit", b"EcritureDate", b"=1+1", b"<script>"),
)


def seeds() -> list[bytes]:
    """Small valid files of every shape."""
    chance = random.Random(7)
    found = []
    for _ in range(40):
        few = chance.sample(ALL, 3)
        chosen = few if compatible(*few) else few[:1]
        book = case_book("carrefour-arts-musique-2015", seed=chance.randrange(99))
        book.entries = book.entries[: chance.randint(2, 9)]
        encoding = chance.choice(ENCODINGS)
        found.append(write(book, *chosen, separator=chance.choice("\t|;"), encoding=encoding))
    return found


SEEDS = seeds()


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[start + chance.randint(1, 60) :]


def _flip(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if found:
            found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50)) + data[at:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], *[lines[at]] * chance.randint(2, 5), *lines[at:]])


def _swap(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b"\t")
    chance.shuffle(cells)
    lines[at] = b"\t".join(cells)
    return b"\n".join(lines)


def _cell(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b"\t")
    cells[chance.randrange(len(cells))] = chance.choice(TOKENS)
    lines[at] = b"\t".join(cells)
    return b"\n".join(lines)


def _column(data: bytes, chance: random.Random) -> bytes:
    """The same damage all down a column."""
    token, at = chance.choice(TOKENS), chance.randrange(18)
    lines = [line.split(b"\t") for line in data.split(b"\n")]
    start = chance.choice((0, 1))
    return b"\n".join(
        b"\t".join([*c[:at], token, *c[at + 1 :]]) if i >= start and len(c) > at else b"\t".join(c)
        for i, c in enumerate(lines)
    )


def _mix(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(SEEDS)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _flip, _insert, _repeat, _swap, _cell, _column, _mix,
)  # fmt: skip


def attempt(data: bytes, name: str = "") -> None:
    """Read; the outcome must be a Reading that may be kept and written, or a ReadError with a remedy."""
    try:
        reading = read_accounts(data, name=name)
    except ReadError as error:
        assert error.remedy
        assert error.sentence()
        return
    msgspec.json.encode(reading)
    kept = keep(reading.totals)
    assert sum(a.balance for a in kept.accounts) == sum(a.balance for a in reading.totals.accounts)
    for line in reading.totals.accounts:
        assert not line.months or sum(line.months.values()) == line.movement


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutations_of_valid_fec(batch: int) -> None:
    chance = random.Random(batch)
    for _ in range(TRIED // BATCHES):
        data = chance.choice(SEEDS)
        for _ in range(chance.randint(1, 4)):
            data = chance.choice(MUTATIONS)(data, chance)
        try:
            attempt(data)
        except Exception as error:
            raise AssertionError(f"{error!r} on {data!r}") from error


amounts = st.integers(-(10**9), 10**9)
texts = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\t\r\n"), max_size=12)
accounts = st.one_of(st.from_regex(r"[0-9]{3,8}", fullmatch=True), texts)
lines = st.builds(
    Line, account=accounts, label=texts, amount=amounts, aux=texts, aux_label=texts, letter=texts
)
entries = st.builds(
    Entry,
    day=st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2026, 12, 31)),
    journal=st.sampled_from(("AN", "BQ", "VE", "OD", "CL")),
    piece=texts,
    label=texts,
    lines=st.lists(lines, min_size=1, max_size=4).map(tuple),
)
"""Books that no accountant would keep, yet well written."""


@given(
    st.lists(entries, min_size=1, max_size=8),
    st.lists(st.sampled_from(ALL), max_size=3, unique=True).filter(lambda d: compatible(*d)),
)
@settings(max_examples=max(50, TRIED // 20), deadline=None, suppress_health_check=list(HealthCheck))
def test_mutation_free_files_of_any_content(found: list[Entry], deviations: list[str]) -> None:
    days = sorted(e.day for e in found)
    attempt(write(Ledger(days[0], days[-1], found), *deviations))


@given(st.binary(max_size=400))
@settings(max_examples=max(50, TRIED // 20), deadline=None)
def test_fuzz_of_any_bytes(data: bytes) -> None:
    attempt(data)


HEADER = "\t".join(
    ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "EcritureLib", "Debit", "Credit"]
)


@given(st.text(max_size=300))
@settings(max_examples=max(50, TRIED // 20), deadline=None)
def test_fuzz_of_any_text_under_a_header(text: str) -> None:
    attempt(f"{HEADER}\n{text}".encode("utf-8", "replace"))
