"""Natures over the total of class 7, the second reading, what is passed on, the public share."""

import pytest
from core_books import Books, payer, read_one

from equilibre.figures import Input
from equilibre.model.natures import year_lines
from equilibre.model.results import NATURES


def test_a_worked_example_that_a_reader_can_redo() -> None:
    """100 €: 55 grants, 12 foundations, 25 sales, 8 cotisations → 67 % soutiens, of which 55 public."""
    context = read_one({"741000": 55, "755000": 12, "706000": 25, "756000": 8})
    shares = {n.nature: n.share for n in context.natures}
    assert shares == {
        "subventionnement": 0.67, "investissement_societal": 0.0, "revenus_activite": 0.25, "membres": 0.08,
        "autre": 0.0,
    }  # fmt: skip
    support = context.natures[0]
    assert (support.public_amount, support.private_amount) == (5_500, 1_200)
    assert "Soutiens" in support.label
    assert context.public_share == 0.55


def test_class_8_never_enters_the_shares() -> None:
    plain = read_one({"741000": 60, "706000": 40})
    kind = read_one({"741000": 60, "706000": 40, "864000": 500, "875000": 500})
    assert [n.share for n in plain.natures] == [n.share for n in kind.natures]
    assert kind.totals.products == 10_000
    assert kind.totals.in_kind == 50_000


def test_the_second_reading_leaves_out_what_is_not_of_the_year() -> None:
    books = {
        "741000": 100, "754000": 50, "706000": 30, "777000": 7, "781000": 5, "789400": 11, "791000": 3,
        "689400": 20, "689600": 10, "760000": 2, "601000": 100,
    }  # fmt: skip
    context = read_one(books)
    assert context.totals.products == 20_800
    assert context.totals.year_resources == 20_800 - 700 - 500 - 1_100 - 300 - 3_000
    by_line = year_lines(context)
    assert by_line == {"R06": 8_000, "R02": 4_000, "R11": 3_000, "R18": 200}
    assert sum(by_line.values()) == context.totals.year_resources
    figures = context.book.as_dict()
    assert (
        sum(int(figures[f"natures.{n}.exercice"].value or 0) for n in NATURES)
        == context.totals.year_resources
    )


def test_no_second_reading_of_689_without_charges() -> None:
    context = read_one({"741000": 100}, scope="produits_seuls")
    assert context.totals.year_resources == 10_000
    assert context.totals.charges is None
    assert context.totals.result is None


def test_what_is_passed_on() -> None:
    context = read_one({"741000": 100, "657100": 40, "601000": 10})
    assert context.totals.passed_on == 4_000
    assert context.book.get("totaux.reverse.part").value == 0.4
    assert context.book.get("totaux.produits_nets_reverse").value == 6_000


def test_a_657_that_sells_assets_is_not_passed_on() -> None:
    context = read_one({"741000": 100, "657000": (40, "Valeur comptable des immobilisations cédées")})
    assert context.totals.passed_on == 0


def test_deferred_money_needs_a_balance_sheet() -> None:
    books = {"741000": 100, "487000": -30, "194000": -20}
    with_sheet = read_one(books, has_balance_sheet=True)
    assert with_sheet.totals.deferred == 5_000
    without = read_one(books)
    assert without.totals.deferred == 0
    assert without.book.get("totaux.deja_recu").value is None


def test_public_share_counts_public_clients() -> None:
    payers = (payer("f1", "public", c706000=300), payer("f2", "entreprise", c706000=100))
    context = read_one({"741000": 100, "731000": 100, "706000": 400, "754000": 400}, payers=payers)
    assert context.public_share == pytest.approx(0.5)
    assert context.book.get("part_publique").certainty == "mesure"


def test_public_share_is_a_floor_when_clients_are_unknown() -> None:
    context = read_one({"741000": 100, "706000": 400})
    assert context.public_share == 0.2
    figure = context.book.get("part_publique")
    assert figure.certainty == "estime"
    assert "Au moins" in figure.note


def test_without_products_nothing_is_divided() -> None:
    context = read_one({"601000": 10})
    assert context.public_share is None
    assert all(n.share == 0.0 for n in context.natures)
    assert context.book.get("natures.membres.part").value is None
    assert context.family is not None
    assert (context.family.code, context.family.label) == (None, "Non calculable")


def _combined(inputs: tuple[Input, ...]) -> float:
    """What a reader finds by taking the inputs one after the other, with their signs."""
    found = 0.0
    for item in inputs:
        value = float(item.value or 0)
        found = {"+": found + value, "−": found - value, "÷": found / value if item.sign == "÷" else 0.0}[
            item.sign
        ]
    return found


def test_the_inputs_of_a_nature_of_the_year_add_up_to_it() -> None:
    books: Books = {
        "741000": 55, "777000": 4, "789400": 6, "706000": 25, "756000": 8, "689400": 5, "641000": 60,
    }  # fmt: skip
    figures = read_one(books).book.as_dict()
    for code in NATURES:
        figure = figures[f"natures.{code}.exercice"]
        assert _combined(figure.inputs) == figure.value, code
    assert figures["natures.subventionnement.exercice"].value == 5_000


def test_the_inputs_of_a_share_by_family_give_it() -> None:
    figures = read_one({"741000": 55, "755000": 12, "706000": 25, "756000": 8}).book.as_dict()
    figure = figures["famille.subventions_publiques"]
    assert figure.value == 0.55
    assert _combined(figure.inputs) == 0.55
