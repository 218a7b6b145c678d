"""Alerts: each threshold at one cent, each perimeter, and what a published case may say."""

from __future__ import annotations

import datetime as dt

import pytest
from contexts import context, line, whole

from equilibre.accounts.totals import Payer
from equilibre.model.alert_thresholds import LUCRATIVE
from equilibre.model.alerts import PUBLISHED_RESULT, RULES, read_alerts
from equilibre.model.dossier import ActivityInput, HumanMeans, Partner
from equilibre.model.solidity import read_solidity
from equilibre.reference import wordings

HEARD = HumanMeans(volunteer_hours_field=0)
"""Volunteering told as nil: its question does not come."""


def alerts(*accounts, solidity=False, **more):
    more.setdefault("inputs", {}).setdefault("means", HEARD)
    read = whole(*accounts, **more)
    if solidity:
        read_solidity(read)
    return read, {a.code: a for a in read_alerts(read)}


def codes(*accounts, **more):
    return set(alerts(*accounts, **more)[1])


def payer(key, kind, **amounts):
    return Payer(
        key=key,
        kind=kind,
        institutional=True,
        amounts={number.removeprefix("c"): round(euros * 100) for number, euros in amounts.items()},
    )


# --- thresholds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "raised"), [(53_000, False), (53_000.01, True)])
def test_cash_of_all_authorities_together(second, raised):
    read, found = alerts(line("741000", -100_000, "Ville"), line("744000", -second, "Région"))
    assert ("seuil_153_subventions" in found) is raised
    assert read.book.get("seuils.subventions_publiques").value == round((100_000 + second) * 100)


def test_european_funds_and_orders_are_apart():
    _, found = alerts(
        line("741000", -150_000, "Ville"), line("744000", -90_000, "FEDER"), line("704000", -90_000, "Mairie")
    )
    assert "seuil_153_subventions" not in found


def test_the_european_amount_is_said_beside():
    _, found = alerts(line("741000", -160_000, "Ville"), line("744000", -90_000, "Fonds FSE"))
    assert "90\u202f000\u00a0€" in found["seuil_153_subventions"].why


@pytest.mark.parametrize(("gifts", "raised"), [(153_000, False), (153_000.01, True)])
def test_gifts_have_their_own_counter_without_legs(gifts, raised):
    found = codes(
        line("754100", -gifts, "Dons"),
        line("754300", -80_000, "Legs"),
        line("755100", -80_000, "Fondation"),
        line("741000", -153_000, "Ville"),
    )
    assert ("seuil_153_dons" in found) is raised
    assert "seuil_153_subventions" not in found
    assert "recus_fiscaux" in found


@pytest.mark.parametrize(("euros", "raised"), [(23_000, False), (23_000.01, True)])
def test_one_authority_and_its_convention(euros, raised):
    payers = (payer("f1", "public", c741000=euros), payer("f2", "public", c741000=23_000))
    found = codes(line("741000", -euros - 23_000), payers=payers)
    assert ("seuil_23" in found) is raised


def test_an_authority_just_under_with_lent_premises_is_asked():
    hall = Partner(key="p", name="Ville", alliance="moyens", body="public", lent_means=200_001)
    books = (line("741000", -21_000),)
    payers = (payer("f1", "public", c741000=21_000),)
    assert "seuil_23_nature" in codes(*books, payers=payers, inputs={"partners": (hall,)})
    less = Partner(key="p", name="Ville", alliance="moyens", body="public", lent_means=200_000)
    assert "seuil_23_nature" not in codes(*books, payers=payers, inputs={"partners": (less,)})


def test_what_an_authority_buys_is_not_a_subsidy():
    payers = (payer("f1", "public", c704000=50_000, c741000=10_000),)
    assert "seuil_23" not in codes(line("704000", -50_000), line("741000", -10_000), payers=payers)


@pytest.mark.parametrize(("euros", "raised"), [(23_000, False), (23_000.01, True)])
def test_without_payers_the_account_is_asked(euros, raised):
    assert ("seuil_23_compte" in codes(line("741000", -euros, "Ville"))) is raised


@pytest.mark.parametrize(
    ("charges", "grants", "raised"),
    [(150_000, 50_000.01, False), (150_000.01, 50_000, False), (150_000.01, 50_000.01, True)],
)
def test_top_pays_need_both_thresholds(charges, grants, raised):
    found = codes(line("641000", charges), line("741000", -grants), line("706000", -100_000))
    assert ("remunerations_dirigeants" in found) is raised


@pytest.mark.parametrize(("sales", "raised"), [(78_596, False), (78_596.01, True)])
def test_sales_above_the_franchise_of_2024_are_asked_never_concluded(sales, raised):
    read, found = alerts(line("706000", -sales))
    assert ("franchise" in found) is raised
    assert ([a.code for a in read.asks if a.code == LUCRATIVE] == [LUCRATIVE]) is raised
    if raised:
        assert "jamais tout le compte 70" in found["franchise"].why


