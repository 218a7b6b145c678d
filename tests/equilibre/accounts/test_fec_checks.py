"""Each check of a FEC: what triggers it, what it says, and that a clean file triggers none."""

from __future__ import annotations

import datetime as dt

import pytest
from fec_maker import COLUMNS, case_book, write

from equilibre.accounts.anomalies import ITEMS_PER_CODE, Anomaly
from equilibre.accounts.checks import CATALOGUE
from equilibre.accounts.fec import read_fec
from equilibre.accounts.fec_checks import valid_siren
from equilibre.accounts.options import Limits, ReadOptions
from equilibre.accounts.totals import Reading
from equilibre.errors import ReadError

NAME = "123456782FEC20241231.txt"
YEAR = ReadOptions(opening=dt.date(2024, 1, 1), closing=dt.date(2024, 12, 31))
Cells = dict[str, str]


def entry(
    number: int, day: str, *lines: tuple[str, str, str], journal: str = "BQ", **more: str
) -> list[Cells]:
    """Lines (account, debit, credit) of one entry, every other field filled as the text asks."""
    return [
        {
            "JournalCode": journal,
            "JournalLib": {"AN": "A nouveaux", "BQ": "Banque", "CL": "Clôture"}.get(journal, "Divers"),
            "EcritureNum": str(number),
            "EcritureDate": day,
            "CompteNum": account,
            "CompteLib": f"Compte {account}",
            "PieceRef": f"P{number}",
            "PieceDate": day,
            "EcritureLib": "Opération",
            "Debit": debit,
            "Credit": credit,
            "ValidDate": day,
            **more,
        }
        for account, debit, credit in lines
    ]


def clean() -> list[Cells]:
    """A small year without any anomaly."""
    return [
        *entry(1, "20240101", ("512000", "1000,00", "0,00"), ("110000", "0,00", "1000,00"), journal="AN"),
        *entry(2, "20240215", ("512000", "500,00", "0,00"), ("706000", "0,00", "500,00")),
        *entry(3, "20240620", ("606000", "120,50", "0,00"), ("512000", "0,00", "120,50")),
        *entry(4, "20241231", ("606000", "20,00", "0,00"), ("512000", "0,00", "20,00")),
    ]


