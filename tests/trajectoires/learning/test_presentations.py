"""The presentations as files: openable, editable, accessible, in French, and made once."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pypdf
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from harness.client import ScanningClient
from trajectoires.learning.documents.slides_pdf import deck_pdf
from trajectoires.learning.documents.slides_pptx import deck_pptx
from trajectoires.learning.documents.svg_marks import Box, Disc, Outline, Words, coloured, drawn
from trajectoires.learning.documents.words import INDEPENDENT
from trajectoires.learning.domain.decks import CitedSource, Deck, Picture, Run, Slide, Table, read_deck
from trajectoires.learning.domain.queries.decks import FILES
from trajectoires.learning.views import presentations
from trajectoires.pages import facets
from trajectoires.pages.domain import freshness, readership
from trajectoires.pages.models import DailyCount, Source

TODAY = dt.date(2026, 11, 26)
KINDS = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
}


def shipped(name: str) -> Deck:
    """A deck that ships."""
    return read_deck(settings.CONTENT_DIR / "decks" / FILES[name])


def opened(deck: Deck) -> Any:
    """The presentation of a deck, opened again."""
    sources = {one.key: CitedSource("Titre", "Auteur", "2024") for one in deck.sources}
    return Presentation(io.BytesIO(deck_pptx(deck, sources=sources, today=TODAY)))


def walk(shapes: Any) -> Any:
    """Every shape, those of groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from walk(shape.shapes)


@pytest.mark.parametrize("name", FILES)
def test_every_slide_has_a_title_notes_a_number_and_its_words(name: str) -> None:
    deck = shipped(name)
    made = opened(deck)
    assert len(made.slides) == len(deck.slides) + 1
    for told, slide in zip(deck.slides, made.slides, strict=False):
        assert slide.shapes.title.text_frame.text == told.title
        assert slide.notes_slide.notes_text_frame.text.count("\n") == len(told.notes) - 1
        kinds = [s.placeholder_format.type for s in slide.placeholders]
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds and PP_PLACEHOLDER.FOOTER in kinds
        assert slide._element.get("show") is None
        if told.table:
            table = next(s.table for s in slide.shapes if s.has_table)
            assert [[cell.text for cell in row.cells] for row in table.rows] == told.table.texts
            assert table.first_row
    last, hidden = made.slides[len(deck.slides) - 1], made.slides[len(deck.slides)]
    assert INDEPENDENT in [s.text_frame.text for s in last.placeholders if s.has_text_frame]
    assert hidden._element.get("show") == "0"
    assert "Titre, Auteur, 2024" in [
        c.text for s in hidden.shapes if s.has_table for r in s.table.rows for c in r.cells
    ]


@pytest.mark.parametrize("name", FILES)
def test_nothing_lies_outside_a_slide_and_everything_is_told(name: str) -> None:
    made = opened(shipped(name))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= made.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= made.slide_height, shape.name
            if shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PICTURE) or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), slide.shapes.title.text_frame.text


def test_every_word_is_in_french_and_the_file_says_what_it_is() -> None:
    deck = shipped("essentiel")
    made = opened(deck)
    spoken = set()
    for slide in made.slides:
        for element in (slide._element, slide.notes_slide._element):
            spoken |= {run.get("lang") for run in element.xpath(".//a:r[a:t/text()]/a:rPr")}
            assert not element.xpath(".//a:r[a:t/text()][not(a:rPr/@lang)]")
    assert spoken == {"fr-FR"}
    assert (made.core_properties.title, made.core_properties.language) == (deck.title, "fr-FR")


def test_the_file_is_well_formed_and_has_four_layouts_of_ours() -> None:
    body = deck_pptx(shipped("module"), sources={}, today=TODAY)
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        assert packed.testzip() is None
        for part in packed.namelist():
            if part.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(part))
        assert "FBF8F2" in packed.read("ppt/theme/theme1.xml").decode()
        assert len([n for n in packed.namelist() if n.startswith("ppt/slideLayouts/slideLayout")]) == 4
        ids = [
            etree.fromstring(packed.read(n)).xpath("//*[local-name()='cNvPr']/@id")
            for n in packed.namelist() if n.startswith("ppt/slides/slide")
        ]  # fmt: skip
    assert all(len(set(one)) == len(one) for one in ids)


def test_long_words_shrink() -> None:
    many = " ".join(["abondance"] * 24)
    cells = (((Run(many),), (Run("1"),)),) * 6
    deck = Deck("T", "S", 5, (), (
        Slide("Un", ((Run("n"),),), bullets=((Run(many),),) * 5),
        Slide("Deux", ((Run("n"),),), table=Table("c", ((Run("A"),), (Run("B"),)), cells)),
    ))  # fmt: skip
    made = opened(deck)
    bullets = made.slides[0].placeholders[1].text_frame.paragraphs[0].runs[0].font.size.pt
    assert bullets <= 20
    table = next(s for s in made.slides[1].shapes if s.has_table)
    assert table.top + table.height <= made.slide_height
    assert deck_pdf(deck, sources={}, today=TODAY).startswith(b"%PDF")


