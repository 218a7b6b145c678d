"""The family among the seven: thresholds, doubt, questions, and what never changes it."""

import pytest
from core_books import exercice, read, read_one

from equilibre.model.dossier import HumanMeans
from equilibre.model.families import family_of
from equilibre.model.results import FAMILIES, FamilyReading

NBSP = "\u00a0"


def family(books: dict, **more: object) -> FamilyReading:
    found = read_one(books, **more).family
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("books", "code", "lead"),
    [
        ({"741000": 55, "706000": 25, "755000": 12, "756000": 8}, "subventions_publiques", 0.30),
        ({"741000": 45, "706000": 35, "755000": 12, "756000": 8}, "mixte_hybride", 0.05),
        ({"756000": 80, "706000": 20}, "membres", 0.60),
        ({"706000": 70, "741000": 30}, "revenus_activite", 0.40),
        ({"731000": 90, "741000": 10}, "gestion_service_public", 0.80),
        ({"754000": 60, "755000": 20, "741000": 20}, "mobilisation_privee", 0.60),
        ({"741000": 55, "706000": 40, "756000": 5}, "subventions_publiques", 0.15),
        ({"741000": 55, "706000": 41, "756000": 4}, "mixte_hybride", 0.01),
        ({"741000": 50, "706000": 35, "756000": 15}, "subventions_publiques", 0.15),
        ({"741000": 49, "706000": 31, "756000": 20}, "mixte_hybride", 0.01),
    ],
)
def test_thresholds(books: dict, code: str, lead: float) -> None:
    context = read_one(books, inputs={"answers": {"cotisation_paie": "adhesion"}})
    assert context.family is not None
    assert context.family.code == code
    assert context.family.confidence == pytest.approx(lead, abs=1e-9)


def test_the_first_check_case_in_full() -> None:
    found = family({"741000": 55, "706000": 25, "755000": 12, "756000": 8})
    assert found.label == "Subventions publiques"
    assert found.combination == ("subventionnement", "revenus_activite")
    assert [(c.code, round(c.share, 2)) for c in found.candidates[:4]] == [
        ("subventions_publiques", 0.55), ("revenus_activite", 0.25), ("mobilisation_privee", 0.12),
        ("membres", 0.08),
    ]  # fmt: skip
    assert found.runner_up == "revenus_activite"
    assert f"50{NBSP}%" in found.what_would_change
    assert any("30 points" in reason for reason in found.reasons)


def test_mixte_names_its_two_sources_and_the_nearest() -> None:
    found = family({"741000": 45, "706000": 35, "755000": 12, "706200": 8})
    assert found.runner_up == "subventions_publiques"
    assert "les subventions publiques" in found.reasons[0]
    assert "les ventes et prestations" in found.reasons[0]
    assert f"45{NBSP}%" in found.reasons[0]
    assert f"43{NBSP}%" in found.reasons[0]


def test_strategic_partners_make_cofinancing() -> None:
    from equilibre.model.dossier import StrategicPartner

    traits = ("financement_structurel", "accompagnement", "evaluation")
    corrections = (StrategicPartner(account="755000", traits=traits),)
    found = family({"755000": 70, "741000": 30}, inputs={"corrections": corrections})
    assert found.code == "cofinancement"


def test_projects_with_several_funders_are_asked_then_cofinancing() -> None:
    books = {"741000": (70, "FSE projet"), "706000": 30}
    asked = family(books)
    assert asked.code == "subventions_publiques"
    assert "projets_cofinances" in {a.code for a in asked.asks}
    assert family(books, inputs={"answers": {"projets_cofinances": "oui"}}).code == "cofinancement"


def test_a_regulated_service_paid_by_contract() -> None:
    books = {"706000": (70, "Délégation de service public"), "741000": 30}
    assert family(books).code == "revenus_activite"
    told = family(books, inputs={"answers": {"service_public_encadre": "oui"}})
    assert told.code == "gestion_service_public"


def test_the_cotisation_question_gives_the_runner_up_and_nulls_nothing() -> None:
    found = family({"756000": 80, "741000": 20})
    assert found.code == "membres"
    assert found.runner_up == "revenus_activite"
    assert any("Si la cotisation paie aussi l’activité" in r for r in found.reasons)
    ask = next(a for a in found.asks if a.code == "cotisation_paie")
    assert not ask.blocking
    told = family({"756000": 80, "741000": 20}, inputs={"answers": {"cotisation_paie": "activite"}})
    assert told.code == "revenus_activite"
    kept = family({"756000": 80, "741000": 20}, inputs={"answers": {"cotisation_paie": "adhesion"}})
    assert (kept.code, kept.runner_up) == ("membres", "subventions_publiques")


def test_a_line_that_mixes_natures_and_decides_is_asked_not_concluded() -> None:
    books = {"758000": (60, "Autres produits (fondations, prestations, cotisations)"), "741000": 40}
    found = family(books)
    assert found.code is None
    assert found.label == "À préciser avec vous"
    assert found.confidence == 0.0
    ask = next(a for a in found.asks if a.code == "ventilation")
    assert (ask.account, ask.blocking) == ("758000", True)
    assert {"R01", "R02", "R06", "R11"} <= {choice.code for choice in ask.choices}
    assert "758000" in found.what_would_change