def fec(rows: list[Cells], columns: list[str] | None = None, separator: str = "\t") -> bytes:
    names = columns or list(COLUMNS)
    lines = [separator.join(names), *(separator.join(row.get(c, "") for c in names) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode()


def check(rows: list[Cells] | bytes, name: str = NAME, options: ReadOptions = YEAR) -> Reading:
    return read_fec(rows if isinstance(rows, bytes) else fec(rows), name=name, options=options)


def items(reading: Reading, code: str) -> list[Anomaly]:
    return [item for item in reading.totals.anomalies.items if item.code == code]


def counts(reading: Reading) -> dict[str, int]:
    return reading.totals.anomalies.by_code


def changed(rows: list[Cells], at: int, **cells: str) -> list[Cells]:
    """The same rows with some cells of one row replaced (row 0 is on line 2 of the file)."""
    return [{**row, **cells} if i == at else row for i, row in enumerate(rows)]


def test_a_clean_file_has_no_anomaly() -> None:
    assert counts(check(clean())) == {}


CELL_CASES = [
    ("T12", {"CompteLib": ""}, "CompteLib", ""),
    ("T12", {"EcritureLib": ""}, "EcritureLib", ""),
    ("T13", {"JournalLib": ""}, "JournalLib", ""),
    ("T13", {"PieceRef": ""}, "PieceRef", ""),
    ("T13", {"ValidDate": ""}, "ValidDate", ""),
    ("T14", {"CompteNum": "51DUPONT"}, "CompteNum", "51…"),
    ("T15", {"Debit": "500.00"}, "Debit", "500.00"),
    ("T16", {"Debit": "5 00,00"}, "Debit", "5 00,00"),
    ("T17", {"Debit": "cinq cents"}, "Debit", "(un texte)"),
    ("T18", {"EcritureDate": "20241315"}, "EcritureDate", "20241315"),
    ("T19", {"PieceDate": "18240215"}, "PieceDate", "18240215"),
    ("T20", {"EcritureDate": "hier"}, "EcritureDate", "(un texte)"),
    ("T20", {"EcritureDate": "00000000"}, "EcritureDate", "00000000"),
    ("T21", {"Debit": "600,00", "Credit": "100,00"}, "Debit", ""),
    ("S04", {"PieceDate": "15/02/2024"}, "PieceDate", "15/02/2024"),
    ("S05", {"Debit": "500,001"}, "Debit", "500,001"),
    ("S11", {"EcritureDate": "20250215"}, "EcritureDate", "20250215"),
    ("S12", {"ValidDate": "20240101"}, "ValidDate", "20240101"),
    ("S13", {"CompAuxNum": "C1"}, "CompAuxNum et CompAuxLib", ""),
    ("S13", {"EcritureLet": "AA"}, "EcritureLet et DateLet", ""),
    ("S13", {"Montantdevise": "12,00"}, "Montantdevise et Idevise", ""),
    ("T17", {"Montantdevise": "douze", "Idevise": "USD"}, "Montantdevise", "(un texte)"),
    ("S22", {"CompteNum": "912000"}, "CompteNum", "912000"),
]


@pytest.mark.parametrize(("code", "cells", "field", "read"), CELL_CASES)
def test_one_wrong_cell(code: str, cells: Cells, field: str, read: str) -> None:
    reading = check(changed(clean(), 2, **cells))
    assert counts(reading)[code] == 1
    [found] = items(reading, code)
    assert (found.line, found.field, found.read) == (4, field, read)
    assert found.message.startswith(CATALOGUE[code].message[:20])
    assert found.remedy
    assert found.expected


def test_an_unreadable_amount_counts_for_nothing_and_unbalances() -> None:
    reading = check(changed(clean(), 2, Debit="xx"))
    assert counts(reading)["S06"] == 1
    assert counts(reading)["S07"] == 1
    assert "500,00" in items(reading, "S06")[0].message


def test_an_amount_with_the_other_mark_is_read() -> None:
    reading = check(changed(changed(clean(), 2, Debit="500.00"), 3, Credit="500.00"))
    assert {a.number: a.balance for a in reading.totals.accounts}["706000"] == -50_000


def test_names_of_files() -> None:
    assert set(counts(check(clean(), "export.csv"))) == {"T01", "S03"}
    assert set(counts(check(clean(), "ASSOFEC20241231.txt"))) == {"S02"}
    assert set(counts(check(clean(), "123456789FEC20241231.txt"))) == {"S02"}
    assert counts(check(clean(), "")) == {}


def test_a_name_that_contradicts_the_dates() -> None:
    reading = read_fec(fec(clean()), name="123456782FEC20201231.txt")
    assert counts(reading)["S24"] == 1
    assert reading.totals.closing == dt.date(2024, 12, 31)
    assert items(reading, "S24")[0].read == "31/12/2020"


@pytest.mark.parametrize(
    ("siren", "valid"), [("732829320", True), ("732829321", False), ("000000000", False)]
)
def test_siren(siren: str, valid: bool) -> None:
    assert valid_siren(siren) is valid


def test_layout() -> None:
    semicolon = check(fec(clean(), separator=";"))
    assert set(counts(semicolon)) == {"T03"}
    lower = check(fec(clean()).replace(b"EcritureDate", b"ecrituredate"))
    assert set(counts(lower)) == {"S01"}
    synonym = check(fec(clean()).replace(b"CompAuxNum", b"CompteAuxNum"))
    assert set(counts(synonym)) == {"T04", "S01"}
    fewer = [c for c in COLUMNS if c not in ("EcritureLib", "PieceRef", "Idevise")]
    assert counts(check(fec(clean(), fewer))) == {"T06": 1, "T07": 2}


def test_columns_in_another_order() -> None:
    assert set(counts(check(fec(clean(), [*COLUMNS[4:6], *COLUMNS[:4], *COLUMNS[6:]])))) == {"S01"}


def test_a_trailing_separator_is_said_once() -> None:
    data = fec(clean()).replace(b"\r\n", b"\t\r\n")
    assert set(counts(check(data))) == {"T05"} or counts(check(data)) == {}
    only_lines = data.replace(b"Idevise\t\r\n", b"Idevise\r\n")
    assert counts(check(only_lines)) == {"T05": 1}


def test_blank_lines_keep_the_numbers_of_the_others() -> None:
    lines = fec(changed(clean(), 2, CompteLib="")).split(b"\r\n")
    data = b"\r\n".join([lines[0], b"", *lines[1:]])
    reading = check(data)
    assert counts(reading) == {"T10": 1, "T12": 1}
    assert items(reading, "T12")[0].line == 5


def test_a_separator_inside_a_label_is_mended() -> None:
    reading = check(fec(changed(clean(), 2, EcritureLib="Facture\tn° 12")))
    assert counts(reading) == {"T11": 1}
    assert items(reading, "T11")[0].line == 4
    assert "recollée" in items(reading, "T11")[0].message
    assert {a.number: a.balance for a in reading.totals.accounts}["512000"] == 135_950


def test_a_line_end_inside_a_label_is_mended() -> None:
    reading = check(fec(changed(clean(), 2, EcritureLib="Facture\r\nn° 12")))
    assert counts(reading) == {"T11": 2}
    assert {a.number: a.balance for a in reading.totals.accounts}["512000"] == 135_950


def test_a_line_that_cannot_be_mended_is_left_out_and_said() -> None:
    data = fec(clean()).replace(b"\r\nBQ\tBanque\t2\t20240215\t512000", b"\r\nTotal\t12")
    reading = check(data)
    assert counts(reading)["T11"] == 1
    assert "pas pu être comptée" in items(reading, "T11")[0].message


def test_entries() -> None:
    alone = [*clean(), *entry(5, "20241231", ("471000", "10,00", "0,00"))]
    reading = check(alone)
    assert counts(reading) == {"T22": 1, "S06": 1, "S07": 1, "S15": 1, "S18": 1}
    assert items(reading, "S07")[0].line == 10


def test_a_copy_of_an_entry() -> None:
    twice = clean()
    copy = [{**row, "EcritureNum": "5"} for row in twice[2:4]]
    reading = check([*twice, *copy])
    assert counts(reading)["S23"] == 1
    assert items(reading, "S23")[0].line == 10
    assert "ligne 4" in items(reading, "S23")[0].message


def test_numbering() -> None:
    gap = [{**row, "EcritureNum": "9"} if row["EcritureNum"] == "4" else row for row in clean()]
    assert counts(check(gap)) == {"S08": 1}
    assert items(check(gap), "S08")[0].read == "9 après 3"
    letters = [{**row, "EcritureNum": f"BQ-{row['EcritureNum']}"} for row in gap]
    assert counts(check(letters)) == {"S08": 1}


def test_chronology() -> None:
    rows = clean()
    early = [
        {**r, "EcritureDate": "20240102", "PieceDate": "20240102"} if r["EcritureNum"] == "4" else r
        for r in rows
    ]
    assert counts(check(early)) == {"S09": 1}


def test_opening_entries_out_of_place() -> None:
    rows = clean()
    moved = [*rows[2:4], *rows[:2], *rows[4:]]
    assert "S10" in counts(check(moved))


def test_closing_entries_are_left_out_and_said() -> None:
    close = entry(
        5,
        "20241231",
        ("706000", "500,00", "0,00"),
        ("606000", "0,00", "140,50"),
        ("120000", "0,00", "359,50"),
        journal="CL",
    )
    reading = check([*clean(), *close])
    assert counts(reading) == {"S16": 1}
    assert {a.number: a.balance for a in reading.totals.accounts}["706000"] == -50_000


def test_opening_entries_with_results() -> None:
    rows = entry(1, "20240101", ("512000", "1000,00", "0,00"), ("706000", "0,00", "1000,00"), journal="AN")
    assert counts(check([*rows, *clean()[2:]]))["S17"] == 1


def test_several_labels() -> None:
    reading = check(changed(clean(), 7, CompteLib="Mme Durand"))
    assert counts(reading) == {"S14": 1}
    assert "Durand" not in items(reading, "S14")[0].message + items(reading, "S14")[0].read


def test_in_kind_out_of_balance() -> None:
    rows = [*clean(), *entry(5, "20241231", ("864000", "100,00", "0,00"), ("875000", "0,00", "100,00"))]
    assert counts(check(rows)) == {}
    odd = [*clean(), *entry(5, "20241231", ("864000", "100,00", "0,00"), ("512000", "0,00", "100,00"))]
    assert counts(check(odd)) == {"S19": 1}


def test_accounts_of_another_chart() -> None:
    transfer = [*clean(), *entry(5, "20241231", ("512000", "10,00", "0,00"), ("791000", "0,00", "10,00"))]
    assert counts(check(transfer)) == {}
    year = ReadOptions(opening=dt.date(2025, 1, 1), closing=dt.date(2025, 12, 31))
    rows = [
        {**r, **{c: r[c].replace("2024", "2025") for c in ("EcritureDate", "PieceDate", "ValidDate")}}
        for r in transfer
    ]
    assert counts(check(rows, "123456782FEC20251231.txt", year)) == {"S20": 1}
    refund = [*clean(), *entry(5, "20241231", ("512000", "10,00", "0,00"), ("649000", "0,00", "10,00"))]
    assert counts(check(refund)) == {"S21": 1}


def test_sides() -> None:
    data = write(case_book("ucpa-2023"), "montant-sens").replace(b"\tD\t", b"\tX\t", 1)
    reading = read_fec(data)
    assert counts(reading)["T08"] == 1


def test_a_company_is_said_and_still_read() -> None:
    rows = [
        *entry(1, "20240101", ("512000", "1000,00", "0,00"), ("101300", "0,00", "1000,00"), journal="AN"),
        *clean()[2:],
    ]
    reading = check(rows)
    assert counts(reading) == {"S26": 1}
    assert any("société" in note for note in reading.notes)


def test_at_most_a_hundred_are_listed_and_all_are_counted() -> None:
    rows = [
        row
        for n in range(1, 301)
        for row in entry(n, "20240215", ("512000", "5,00", "0"), ("706000", "0", "5,00"))
    ]
    reading = check([{**row, "PieceRef": "" if i else "x"} for i, row in enumerate(rows)])
    assert counts(reading)["T13"] == 599
    assert len(items(reading, "T13")) == ITEMS_PER_CODE


def test_no_text_of_a_label_is_ever_repeated() -> None:
    names = {"CompteLib": "Jean Testu", "EcritureLib": "Jean Testu", "CompAuxLib": "Jean Testu"}
    rows = changed(clean(), 2, **names, Debit="Jean Testu", EcritureDate="Jean Testu", CompteNum="Jean Testu")
    reading = check(rows)
    assert reading.totals.anomalies.count > 4
    assert not any("Testu" in f"{i.message}{i.read}{i.expected}" for i in reading.totals.anomalies.items)


def test_the_header_alone_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        check(fec([]))
    assert caught.value.code == "fec_vide"
    assert caught.value.line == 1


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_check_says_what_to_do(code: str) -> None:
    found = CATALOGUE[code]
    assert found.message
    assert found.remedy.endswith(".")
    assert not found.message.endswith(".")


def refused(data: bytes, **limits: int) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_fec(data, options=ReadOptions(limits=Limits(**limits)))
    assert caught.value.remedy
    return caught.value


def test_limits() -> None:
    data = fec(clean())
    assert refused(data, file_bytes=100).code == "fichier_trop_gros"
    assert refused(data, lines=3).code == "trop_de_lignes"
    assert refused(data, columns=5).code == "trop_de_colonnes"
    assert refused(data, accounts=2).code == "trop_de_comptes"
    long = refused(fec(changed(clean(), 2, EcritureLib="x" * 5000)), line_chars=100)
    assert (long.code, long.line) == ("ligne_trop_longue", 4)


def test_a_column_that_holds_no_amounts_is_refused() -> None:
    rows = entry(1, "20240215", ("512000", "un", "0"), ("706000", "0", "un")) * 6_000
    found = refused(fec(rows))
    assert (found.code, found.field, found.line) == ("montants_illisibles", "Debit", 2)


def test_lines_that_fit_no_title_are_refused() -> None:
    found = refused(b"\t".join(c.encode() for c in COLUMNS) + b"\n12\tTotal\n")
    assert (found.code, found.line) == ("lignes_illisibles", 2)
