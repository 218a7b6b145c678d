"""The three pillars: no euro twice, what is booked prevails, what is not told is not zero."""

import pytest
from core_books import Books, exercice, payer, read, read_one

from equilibre.model.barycentre import read_natures_point, read_pillars_point
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import (
    Choices,
    CountWithPeople,
    HumanMeans,
    Partner,
    PlaceInKind,
    StrategicPartner,
)

PAID: Books = {"741000": 100_000, "641000": 40_000, "645000": 15_000, "631100": 1_000, "621000": 4_000,
               "601000": 30_000}  # fmt: skip


def amounts(context: ExerciceContext) -> list[int | None]:
    return [p.amount for p in context.pillars]


def parts(context: ExerciceContext, pillar: int = 0) -> dict[str, int | None]:
    return {p.code: p.amount for p in context.pillars[pillar].parts}


def test_a_worked_example_that_a_reader_can_redo() -> None:
    """100 000 € of grants; 60 000 € pay people; 500 h × 11,88 €; a hall worth 5 000 €: 145 940 € in all."""
    means = HumanMeans(volunteer_hours_field=500)
    partner = Partner(key="p1", name="Mairie", alliance="moyens", body="public", lent_means=500_000)
    context = read_one(PAID, inputs={"means": means, "partners": (partner,)})
    assert amounts(context) == [6_000_000 + 594_000, 4_000_000, 500_000]
    assert context.book.get("valeur.totale").value == 11_094_000
    assert all(p.complete for p in context.pillars)
    point = read_pillars_point(context)
    assert point.weights == pytest.approx(
        (6_594_000 / 11_094_000, 4_000_000 / 11_094_000, 500_000 / 11_094_000)
    )
    assert (point.hollow, point.size) == (False, 11_094_000)


def test_corners_wear_the_words_of_the_field() -> None:
    context = read_one(PAID)
    assert [p.corner for p in context.pillars] == [
        "des personnes",
        "des moyens financés",
        "des moyens partagés",
    ]
    figure = context.book.get("piliers.richesses_humaines")
    assert figure.status == "convention"
    assert "les euros qui paient des personnes sont comptés avec elles" in figure.source


def test_621_counts_and_604_611_622_only_when_told() -> None:
    books = {**PAID, "604000": 2_000, "611000": 3_000, "622600": 5_000}
    assert parts(read_one(books))["salaries"] == 6_000_000
    corrections = (CountWithPeople(account="611000"), CountWithPeople(account="622600"))
    told = read_one(books, inputs={"corrections": corrections})
    assert parts(told)["salaries"] == 6_800_000
    assert told.pillars[1].amount == 10_000_000 - 6_800_000
    other = read_one(books, inputs={"corrections": (CountWithPeople(account="601000"),)})
    assert parts(other)["salaries"] == 6_000_000


def test_nobody_told_is_hollow_never_zero() -> None:
    context = read_one(PAID)
    people, money, alliances = context.pillars
    assert (people.complete, money.complete, alliances.complete) == (False, True, False)
    assert parts(context)["benevolat"] is None
    assert alliances.amount is None
    point = read_pillars_point(context)
    assert (point.hollow, point.unmeasured) == (True, (0, 2))
    assert "Nous ne savons pas encore" in point.note


def test_told_none_is_zero_and_measured() -> None:
    context = read_one(PAID, inputs={"means": HumanMeans(volunteer_hours_field=0), "partners": ()})
    assert all(p.complete for p in context.pillars)
    assert context.pillars[2].amount == 0
    assert not read_pillars_point(context).hollow


def test_booked_volunteering_prevails_over_typed_hours() -> None:
    books = {**PAID, "864000": 9_000, "875000": 9_000}
    context = read_one(books, inputs={"means": HumanMeans(volunteer_hours_field=500)})
    assert parts(context)["benevolat"] == 900_000
    assert "ne s’ajoutent pas" in context.book.get("personnes.benevolat").note
    assert context.book.get("personnes.benevolat.valeur").value == 900_000
    assert context.book.get("personnes.benevolat").certainty == "mesure"


