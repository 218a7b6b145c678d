"""The board's PDF: two sides and an annexe, tagged, with every word of the model and none of its markup."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject

import model_fixtures as fixtures
from equilibre.documents.board_pdf import board_pdf
from equilibre.documents.printable import printable
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import Project, PublishedSource
from equilibre.model.results import SocioEconomicModel

TODAY = dt.date(2026, 1, 5)
FOOT = "ni Le RAMEAU ni le ministère n’en sont responsables"


def read(model: SocioEconomicModel, url: str = "") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(board_pdf(model, today=TODAY, url=url)))


@cache
def fictitious() -> tuple[pypdf.PdfReader, tuple[str, ...]]:
    reader = read(build_model(fictitious_dossier()), url="https://trajectoires.example.org")
    return reader, tuple(flat(page.extract_text()) for page in reader.pages)


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def alternatives(node: object, found: list[str]) -> list[str]:
    """The texts that stand for pictures, in the tree of tags."""
    value = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(value, DictionaryObject):
        if value.get("/S") == "/Figure":
            found.append(str(value.get("/Alt", "")))
        alternatives(value.get("/K"), found)
    elif isinstance(value, ArrayObject):
        for item in value:
            alternatives(item, found)
    return found


def test_it_is_tagged_in_french_with_a_title() -> None:
    reader, _ = fictitious()
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]).lower().startswith("fr")  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.metadata is not None and "Ateliers du Préau" in str(reader.metadata.title)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()  # type: ignore[index]


def test_every_picture_has_its_words() -> None:
    reader, _ = fictitious()
    told = alternatives(reader.trailer["/Root"]["/StructTreeRoot"], [])  # type: ignore[index]
    assert len(told) == 5
    assert all(len(text) > 60 for text in told)


def test_the_reading_fits_on_two_sides_then_comes_the_annexe() -> None:
    _, pages = fictitious()
    assert "Annexe des chiffres" in pages[2]
    assert not any("Annexe des chiffres" in page for page in pages[:2])
    for heading in (
        "barycentre des trois piliers",
        "trois natures de financement",
        "La famille, parmi les sept",
        "Les trois piliers",
    ):
        assert heading in pages[0]
    for heading in ("où il va", "Les trois repères", "à côté", "Questions à se poser"):
        assert heading in pages[1]


def test_every_page_says_who_is_responsible_when_and_where() -> None:
    _, pages = fictitious()
    for rank, page in enumerate(pages, 1):
        assert FOOT in page
        assert "https://trajectoires.example.org" in page
        assert f"5 janvier 2026 · page {rank} / {len(pages)}" in page


def test_the_annexe_says_where_each_figure_comes_from() -> None:
    _, pages = fictitious()
    annexe = " ".join(pages[2:])
    model = build_model(fictitious_dossier())
    for figure in model.last.figures.values():
        assert flat(figure.label)[:12] in annexe
    assert "741400" in annexe
    assert "SMIC" in annexe
    assert "convention de la plateforme" in annexe
    assert "[1]" in annexe


def test_the_project_comes_first_or_its_absence_is_said() -> None:
    told = flat(read(fixtures.model()).pages[0].extract_text())
    assert told.index("Ouvrir la musique à tous") < told.index("En 2024, 59 %")
    silent = flat(read(fixtures.model(project=Project())).pages[0].extract_text())
    assert "Lecture sans votre projet" in silent


def test_questions_strengths_fragilities_and_actions_are_on_the_second_side() -> None:
    side = flat(read(fixtures.model()).pages[1].extract_text())
    for words in (
        "Approchez-vous des 153 000 €",
        "Que paie la cotisation",
        "Des ventes qui montent",
        "Un mois de mars tendu",
    ):
        assert words in side


def test_a_published_case_is_titled_as_such_and_cites_its_source() -> None:
    source = PublishedSource(title="Rapport annuel 2023", address="https://exemple.org/rapport")
    model = fixtures.model(
        fixtures.exercice(
            solidity=(),
            cash_months=(),
            findings=fixtures.replaced(fixtures.findings(), strengths=(), weaknesses=(), actions=()),
        ),
        origin="publie",
        sources=(source,),
    )
    reader = read(model)
    text = [flat(page.extract_text()) for page in reader.pages]
    assert text[0].startswith("Lecture d’après les chiffres publiés")
    assert "Rapport annuel 2023. https://exemple.org/rapport" in " ".join(text)
    assert "à côté" not in " ".join(text[:2])
    assert "Par où commencer" not in " ".join(text)


def test_under_one_month_of_cash_the_first_words_are_help() -> None:
    side = flat(read(fixtures.model(fixtures.exercice(cash_alert=True))).pages[0].extract_text())
    assert side.index("sous un mois de charges") < side.index("En 2024, 59 %")


HOSTILE = (
    '#panic("perdu")',
    "$ x^2 $ *gras* _italique_ `code` <repère> @citation",
    '"); #import "x"',
    "\\u{0}\\",
    "日本 😀 عربى",
    "a\x00b\u202ec",
    "e\u0301t\ufeffé",
    "mot" * 1000,
    "=1+1",
    "<svg onload=alert(1)>",
)


def test_whatever_a_user_writes_is_only_text() -> None:
    nodes = tuple(
        fixtures.replaced(node, label=text) for node, text in zip(fixtures.flow_in(), HOSTILE, strict=False)
    )
    alerts = tuple(fixtures.replaced(fixtures.exercice().warnings[0], message=text) for text in HOSTILE)
    exercice = fixtures.exercice(sentence=HOSTILE[1], flow_in=nodes, warnings=alerts)
    project = Project(vocation=HOSTILE[0], missions=HOSTILE[4], ambition=HOSTILE[9])
    reader = read(fixtures.model(exercice, organisation=HOSTILE[0], project=project))
    words = flat(" ".join(page.extract_text() for page in reader.pages))
    for text in HOSTILE:
        assert flat(printable(text))[:8] in words


def test_what_no_face_can_show_is_a_question_mark_and_the_invisible_goes() -> None:
    assert printable("Été « 2024 » 1\u202f000 €") == "Été « 2024 » 1\u202f000 €"
    assert printable("e\u0301") == "é"
    assert printable("a\u202eb\u200bc\tx") == "abc x"
    assert printable("日本") == "??"


def test_the_same_model_gives_the_same_bytes() -> None:
    assert board_pdf(fixtures.model(), today=TODAY) == board_pdf(fixtures.model(), today=TODAY)