@pytest.mark.parametrize(
    ("answer", "raised"),
    [("aucune", False), ("sous_seuil", False), ("au_dessus", True), ("ne_sait_pas", True)],
)
def test_the_answer_on_lucrative_sales_closes_the_question(answer, raised):
    found = codes(line("706000", -100_000), inputs={"answers": {LUCRATIVE: answer}})
    assert ("franchise" in found) is raised


def test_a_year_without_a_known_ceiling_says_the_last_one():
    _, found = alerts(line("706000", -100_000), year=2027)
    assert "dernière valeur connue" in found["franchise"].why


def test_passing_on_matters_only_with_public_money():
    assert "reversement" in codes(line("657100", 100), line("741000", -1_000, "Ville"))
    assert "reversement" not in codes(line("657100", 100), line("754100", -1_000, "Dons"))


# --- what was read, the year ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closing", "raised", "words"),
    [
        (dt.date(2024, 12, 31), False, ""),
        (dt.date(2024, 10, 31), True, "10 mois"),
        (dt.date(2025, 1, 31), True, "13 mois"),
    ],
)
def test_an_exercice_that_is_not_a_year(closing, raised, words):
    _, found = alerts(line("706000", -100), closing=closing)
    assert ("duree_exercice" in found) is raised
    if raised:
        assert words in found["duree_exercice"].message


def test_the_budget_of_an_action_and_its_self_financing():
    _, found = alerts(line("741000", -83_870), line("641000", 100_000), basis="budget", perimeter="action")
    assert {"budget_action", "budget_previsionnel", "autofinancement"} <= set(found)
    assert "deficit" not in found
    assert "16,1\u00a0%" in found["autofinancement"].message


def test_the_answers_of_the_user_prevail_on_the_file():
    answers = {"perimetre": "organisation", "realise_ou_previsionnel": "realise"}
    found = codes(
        line("741000", -100),
        line("641000", 150),
        basis="budget",
        perimeter="action",
        inputs={"answers": answers},
    )
    assert not {"budget_action", "budget_previsionnel"} & found


@pytest.mark.parametrize(("charges", "raised"), [(1_000, False), (1_000.01, True)])
def test_a_deficit_of_one_cent(charges, raised):
    assert ("deficit" in codes(line("706000", -1_000), line("641000", charges))) is raised


def test_a_second_deficit_is_said():
    before = context(line("706000", -1_000), line("641000", 1_500), year=2023)
    _, found = alerts(line("706000", -1_000), line("641000", 1_200), previous=before)
    assert "500\u00a0€" in found["deficit"].why


@pytest.mark.parametrize(
    ("announced", "raised"), [("-20000", False), ("-19999", True), ("", False), ("x", False)]
)
def test_a_result_announced_that_the_lines_do_not_give(announced, raised):
    found = codes(
        line("706000", -1_000), line("641000", 1_200), inputs={"answers": {PUBLISHED_RESULT: announced}}
    )
    assert ("resultat_publie" in found) is raised


def test_more_than_a_year_of_own_funds():
    books = (line("102000", -15_000), line("641000", 12_000), line("706000", -12_000), line("512000", 15_000))
    assert "fonds_propres_eleves" in codes(*books, solidity=True, has_balance_sheet=True)
    less = (line("102000", -12_000), line("641000", 12_000), line("706000", -12_000), line("512000", 12_000))
    assert "fonds_propres_eleves" not in codes(*less, solidity=True, has_balance_sheet=True)


@pytest.mark.parametrize(("legs", "raised"), [(499.99, False), (500, True)])
def test_resources_that_may_not_come_back(legs, raised):
    read, found = alerts(line("754300", -legs), line("706000", -10_000 + legs), line("641000", 9_800))
    assert ("ressources_ponctuelles" in found) is raised
    if raised:
        assert "\u2212300\u00a0€" in found["ressources_ponctuelles"].why  # result 200 less 500
        assert read.book.get("alertes.ressources_ponctuelles").value == 50_000


def test_a_yearly_share_of_an_investment_grant_comes_back():
    assert "ressources_ponctuelles" not in codes(line("777000", -1_000), line("706000", -1_000))


def test_gifts_and_legs_in_one_account():
    assert "legs_confondus" in codes(line("754000", -100, "Dons, legs et donations"))
    assert "legs_confondus" not in codes(line("754300", -100, "Legs et donations"))


def test_money_not_yet_used():
    _, found = alerts(line("194000", -400), line("487000", -100), line("512000", 500), has_balance_sheet=True)
    assert "500\u00a0€" in found["fonds_dedies"].message


# --- who and how ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("euros", "raised"), [(1_499.99, False), (1_500, True)])
def test_a_funder_of_15_percent_is_asked_its_term(euros, raised):
    found = codes(
        line("741000", -euros),
        line("706000", -10_000 + euros),
        payers=(payer("f1", "public", c741000=euros),),
    )
    assert ("financeur_a_nommer" in found) is raised


