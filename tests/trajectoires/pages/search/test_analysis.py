"""French words: lower case, accents, elisions, hyphens, stems, stop words, numbers."""

from __future__ import annotations

import pytest

from trajectoires.pages.search import analysis, synonyms


def stems(text: str) -> list[str]:
    return [token.stem for token in analysis.tokens(text) if not token.beside]


def beside(text: str) -> list[str]:
    return [token.stem for token in analysis.tokens(text) if token.beside]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bénévoles", "bénévole"),
        ("L’évaluation", "évaluation"),
        ("l'association", "associations"),
        ("qu’une subvention", "subventions"),
        ("jusqu'à l’embauche", "embaucher"),
        ("A.G.", "ag"),
        ("ŒUVRE", "oeuvre"),
        ("subventionnées", "subventionner"),
        ("socio‑économique", "socio-économiques"),
    ],
)
def test_two_spellings_are_one(one: str, other: str) -> None:
    assert stems(one) == stems(other) != []


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "aujourd’hui", "est-ce que c’est pour nous", "∑ € %", "αβγ ٣"]
)
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert stems(text) == []


def test_ca_is_a_board_and_ça_is_nothing() -> None:
    assert stems("le CA") == ["ca"]
    assert stems("ça") == []


def test_a_hyphenated_word_is_its_parts_then_the_whole() -> None:
    assert stems("bien-fondé") != stems("bien-fondée ailleurs")
    assert stems("socio-économique") == ["socio", "econom"]
    assert beside("socio-économique") == ["socioeconom"]
    assert (stems("Guid’Asso"), beside("Guid’Asso")) == (["guid", "asso"], ["guidasso"])


def test_an_account_is_announced_under_those_above_it() -> None:
    assert (stems("compte 7411"), beside("compte 7411")) == (["compt", "7411"], ["a74", "a741"])
    assert beside("en 2024") == beside("153 000 €") == beside("240 heures") == []


def test_an_amount_is_one_number_however_it_is_spaced() -> None:
    assert stems("23\u202f000\u00a0€") == stems("23 000 €") == stems("23000 €") == ["23000"]


def test_tokens_hold_nothing_but_letters_and_digits() -> None:
    hostile = "½ №5 ﬁn <b>gras</b> 'OR' \" NEAR(a b) ı İ ﷽ 𝐀 \x00 ; DROP TABLE -- " + "x" * 500
    found = [token.stem for token in analysis.tokens(hostile)]
    assert found and all(stem.isascii() and stem.isalnum() and stem == stem.lower() for stem in found)


def test_synonyms_go_both_ways_unless_said_otherwise() -> None:
    known = synonyms.load()
    says = {stems: dict(others) for stems, others in known.of.items()}
    assert ("ag",) in says["assembl", "general"] and ("assembl", "general") in says["ag",]
    assert ("benevolat",) in says["benevol",]
    assert ("fec",) in says["ciel",] and ("ciel",) not in says["fec",]


def test_there_are_many_groups_of_synonyms() -> None:
    assert synonyms.FILE.read_text(encoding="utf-8").count("\n- ") >= 120
