"""Content files: what is read, and what is said of a fault, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.pages.content.markdown_files import ContentError, read_blocks, read_page
from trajectoires.pages.content.markdown_text import to_html, to_inline_html, to_markdown, typeset
from trajectoires.pages.content.readability import measure, syllables
from trajectoires.pages.content.stream import to_file, to_stream
from trajectoires.pages.content.stream_words import links, prose

HERE = Path("essai.md")
BODY = """Un début avec [[barycentre]] et [[fonds-dedies|vos fonds dédiés]].

## Un titre

- un
- deux

Tableau : Qui paie

| Qui | Combien |
|---|---|
| Commune | **12 000 €** |
| Le \\| d’à côté | 3 € |

::: retenir
Deux mots.
:::

::: exemple Le Préau
Du texte, [un lien](/agir/).
:::

::: chiffre
value: 113,3 Md€
label: budget cumulé
year: 2017
source: plateforme
status: etabli
:::

::: liste Avant
- [ ] une chose
- une autre
  sur deux lignes
:::

::: quiz
question: Deux et deux ?
choices:
  - {text: Quatre, right: true, why: "On compte."}
  - {text: Cinq, right: false, why: "Non."}
:::

::: outil deposer
Pour voir.
:::

::: remplir Financeurs
columns: [Qui, Combien (€)]
rows:
  - [Commune, ""]
  - ["", 12]
total: [2]
help: Une ligne chacun.
:::
"""


def blocks(body: str = BODY) -> tuple:
    """The blocks of a body."""
    return tuple(read_blocks(body, 1, HERE))


def test_a_body_is_cut_into_its_blocks_in_order() -> None:
    kinds = [block.kind for block in blocks()]
    assert kinds == [
        "text", "table", "retenir", "exemple", "chiffre", "liste", "quiz", "outil", "remplir",
    ]  # fmt: skip
    table = blocks()[1]
    assert table.data["caption"] == "Qui paie"
    assert table.data["rows"] == [["Qui", "Combien"], ["Commune", "**12 000 €**"], ["Le | d’à côté", "3 €"]]


def test_a_file_goes_to_the_site_and_back_without_losing_a_word() -> None:
    terms = {"barycentre": "barycentre", "fonds-dedies": "fonds dédiés"}
    stored = to_stream(blocks(), "/essai/", terms)
    again = to_stream(blocks(to_file(stored)), "/essai/", terms)
    assert again == stored


def test_stored_identifiers_are_the_same_each_time() -> None:
    assert to_stream(blocks(), "/essai/", {}) == to_stream(blocks(), "/essai/", {})


def test_prose_and_links_of_a_stored_body() -> None:
    stored = to_stream(blocks(), "/essai/", {})
    assert "Deux mots." in prose(stored)
    assert "113,3" not in prose(stored)
    assert set(links(stored)) == {
        "/comprendre/glossaire/#barycentre",
        "/comprendre/glossaire/#fonds-dedies",
        "/agir/",
    }


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("texte\n\n::: retenir\nsans fin", 3, "n’est pas fermé"),
        ("::: inconnu\nx\n:::", 1, "bloc inconnu"),
        ("::: retenir\n::: exemple\n:::\n:::", 2, "fermez le premier"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", 1, "Tableau"),
        ("Tableau : T\n\n| a | b |\n|---|---|\n| 1 |", 5, "1 cellules, 2 attendues"),
        ("::: quiz\nquestion: [\n:::", 2, "YAML illisible"),
    ],
)
def test_a_fault_is_said_at_its_line(body: str, line: int, words: str) -> None:
    with pytest.raises(ContentError) as caught:
        blocks(body)
    assert caught.value.line == line
    assert words in str(caught.value)


def test_a_page_without_front_matter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("Bonjour", encoding="utf-8")
    with pytest.raises(ContentError, match="en-tête"):
        read_page(path, tmp_path)


def test_typography_leaves_addresses_alone() -> None:
    assert typeset("C'est fini ! 12 000 € à https://a.fr/l'x ?b") == (
        "C’est fini\u202f! 12\u202f000\u00a0€ à https://a.fr/l'x\u202f?b"
    )
    assert to_inline_html("[l'eau](/l'eau/)") == '<a href="/l\'eau/">l’eau</a>'


def test_html_in_a_file_is_shown_not_obeyed() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script> et <b>gras</b>")


def test_what_the_editor_writes_comes_back_as_markdown() -> None:
    rich = '<h2>Titre</h2><p>Un <b>mot</b> et <a href="/comprendre/glossaire/#levier">levier</a>.</p>'
    assert to_markdown(rich) == "## Titre\n\nUn **mot** et [[levier|levier]]."


@pytest.mark.parametrize(
    ("word", "count"),
    [("association", 4), ("comptes", 1), ("socio-économique", 6), ("les", 1), ("question", 2), ("modèle", 2)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_readability_by_hand() -> None:
    measured = measure("Le chat dort. La petite fille mange une pomme rouge.")
    assert (measured.words, measured.sentences) == (10, 2)
    assert measured.syllables == 3 + 9  # le chat dort · la pe-tit fil mang un pomm roug
    expected = 207 - 1.015 * 5 - 73.6 * measured.syllables / 10
    assert measured.kandel_moles == pytest.approx(expected)


@given(st.text(max_size=300))
def test_any_text_is_measured(text: str) -> None:
    measured = measure(text)
    assert measured.sentences <= measured.words
    assert measured.syllables >= measured.words


@given(st.text(max_size=200))
def test_any_body_is_read_or_refused_in_words(text: str) -> None:
    try:
        to_stream(blocks(text), "/x/", {})
    except ContentError as error:
        assert str(error)