@pytest.mark.parametrize(
    ("method", "rate", "cents"),
    [("smic_1", None, 1188), ("smic_2", None, 2376), ("smic_3", None, 3564), ("remplacement", 2500, 2500)],
)
def test_methods(method: str, rate: int | None, cents: int) -> None:
    means = HumanMeans(volunteer_hours_field=100, volunteer_method=method, replacement_rate=rate)  # type: ignore[arg-type]
    context = read_one(PAID, inputs={"means": means})
    assert parts(context)["benevolat_terrain"] == 100 * cents
    figure = context.book.get("personnes.benevolat.terrain")
    assert bool(figure.parameters) == (rate is None)


def test_governance_hours_are_apart_and_left_out_by_default() -> None:
    hours = {"volunteer_hours_field": 100, "volunteer_hours_skills": 50, "volunteer_hours_governance": 30}
    left = read_one(PAID, inputs={"means": HumanMeans(**hours)})
    assert parts(left)["benevolat_gouvernance"] is None
    assert left.book.get("personnes.benevolat.heures").value == 150
    kept = read_one(PAID, inputs={"means": HumanMeans(**hours, include_governance=True)})
    assert parts(kept)["benevolat_gouvernance"] == 30 * 1188
    assert kept.book.get("personnes.benevolat.etp").value == pytest.approx(180 / 1607)


def test_only_governance_hours_leave_volunteering_unmeasured() -> None:
    context = read_one(PAID, inputs={"means": HumanMeans(volunteer_hours_governance=30)})
    assert not context.pillars[0].complete


def test_mayotte() -> None:
    context = read(
        exercice(PAID, inputs={"means": HumanMeans(volunteer_hours_field=10)}, year=2025),
        choices=Choices(mayotte=True),
    )[0]
    assert parts(context)["benevolat_terrain"] == 8_980


def test_service_civique_interns_and_patronage() -> None:
    means = HumanMeans(service_civique_months=16, intern_months=2, skills_patronage_hours=10)
    found = parts(read_one(PAID, inputs={"means": means}))
    assert found["service_civique"] == (16 * 50_498)
    assert found["stagiaires"] == (2 * 154 * (1188 - 435))
    assert found["mecenat_competences"] == 11_880
    declared = HumanMeans(skills_patronage_hours=10, skills_patronage_value=123_456)
    assert parts(read_one(PAID, inputs={"means": declared}))["mecenat_competences"] == 123_456


def test_payroll_above_the_money_is_on_the_edge_with_a_sentence() -> None:
    context = read_one({"741000": 50, "641000": 80}, inputs={"means": HumanMeans(volunteer_hours_field=0)})
    assert amounts(context)[:2] == [8_000, 0]
    assert "30\u00a0€ de plus" in context.book.get("financement.reste").note
    assert "sur le bord" in read_pillars_point(context).note


def test_products_only_measure_nothing_of_the_first_triangle() -> None:
    context = read_one({"706000": 100}, scope="produits_seuls")
    point = read_pillars_point(context)
    assert (point.weights, point.unmeasured) == (None, (0, 1, 2))


def test_one_lump_of_charges_does_not_say_what_pays_people() -> None:
    context = read_one({"754100": 74, "628000": (80, "Charges (total publié, non ventilé)")})
    assert parts(context)["salaries"] is None


def test_a_lent_hall_counts_with_alliances_and_in_the_public_share_with_kind() -> None:
    books = {"756000": 17_707.58, "706000": 3_000.58, "755000": 909.28, "861100": 5_592, "871000": 5_592}
    labelled = {**books, "861100": (5_592, "Salles de la mairie")}
    context = read_one(labelled)
    assert parts(context, 2) == {"prete": 559_200}
    share = context.book.get("part_publique.en_nature_comprise").value
    assert share == pytest.approx(559_200 / (2_161_744 + 559_200))
    silent = read_one(books)
    assert silent.book.get("part_publique.en_nature_comprise").value is None
    assert "locaux_publics" in {a.code for a in silent.asks}
    told = read_one(books, inputs={"answers": {"locaux_publics:861100": "public"}})
    assert told.book.get("part_publique.en_nature_comprise").value == pytest.approx(share)


