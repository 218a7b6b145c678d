"""The words of the glossary that a text uses: whole words, once each, in the order in which they come."""

from __future__ import annotations

from typing import Any

import pytest

from trajectoires.pages.domain.queries.used_terms import used_terms
from trajectoires.pages.models import GlossaryTerm


@pytest.fixture
def terms(db: None) -> None:
    GlossaryTerm.objects.all().delete()
    rows = (
        ("richesses-humaines", "richesses humaines", []),
        ("cotisation", "cotisation", ["cotisations"]),
        ("don", "don", ["dons"]),
        ("tresorerie", "trésorerie", []),
    )
    for key, term, forms in rows:
        GlossaryTerm.objects.create(key=key, term=term, forms=forms, definition=f"Ce qu'est : {term}.")


def test_in_the_order_of_the_text_whatever_the_accents_and_the_capitals(terms: None) -> None:
    found = used_terms("Notre TRESORERIE tient aux cotisations, et nos richesses humaines aux cotisations.")
    assert [one.term for one in found] == ["trésorerie", "cotisation", "richesses humaines"]
    assert found[0].definition == "Ce qu’est\u00a0: trésorerie."


@pytest.mark.parametrize(
    "text", ["", "Un don, donc rien.", "La cotisationnette, les richesses et les humaines."]
)
def test_neither_short_words_nor_parts_of_words(terms: None, text: str) -> None:
    assert used_terms(text) == []


def test_one_query(terms: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        used_terms("Notre trésorerie et nos cotisations.")
