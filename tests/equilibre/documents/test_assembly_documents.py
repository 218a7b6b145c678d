"""The draft report, the draft resolutions and the pack: the plan's figures, and blanks for the rest."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from pptx import Presentation
from tests.equilibre.documents.assembly_samples import (
    FORMULA,
    LONG,
    assembly,
    bare,
    exercice,
    hostile,
    model,
    poor,
)
from tests.equilibre.trajectory.trajectory_plans import by_hand

from equilibre.documents.assembly_data import Assembly, resolutions
from equilibre.documents.assembly_zip import Piece, assembly_zip
from equilibre.documents.docx_pages import shown
from equilibre.documents.financial_report_docx import financial_report_docx
from equilibre.documents.resolutions_docx import resolutions_docx
from equilibre.documents.trajectory_pptx import trajectory_pptx
from harness.office import pages_of


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def report(one: Assembly) -> Any:
    return Document(io.BytesIO(financial_report_docx(one)))


def votes(one: Assembly) -> Any:
    return Document(io.BytesIO(resolutions_docx(one)))


def words(made: Any) -> str:
    """Paragraphs and cells, in one text."""
    found = [one.text for one in made.paragraphs]
    found += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return plain("\n".join(found))


def cells(table: Any) -> list[list[str]]:
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


def blanks(made: Any) -> list[str]:
    """What is in brackets: always on yellow."""
    runs = [run for one in made.paragraphs for run in one.runs]
    runs += [
        run
        for table in made.tables
        for row in table.rows
        for cell in row.cells
        for one in cell.paragraphs
        for run in one.runs
    ]
    found = [run for run in runs if run.text.startswith("[à compléter")]
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for run in found)
    return [plain(run.text) for run in found]


def headings(made: Any) -> list[str]:
    return [plain(one.text) for one in made.paragraphs if one.style.name == "Heading 1"]


def test_the_report_holds_the_accounts_the_budget_and_the_years() -> None:
    made = report(assembly(model=model(exercice("2025", 0), exercice("2026"))))
    assert headings(made) == [
        "En bref",
        "L’exercice 2026",
        "Ce qu’il y a en banque, et ce qui nous appartient",
        "Le budget 2027 que nous proposons",
        "Les années qui viennent : 2027 à 2028",
        "Ce que comprend le scénario",
        "Ce qui se décide, et avant quand",
        "Ce que nous demandons à l’assemblée",
        "Les hypothèses et les sources",
    ]
    results, natures, budget, resources, costs, sure, whole, actions, decisions = made.tables
    assert cells(results)[1:] == [
        ["Ressources (produits)", "12 001 €", "12 001 €"],
        ["Charges", "12 001 €", "10 500 €"],
        ["Résultat", "0 €", "1 501 €"],
    ]
    assert cells(budget)[1:] == [
        ["Ressources", "96 720 €", "123 720 €"],
        ["Charges", "107 880 €", "107 880 €"],
        ["Résultat", "−11 160 €", "15 840 €"],
    ]
    assert cells(resources)[1:] == [
        ["Ville", "acquis", "60 000 €"],
        ["Ateliers", "acquis", "36 720 €"],
        ["Région", "demandé", "24 000 €"],
        ["Vendre des formations", "à rechercher", "3 000 €"],
        ["Total, tout compris", "", "123 720 €"],
    ]
    assert cells(costs)[-1] == ["Total, tout compris", "107 880 €"]
    assert cells(sure)[3] == ["Résultat", "−11 160 €", "−12 788 €"]
    assert cells(whole)[3] == ["Résultat", "15 840 €", "20 212 €"]
    assert (
        cells(actions)[1][1] == "12 000 € par an en croisière ; coûte 1 000 € au départ puis 2 400 € par an"
    )
    assert cells(actions)[1][3] == "60 % de chances de réussir, d’après nous"
    assert cells(decisions)[2] == [
        "16 mars 2027",
        "Quitter le local, si la Région n’a pas notifié",
        "L’assemblée générale",
        "1er juillet 2027 − 15 jours (convoquer l’assemblée) − 92 jours (préavis du bail) = 16 mars 2027",
    ]
    assert "établi le 27 novembre 2026. Sources : Comptes 2026." in words(made)
    assert cells(natures)[0] == ["D’où vient l’argent", "2025", "2026", "Écart", "À commenter"]


def test_only_large_differences_are_to_be_commented() -> None:
    def year(label: str, sales: int) -> Any:
        one = exercice(label)
        first, second = one.natures
        return type(one)(
            **{name: getattr(one, name) for name in one.__struct_fields__ if name != "natures"},
            natures=(first, type(second)(label=second.label, amount=sales, share=0.25)),
        )

    # 10 % and 500 €: both must be passed.
    for before, now, marked in (
        (500_000, 550_000, False),
        (500_000, 550_101, True),
        (100_000, 150_000, False),
    ):
        natures = report(assembly(model=model(year("2025", before), year("2026", now)))).tables[1]
        assert cells(natures)[1][4] == ""
        assert (cells(natures)[2][4] != "") is marked, (before, now)


def test_what_only_the_treasurer_knows_is_a_blank() -> None:
    made = report(assembly())
    found = "\n".join(blanks(made))
    for expected in ("deux ou trois faits de l’année", "ce que dit votre bilan", "deux réponses possibles"):
        assert expected in found
    bare_report = report(bare())
    assert "elle ne contient pas les comptes de l’exercice" in words(bare_report)
    found = "\n".join(blanks(bare_report))
    assert "produits, charges et résultat de l’exercice" in found
    assert "ce qui doit être décidé, et quand" in found
    assert "Il ne comprend aucune action nouvelle." in words(bare_report)
    assert "Rien n’est encore marqué acquis" in words(bare_report)


def test_the_resolutions_repeat_the_figures_to_the_cent() -> None:
    made = votes(assembly())
    text = words(made)
    assert headings(made) == [
        "Avant de voter",
        "Résolution 1. Approuver les comptes de 2026",
        "Résolution 2. Affecter l’excédent de 2026",
        "Résolution 3. Adopter le budget 2027",
        "Résolution 4. Retenir le scénario « Choisi »",
        "Résolution 5. Quitter le local",
        "Pour information, sans vote",
    ]
    for expected in (
        "12 000,50 € de produits, 10 500,00 € de charges et un excédent de 1 500,50 €.",
        "affecter l’excédent de 1 500,50 € : [à compléter : au report à nouveau, ou à une réserve",
        "123 720 € de ressources, 107 880 € de charges, soit un excédent de 15 840 €.",
        "Avec ce qui est acquis seulement : 96 720 € de ressources, 107 880 € de charges, soit un déficit de "
        "11 160 €.",
        "Il comprend cette action : « Vendre des formations ».",
        "« Quitter le local », si la Région n’a pas notifié. Nous rendons le local.",
        "Au plus tard le 16 mars 2027, d’après les délais saisis",
        "Revoir les prix : le conseil d’administration décide, au plus tard le 1er octobre 2026 (date "
        "passée).",
        "à adapter à vos statuts",
    ):
        assert expected in text
    assert "Déjà votée" not in text
    assert sum(one == "[à compléter : nombre]" for one in blanks(made)) == 5 * 3


@pytest.mark.parametrize(
    ("told", "title", "text"),
    [
        ({"model": None}, "Affecter le résultat de 2026", "[à compléter : montant, excédent ou déficit]"),
        ({"model": model(exercice("2026", None))}, "Affecter le résultat de 2026", "[à compléter : montant"),
        ({"model": model(exercice("2026", -150_050))}, "Affecter le déficit de 2026", "de 1 500,50 €"),
    ],
)
def test_the_result_that_is_allocated(told: dict[str, Any], title: str, text: str) -> None:
    _, second, *_ = resolutions(assembly(**told))
    assert plain(second.title) == title
    assert text in plain(shown(second.text))


def test_what_is_shrunk_and_what_goes_wrong_are_told_apart() -> None:
    plan = by_hand()
    less = msgspec.structs.replace(plan.shocks[0], label="Moins d’heures", lines=("salaires",), chosen=True)
    plan = msgspec.structs.replace(plan, shocks=(less, plan.shocks[1]))
    one = assembly("prudent", plan=plan)
    for made in (votes(one), report(one)):
        text = words(made)
        assert "Il réduit ou arrête : « Moins d’heures »." in text
        assert "mal tourner : « La ville paie deux mois plus tard »." in text
    slides = Presentation(io.BytesIO(trajectory_pptx(one))).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert cells(tables[0])[2][:3] == [
        "Moins d’heures",
        "nous réduisons ou arrêtons « Salaires »",
        "−30 % à partir de janvier 2028",
    ]
    only = msgspec.structs.replace(one.scenario, actions=(), shocks=("coupe",))
    slides = Presentation(io.BytesIO(trajectory_pptx(dataclasses.replace(one, scenario=only)))).slides
    titles = [plain(slide.shapes.title.text_frame.text) for slide in slides]
    assert "Ce que nous réduisons ou arrêtons : « Moins d’heures »" in titles


def test_a_nil_result_is_not_voted() -> None:
    titles = [one.title for one in resolutions(assembly(model=model(exercice("2026", 0))))]
    assert titles[1] == "Adopter le budget 2027"


def test_amounts_that_nobody_gave_are_never_printed() -> None:
    first, *_ = resolutions(bare())
    assert "€" not in shown(first.text)
    assert "[à compléter" in shown(first.text)


def test_short_of_cash_help_goes_before_anything_else() -> None:
    for write in (report, votes):
        assert headings(write(poor()))[0] == "La trésorerie passe d’abord"
        assert "votre banque" in words(write(poor()))
        assert "La trésorerie passe d’abord" not in words(write(assembly()))


def test_hostile_names_stay_words() -> None:
    for made in (report(hostile()), votes(hostile())):
        assert made.paragraphs[1].text.startswith(FORMULA)
        assert LONG.strip() in words(made)
        assert "\x0b" not in words(made)


PIECES = (
    Piece(name="2026-11-rapport.docx", purpose="À écrire en premier\u00a0: le rapport.", content=b"rapport"),
    Piece(name="2026-11-diapositives.pptx", purpose="Le jour même.", content=b"diapositives"),
)


def test_the_pack_says_what_each_piece_is_for() -> None:
    made = assembly_zip(poor(), PIECES)
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert archive.testzip() is None
    assert archive.namelist() == ["LISEZ-MOI.txt", "2026-11-rapport.docx", "2026-11-diapositives.pptx"]
    assert archive.read("2026-11-rapport.docx") == b"rapport"
    told = archive.read("LISEZ-MOI.txt")
    assert told.startswith(b"\xef\xbb\xbf") and b"\r\n" in told
    text = plain(told.decode("utf-8-sig"))
    for expected in (
        "Établi le 27 novembre 2026, scénario « Choisi », 2027 à 2028.",
        "1. 2026-11-rapport.docx\r\n   À écrire en premier : le rapport.",
        "2. 2026-11-diapositives.pptx",
        "- Région : 24 000 €, demandé, payé 3 mois après",
        "Comptes 2026.",
        "LA TRÉSORERIE PASSE D’ABORD\r\n\r\nEn banque au départ : 7 000 €.",
        "Ce n’est pas une prévision",
        "ni Le RAMEAU ni le ministère",
    ):
        assert expected in text
    assert made == assembly_zip(poor(), PIECES)


def test_two_pieces_never_hide_one_another() -> None:
    with pytest.raises(ValueError, match="same name"):
        assembly_zip(assembly(), (*PIECES, PIECES[0]))


@pytest.mark.slow
def test_libreoffice_lays_out_each_slide_and_each_page(tmp_path: Path) -> None:
    """Nothing runs over: a slide is a page, its last row and its foot are on it."""
    slides = pages_of(tmp_path, "slides.pptx", trajectory_pptx(hostile()))
    assert len(slides) == 9
    for page in slides[1:8]:
        assert "27 novembre 2026" in plain(page)
    assert "ni Le RAMEAU" in plain(slides[8])
    draft = [plain(one) for one in pages_of(tmp_path, "rapport.docx", financial_report_docx(assembly()))]
    assert len(draft) <= 4 and "Sources : Comptes 2026." in draft[-1]
    asked = [plain(one) for one in pages_of(tmp_path, "votes.docx", resolutions_docx(assembly()))]
    assert len(asked) <= 2 and "Résolution 5. Quitter le local" in " ".join(asked)
