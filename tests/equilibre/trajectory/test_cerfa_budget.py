"""The Cerfa table: both sides balance for any plan, class 86/87 the form's way, every line has a place."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.equilibre.trajectory.trajectory_plans import plans

from equilibre.accounts.cerfa_form import form_lines
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.trajectory.cerfa_budget import cerfa_budget, euros_of
from equilibre.trajectory.cerfa_lines import line_of_account, printed_lines, section_title
from equilibre.trajectory.cerfa_placing import (
    CerfaChoices,
    CerfaPart,
    CerfaPlace,
    InKind,
    placed,
    places_from_accounts,
    usable,
)
from equilibre.trajectory.hypotheses import LeverAction, Line, Month, Scenario, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.starting import starting_plan

IT = Scenario(key="fil", label="Au fil de l’eau")


def plan(*lines: Line) -> TrajectoryPlan:
    return TrajectoryPlan(
        first_month=Month(2027, 1), years=2, opening_cash=0, opening_equity=0, lines=lines, scenarios=(IT,)
    )


def line(key: str, label: str, nature: str, *, cents: int = 100_000, public: bool = False) -> Line:
    side = "cost" if nature in ("personnel", "achats", "locaux", "autres") else "resource"
    return Line(key=key, label=label, side=side, nature=nature, amount=cents, public=public)  # type: ignore[arg-type]


def where(one: Line) -> tuple[str, bool]:
    """Code of the form's line where it goes, and whether it is sure."""
    budget = cerfa_budget(plan(one), IT, CerfaChoices())
    (found,) = [
        (row.code, row.sources[0].sure)
        for part in (*budget.costs, *budget.resources)
        for row in part.rows
        if row.sources
    ]
    return found


def test_every_printed_line_is_read_again_by_the_reader_of_the_form() -> None:
    known = {one.code for one in form_lines()}
    # The form has one line 70; the reader also knows those that some funders add under it.
    assert {one.code for one in printed_lines()} - {"70x"} <= known
    assert section_title("60") == "60 - Achats"
    assert section_title("66") == "66 - Charges financières"


