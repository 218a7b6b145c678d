"""Which exercice a FEC covers, which entries open it, who paid, and what is kept of it."""

from __future__ import annotations

import datetime as dt

import pytest
from fec_maker import Entry, Ledger, Line, case_book, write

from equilibre.accounts.fec import read_fec
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.totals import Reading
from equilibre.errors import ReadError


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def year(opening: str, closing: str, *, step: int = 30, carried: bool = True) -> Ledger:
    """A purchase and a sale every ``step`` days, the last on the closing day."""
    book = Ledger(day(opening), day(closing))
    if carried:
        book.post(
            book.opening,
            "AN",
            "A nouveaux",
            Line("512000", "Banque", 100_000),
            Line("110000", "RAN", -100_000),
        )
    moment = book.opening
    while moment <= book.closing:
        book.post(moment, "BQ", "Vente", Line("512000", "Banque", 5_000), Line("706000", "Ventes", -5_000))
        moment += dt.timedelta(days=step)
    book.post(book.closing, "BQ", "Achat", Line("606000", "Achats", 2_000), Line("512000", "Banque", -2_000))
    return book


def dates(reading: Reading) -> tuple[str, str]:
    return str(reading.totals.opening), str(reading.totals.closing)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("2024-01-01", "2024-12-31"),
        ("2023-09-01", "2024-08-31"),
        ("2023-12-01", "2024-12-31"),
        ("2024-03-01", "2024-12-31"),
        ("2023-01-01", "2024-06-30"),
    ],
    ids=["civil", "scolaire", "treize mois", "dix mois", "dix-huit mois"],
)
def test_the_dates_come_from_the_entries(opening: str, closing: str) -> None:
    assert dates(read_fec(write(year(opening, closing)))) == (opening, closing)


def test_the_name_tells_the_closing_date() -> None:
    data = write(year("2024-01-01", "2024-11-20", step=9))
    assert dates(read_fec(data, name="123456782FEC20241231.txt")) == ("2024-01-01", "2024-12-31")


def test_the_user_prevails_over_name_and_entries() -> None:
    options = ReadOptions(opening=day("2023-12-01"), closing=day("2024-11-30"))
    reading = read_fec(write(year("2024-01-01", "2024-12-31")), name="1FEC20241231.txt", options=options)
    assert dates(reading) == ("2023-12-01", "2024-11-30")
    assert reading.totals.anomalies.by_code["S11"] > 0


def test_dates_the_wrong_way_round() -> None:
    options = ReadOptions(opening=day("2024-12-31"), closing=day("2024-01-01"))
    with pytest.raises(ReadError) as caught:
        read_fec(write(year("2024-01-01", "2024-12-31")), options=options)
    assert caught.value.code == "dates_inversees"


def test_a_stray_date_does_not_stretch_the_exercice() -> None:
    book = year("2024-01-01", "2024-12-31", step=3)
    book.post(day("2042-05-01"), "BQ", "Faute", Line("606000", "Achats", 100), Line("512000", "Banque", -100))
    reading = read_fec(write(book))
    assert dates(reading) == ("2024-01-01", "2024-12-31")
    assert reading.totals.anomalies.by_code["S11"] == 2
    purchases = next(a for a in reading.totals.accounts if a.number == "606000")
    assert purchases.balance == 2_100
    assert sum(purchases.months.values()) == purchases.movement


def test_two_exercices_in_one_file() -> None:
    first, second = year("2023-01-01", "2023-12-31"), year("2024-01-01", "2024-12-31")
    first.entries += second.entries
    reading = read_fec(write(first))
    assert dates(reading) == ("2024-01-01", "2024-12-31")
    assert reading.other_exercices == ("du 01/01/2023 au 31/12/2023",)
    assert {a.number: a.balance for a in reading.totals.accounts}["706000"] == -5_000 * 13
    assert {a.number: a.opening for a in reading.totals.accounts}["512000"] == 100_000
    assert reading.totals.anomalies.by_code["S25"] == 1
    assert any("plusieurs exercices" in note for note in reading.notes)


def test_two_exercices_without_opening_entries() -> None:
    first = year("2022-09-01", "2023-08-31", carried=False)
    first.entries += year("2023-09-01", "2024-08-31", carried=False).entries
    reading = read_fec(write(first))
    assert dates(reading) == ("2023-09-01", "2024-08-31")
    assert {a.number: a.balance for a in reading.totals.accounts}["706000"] == -5_000 * 13


@pytest.mark.parametrize(
    ("journal", "label"),
    [("AN", "Soldes"), ("OD", "Report à nouveau"), ("BQ", "A NOUVEAUX"), ("OD", "Ouverture")],
)
def test_opening_entries_are_recognised(journal: str, label: str) -> None:
    book = year("2024-01-01", "2024-12-31", carried=False)
    lines = (Line("512000", "Banque", 70_000), Line("102000", "Fonds", -70_000))
    book.entries.insert(1, Entry(day("2024-01-01"), journal, "X1", label, lines))
    reading = read_fec(write(book))
    cash = next(a for a in reading.totals.accounts if a.number == "512000")
    assert cash.opening == 70_000
    assert reading.totals.has_balance_sheet
    assert reading.totals.openings_known


