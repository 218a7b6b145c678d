"""Every shape of FEC gives the same accounts: encodings, separators, and what software makes of the text."""

from __future__ import annotations

import itertools
import random

import pytest
from fec_maker import DEVIATIONS, ENCODINGS, SEPARATORS, case_book, compatible, write

from equilibre.accounts.cases import case_slugs, load_case
from equilibre.accounts.reading import read_accounts
from equilibre.accounts.totals import Reading

FORM_CODES = {"T17", "T18", "T20", "T11", "T14", "S06", "S07", "S11"}
"""Anomalies that a mere way of writing must never cause."""


def published(slug: str) -> dict[str, int]:
    """Balances of classes 6, 7 and 8 as published."""
    case = load_case(slug)
    found: dict[str, int] = {}
    for account in (*case.accounts, *case.in_kind):
        found[account.number] = found.get(account.number, 0) + account.cents
    return {n: v for n, v in found.items() if v}


def balances(reading: Reading) -> dict[str, int]:
    return {a.number: a.balance for a in reading.totals.accounts if a.number[0] in "678" and a.balance}


def read(slug: str, data: bytes) -> Reading:
    closing = load_case(slug).closing
    return read_accounts(data, name=f"123456782FEC{closing:%Y%m%d}.txt")


@pytest.mark.parametrize("slug", case_slugs())
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_separator(slug: str, encoding: str) -> None:
    for separator in SEPARATORS:
        deviations = ("decimal-point",) if separator == "," else ()
        reading = read(slug, write(case_book(slug), *deviations, separator=separator, encoding=encoding))
        assert balances(reading) == published(slug)
        assert reading.totals.source.format == "fec"
        assert (reading.totals.opening, reading.totals.closing) == (
            load_case(slug).opening,
            load_case(slug).closing,
        )


@pytest.mark.parametrize("slug", case_slugs())
@pytest.mark.parametrize("deviation", DEVIATIONS)
def test_every_deviation(slug: str, deviation: str) -> None:
    reading = read(slug, write(case_book(slug), deviation))
    assert balances(reading) == published(slug)
    assert not FORM_CODES & set(reading.totals.anomalies.by_code)
    assert reading.totals.opening == load_case(slug).opening


PAIRS = [p for p in itertools.combinations(DEVIATIONS, 2) if compatible(*p)]


@pytest.mark.parametrize("pair", random.Random(2026).sample(PAIRS, 90), ids="+".join)
def test_deviations_by_two(pair: tuple[str, str]) -> None:
    slug = "carrefour-arts-musique-2015"
    reading = read(slug, write(case_book(slug), *pair))
    assert balances(reading) == published(slug)
    assert not FORM_CODES & set(reading.totals.anomalies.by_code)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_labels_keep_their_accents(encoding: str) -> None:
    reading = read("ucpa-2023", write(case_book("ucpa-2023"), encoding=encoding))
    labels = {a.number: a.label for a in reading.totals.accounts}
    wanted = {a.number: a.label for a in load_case("ucpa-2023").accounts}
    plain = {
        n: label
        for n, label in wanted.items()
        if "?" not in label.encode(encoding, "replace").decode(encoding)
    }
    assert {n: labels[n] for n in plain} == plain


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("iso8859-15", "ISO 8859-15"),
        ("cp850", "DOS (page de code 850)"),
    ],
)
def test_the_encoding_is_said(encoding: str, said: str) -> None:
    reading = read("ucpa-2023", write(case_book("ucpa-2023"), encoding=encoding))
    assert reading.totals.source.encoding == said


def test_a_separator_is_said_and_can_be_overruled() -> None:
    data = write(case_book("ucpa-2023"), separator="|")
    assert read("ucpa-2023", data).totals.source.separator == "barre verticale"