def test_premises_lent_by_a_public_body_count_on_both_sides():
    hall = Partner(key="p", name="Ville", alliance="moyens", body="public", lent_means=50_000)
    _, found = alerts(line("741000", -500), line("756000", -500), inputs={"partners": (hall,)})
    assert "67\u00a0%" in found["locaux_publics"].why  # (500 + 500) ÷ 1 500
    assert "50\u00a0%" in found["locaux_publics"].why


def test_two_models_by_resources_and_by_activities():
    assert "deux_modeles" in codes(line("706000", -2_500), line("741000", -7_500))
    assert "deux_modeles" not in codes(line("706000", -2_499), line("741000", -7_501))
    activities = (
        ActivityInput(key="a", name="A", resources={"R11": 300_000}, direct_costs=0),
        ActivityInput(key="b", name="B", resources={"R06": 300_000}, direct_costs=0),
    )
    _, found = alerts(line("758000", -10_000), inputs={"activities": activities})
    assert "Revenus d’activité" in found["deux_modeles"].message


def test_payroll_hidden_in_621():
    assert "personnel_621" in codes(line("621000", 100))
    assert "personnel_621" not in codes(line("621000", 100), line("641000", 100))


def test_volunteering_not_told_told_and_booked():
    assert "benevolat_non_dit" in codes(line("706000", -1), inputs={"means": HumanMeans()})
    _, found = alerts(line("706000", -1), inputs={"means": HumanMeans(volunteer_hours_field=100)})
    assert "1\u202f188\u00a0€" in found["benevolat_non_inscrit"].message
    booked = codes(
        line("864000", 10, "Bénévolat"), line("875000", -10, "Bénévolat"), inputs={"means": HumanMeans()}
    )
    assert not {c for c in booked if c.startswith("benevolat")}


# --- loose ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accounts", "code"),
    [
        ((line("471000", 0.01),), "comptes_attente"),
        ((line("580000", -5),), "comptes_attente"),
        ((line("672000", 5),), "exercices_anterieurs"),
        ((line("864000", 10), line("875000", -9)), "classe_8_desequilibree"),
        ((line("101000", -10),), "plan_entreprise"),
        ((line("649000", -10),), "autre_reglement"),
    ],
)
def test_loose_ends(accounts, code):
    assert code in codes(line("706000", -1), *accounts)


def test_79_is_asked_from_2025_only():
    assert "transferts_2025" in codes(line("791000", -10), year=2025)
    assert "transferts_2025" not in codes(line("791000", -10), year=2024)


def test_quiet_accounts_raise_nothing():
    assert codes(line("756000", -1_000), line("606000", 900)) == set()


# --- published cases and the data -----------------------------------------------------------------------


def test_a_published_case_says_neutral_sentences_only():
    read, found = alerts(
        line("741000", -200_000),
        line("706000", -100_000),
        line("754000", -1_000, "Dons et legs"),
        line("621000", 400_000),
        line("471000", 5),
        dossier={"origin": "publie"},
        closing=dt.date(2025, 1, 31),
        inputs={"means": HumanMeans()},
    )
    assert set(found) == {"duree_exercice", "deficit", "legs_confondus", "personnel_621"}
    assert all("vous" not in a.message.split() and not a.why for a in found.values())
    assert not any(a.code == LUCRATIVE for a in read.asks)


def test_every_sentence_is_a_question_with_its_reason_and_source():
    for wording in wordings.alerts().values():
        assert "?" in wording.message, wording.code
        assert wording.why and wording.source, wording.code
        assert "devez" not in wording.message + wording.why, wording.code
        assert "?" not in wording.published, wording.code


def test_every_sentence_has_a_rule_and_every_rule_is_tried_on_an_empty_exercice():
    empty = whole()
    for rule in RULES:
        raised = rule(empty)
        assert raised is None or raised.code in wordings.alerts()


def published(slug):
    from equilibre.accounts.cases import case_dossier, load_case
    from equilibre.model.build import build_model

    return {a.code: a.message for a in build_model(case_dossier(load_case(slug))).last.warnings}


def test_the_club_shows_its_lent_halls_and_its_teachers():
    found = published("arts-martiaux-genas-2025")
    assert "5\u202f592\u00a0€" in found["locaux_publics"]
    assert "25,9\u00a0%" in found["locaux_publics"]
    assert "personnel_621" in found
    assert "duree_exercice" in found


def test_a_printed_result_that_its_lines_do_not_give_is_said():
    found = published("la-pile-reporterre-2017")
    assert "555\u00a0€" in found["resultat_publie"]
    assert "31\u202f139\u00a0€" in found["deficit"]


def test_the_budget_of_one_action_is_not_the_association():
    found = published("afev-aix-2022")
    assert "16,1\u00a0%" in found["autofinancement"]
    assert "budget_action" in found


def test_premises_lent_by_nobody_knows_whom():
    _, found = alerts(line("756000", -1_000), line("861100", 250, "Salle"), line("871000", -250, "Salle"))
    assert "25,0\u00a0%" in found["locaux_pretes"].message
