"""The shared diagnosis and the brief: three voices apart, the engine's figures, blanks that are seen."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from docx import Document

from equilibre.documents.accompaniment_docx import accompaniment_docx
from equilibre.documents.shared_diagnosis_docx import NO_MODEL, shared_diagnosis_docx
from equilibre.examples import fictitious_dossier
from equilibre.formatting import euros, percent
from equilibre.model.build import build_model
from equilibre.trajectory.digest import ModelDigest, digest
from equilibre.trajectory.workspace import HEADINGS, Brief, RoadMap, Words, Workspace

ON = dt.date(2027, 1, 15)
SPACE = Workspace(
    road=RoadMap(elected="trésorière", manager="directrice", question="Sur quoi tenir\u202f?"),
    organisation=Words(strengths="Nos bénévoles.\nNotre lieu."),
    adviser=Words(strengths="Des coûts connus."),
    adviser_role="conseillère DLA",
    brief=Brief(goals="Vérifier nos prix.", answer_by=dt.date(2027, 2, 1)),
)


@pytest.fixture(scope="module")
def model() -> ModelDigest:
    return digest(build_model(fictitious_dossier()))


def _opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def _said(made: Any) -> str:
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def test_seven_headings_and_three_voices_apart(model: ModelDigest) -> None:
    made = _opened(shared_diagnosis_docx(SPACE, model, on=ON, sources=["Comptes 2025."]))
    titles = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert titles == [*HEADINGS.values(), "Ce que la réunion a reconnu"]
    texts = [one.text for one in made.paragraphs]
    own, guide = texts.index("Nos bénévoles."), texts.index("Des coûts connus.")
    assert texts[own - 1] == "Nos mots" and texts[own + 1] == "Notre lieu."
    assert texts[guide - 1] == "Les mots de qui nous accompagne (conseillère DLA)"


def test_the_figures_are_those_of_the_model(model: ModelDigest) -> None:
    made = _opened(shared_diagnosis_docx(SPACE, model, on=ON, sources=[]))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert ["Ressources (produits)", *(euros(one.products) for one in model.exercices)] in rows
    last = model.exercices[-1]
    support = last.natures[0]
    shares = [percent(one.natures[0].share) for one in model.exercices]
    assert [support.label, *shares] in rows
    said = _said(made)
    assert last.sentence in said and last.doubt in said
    assert all(one.title in said and one.why in said for one in (*model.strengths, *model.fragilities))


def test_a_trajectory_typed_by_hand_says_what_is_missing() -> None:
    made = _opened(shared_diagnosis_docx(Workspace(), None, on=ON, sources=["Lignes saisies à la main."]))
    said = _said(made)
    assert said.count(NO_MODEL) == 1
    assert "Ce que disent les comptes" not in said
    assert "[à compléter\u00a0: trois forces au plus, chacune avec un fait]" in said
    assert NO_MODEL in _said(_opened(accompaniment_docx(Workspace(), None, on=ON, sources=[])))


def test_the_brief_asks_what_was_typed_and_shows_its_blanks(model: ModelDigest) -> None:
    said = _said(_opened(accompaniment_docx(SPACE, model, on=ON, sources=[])))
    assert "Vérifier nos prix." in said and "1er\u00a0février\u00a02027" in said
    assert "trésorière et directrice" in said
    assert "[à compléter\u00a0: trois critères au plus]" in said
    assert "Souhaitée pour le" not in said
