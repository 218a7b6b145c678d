"""The small parts of the FEC reader: dates, encodings, quotes, lines, names of files, grants, detection."""

from __future__ import annotations

import datetime as dt

import pytest
from fec_maker import case_book, write
from hypothesis import given
from hypothesis import strategies as st

from equilibre.accounts.company import producer_of
from equilibre.accounts.dates import add_months, as_integer, day_order, from_integer, month_end, parse_date
from equilibre.accounts.detect import detect
from equilibre.accounts.encodings import as_text, codec_of, detect_encoding
from equilibre.accounts.exercice import read_name
from equilibre.accounts.fec import read_fec
from equilibre.accounts.fec_amounts import AmountForm, amount_form, grouped, read_odd
from equilibre.accounts.fec_columns import Header, find_header
from equilibre.accounts.findings import shown_account, shown_number
from equilibre.accounts.grants import Movement, match_grants
from equilibre.accounts.lines import Lines
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.quotes import PLAIN_SEPARATOR, unquote
from equilibre.accounts.reading import read_accounts
from equilibre.errors import ReadError

MARCH = dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("20240331", "legale"),
        (" 20240331 ", "legale"),
        ("2024-03-31", "separee"),
        ("2024/3/31", "separee"),
        ("2024-03-31T10:00:00Z", "separee"),
        ("2024-03-31 00:00", "separee"),
        ("31/03/2024", "jour_mois_annee"),
        ("31.03.24", "jour_mois_annee"),
        ("31032024", "jour_mois_annee"),
        ("45382", "serie"),
        ("45382,5", "serie"),
    ],
)
def test_dates_in_every_form(text: str, form: str) -> None:
    assert parse_date(text)[:2] == (MARCH, form)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20240231", "hors_calendrier"),
        ("31/13/2024", "hors_calendrier"),
        ("18240331", "siecle"),
        ("00000000", "zero"),
        ("mars 2024", ""),
        ("123", ""),
    ],
)
def test_dates_that_are_none(text: str, reason: str) -> None:
    assert (parse_date(text).day, parse_date(text).reason) == (None, reason)


def test_month_first_only_when_the_column_proves_it() -> None:
    assert day_order(["03/31/2024", "01/02/2024"]) == "mja"
    assert day_order(["31/03/2024", "03/31/2024"]) == "jma"
    assert day_order(["01/02/2024"]) == "jma"
    assert parse_date("03/31/2024", "mja").day == MARCH


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_dates_come_back(day: dt.date) -> None:
    assert parse_date(f"{day:%Y%m%d}").day == day
    assert from_integer(as_integer(day)) == day
    assert month_end(day) == add_months(day.replace(day=1), 1) - dt.timedelta(days=1)


def test_code_pages() -> None:
    text = "Numéro;Libellé\n1;Été à la forêt, n° 3\n"
    assert detect_encoding(text.encode()) == "utf-8"
    assert detect_encoding(text.encode("iso8859-15")) == "iso8859-15"
    assert detect_encoding("l’été".encode("cp1252")) == "cp1252"
    assert detect_encoding(text.encode("cp850")) == "cp850"
    assert detect_encoding(text.encode("utf-16")) == "utf-16"
    assert detect_encoding("n° 3".encode("cp850")) == "cp850"
    for codec in ("utf-8", "iso8859-15", "cp850", "utf-16", "utf-8-sig"):
        assert as_text(text.encode(codec)).body.decode() == text


def test_a_damaged_byte_does_not_change_the_encoding() -> None:
    data = ("é" * 50).encode() + b"\xff" + ("à" * 50).encode()
    assert detect_encoding(data) == "utf-8"
    assert as_text(data).body.decode().count("é") == 50


