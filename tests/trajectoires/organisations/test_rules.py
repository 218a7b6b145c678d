"""The table of rights, its page, and the numbers of organisations."""

from __future__ import annotations

import pytest
from django.conf import settings

from trajectoires.organisations import rules
from trajectoires.organisations.domain import identifiers
from trajectoires.organisations.domain.holding import clean_link
from trajectoires.organisations.enums import Profile

from equilibre.diagnosis.questionnaire import VARIANTS  # isort: skip

TOKEN = "A" * 43


def test_the_page_of_permissions_is_fresh() -> None:
    written = (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert written == rules.as_markdown(), "python -m django ecrire_droits"


def test_a_higher_role_loses_nothing() -> None:
    for rule in rules.RULES:
        had = [rule.allows(one) for one in ("lecture", "membre", "gestion")]
        assert had == sorted(had), rule.permission


def test_profiles_are_the_variants_of_the_engine() -> None:
    assert set(Profile.values) == set(VARIANTS)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("732 829 320", True),
        ("732829321", False),
        ("356000000", True),
        ("000000000", False),
        ("73282932", False),
        ("٧٣٢٨٢٩٣٢٠", False),
    ],
)
def test_siren(typed: str, right: bool) -> None:
    assert identifiers.is_siren(identifiers.plain(typed)) is right


@pytest.mark.parametrize(
    ("typed", "right"),
    [("w 751 234 567", True), ("W2A1000123", True), ("W75123456", False), ("751234567", False)],
)
def test_rna(typed: str, right: bool) -> None:
    assert identifiers.is_rna(identifiers.plain(typed)) is right


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        (f"https://exemple.fr/m/{TOKEN}/?exercice=1#emporter", f"m/{TOKEN}"),
        (f"  /diagnostic/q/{TOKEN}/partager/ ", f"q/{TOKEN}"),
        (f"v/{TOKEN}", f"v/{TOKEN}"),
        ("https://exemple.fr/cas/une-association/", ""),
        ("http://[", ""),
        ("n’importe quoi", ""),
    ],
)
def test_a_pasted_address_gives_its_link(typed: str, link: str) -> None:
    assert clean_link(typed) == link