def test_opening_entries_dated_on_the_eve() -> None:
    book = year("2024-01-01", "2024-12-31", carried=False)
    lines = (Line("512000", "Banque", 70_000), Line("102000", "Fonds", -70_000))
    book.entries.insert(0, Entry(day("2023-12-31"), "RAN", "X1", "A nouveau", lines))
    reading = read_fec(write(book))
    assert dates(reading) == ("2024-01-01", "2024-12-31")
    assert "S11" not in reading.totals.anomalies.by_code


def test_without_opening_entries_nothing_is_said_of_the_balance_sheet() -> None:
    reading = read_fec(write(year("2024-01-01", "2024-12-31", carried=False)))
    assert not reading.totals.has_balance_sheet
    assert not reading.totals.openings_known
    assert reading.totals.cash_low is None
    assert any("à-nouveaux" in note for note in reading.notes)


def test_inventory_entries_of_a_closing_journal_stay() -> None:
    book = year("2024-01-01", "2024-12-31")
    book.post(
        book.closing, "CL", "Amortissements", Line("681100", "Dotations", 900), Line("281830", "Am.", -900)
    )
    reading = read_fec(write(book))
    assert {a.number: a.balance for a in reading.totals.accounts}["681100"] == 900


def test_lowest_cash() -> None:
    book = year("2024-01-01", "2024-12-31", step=400)
    book.post(
        day("2024-05-10"), "BQ", "Achat", Line("606000", "Achats", 95_000), Line("512000", "B", -95_000)
    )
    book.post(day("2024-05-11"), "BQ", "Don", Line("512000", "B", 80_000), Line("754000", "Dons", -80_000))
    assert read_fec(write(book)).totals.cash_low == (day("2024-05-10"), 10_000)


def test_analytical_column() -> None:
    codes = {"706000": "SEJOURS", "606000": "SIEGE"}
    reading = read_fec(write(year("2024-01-01", "2024-12-31"), analytic=codes))
    assert [(a.code, a.account, a.amount) for a in reading.totals.analytics] == [
        ("SEJOURS", "706000", -65_000),
        ("SIEGE", "606000", 2_000),
    ]


def grant_book() -> Ledger:
    book = year("2024-01-01", "2024-12-31")
    aux = {"aux": "S1", "aux_label": "Ville de Sauveterre"}

    def notified(when: str, amount: int, letter: str = "") -> None:
        book.post(
            day(when), "OD", "Notification",
            Line("441000", "Subventions", amount, letter=letter, **aux),
            Line("740000", "Subventions", -amount),
        )  # fmt: skip

    def paid(when: str, amount: int, letter: str = "") -> None:
        book.post(
            day(when), "BQ", "Versement",
            Line("512000", "Banque", amount), Line("441000", "Subventions", -amount, letter=letter, **aux),
        )  # fmt: skip

    notified("2024-02-01", 800_000, "AA")
    paid("2024-03-15", 500_000, "AA")
    paid("2024-06-01", 300_000, "AA")
    notified("2024-04-01", 120_000)
    paid("2024-09-01", 120_000)
    notified("2024-12-10", 50_000)
    return book


def test_grants_are_matched_with_their_payments() -> None:
    reading = read_fec(write(grant_book()))
    [payer] = [p for p in reading.totals.payers if p.kind == "public"]
    assert payer.amounts == {"740000": 970_000}
    assert payer.institutional
    assert payer.name == ""
    assert reading.payer_names[payer.key] == "Ville de Sauveterre"
    assert [(g.notified, g.amount, g.payments) for g in payer.grants] == [
        (day("2024-02-01"), 800_000, ((day("2024-03-15"), 500_000), (day("2024-06-01"), 300_000))),
        (day("2024-04-01"), 120_000, ((day("2024-09-01"), 120_000),)),
    ]


def test_persons_are_never_named() -> None:
    book = year("2024-01-01", "2024-12-31")
    aux = {"aux": "C9", "aux_label": "Mme Jeanne Testu"}
    book.post(
        day("2024-03-01"), "VE", "Vente", Line("411000", "Clients", 9_000, **aux), Line("706000", "V", -9_000)
    )
    reading = read_fec(write(book))
    assert "Mme Jeanne Testu" not in reading.payer_names.values()
    [payer] = reading.totals.payers
    assert (payer.key, payer.amounts) == ("f1", {"706000": 9_000})
    assert reading.totals.payers_unresolved == 65_000


def test_a_subaccount_names_its_payer() -> None:
    book = year("2024-01-01", "2024-12-31")
    book.post(
        day("2024-03-01"), "BQ", "S", Line("512000", "B", 9_000), Line("741200", "Région Bretagne", -9_000)
    )
    reading = read_fec(write(book))
    [payer] = reading.totals.payers
    assert (payer.kind, payer.amounts) == ("public", {"741200": 9_000})


def test_what_was_understood_is_said() -> None:
    reading = read_fec(write(case_book(), "dmy-dates", "decimal-point", encoding="cp1252"))
    text = " ".join(reading.notes)
    assert "point décimal" in text
    assert "31/03/2024" in text
    assert reading.totals.source.lines > 50
    assert len(reading.totals.source.sha256) == 64


def test_progress_goes_up_to_the_end() -> None:
    seen: list[float] = []
    read_fec(write(case_book()), progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_cash_basis_file_says_so() -> None:
    cash = read_fec(write(year("2024-01-01", "2024-12-31"), "extra-columns"))
    assert cash.totals.basis == "tresorerie"
    assert read_fec(write(case_book(), "extra-columns")).totals.basis == "engagement"
