"""« À lire avant la séance » holds on two A4 sides whatever is written, and says what it left out."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import msgspec
import pypdf
import pytest
from docx import Document

from equilibre.documents.preread_docx import preread_docx
from equilibre.documents.preread_pdf import preread_pdf
from equilibre.documents.who_decides_pdf import who_decides_pdf
from equilibre.drawings.barycentre import pillars_svg
from equilibre.facilitation.background import Background, KnownFigure, Picture
from equilibre.facilitation.formats import shipped
from equilibre.facilitation.preread import Prepared, PreRead, Term
from harness.office import converted
from model_fixtures import SENTENCE, model

ON = dt.date(2026, 11, 27)
LONG = "Le conseil examine la convention avec la commune, le loyer du local et le poste partagé. "


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def preread(times: int = 1, *, signs: str = LONG) -> PreRead:
    """``times``: how long each text is."""
    drawn = pillars_svg(model(), variant="print")
    words = (signs * times * 4)[: 400 if times > 1 else 90]
    form = shipped()["co_developpement"]
    figure = KnownFigure(
        key="totaux", label="Les ressources", words="133 000 €", formula="somme des comptes", status="etabli"
    )
    return PreRead(
        title=("Notre modèle en débat" if times == 1 else signs * 2)[:120],
        made_on=ON,
        format_title=form.title,
        minutes=form.minutes,
        steps=tuple((step.title, step.minutes) for step in form.steps),
        describes=True,
        organisation="Les Amis du lavoir",
        on=dt.date(2027, 3, 12),
        at="18 h 30",
        place="Salle des fêtes" if times == 1 else words[:160],
        project="Faire vivre le lavoir." if times == 1 else (signs * 12)[:900],
        model=SENTENCE if times == 1 else (signs * 8)[:600],
        background=Background(
            figures=tuple(msgspec.structs.replace(figure, key=str(n)) for n in range(4 if times > 1 else 1)),
            picture=Picture(
                svg=str(drawn.svg),
                title=drawn.title,
                description=drawn.description,
                sentence=drawn.sentence,
            ),
            differ=(words,) * (3 if times > 1 else 1),
            priorities=(words,) * (3 if times > 1 else 0),
        ),
        strengths=(words[:160],) * (3 if times > 1 else 1),
        fragilities=(words[:160],) * (3 if times > 1 else 1),
        decisions=tuple(
            Prepared(label=f"{n} {words[:150]}", context=words, asked=words, options=words)
            for n in range(3 if times > 1 else 1)
        ),
        terms=tuple(Term(term=f"mot {n}", definition=words[:200]) for n in range(6 if times > 1 else 2)),
    )


def sides(pre: PreRead, **more: str) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(preread_pdf(pre, **more)))
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    return [plain(page.extract_text()) for page in reader.pages]


@pytest.mark.parametrize("times", [1, 2])
def test_two_sides_whatever_is_written(times: int) -> None:
    front, back = sides(preread(times), address="https://exemple.org")
    assert "À lire avant la séance" in front and "exemple.org" in front
    assert "Votre projet" in front and "Comment y prendre part" in back
    assert ("Ne tient pas sur cette page" in front) == (times > 1)
    assert ("Ne tient pas sur cette page" in back) == (times > 1)


def test_words_longer_than_a_line_and_signs_that_no_face_shows_break_nothing() -> None:
    for signs in ("x" * 700, "🦆<script>#let x = 1</script> $ @ *gras* ", "W " * 500, "a\n"):
        assert len(sides(preread(2, signs=signs))) == 2, signs[:20]


def test_a_session_of_which_little_is_known_holds_on_one_side() -> None:
    bare = PreRead(title="Débat", made_on=ON, format_title="Débattre", minutes=20, steps=(("Ouvrir", 20),))
    (side,) = sides(bare)
    assert "Lecture sans votre projet" in side and "Aucune décision à préparer" in side
    assert "page 1 / 1" in side
    assert Document(io.BytesIO(preread_docx(bare))).element.xml.count('w:type="page"') == 0


def test_decisions_go_up_on_the_first_side_while_it_has_room() -> None:
    words = LONG * 4
    told = tuple(Prepared(label=f"N° {n}", context=words, asked=words, options=words) for n in (1, 2, 3))
    terms = tuple(Term(term=f"mot {n}", definition=words[:200]) for n in range(6))
    short = msgspec.structs.replace(
        preread(), background=Background(), strengths=(), fragilities=(), decisions=told, terms=terms
    )
    front, back = sides(short)
    assert "Décision 1. N° 1" in front and "Décision 1. N° 1" not in back
    assert "Comment y prendre part" in back and "Ne tient pas" not in front + back


def test_the_same_session_gives_the_same_bytes() -> None:
    assert preread_pdf(preread()) == preread_pdf(preread())


def test_the_docx_says_the_same_and_begins_its_second_page() -> None:
    made = Document(io.BytesIO(preread_docx(preread())))
    told = plain("\n".join(one.text for one in made.paragraphs))
    for words in (
        "Le 12 mars 2027 à 18 h 30, Salle des fêtes.",
        "Les ressources : 133 000 €. Somme des comptes. Statut : établi.",
        "Ce que l’on demande : ",
        "mot 1 : ",
    ):
        assert words in told, words
    assert made.element.xml.count('w:type="page"') == 1


def test_the_docx_holds_on_two_pages(tmp_path: Path) -> None:
    files = [tmp_path / f"{times}.docx" for times in (1, 2)]
    for times, file in enumerate(files, start=1):
        file.write_bytes(preread_docx(preread(times)))
    for made in converted(tmp_path, "pdf", *files):
        assert len(pypdf.PdfReader(made).pages) == 2, made.name


@pytest.mark.parametrize("count", [0, 3, 12])
def test_who_decides_holds_on_one_side(count: int) -> None:
    told = [((f"{n} " + LONG * 2)[:160], "L’assemblée générale" if n % 2 else "") for n in range(count)]
    made = who_decides_pdf(told, on=ON, title="Débat", organisation="Les Amis du lavoir")
    (side,) = [plain(one.extract_text()) for one in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert "Vos statuts prévalent" in side and "Établi : Loi du 1er juillet 1901" in side
    assert ("Et 6 autres" in side) == (count == 12)
    assert ("Écrivez ici vos décisions" in side) == (count == 0)
    assert ("à préciser" in side) == (count > 0)