def test_lent_means_already_booked_are_not_added_again() -> None:
    partner = Partner(key="p1", name="Mairie", alliance="moyens", lent_means=600_000, avoided_cost=100_000)
    context = read_one({**PAID, "861000": 5_000, "871000": 5_000}, inputs={"partners": (partner,)})
    assert parts(context, 2) == {"prete": 500_000, "evite_1": 100_000, "prete_1": None}
    assert context.pillars[2].amount == 600_000
    assert "moyens_deja_comptes" in {a.code for a in context.asks}
    answers = {"moyens_deja_comptes:p1": "non"}
    books = {**PAID, "861000": 5_000, "871000": 5_000}
    told = read_one(books, inputs={"partners": (partner,), "answers": answers})
    assert told.pillars[2].amount == 1_200_000


def test_alliances_without_a_euro_are_counted_in_number() -> None:
    partners = (
        Partner(key="p1", name="Réseau", alliance="positionnement"),
        Partner(key="p1", name="Réseau bis", alliance="positionnement"),
        Partner(key="p3", name="Voisins", alliance="moyens", avoided_cost=10_000),
    )
    context = read_one(PAID, inputs={"partners": partners})
    assert (context.pillars[2].without_euro, context.pillars[2].amount) == (2, 10_000)
    assert context.pillars[2].complete
    silent = (Partner(key="p1", name="Voisins", alliance="moyens"),)
    assert not read_one(PAID, inputs={"partners": silent}).pillars[2].complete


@pytest.mark.parametrize(
    ("number", "label", "pillar"),
    [
        ("862000", "Mécénat de compétences", 0),
        ("862000", "Mise à disposition de personnel", 0),
        ("862000", "Prestations", 2),
        ("861000", "Locaux", 2),
        ("860000", "Denrées", 2),
        ("864000", "Personnel bénévole", 0),
    ],
)
def test_class_86_by_pillar(number: str, label: str, pillar: int) -> None:
    context = read_one({**PAID, number: (1_000, label)})
    plain = read_one(PAID)
    before, after = plain.pillars[pillar].amount or 0, context.pillars[pillar].amount or 0
    assert after - before == 100_000
    assert ("place_en_nature" in {a.code for a in context.asks}) == (label == "Prestations")


def test_the_user_says_what_a_service_in_kind_is() -> None:
    books = {**PAID, "862000": 1_000}
    corrections = (PlaceInKind(account="862000", pillar="richesses_humaines"),)
    told = read_one(books, inputs={"corrections": corrections})
    assert parts(told)["mecenat_competences"] == 100_000
    answered = read_one(books, inputs={"answers": {"place_en_nature:862000": "richesses_humaines"}})
    assert parts(answered)["mecenat_competences"] == 100_000


@pytest.mark.parametrize(
    ("books", "year", "source", "kind"),
    [
        ({"875000": 500}, 2024, "fec", "benevolat"),
        ({"870000": 500}, 2024, "fec", "dons"),
        ({"870000": 500}, 2018, "fec", "benevolat"),
        ({"875000": 500}, 2018, "fec", "dons"),
        ({"870000": 500}, 2024, "cerfa", "benevolat"),
        ({"875000": 500}, 2024, "cerfa", "dons"),
        ({"870000": (500, "Bénévolat")}, 2024, "fec", "benevolat"),
        ({"875000": (500, "Dons en nature")}, 2024, "fec", "dons"),
        ({"864000": 500, "870000": 500}, 2024, "fec", "benevolat"),
        ({"860000": 500, "875000": 500}, 2024, "fec", "dons"),
    ],
)
def test_870_and_875_by_label_then_equality_then_regime(
    books: Books, year: int, source: str, kind: str
) -> None:
    from equilibre.accounts.totals import SourceInfo

    context = read_one({**PAID, **books}, year=year, source=SourceInfo(format=source))  # type: ignore[arg-type]
    assert parts(context).get("benevolat") == (50_000 if kind == "benevolat" else None)
    assert parts(context, 2).get("prete") == (50_000 if kind == "dons" else None)