def test_a_late_byte_that_is_no_utf8_is_seen() -> None:
    body = write(case_book(), encoding="utf-8")
    line = body.splitlines(keepends=True)[1]
    long = body + line * (2_000_000 // len(line)) + line.replace(b"Banque", "Crédit".encode("cp1252"))
    reading = read_fec(long)
    assert reading.totals.source.lines > 10_000


def test_an_encoding_can_be_told() -> None:
    assert codec_of("Latin-1") == "iso8859-15"
    with pytest.raises(ReadError):
        codec_of("klingon")


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (b"a\r\r\nb\r\r\n", b"a\nb\n"),
        (b"a\rb\r", b"a\nb\n"),
        (b"a\0b\n\x1a", b"ab\n"),
        (b"a\r\nb", b"a\r\nb"),
    ],
)
def test_line_ends(data: bytes, plain: bytes) -> None:
    assert as_text(data).body == plain


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\r\n"), max_size=30), max_size=40))
def test_any_line_can_be_fetched(lines: list[str]) -> None:
    found = Lines("\n".join(lines).encode())
    assert [found.text(n) for n in range(len(lines))] == lines
    assert found.text(len(lines) + 5) == ""


def header(separator: str, names: str, *, quoted: bool = True) -> Header:
    titles = tuple(names.split())
    return Header(separator, 0, titles, {n: i for i, n in enumerate(titles)}, None, quoted)


def test_quotes() -> None:
    regular = unquote(b'"a";"b"\r\n"1";"2 3"\r\n', header(";", "a b"))
    assert regular == (f"a{PLAIN_SEPARATOR}b\n1{PLAIN_SEPARATOR}2 3\n".encode(), None)
    inside = unquote(b'"a";"b"\n"1;2";"3""4"\n"5\n6";"7"\n"8";"9"\n', header(";", "a b"))
    assert inside is not None
    unit = PLAIN_SEPARATOR
    assert inside[0].decode() == f'a{unit}b\n1;2{unit}3"4\n5 6{unit}7\n8{unit}9\n'
    assert inside[1] == [0, 1, 2, 4]
    assert unquote(b'"a";"b"\n"1' + b"\nx" * 40, header(";", "a b")) is None


def test_line_numbers_survive_quotes_over_several_lines() -> None:
    text = write(case_book(), "quoted").decode()
    lines = text.split("\r\n")
    lines[1] = lines[1].replace('"A nouveaux"', '"A\nnouveaux"', 1)
    lines[3] = lines[3].replace('"20230101"', '"20231301"', 1)
    reading = read_fec("\r\n".join(lines).encode())
    assert [i.line for i in reading.totals.anomalies.items if i.code == "T18"] == [5]


def test_amount_forms() -> None:
    assert amount_form(["1234,56", "0,00", "", "0"]) == AmountForm(",", plain=True)
    assert amount_form(["1234.56", "-0.50"]) == AmountForm(".", plain=True)
    assert amount_form(["1 234,56", "5"]) == AmountForm(",", plain=False)
    assert amount_form([]) == AmountForm(",", plain=True)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        *(("(12,50)", -1250), ("12,50-", -1250), ("1 234,5", 123_450), ("12.50", 1250)),
        *(("x", None), ("", 0), ("1,5E3", 150_000)),
    ],
)  # fmt: skip
def test_odd_amounts(text: str, cents: int | None) -> None:
    assert read_odd(1, text, AmountForm(",", plain=False)).cents == cents


def test_grouped_amounts() -> None:
    assert grouped("1 234,56")
    assert grouped("1.234,56")
    assert not grouped(" 1234,56")


def test_headers() -> None:
    assert find_header(b"Compte;Solde\n606;12\n") is None
    found = find_header(b"Titre\n\nJournal;Num ecriture;Date;Compte;Libelle;Debit;Credit\n")
    assert found is not None
    assert (found.line, found.separator, found.columns["EcritureDate"]) == (2, ";", 2)
    double = find_header(b"JournalCode\tCompteNum\tDebit\tDebit\tCredit\tEcritureDate\n")
    assert double is not None
    assert double.duplicated == ("Debit",)


