"""The pitch on one side: parts with their times, three figures with their origin, the listener's grid."""

from __future__ import annotations

import datetime as dt
import io

import msgspec
import pypdf

from equilibre.documents.pitch_pdf import pitch_pdf
from equilibre.reference.pitch import frame
from equilibre.trajectory.pitch import Pitch, SaidPart
from equilibre.trajectory.pitch_figures import PitchFigure

ON = dt.date(2026, 11, 27)
BEGINNINGS = {one.code: f"Début pour {one.code}." for one in frame().part}
HEARERS = {one.code: one.label for one in frame().audience}
FIGURE = PitchFigure(
    key="couvert",
    label="Ce que l’acquis couvre",
    words="82 % des charges de 2026",
    formula="75 531 € ÷ 91 557 €",
    source="Hypothèses de cette trajectoire, calculées.",
    status="convention",
)


def pages(pitch: Pitch, figures: tuple[PitchFigure, ...] = (FIGURE,), **more: object) -> list[str]:
    made = pitch_pdf(pitch, figures, on=ON, beginnings=BEGINNINGS, hearers=HEARERS, **more)  # type: ignore[arg-type]
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    return [" ".join(plain(page.extract_text()).split()) for page in reader.pages]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_page_says_what_was_written_and_what_is_only_proposed() -> None:
    pitch = Pitch(hearer="ca", said=(SaidPart(code="demande", text="Choisissez le 10 avril."),))
    (page,) = pages(
        pitch, organisation="Les Ateliers", sources=("Comptes 2025.",), address="https://a.example/"
    )
    for words in (
        "Les Ateliers",
        "Trois minutes devant votre conseil d’administration",
        "0:00 30 secondes 1. Le besoin et le projet Début pour besoin. Début proposé",
        "2:45 15 secondes 7. La demande Choisissez le 10 avril. Les chiffres",
        "82 % des charges de 2026 75 531 € ÷ 91 557 €. Hypothèses de cette trajectoire, calculées. "
        "Statut : convention de la plateforme.",
        "Sources : Comptes 2025.",
        "a.example",
        "ni Le RAMEAU ni le ministère",
    ):
        assert words in page
    assert page.count("Début proposé") == 6
    assert all(plain(one.text) in page for one in frame().question)


def test_the_longest_pitch_holds_on_one_page() -> None:
    said = tuple(
        SaidPart(code=one.code, text=("#import x $y$ *z* " * 60)[: one.longest]) for one in frame().part
    )
    pitch = Pitch(said=said)
    big = msgspec.structs.replace(
        FIGURE, words="9 300 € en août 2027 tout compris, " * 3, formula="formule " * 25
    )
    (page,) = pages(pitch, (big, big, big), organisation="Une organisation au nom " * 4)
    assert page.count("#import x $y$ *z*") == sum(one.text.count("*z*") for one in said)


def test_without_a_figure_the_page_has_none() -> None:
    (page,) = pages(Pitch(), ())
    assert "Les chiffres, et d’où" not in page and "Votre pitch en trois minutes" in page