def test_two_sides_of_class_8_are_one_euro() -> None:
    context = read_one({**PAID, "861000": 700, "864000": 300, "871000": 700, "875000": 300})
    assert (parts(context)["benevolat"], parts(context, 2)["prete"]) == (30_000, 70_000)


# --- the dots -------------------------------------------------------------------------------------


def test_natures_point_is_an_axis_when_nobody_told_of_investment() -> None:
    context = read_one({"741000": 60, "706000": 20, "756000": 20})
    point = read_natures_point(context)
    assert point.weights == pytest.approx((0.75, 0.0, 0.25))
    assert (point.hollow, point.unmeasured) == (False, (1,))
    assert "axe" in point.note
    assert "hors du triangle" in point.note


def test_natures_point_with_a_strategic_partner() -> None:
    traits = ("financement_structurel", "accompagnement", "evaluation")
    corrections = (StrategicPartner(payer="f1", traits=traits),)
    payers = (payer("f1", "fondation", c755000=20),)
    context = read_one({"741000": 60, "755000": 20, "706000": 20}, payers=payers,
                       inputs={"corrections": corrections})  # fmt: skip
    point = read_natures_point(context)
    assert point.weights == pytest.approx((0.6, 0.2, 0.2))
    assert point.unmeasured == ()
    assert point.note == ""


def test_members_only_have_no_point_among_natures() -> None:
    assert read_natures_point(read_one({"756000": 100})).weights is None


def two(first: dict, second: dict, **changes: object) -> tuple[ExerciceContext, ExerciceContext]:
    before, after = read(
        exercice(PAID, inputs=first, year=2023), exercice(PAID, inputs=second, year=2024, **changes)
    )
    return before, after


def test_the_path_joins_same_perimeter_and_method() -> None:
    told = {"means": HumanMeans(volunteer_hours_field=100), "partners": ()}
    before, after = two(told, told)
    assert not read_pillars_point(before).joins_previous
    assert read_pillars_point(after).joins_previous
    assert read_natures_point(after).joins_previous


def test_two_unmeasured_exercices_join_as_they_are_measured_alike() -> None:
    _before, after = two({}, {})
    assert read_pillars_point(after).joins_previous
    assert read_pillars_point(after).hollow


@pytest.mark.parametrize(
    ("second", "changes"),
    [
        ({"means": HumanMeans(volunteer_hours_field=100)}, {}),
        ({"means": HumanMeans(volunteer_hours_field=100), "partners": ()}, {"perimeter": "action"}),
        ({"means": HumanMeans(volunteer_hours_field=100), "partners": ()}, {"basis": "budget"}),
    ],
)
def test_the_path_stops_when_perimeter_or_method_differ(second: dict, changes: dict) -> None:
    told = {"means": HumanMeans(volunteer_hours_field=100), "partners": ()}
    _before, after = two(told, second, **changes)
    point = read_pillars_point(after)
    assert not point.joins_previous
    assert "n’est pas relié" in point.note


def test_changing_the_method_restates_every_exercice() -> None:
    before, after = two(
        {"means": HumanMeans(volunteer_hours_field=100), "partners": ()},
        {"means": HumanMeans(volunteer_hours_field=100, volunteer_method="smic_2"), "partners": ()},
    )
    assert parts(before)["benevolat_terrain"] == 100 * 2 * 1152
    assert parts(after)["benevolat_terrain"] == 100 * 2 * 1188
    assert read_pillars_point(after).joins_previous