@given(chosen=plans(), year=st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_both_sides_are_equal_and_near_the_engine(chosen: TrajectoryPlan, year: int) -> None:
    for scenario in chosen.scenarios:
        budget = cerfa_budget(chosen, scenario, CerfaChoices(year=year))
        assert budget.charges + budget.surplus == budget.products + budget.deficit == budget.total
        rows = len(printed_lines())
        assert abs(budget.charges * 100 - budget.everything.costs) <= 50 * rows
        assert abs(budget.products * 100 - budget.everything.resources) <= 50 * rows
        cents = [s.cents for part in budget.costs for row in part.rows for s in row.sources]
        assert sum(cents) == budget.everything.costs


def test_contributions_in_kind_are_numbered_as_the_form_does_and_only_when_typed() -> None:
    silent = cerfa_budget(plan(), IT, CerfaChoices())
    assert not silent.in_kind_told
    typed = (
        InKind(code="864", amount=123_450),
        InKind(code="861", amount=250_050),
        InKind(code="862", amount=100_050),
        InKind(code="860", amount=5_000),
    )
    told = cerfa_budget(plan(), IT, CerfaChoices(in_kind=typed))
    assert {row.code: row.euros for row in told.uses_in_kind.rows} == {
        "860": 50, "861": 2_501, "862": 1_001, "864": 1_235,
    }  # fmt: skip
    assert {row.code: row.euros for row in told.in_kind.rows} == {"870": 1_235, "871": 3_502, "875": 50}
    assert told.uses_in_kind.euros == told.in_kind.euros
    assert told.charges == told.products == 0


def test_a_line_is_proposed_where_its_code_its_words_or_its_nature_say() -> None:
    assert where(line("r01", "Cotisations", "membres")) == ("756", True)
    assert where(line("r06", "Subventions publiques", "subventionnement", public=True)) == ("74x", False)
    assert where(line("ligne-1", "Ville de Lyon", "subventionnement", public=True)) == ("74com", True)
    assert where(line("ligne-1", "Subvention de la CAF", "subventionnement", public=True)) == (
        "74orgasoc", True,
    )  # fmt: skip
    assert where(line("ligne-1", "Fondation Exemple", "subventionnement")) == ("74aidespriv", True)
    assert where(line("ligne-1", "Dons", "subventionnement")) == ("758", False)
    assert where(line("ligne-1", "Ateliers", "revenus_activite")) == ("70x", True)
    assert where(line("ligne-1", "Loyer", "locaux")) == ("613", True)
    assert where(line("ligne-1", "Équipe", "personnel")) == ("641", False)


def test_who_is_paid_and_what_is_sold_are_decided_by_the_nature_that_was_chosen() -> None:
    # « Cotisations » alone are paid to a network; with salaries they are social charges.
    assert where(line("a", "Salaires et cotisations", "personnel")) == ("641", False)
    assert where(line("a", "Salaires", "personnel")) == ("641", True)
    assert where(line("a", "Charges sociales", "personnel")) == ("645", True)
    assert where(line("a", "Équipe et transport des séjours", "personnel")) == ("641", False)
    assert where(line("a", "Autres frais", "autres")) == ("62x", False)
    assert where(line("a", "Salaires", "autres")) == ("641", False)
    assert where(line("a", "Cotisations à la fédération", "autres")) == ("62x", True)
    # A contract is not a grant, whoever pays it.
    assert where(line("a", "Marchés de la métropole", "revenus_activite")) == ("70x", False)
    assert where(line("a", "Prestation pour la Ville", "revenus_activite", public=True)) == ("70x", False)


def test_what_an_action_asks_of_public_funders_is_a_grant() -> None:
    action = LeverAction(
        key="appel", label="Répondre à un appel", lever="FI1a-projet", nature="subventionnement",
        starts=Month(2027, 1), yearly=1_200_000,
    )  # fmt: skip
    scenario = Scenario(key="s", label="S", actions=("appel",))
    whole = msgspec.structs.replace(plan(), actions=(action,), scenarios=(scenario,))
    asked = next(one for one in project(whole, scenario).lines if one.side == "resource")
    assert placed(asked, whole, CerfaChoices()).parts == (CerfaPart("74x", 1.0),)
    assert not placed(asked, whole, CerfaChoices()).sure


def test_a_line_may_be_divided_to_the_cent_and_nonsense_is_left_aside() -> None:
    paid = line("p", "Équipe", "personnel", cents=100_001)
    parts = (CerfaPart("641", 0.7), CerfaPart("645", 0.3))
    budget = cerfa_budget(plan(paid), IT, CerfaChoices(places=(CerfaPlace(key="p", parts=parts),)))
    rows = {row.code: row for part in budget.costs for row in part.rows}
    assert [rows[code].sources[0].cents for code in ("641", "645")] == [70_001, 30_000]
    assert budget.to_check == {}
    for wrong in ((CerfaPart("756", 1.0),), (CerfaPart("641", 0.5),), (CerfaPart("?", 1.0),), ()):
        assert not usable(wrong, "cost"), wrong
        choices = CerfaChoices(places=(CerfaPlace(key="p", parts=wrong),))
        assert cerfa_budget(plan(paid), IT, choices).to_check == {"p": "Équipe"}


def test_accounts_of_the_last_year_divide_the_lines_that_come_from_them() -> None:
    model = build_model(fictitious_dossier())
    start = msgspec.structs.replace(starting_plan(model), scenarios=(IT,))
    budget = cerfa_budget(start, IT, CerfaChoices(places=places_from_accounts(model)))
    rows = {row.code: row.euros for part in (*budget.costs, *budget.resources) for row in part.rows}
    # 641100 41 580 € and 641200 250 €; 645100 9 979,20 €; 633300 415,80 €.
    assert (rows["641"], rows["645"], rows["631"]) == (41_830, 9_979, 416)
    # 606100 Eau et énergie goes with 606: 3 100 € of the premises are supplies on the form.
    assert rows["601"] == 3_100 + 2_100 + 760 + 5_600
    assert (rows["74com"], rows["74orgasoc"], rows["74dep"]) == (21_000, 5_500, 7_000)
    # A foundation is 755 in the books and « aides privées » on the form; gifts are 754 and 758.
    assert (rows["74aidespriv"], rows["758"]) == (9_000, 4_100)
    assert budget.to_check == {}


def test_accounts_go_by_their_longest_prefix() -> None:
    found = {number: line_of_account(number) for number in ("606100", "611000", "633300", "689400", "754200")}
    assert found == {"606100": "601", "611000": "604", "633300": "631", "689400": "68x", "754200": "758"}
    assert line_of_account("741800", "Subvention de la Région") == "74region"
    assert line_of_account("747000", "Quote-part de la commune") == "77x"
    assert (euros_of(150), euros_of(149), euros_of(-150)) == (2, 1, -2)
