"""What may be stored of a reading holds no name, and the same figures."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from fec_maker import Ledger, Line, write
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.fec import read_fec
from equilibre.accounts.privacy import keep, kept_number, known_words
from equilibre.accounts.totals import AccountTotals

SECRETS = ("Testu", "Vercassonne", "Zacharie")


def planted() -> AccountTotals:
    """A FEC with names wherever people type them: labels, auxiliaries, account numbers, analytical codes."""
    book = Ledger(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    who = "Zacharie Testu"
    book.post(
        book.opening, "AN", "A nouveaux", Line("512000", f"Banque {who}", 100), Line("110000", who, -100)
    )
    book.post(
        dt.date(2024, 2, 1), "VE", f"Cours {who}",
        Line("411TESTU", who, 5_000, "TESTU", who), Line("706100", "Cours de M. Testu", -5_000),
    )  # fmt: skip
    book.post(
        dt.date(2024, 2, 2), "VE", f"Cours {who}",
        Line("411000", who, 5_000, "VERC", "Vercassonne"),
        Line("706200", "Atelier Vercassonne poterie", -5_000),
    )  # fmt: skip
    for account in ("455000", "421000", "467000", "621000", "622600", "641100", "658000", "754100", "756000"):
        book.post(
            dt.date(2024, 3, 1),
            "BQ",
            who,
            Line(account, f"Compte {who}", 300),
            Line("512000", "Banque", -300),
        )
    book.post(
        dt.date(2024, 4, 1), "BQ", "x", Line("741000", "Région Vercassonne", -900), Line("512000", "B", 900)
    )
    analytic = {"706100": "VERCASSONNE", "641100": "ALSH"}
    return read_fec(write(book, analytic=analytic), name="compta Testu FEC20241231.txt").totals


def test_no_planted_name_is_kept() -> None:
    kept = msgspec.json.encode(keep(planted())).decode().casefold()
    assert not [name for name in SECRETS if name.casefold() in kept]


def test_the_figures_are_the_same() -> None:
    totals, kept = planted(), keep(planted())
    for prefix in "1234567":
        before = sum(a.balance for a in totals.accounts if a.number.startswith(prefix))
        assert sum(a.balance for a in kept.accounts if a.number.startswith(prefix)) == before
    assert sum(p.amounts.get("706100", 0) for p in kept.payers) == 5_000
    assert kept.anomalies.by_code == totals.anomalies.by_code
    assert not any(item.read for item in kept.anomalies.items)


def test_hints_survive_the_labels() -> None:
    kept = keep(planted())
    assert "public" in next(a.hints for a in kept.accounts if a.number == "741000")
    assert next(a.label for a in kept.accounts if a.number == "741000") == "Région"


def test_keeping_twice_changes_nothing_more() -> None:
    once = keep(planted())
    assert keep(once) == once


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Séjours d'été", "Séjours d'été"),
        ("Ventes de prestations 2024", "Ventes de prestations 2024"),
        ("Cours de M. Testu", ""),
        ("Testu", ""),
        ("Atelier Vercassonne poterie", "Atelier poterie"),
        ("SUBVENTION MAIRIE DE SAUVETERRE", "SUBVENTION MAIRIE"),
        ("06 12 34 56 78 90123", ""),
        ("jean.testu@example.org", ""),
        ("", ""),
    ],
)
def test_words_that_may_stay(label: str, kept: str) -> None:
    assert known_words(label) == kept


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_label_gives_words_that_stay_the_same(label: str) -> None:
    once = known_words(label)
    assert known_words(once) == once


@pytest.mark.parametrize(
    ("number", "kept"),
    [("411DUPONT", "411"), ("706000", "706000"), ("C0012", "0"), ("120/129", "120"), ("", "0")],
)
def test_numbers(number: str, kept: str) -> None:
    assert kept_number(number) == kept
