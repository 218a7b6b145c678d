"""The flow balances to the cent; the sentence is descriptive and reversible."""

import pytest
from core_books import Books, exercice, read, read_one

from equilibre.formatting import NBSP, NNBSP
from equilibre.model.context import ExerciceContext
from equilibre.model.costs import read_costs, read_uses
from equilibre.model.dossier import CostUses
from equilibre.model.flow import read_flow
from equilibre.model.sentence import read_doubt, read_points, read_sentence


def with_costs(context: ExerciceContext) -> ExerciceContext:
    context.costs, context.uses = read_costs(context), read_uses(context)
    return context


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


BOOKS: Books = {"741000": 46, "755000": 11, "706000": 29, "756000": 14, "641000": 60, "601000": 30}


def test_flow_of_a_surplus() -> None:
    incoming, outgoing = read_flow(with_costs(read_one(BOOKS)))
    assert [node.code for node in incoming] == ["R01", "R04", "R06", "R11"]
    assert outgoing[-1].code == "mis_en_reserve"
    assert outgoing[-1].amount == 1_000
    assert sum(n.amount for n in incoming) == sum(n.amount for n in outgoing) == 10_000
    assert {n.color for n in incoming} == {"membres", "subventionnement", "revenus_activite"}
    assert next(n for n in outgoing if n.code == "personnel").color == "richesses_humaines"


def test_flow_of_a_deficit_draws_on_reserves() -> None:
    incoming, outgoing = read_flow(with_costs(read_one({**BOOKS, "613000": 25})))
    assert (incoming[-1].code, incoming[-1].amount) == ("puise_dans_les_reserves", 1_500)
    assert sum(n.amount for n in incoming) == sum(n.amount for n in outgoing)


def test_flow_ends_on_uses_when_told() -> None:
    uses = CostUses(action=0.67, animation=0.11, pilotage=0.11, capitalisation=0.06, valorisation=0.05)
    context = with_costs(read_one(BOOKS, inputs={"uses": uses}))
    incoming, outgoing = read_flow(context)
    assert "action" in {n.code for n in outgoing}
    assert sum(n.amount for n in incoming) == sum(n.amount for n in outgoing)


def test_negative_lines_cross_to_the_other_side() -> None:
    books = {"741000": 100, "709600": -20, "601000": 50, "649000": -5, "641000": 0}
    incoming, outgoing = read_flow(with_costs(read_one(books)))
    assert all(n.amount > 0 for n in (*incoming, *outgoing))
    assert sum(n.amount for n in incoming) == sum(n.amount for n in outgoing)


def test_products_only_have_no_right_side() -> None:
    incoming, outgoing = read_flow(with_costs(read_one({"706000": 100}, scope="produits_seuls")))
    assert len(incoming) == 1
    assert outgoing == ()


def test_the_sentence_of_the_field_rules() -> None:
    """Field rule 15: 57 % soutiens of which 46 public; sales from 22 to 29 %."""
    before: Books = {"741000": 53, "755000": 11, "706000": 22, "756000": 14}
    contexts = read(exercice(before, year=2023), exercice(BOOKS, year=2024))
    said = read_sentence(contexts[1])
    assert plain(said) == (
        "En 2024, 57 % de vos ressources sont des soutiens, dont 46 points publics ; la part des ventes est "
        "passée de 22 à 29 %."
    )
    assert f"57{NBSP}%" in said
    assert f"{NNBSP};" in said