@pytest.mark.parametrize("name", FILES)
def test_the_pdf_is_tagged_in_french_one_page_a_slide(name: str) -> None:
    deck = shipped(name)
    reader = pypdf.PdfReader(io.BytesIO(deck_pdf(deck, sources={}, today=TODAY)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr-FR"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert len(reader.pages) == len(deck.slides) + 1
    width, height = (float(v) for v in reader.pages[0].mediabox[2:])
    assert width > height
    for told, page in zip(deck.slides, reader.pages, strict=False):
        text = page.extract_text().replace("\n", " ")
        assert told.title.split()[0] in text
        assert INDEPENDENT[:30] in text
        assert page["/StructParents"] is not None


def test_signs_that_no_face_has_do_not_lose_the_pdf() -> None:
    deck = Deck("漢 T", "S", 5, (), (Slide("🎉 Un", ((Run("\u202e n"),),), bullets=((Run("漢"),),)),))
    assert deck_pdf(deck, sources={}, today=TODAY).startswith(b"%PDF")


@pytest.mark.parametrize("key", sorted(facets.DRAWINGS))
def test_every_drawing_becomes_shapes_inside_its_frame(key: str) -> None:
    drawing = drawn(key)
    assert drawing.said
    assert {Words} <= {type(mark) for mark in drawing.marks}
    for mark in drawing.marks:
        if isinstance(mark, Outline):
            points = [point for contour, _ in mark.contours for point in contour]
            assert all(-2 <= x <= drawing.width + 2 and -2 <= y <= drawing.height + 2 for x, y in points)
        elif isinstance(mark, Box | Disc | Words):
            assert 0 <= mark.x <= drawing.width and 0 <= mark.y <= drawing.height
    deck = Deck(
        "T", "S", 5, (), tuple(Slide(str(n), ((Run("n"),),), picture=Picture(key, "x")) for n in range(2))
    )
    group = next(s for s in opened(deck).slides[1].shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    texts = [s.text_frame.text for s in walk([group]) if s.has_text_frame and s.text_frame.text]
    assert texts == [mark.text for mark in drawing.marks if isinstance(mark, Words)]
    alone = coloured(key, "Libertinus Serif").decode()
    assert "class=" not in alone and "currentColor" not in alone and "href" not in alone
    assert deck_pdf(deck, sources={}, today=TODAY).startswith(b"%PDF")


@pytest.fixture
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presentations, "_kept", {})


@pytest.mark.django_db
@pytest.mark.usefixtures("_empty")
@pytest.mark.parametrize("key", facets.DOWNLOADS)
def test_each_download_is_served_once_made(client: ScanningClient, key: str) -> None:
    name, _, kind = key.rpartition("-")
    address = f"/presentations/{name}.{kind}"
    readership.write()
    DailyCount.objects.all().delete()
    with CaptureQueriesContext(connection) as cold:
        first = client.get(address)
    with CaptureQueriesContext(connection) as warm:
        second = client.get(address)
    assert (len(cold), len(warm)) == (2, 1)
    assert first.status_code == 200 and first.content == second.content
    assert first.headers["Content-Type"] == KINDS[kind]
    assert first.headers["Content-Disposition"] == f'attachment; filename="{name}-trajectoires.{kind}"'
    assert first.headers["Cache-Control"] == "no-cache" and not first.cookies
    for tag in (first.headers["ETag"], f"W/{first.headers['ETag']}"):
        told = client.get(address, headers={"If-None-Match": tag})
        assert (told.status_code, told.content) == (304, b"")
    assert client.head(address).status_code == 200
    readership.write()
    assert DailyCount.objects.get(kind="document", key=key).total == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("_empty")
def test_a_publication_makes_them_again_and_they_stay_few(client: ScanningClient) -> None:
    first = client.get("/presentations/essentiel.pdf")
    Source.objects.filter(key="loi-ess-2014").update(title="Un titre tout neuf")
    freshness.publish()
    second = client.get("/presentations/essentiel.pdf")
    assert first.headers["ETag"] != second.headers["ETag"]
    text = pypdf.PdfReader(io.BytesIO(second.content)).pages[-1].extract_text()
    assert "tout neuf" in text
    assert len(presentations._kept) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "essentiel.odp",
        "autre.pdf",
        "essentiel.PDF",
        "module-de-gouvernance.pdf",
        "..%2Fx.pdf",
        "essentiel",
        "-.pdf",
    ],
)
def test_other_names_are_nowhere(client: ScanningClient, path: str) -> None:
    assert client.get(f"/presentations/{path}").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_empty")
def test_a_content_folder_without_decks_has_no_presentation(
    client: ScanningClient, settings: Any, tmp_path: Any
) -> None:
    settings.CONTENT_DIR = tmp_path
    assert client.get("/presentations/essentiel.pptx").status_code == 404
