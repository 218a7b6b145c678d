"""The diagnosis on paper: two sides whatever is printed, tagged, honest about what nobody knows."""

from __future__ import annotations

import datetime as dt
import io

import pypdf

import diagnosis_samples as samples
from equilibre.diagnosis.results import DiagnosisResult
from equilibre.documents.diagnosis_data import (
    file_name,
    hours_in_words,
    minutes_in_words,
    site_of,
)
from equilibre.documents.diagnosis_pdf import diagnosis_pdf

ON = dt.date(2026, 11, 26)
SITE = "https://trajectoires.example.org/diagnostic/"


def pages(result: DiagnosisResult, organisation: str = "", address: str = "") -> list[str]:
    made = diagnosis_pdf(result, samples.questionnaire(), on=ON, organisation=organisation, address=address)
    reader = pypdf.PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).lower().startswith("fr")  # type: ignore[index]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()  # type: ignore[index]
    return [
        " ".join(page.extract_text().replace("\u00a0", " ").replace("\u202f", " ").split())
        for page in reader.pages
    ]


def figures(result: DiagnosisResult) -> int:
    """Pictures in the tree of tags."""
    made = pypdf.PdfReader(io.BytesIO(diagnosis_pdf(result, samples.questionnaire(), on=ON)))
    return sum(
        isinstance(made.get_object(rank), dict) and made.get_object(rank).get("/S") == "/Figure"  # type: ignore[union-attr]
        for rank in range(1, made.trailer["/Size"])  # type: ignore[arg-type]
    )


def test_a_whole_result_is_two_sides() -> None:
    first, second = pages(samples.result(), "Les Ateliers du Préau <b>#x</b>", SITE)
    assert "Les Ateliers du Préau <b>#x</b>" in first
    assert "Autodiagnostic standard · association employeuse · 26 novembre 2026" in first
    for text in ("questionnaire 2026.1", "nous ne savons pas encore", "0 sur 4", "3 « je ne sais pas »"):
        assert text in first
    for heading in ("Vos appuis", "Fragile ici"):
        assert heading in first
    assert second.count("La première demi-heure :") == 6
    assert "trajectoires.example.org/accompagner/fiches/fiche-6/" in second
    assert "convention de la plateforme" in second and "61 % de vos ressources" in second
    for page in (first, second):
        assert "ni Le RAMEAU ni le ministère n’en sont responsables" in page


def test_a_flash_has_no_radar_and_nothing_is_a_valid_answer() -> None:
    flash = samples.result(length="flash", strengths=(), fragilities=(), actions=(), contradictions=())
    assert figures(samples.result()) == 1 and figures(flash) == 0
    first, second = pages(flash)
    assert "Autodiagnostic flash" in first and "Richesses humaines en cours" in first
    assert "Vos réponses ne le disent pas." in first
    assert "Vos réponses n’appellent pas d’action particulière." in second


def test_very_long_texts_stay_on_two_sides() -> None:
    long = samples.action(1)
    wordy = tuple(
        type(long)(**{**{f: getattr(long, f) for f in long.__struct_fields__}, "why": long.why * 4})
        for _ in range(6)
    )
    assert len(pages(samples.result(actions=wordy))) == 2


def test_the_accounts_read_beside_the_answers_are_named_with_their_year() -> None:
    one = samples.result().contradictions[0]
    _, second = pages(samples.result(accounts_year="2024", contradictions=(one,) * 6))
    assert "Vos comptes 2024 et vos réponses, à regarder ensemble" in second
    assert second.count("61 % de vos ressources") == 4
    assert "2 autres réponses se regardent sur la page du résultat." in second
    assert "Les comptes 2024 ont été lus à côté des réponses" in second
    _, agreed = pages(samples.result(accounts_year="2024", contradictions=()))
    assert "Les comptes 2024" in agreed and "à regarder ensemble" not in agreed
    _, without = pages(samples.result(contradictions=()))
    assert "comptes" not in without


def test_the_same_result_gives_the_same_bytes() -> None:
    made = [diagnosis_pdf(samples.result(), samples.questionnaire(), on=ON) for _ in range(2)]
    assert made[0] == made[1]


def test_small_words() -> None:
    assert file_name(ON, "diagnostic", "pdf") == "2026-11-diagnostic.pdf"
    assert [hours_in_words(hours) for hours in (0.5, 2, 1.5)] == [
        "moins d’une heure", "environ 2\u00a0h", "environ 1,5\u00a0h",
    ]  # fmt: skip
    assert [minutes_in_words(one) for one in (25, 60, 95)] == ["25\u00a0min", "1\u00a0h", "1\u00a0h\u00a035"]
    assert site_of(SITE) == "https://trajectoires.example.org" and site_of("") == ""