@pytest.mark.parametrize(
    ("books", "changes", "expected"),
    [
        (BOOKS, {}, "En 2024, 57 % de vos ressources sont des soutiens, dont 46 points publics ; les ventes "
         "et prestations en font 29 %."),
        ({"741000": 100}, {}, "En 2024, 100 % de vos ressources sont des soutiens publics."),
        ({"754000": 100}, {}, "En 2024, 100 % de vos ressources sont des soutiens privés."),
        ({"756000": 80, "706000": 20}, {},
         "En 2024, 80 % de vos ressources sont des cotisations ; les ventes et prestations en font 20 %."),
        ({"731000": 90, "741000": 10}, {},
         "En 2024, 90 % de vos ressources viennent de ventes et de prestations, dont 90 points payés par le "
         "public ; les soutiens en font 10 %."),
        ({"741000": 100}, {"basis": "budget"},
         "Dans ce budget 2024, 100 % de vos ressources sont des soutiens publics."),
        ({"741000": 100}, {"perimeter": "action"},
         "En 2024, 100 % des ressources de cette action sont des soutiens publics."),
        ({"601000": 100}, {}, "En 2024, il n’y a pas de produits : le modèle n’est pas lisible."),
    ],
)  # fmt: skip
def test_sentences(books: Books, changes: dict, expected: str) -> None:
    assert plain(read_sentence(read_one(books, **changes))) == expected


def test_the_sentence_says_the_percentages_of_the_tables() -> None:
    """55,55 % is 56 % in every table: the sentence never says 55 so that five figures add up to 100."""
    books: Books = {"741000": 41.17, "755000": 14.38, "706000": 36.78, "756000": 4.06, "768000": 3.61}
    read = read_one({**books, "641000": 50})
    (soutiens,) = [share for share in read.natures if share.nature == "subventionnement"]
    assert round(100 * soutiens.share) == 56
    assert "56 % de vos ressources" in plain(read_sentence(read))


def test_a_published_case_is_not_addressed_as_you() -> None:
    context = read(exercice({"741000": 100}), origin="publie")[0]
    assert plain(read_sentence(context)) == "En 2024, 100 % des ressources sont des soutiens publics."


def test_the_first_nature_says_where_it_was_when_it_moved_most() -> None:
    before: Books = {"741000": 76, "706000": 20, "756000": 4}
    after: Books = {"741000": 58, "706000": 27, "756000": 15}
    said = plain(read_sentence(read(exercice(before, year=2023), exercice(after, year=2024))[1]))
    assert said == (
        "En 2024, 58 % de vos ressources (76 % en 2023) sont des soutiens publics ; la part des cotisations "
        "est passée de 4 à 15 %."
    )


def test_unchanged_shares_are_said() -> None:
    contexts = read(exercice(BOOKS, year=2023), exercice(BOOKS, year=2024))
    assert plain(read_sentence(contexts[1])).endswith("les parts sont les mêmes qu’en 2023.")


def test_another_perimeter_is_not_compared() -> None:
    contexts = read(exercice(BOOKS, year=2023), exercice({"741000": 100}, year=2024, perimeter="action"))
    assert "passée" not in read_sentence(contexts[1])


def test_doubt_names_the_second_reading_and_what_would_change() -> None:
    said = plain(read_doubt(read_one({"741000": 55, "706000": 45})))
    assert said.startswith("Famille la plus proche : « Mixte ou hybride ».")
    assert "La lecture changerait si" in said


def test_doubt_asks_when_a_line_mixes_natures() -> None:
    said = plain(read_doubt(read_one({"758000": (60, "Dons, ventes et cotisations"), "741000": 40})))
    assert "758000" in said


def test_no_word_of_verdict() -> None:
    for books in (BOOKS, {"741000": 100}, {"706000": 70, "741000": 30}):
        said = read_sentence(read_one(books)) + read_doubt(read_one(books))
        for word in ("dépend", "fragile", "trop", "faible", "bon", "mauvais", "score", "doit", "devez"):
            assert word not in said.replace("bonn", "")


@pytest.mark.parametrize(
    ("books", "note"),
    [
        (
            {"741000": 41, "754000": 5, "706000": 37},
            "Autrement dit : 49 de ces 55 % viennent d’organismes publics.",
        ),
        ({"741000": 60, "706000": 40}, ""),
        ({"706000": 100}, ""),
    ],
)
def test_points_are_said_in_words_only_when_the_sentence_counts_them(
    books: dict[str, int], note: str
) -> None:
    assert plain(read_points(read_one(books))) == note