@pytest.mark.parametrize(
    ("name", "siren", "closing", "legal"),
    [
        ("123456782FEC20241231.txt", "123456782", dt.date(2024, 12, 31), True),
        ("C:\\compta\\123456782FEC20241231_1.txt", "123456782", dt.date(2024, 12, 31), True),
        ("export ASSOFEC20240630.txt", "ASSO", dt.date(2024, 6, 30), False),
        ("FEC20241399.txt", "", None, False),
        ("balance.csv", "", None, False),
    ],
)
def test_names_of_files(name: str, siren: str, closing: dt.date | None, legal: bool) -> None:
    found = read_name(name)
    assert (found.siren, found.closing, found.legal) == (siren, closing, legal)


def test_what_may_be_shown_of_a_cell() -> None:
    assert shown_number(" 12/34/2024 ") == "12/34/2024"
    assert shown_number("Jean") == "(un texte)"
    assert shown_account("411DUPONT") == "411…"
    assert shown_account("706000") == "706000"


def movement(day: int, amount: int, letter: int = 0) -> Movement:
    return Movement(dt.date(2024, 1, 1) + dt.timedelta(days=day), amount, letter, paid=amount < 0)


def test_grants_paid_in_parts_without_letter() -> None:
    found = match_grants([movement(0, 900), movement(10, -400), movement(20, -500)], dt.date(2024, 12, 1))
    assert [[p[1] for p in g.payments] for g in found] == [[400, 500]]


def test_a_grant_of_the_closing_month_tells_no_delay() -> None:
    assert match_grants([movement(350, 900), movement(360, -900)], dt.date(2024, 12, 1)) == ()


def test_a_payment_before_the_notification_is_not_its_payment() -> None:
    [found] = match_grants([movement(50, 900), movement(10, -900)], dt.date(2024, 12, 1))
    assert found.payments == ()


def test_producers() -> None:
    titles = header("\t", "JournalCode MontantDevise", quoted=False)
    assert producer_of(titles, "x.txt", []) == "Paheko"
    pipe = header("|", "JournalCode Debit", quoted=False)
    assert producer_of(pipe, "x.csv", ["BQ", " 000000000001234,50"]) == "Odoo"
    assert producer_of(header("\t", "JournalCode NumFacture", quoted=False), "", []) == "Dolibarr"
    assert producer_of(pipe, "x.csv", ["BQ", "12,50"]) == ""


def test_detection() -> None:
    assert detect(write(case_book()), ReadOptions()) == "fec"
    assert detect(b"Compte;Solde\n606000;12\n", ReadOptions()) == "texte"
    assert detect(b'{"format": "trajectoires/passation/1"}', ReadOptions()) == "passation"
    with pytest.raises(ReadError) as caught:
        detect(b'<?xml version="1.0"?>\n<comptabilite/>', ReadOptions())
    assert caught.value.code == "fec_xml"


@pytest.mark.parametrize("format", ["auto", "passation"])
def test_a_passation_is_sent_where_it_opens(format: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_accounts(b'{"format": "trajectoires/passation/1"}', options=ReadOptions(format=format))  # type: ignore[arg-type]
    assert caught.value.code == "passation"


def test_the_user_may_say_that_it_is_a_fec() -> None:
    with pytest.raises(ReadError) as caught:
        read_accounts(b"bonjour\n", options=ReadOptions(format="fec"))
    assert caught.value.code == "fec_non_reconnu"


def test_overruling_the_separator_and_the_encoding() -> None:
    data = write(case_book(), separator="|", encoding="cp850")
    reading = read_accounts(data, options=ReadOptions(separator="|", encoding="cp850"))
    assert reading.totals.source.separator == "barre verticale"
    with pytest.raises(ReadError):
        read_accounts(data, options=ReadOptions(format="fec", separator=";"))