def test_one_account_of_sales_and_grants_is_asked() -> None:
    found = family({"706000": (60, "Prestations et subventions"), "741000": 40})
    assert found.code is None
    assert "706000" in found.reasons[0]


def test_a_mixed_line_with_two_possible_families_concludes_with_its_hypothesis() -> None:
    books = {"754100": 52, "758000": (40, "Autres produits (fondations, ventes)"), "741000": 8}
    found = family(books)
    assert found.code == "mobilisation_privee"
    assert any("sinon ce serait « Mixte ou hybride »" in r.replace(NBSP, " ") for r in found.reasons)
    assert "ventilation" in {a.code for a in found.asks}


def test_a_mixed_line_that_decides_nothing_lets_conclude() -> None:
    found = family({"754100": 74, "758000": (26, "Fondations, prestations, ventes : non ventilés")})
    assert found.code == "mobilisation_privee"
    assert any(f"26{NBSP}%" in r for r in found.reasons)


def test_gifts_and_memberships_together_follow_the_number_and_say_so() -> None:
    found = family({"754000": (76, "Dons et adhésions"), "755100": 24})
    assert found.code == "mobilisation_privee"
    assert any("Membres" in r for r in found.reasons)


def test_public_money_without_a_word_on_its_form_is_one_hypothesis() -> None:
    found = family({"741000": (80, "Financements publics"), "706000": 20})
    assert found.code == "subventions_publiques"
    assert any("Gestion d’un service public" in r for r in found.reasons)


def test_mostly_unexplained_products_are_asked() -> None:
    found = family({"758000": (60, "Divers"), "741000": 40})
    assert found.code is None
    assert f"60{NBSP}%" in found.reasons[0]


def test_unallocated_products_reduce_confidence() -> None:
    clear = family({"741000": 80, "706000": 20})
    blurred = family({"741000": 60, "760000": 40})
    assert clear.confidence == pytest.approx(0.60)
    assert blurred.confidence == pytest.approx(0.60 - 0.30)


def test_two_readings_that_differ_are_both_said() -> None:
    books = {"741000": 60, "689400": 45, "706000": 40, "601000": 10}
    found = family(books)
    assert found.code == "subventions_publiques"
    assert found.other_reading == "revenus_activite"
    assert any("ressources de l’exercice" in r for r in found.reasons)


@pytest.mark.parametrize("hours", [0.0, 10.0, 100_000.0])
def test_volunteering_never_changes_the_code(hours: float) -> None:
    books = {"741000": 30_000, "706000": 5_000}
    means = HumanMeans(volunteer_hours_field=hours, volunteers_are_members=True, is_employer=False)
    found = family(books, inputs={"means": means})
    plain = family(books)
    assert (found.code, found.confidence, found.candidates) == (
        plain.code,
        plain.confidence,
        plain.candidates,
    )
    said = any("temps donné par vos membres" in r for r in found.reasons)
    assert said == (hours > 50_000)


def test_members_time_says_nothing_for_an_employer() -> None:
    means = HumanMeans(volunteer_hours_field=100_000, volunteers_are_members=True)
    found = family({"741000": 30_000, "641000": 10_000}, inputs={"means": means})
    assert not any("temps donné" in r for r in found.reasons)


def test_family_of_a_set_of_resources() -> None:
    context = read_one({"741000": 55, "706000": 45})
    reading = family_of({"R11": 900, "R06": 100}, context, key="activites.atelier.famille")
    assert reading.code == "revenus_activite"
    assert context.book.get("activites.atelier.famille").value == reading.confidence
    nothing = family_of({}, context, key="activites.vide.famille")
    assert (nothing.code, nothing.label) == (None, "Non calculable")


def test_the_six_candidates_never_hold_the_seventh() -> None:
    found = family({"741000": 45, "706000": 35, "756000": 20})
    assert {c.code for c in found.candidates} == set(FAMILIES) - {"mixte_hybride"}
    shares = [c.share for c in found.candidates]
    assert shares == sorted(shares, reverse=True)


def test_the_figure_carries_thresholds_and_their_status() -> None:
    context = read_one({"741000": 55, "706000": 45})
    figure = context.book.get("famille")
    assert {p.key for p in figure.parameters} >= {"famille_part_dominante", "famille_avance"}
    assert all(p.status == "convention" for p in figure.parameters)
    assert len(figure.inputs) == 6


def test_each_exercice_has_its_own_reading() -> None:
    first, second = read(
        exercice({"741000": 70, "706000": 30}, year=2023), exercice({"741000": 30, "706000": 70}, year=2024)
    )
    assert first.family is not None
    assert second.family is not None
    assert (first.family.code, second.family.code) == ("subventions_publiques", "revenus_activite")
