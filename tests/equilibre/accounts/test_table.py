"""Sheets of unknown origin: what each hostile or odd file ends in, and what is read of an honest one."""

from __future__ import annotations

import datetime as dt
import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import openpyxl
import pytest
from sheet_makers import csv, ods, with_part, xlsx
from xls_maker import xls

from equilibre.accounts.options import Limits, ReadOptions
from equilibre.accounts.table import open_table, text_of
from equilibre.errors import ReadError

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["Libellé", "Montant"], ["Cotisations", 12.5], ["Dons", 3.0]]


def refused(data: bytes, code: str, *, limits: Limits | None = None, name: str = "") -> ReadError:
    with pytest.raises(ReadError) as caught:
        open_table(data, name, ReadOptions(limits=limits or Limits()))
    assert caught.value.code == code, caught.value.sentence()
    assert caught.value.remedy
    return caught.value


@contextmanager
def cheap() -> Iterator[None]:
    """Whatever happens inside takes less than five megabytes."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def workbook() -> bytes:
    return xlsx(ROWS)


# --- honest files ---------------------------------------------------------------------------------


def test_cells_keep_their_place_and_their_kind() -> None:
    rows = [["Date", None, "Montant"], [dt.date(2024, 3, 1), None, 12.5], [None, "é", 606000]]
    for data in (xlsx(rows), ods(rows)):
        table = open_table(data)
        assert [(r.line, r.cells) for r in table.rows] == [
            (1, ["Date", None, "Montant"]),
            (2, [dt.date(2024, 3, 1), None, 12.5]),
            (3, [None, "é", 606000.0]),
        ]
        assert text_of(table.rows[2].cells[2]) == "606000"


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "yyyy-mm-dd", "[$-40C]d mmmm yyyy;@", "mmm-yy", "jj/mm/aaaa"])
def test_numbers_shown_as_dates_are_dates(code: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 45352
    book.active["A1"].number_format = code
    book.active["B1"] = 45352
    book.active["B1"].number_format = '# ##0.00" €"'
    out = io.BytesIO()
    book.save(out)
    assert open_table(out.getvalue()).rows[0].cells == [dt.date(2024, 3, 1), 45352.0]


def test_a_text_with_its_encoding_and_separator_said() -> None:
    table = open_table("Libellé\tMontant\nÉté\t1,50\n".encode("cp850"), "a.csv")
    assert table.rows[1].cells == ["Été", "1,50"]
    assert table.source.separator == "tabulation"
    assert "DOS" in table.source.encoding


def test_line_numbers_survive_blank_lines_and_quoted_line_ends() -> None:
    table = open_table(b'a;b\n\n"deux\nlignes";3\nfin;4\n')
    assert [row.line for row in table.rows] == [1, 3, 5]


def test_a_stray_quote_does_not_swallow_the_file() -> None:
    body = '"Achat de vis 3/4" ; 5\n' + "".join(f"ligne {i} ; {i}\n" for i in range(60))
    assert len(open_table(body.encode()).rows) == 61


def test_hidden_sheets_are_listed_and_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.create_sheet("Secrets")["A1"] = "secret"
    book["Secrets"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    table = open_table(out.getvalue())
    assert table.hidden == ("Secrets",)
    assert len(table.sheets) == 1
    assert table.anomalies.by_code == {"F05": 1}


def test_formulas_give_their_saved_value_and_are_said() -> None:
    cell = b'<c r="C2"><f>SUM([1]Ailleurs!A1)</f><v>42</v></c><c r="D2"><f>A1</f></c></row>'
    data = with_part(
        workbook(), SHEET, lambda xml: xml.replace(b"</row>", cell, 2).replace(cell, b"</row>", 1)
    )
    table = open_table(data)
    assert 42.0 in table.rows[1].cells
    assert table.anomalies.by_code == {"F02": 1, "F03": 1}


def test_a_formula_error_is_listed_with_its_line() -> None:
    cell = b'<c r="C1" t="e"><v>#REF!</v></c></row>'
    table = open_table(with_part(workbook(), SHEET, lambda xml: xml.replace(b"</row>", cell, 1)))
    assert table.anomalies.items[0].code == "F01"
    assert (table.anomalies.items[0].line, table.anomalies.items[0].read) == (1, "#REF!")


def test_links_to_other_files_are_said_and_never_opened() -> None:
    data = with_part(workbook(), "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>")
    assert open_table(data).anomalies.by_code == {"F04": 1}


def test_merged_cells_are_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.active.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    assert open_table(out.getvalue()).anomalies.by_code == {"F06": 1}


def test_an_old_xls_is_read_by_a_process_of_its_own() -> None:
    table = open_table(xls([["Compte", "Libellé", "Solde"], [706000, "Été", -12.5], [None, "fin"]]))
    assert [(r.line, r.cells) for r in table.rows] == [
        (1, ["Compte", "Libellé", "Solde"]),
        (2, [706000.0, "Été", -12.5]),
        (3, [None, "fin"]),
    ]


# --- files that are no accounts -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "fichier_vide"),
        (b"\xef\xbb\xbf \r\n", "fichier_vide"),
        (b"%PDF-1.7 ...", "fichier_pdf"),
        (b"\x89PNG\r\n\x1a\n....", "fichier_image"),
        (b"\xff\xd8\xff\xe0....", "fichier_image"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "fichier_html"),
        (b"{\\rtf1 bonjour}", "fichier_rtf"),
        (b"\x1f\x8b\x08\x00....", "fichier_comprime"),
        (bytes(range(256)) * 20, "fichier_binaire"),
        (b"PK\x03\x04 rien", "classeur_abime"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "classeur_illisible"),
    ],
)
def test_each_foreign_file_has_its_own_sentence(data: bytes, code: str) -> None:
    refused(data, code)


def test_a_document_or_an_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    refused(out.getvalue(), "archive_sans_classeur")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(cut: float) -> None:
    data = workbook()
    refused(data[: int(len(data) * cut)], "classeur_abime")


def test_a_workbook_without_anything_visible() -> None:
    refused(xlsx([]), "classeur_vide")


# --- hostile files --------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_before_it_inflates() -> None:
    data = with_part(workbook(), "xl/media/image1.bin", lambda _: b"\0" * 30_000_000)
    assert len(data) < 100_000
    with cheap():
        refused(data, "classeur_demesure")


def test_a_bomb_that_lies_about_its_size_is_never_inflated_beyond_it() -> None:
    body = b"<worksheet/>" + b" " * 50_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/styles.xml", "x" * len(packed))
    raw = bytearray(out.getvalue())
    raw = raw.replace(b"x" * len(packed), packed)
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = raw.rfind(signature)
        struct.pack_into("<H", raw, at + offset, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", raw, at + (14 if offset == 8 else 16), zlib.crc32(body[:1000]))
        struct.pack_into("<I", raw, at + (22 if offset == 8 else 24), 1000)
    with cheap(), pytest.raises(ReadError):
        open_table(bytes(raw))


def test_too_many_parts_too_many_sheets_too_large_a_file() -> None:
    limits = Limits(zip_entries=5)
    refused(workbook(), "classeur_demesure", limits=limits)
    book = openpyxl.Workbook()
    for rank in range(4):
        book.create_sheet(f"F{rank}")
    out = io.BytesIO()
    book.save(out)
    refused(out.getvalue(), "trop_de_feuilles", limits=Limits(sheets=3))
    refused(b"a;b\n" * 1000, "fichier_trop_gros", limits=Limits(file_bytes=1000))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>', "trop_de_colonnes"),
        (b'<row r="9"><c r="AAA9"><v>3</v></c></row>', "trop_de_colonnes"),
        (b'<row r="4000000"><c r="A4000000"><v>3</v></c></row>', "trop_de_lignes"),
    ],
)
def test_a_cell_at_the_end_of_the_world_costs_nothing(cell: bytes, code: str) -> None:
    data = with_part(workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", cell + b"</sheetData>"))
    with cheap():
        refused(data, code)


@pytest.mark.parametrize(
    ("repeat", "code"),
    [
        (b'table:number-columns-repeated="1000000"', "trop_de_colonnes"),
        (b'table:number-columns-repeated="250"', ""),
    ],
)
def test_a_repeated_cell_is_bounded(repeat: bytes, code: str) -> None:
    data = with_part(
        ods([["a", 1.0]]),
        "content.xml",
        lambda xml: xml.replace(b"<table:table-cell", b"<table:table-cell " + repeat, 1),
    )
    if code:
        refused(data, code)
    else:
        assert len(open_table(data).rows[0].cells) == 251


def test_an_old_xls_that_announces_the_whole_world_kills_its_own_process_only() -> None:
    far = [[1.0] + [None] * 16_000 + [2.0]]
    refused(xls([*far, *[[]] * 60_000, [3.0]]), "classeur_illisible")


def test_a_repeated_row_is_bounded() -> None:
    data = with_part(
        ods([["a", 1.0]]),
        "content.xml",
        lambda xml: xml.replace(
            b"<table:table-row", b'<table:table-row table:number-rows-repeated="900000000"', 1
        ),
    )
    refused(data, "trop_de_lignes")


def test_a_million_columns_in_a_text_are_refused() -> None:
    refused(b";".join([b"a"] * 1_000_000), "trop_de_colonnes")


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = with_part(workbook(), "xl/workbook.xml", lambda xml: bomb + xml)
    refused(data, "classeur_abime")


def test_a_protected_workbook_says_so() -> None:
    manifest = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    refused(with_part(ods([["a"]]), "META-INF/manifest.xml", lambda _: manifest), "classeur_protege")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    refused(ole + "EncryptedPackage".encode("utf-16-le"), "classeur_protege")


def test_damaged_xml_is_a_clear_error() -> None:
    refused(with_part(workbook(), SHEET, lambda xml: xml[:-40]), "classeur_abime")
    refused(with_part(ods([["a"]]), "content.xml", lambda xml: xml[:-40]), "classeur_abime")


def test_an_unknown_separator_or_encoding_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        open_table(csv(ROWS), "", ReadOptions(separator="::"))
    assert caught.value.code == "separateur_inconnu"
    with pytest.raises(ReadError) as caught:
        open_table(csv(ROWS), "", ReadOptions(encoding="klingon"))
    assert caught.value.code == "encodage_inconnu"


def test_reading_twice_gives_the_same_table() -> None:
    data = workbook()
    assert msgspec.to_builtins(open_table(data).source) == msgspec.to_builtins(open_table(data).source)
