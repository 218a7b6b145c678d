"""What every DOCX of the house has: headings, French, a foot, tables that a screen reader can follow."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from equilibre.documents.docx_pages import Blank, Pages, Run, shown

ON = dt.date(2026, 11, 27)


def written() -> bytes:
    pages = Pages("Rapport financier", on=ON, kicker="Projet")
    pages.heading("Le résultat")
    pages.paragraph(("Le résultat est de ", Run("1 200 €", bold=True), ", voté le ", Blank("la date"), "."))
    pages.bullets(["un", "deux"])
    pages.table(
        ("Ligne", "Montant"), [("Achats", "200 €"), ("Total", "1 200 €")], widths=(0.7, 0.3),
        caption="Charges de 2027", numbers=(1,), strong=(1,),
    )  # fmt: skip
    pages.room("ce que vous en dites")
    pages.note("Source\u00a0: vos comptes.")
    return pages.content()


def opened() -> Any:
    return Document(io.BytesIO(written()))


def test_headings_are_styles_and_the_language_is_french() -> None:
    made = opened()
    assert [(one.style.name, one.text) for one in made.paragraphs[:3]] == [
        ("Surtitre", "Projet"), ("Title", "Rapport financier"), ("Heading 1", "Le résultat"),
    ]  # fmt: skip
    assert made.core_properties.title == "Rapport financier"
    styles = zipfile.ZipFile(io.BytesIO(written())).read("word/styles.xml").decode()
    assert 'w:lang w:val="fr-FR"' in styles


def test_the_foot_holds_the_date_and_the_independence() -> None:
    foot = opened().sections[0].footer.paragraphs[0].text
    assert "27\u00a0novembre\u00a02026" in foot
    assert "ni Le RAMEAU ni le ministère n’en sont responsables" in foot


def test_a_blank_is_seen_and_words_stay_words() -> None:
    paragraph = opened().paragraphs[3]
    assert paragraph.text == "Le résultat est de 1 200 €, voté le [à compléter\u00a0: la date]."
    assert [run.font.highlight_color is not None for run in paragraph.runs] == [
        False, False, False, True, False,
    ]  # fmt: skip
    assert shown(("Le ", Blank())) == "Le [à compléter]"


def test_a_table_repeats_its_header_and_says_what_it_is() -> None:
    table = opened().tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Ligne", "Montant"], ["Achats", "200 €"], ["Total", "1 200 €"],
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "Charges de 2027"


def test_a_character_that_no_document_may_hold_is_left_out() -> None:
    pages = Pages("Rapport\x0b", on=ON)
    pages.paragraph("a\x00b")
    assert Document(io.BytesIO(pages.content())).paragraphs[1].text == "ab"
