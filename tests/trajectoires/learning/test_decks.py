"""Decks: what is read, what is refused and where, and that those that ship are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from trajectoires.learning.domain.decks import BULLETS_MAX, Run, plain, read_deck, runs
from trajectoires.learning.domain.queries.decks import FILES
from trajectoires.pages.content.markdown_files import ContentError
from trajectoires.pages.content.shipped import read_shipped

FRONT = """---
title: Un essai d'avance
subtitle: Pour voir
duration: 5
sources:
  - {key: plateforme, status: convention, note: "tout"}
---
"""
SLIDE = "## Une idée\n\n- Une puce\n\nNotes :\n\nCe que l'on dit.\n"


def deck_file(folder: Path, body: str, front: str = FRONT) -> Path:
    """A deck written by a test."""
    path = folder / "essai.md"
    path.write_text(front + body, encoding="utf-8")
    return path


def test_a_deck_is_read_whole(tmp_path: Path) -> None:
    body = (
        "## Des puces\n\n- Une **forte**\n- Longue,\n  qui continue\n\nNotes :\n\nUn.\n\nDeux,\nsuite.\n\n"
        "---\n\n"
        "## Un tableau\n\nTableau : Sa légende\n\n| A | B |\n|---|---|\n| 1 | x |\n\nNotes :\n\nTrois.\n\n"
        "---\n"
        "## Un dessin\n\n::: dessin barycentre\nCe qu'il montre.\n:::\n\nNotes :\n\nQuatre.\n"
    )
    deck = read_deck(deck_file(tmp_path, body))
    assert (deck.title, deck.duration) == ("Un essai d’avance", 5)
    bullets, table, picture = deck.slides
    assert bullets.bullets[0] == (Run("Une "), Run("forte", bold=True))
    assert [plain(line) for line in bullets.bullets] == ["Une forte", "Longue, qui continue"]
    assert [plain(line) for line in bullets.notes] == ["Un.", "Deux, suite."]
    assert table.table is not None and table.table.texts == [["A", "B"], ["1", "x"]]
    assert table.table.caption == "Sa légende"
    assert picture.picture is not None and picture.picture.sentence == "Ce qu’il montre."


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("", 8, "aucune diapositive"),
        (SLIDE + "\n---\n\n---\n" + SLIDE, 18, "vide"),
        ("- Une puce\n\nNotes :\n\nDit.\n", 8, "commence par son titre"),
        ("## Titre\n\n- Une puce\n", 8, "pas de notes"),
        ("## Titre\n\n- Une puce\n\nNotes :\n", 12, "Les notes sont vides"),
        ("## Titre\n\nNotes :\n\nDit.\n", 8, "un seul des trois"),
        ("## Titre\n\n" + "- x\n" * 6 + "\nNotes :\n\nDit.\n", 10, "6 puces"),
        ("## Titre\n\n- x\n\nUn paragraphe.\n\nNotes :\n\nDit.\n", 12, "une puce par ligne"),
        ("## Titre\n\n::: dessin chat\nx\n:::\n\nNotes :\n\nDit.\n", 10, "pas sa place"),
        ("## Titre\n\n::: retenir\nx\n:::\n\nNotes :\n\nDit.\n", 10, "pas sa place"),
        ("## Titre\n\n| A |\n|---|\n| 1 |\n\nNotes :\n\nDit.\n", 10, "Tableau"),
        ("## Titre\n\n::: dessin parcours\nx\n\nNotes :\n\nDit.\n", 10, "pas fermé"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, body: str, line: int, said: str) -> None:
    path = deck_file(tmp_path, body)
    with pytest.raises(ContentError, match=said) as raised:
        read_deck(path)
    assert (raised.value.path, raised.value.line) == (path, line)


@pytest.mark.parametrize(
    "front",
    [
        "", "---\ntitle: x\n", "---\ntitle: [\n---\n", "---\ntitle: x\n---\n",
        FRONT.replace("convention", "peut-être"),
        FRONT.replace('{key: plateforme, status: convention, note: "tout"}', "x"),
    ],
)  # fmt: skip
def test_a_front_matter_at_fault_is_refused(tmp_path: Path, front: str) -> None:
    with pytest.raises(ContentError):
        read_deck(deck_file(tmp_path, SLIDE, front))


def test_links_and_glossary_marks_keep_their_words() -> None:
    assert plain(runs("Le [[barycentre]], [[fonds-dedies|vos fonds]] et [un lien](/x/)")) == (
        "Le barycentre, vos fonds et un lien"
    )
    assert plain(runs("<b>x</b>")) == "<b>x</b>"


@pytest.mark.parametrize("name", FILES)
def test_the_decks_that_ship_are_right(name: str) -> None:
    deck = read_deck(settings.CONTENT_DIR / "decks" / FILES[name])
    known = read_shipped(settings.CONTENT_DIR).sources
    assert [citation.key for citation in deck.sources if citation.key not in known] == []
    assert 12 <= len(deck.slides) <= 16
    for slide in deck.slides:
        assert len(slide.bullets) <= BULLETS_MAX
        assert len(slide.title) <= 60, slide.title
        assert sum(len(plain(line)) for line in slide.notes) >= 150, slide.title
    assert len({slide.title for slide in deck.slides}) == len(deck.slides)
