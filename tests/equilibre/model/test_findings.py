"""Strengths, fragilities, actions: one rule each, a few of each, and every sentence reachable."""

from __future__ import annotations

import datetime as dt

import pytest
from contexts import balanced, line, whole

from equilibre.accounts.totals import GrantFlow, Payer
from equilibre.model.actions import ALWAYS, choose_actions
from equilibre.model.alerts import read_alerts
from equilibre.model.cash import DECLARED
from equilibre.model.dossier import ActivityInput, CostUses, HumanMeans, Partner, Project, StrategicPartner
from equilibre.model.findings import RULES, read_findings
from equilibre.model.funders import TERM
from equilibre.model.ratios import read_ratios
from equilibre.model.solidity import read_cash_alert, read_solidity
from equilibre.reference import wordings

SPENT = line("641000", 12_000)
"""A thousand euros a month."""


def concluded(*accounts, **more):
    read = whole(*accounts, **more)
    ratios, solidity = read_ratios(read), read_solidity(read)
    alert = read_cash_alert(read)
    alerts = read_alerts(read)
    return read_findings(read, alerts=alerts, ratios=ratios, solidity=solidity, cash_alert=alert)


def year(*accounts, cash=0.0, equity=0.0, result=0.0, **more):
    """A whole year: 12 000 € spent, ``result`` made, ``equity`` before it, ``cash`` at closing."""
    other = sum(-a.balance for a in accounts if a.number[0] == "7") / 100
    sales = line("706000", -(12_000 + result - other))
    books = (*accounts, SPENT, sales, line("512000", cash), line("102000", -equity))
    gap = sum(a.balance for a in books) / 100
    return concluded(*books, line("401000", -gap), has_balance_sheet=True, **more)


def before(result):
    return whole(SPENT, line("706000", -(12_000 + result)), year=2023)


def codes(findings):
    return {f.code for f in (*findings.strengths, *findings.weaknesses)}


def payer(key, euros, *grants, name=""):
    return Payer(
        key=key,
        kind="public",
        institutional=True,
        name=name,
        amounts={"741000": round(euros * 100)},
        grants=grants,
    )


SLOW = GrantFlow(
    notified=dt.date(2024, 1, 1),
    amount=300_000,
    payments=(
        (dt.date(2024, 3, 31), 100_000),
        (dt.date(2024, 4, 1), 100_000),
        (dt.date(2024, 4, 2), 100_000),
    ),
)
JARDIN = ActivityInput(key="j", name="Jardin", resources={"R11": 0}, direct_costs=60_000)
GRANT = line("741000", -6_000)

SCENARIOS = {
    "tresorerie_confortable": lambda: year(cash=3_000),
    "fonds_propres_solides": lambda: year(equity=3_000, cash=1_500),
    "resultats_positifs": lambda: year(cash=1_500, previous=before(0)),
    "financeurs_varies": lambda: year(
        line("741000", -3_500), payers=(payer("f1", 3_000), payer("f2", 500)), cash=1_500, result=-1_000
    ),
    "engagement_fort": lambda: year(cash=1_500, inputs={"means": HumanMeans(volunteer_hours_field=300)}),
    "partenaire_durable": lambda: year(
        line("755100", -2_000, "Fondation"),
        inputs={
            "corrections": (
                StrategicPartner(
                    account="755100", traits=("financement_structurel", "accompagnement", "evaluation")
                ),
            )
        },
    ),
    "logiques_combinees": lambda: year(GRANT, cash=1_500),
    "alliances_chiffrees": lambda: year(
        cash=1_500,
        inputs={"partners": (Partner(key="p", name="P", alliance="moyens", avoided_cost=10_000),)},
    ),
    "annee_qui_finance": lambda: year(cash=1_500, result=10),
    "tresorerie_sous_un_mois": lambda: year(cash=999.99),
    "fonds_propres_negatifs": lambda: year(equity=-0.01, cash=1_500),
    "tresorerie_tendue": lambda: year(cash=1_999.99),
    "creux_tresorerie": lambda: year(cash=3_000, cash_low=(dt.date(2024, 5, 2), 99_999)),
    "fonds_propres_minces": lambda: year(equity=999.99, cash=1_500),
    "deficits_repetes": lambda: year(cash=1_500, result=-1, previous=before(-1)),
    "deficit_lourd": lambda: year(cash=1_500, equity=300, result=-100),
    "financeur_sans_terme": lambda: year(
        GRANT, payers=(payer("f1", 6_000),), cash=3_000, inputs={"answers": {TERM: "annuelle"}}
    ),
    "versements_tardifs": lambda: year(GRANT, payers=(payer("f1", 3_000, SLOW),), cash=3_000),
    "argent_avance": lambda: year(equity=6_100, cash=3_000),
    "equilibre_ponctuel": lambda: year(line("754300", -1_000, "Legs"), cash=3_000),
    "activite_qui_coute": lambda: year(cash=3_000, inputs={"activities": (JARDIN,)}),
}


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_finding_is_reachable(code):
    findings = SCENARIOS[code]()
    assert code in codes(findings), codes(findings)


def test_the_scenarios_cover_the_rules_and_the_sentences():
    said = set(RULES) | {"forces_non_dites", "fragilites_non_dites"}
    assert set(SCENARIOS) == set(RULES)
    assert set(wordings.findings()) == said


@pytest.mark.parametrize(
    ("make", "absent"),
    [
        (lambda: year(cash=2_900), "tresorerie_confortable"),
        (lambda: year(cash=1_000), "tresorerie_sous_un_mois"),
        (lambda: year(cash=2_000), "tresorerie_tendue"),
        (lambda: year(equity=1_000, cash=1_500), "fonds_propres_minces"),
        (lambda: year(equity=2_999.99, cash=1_500), "fonds_propres_solides"),
        (lambda: year(cash=3_000, cash_low=(dt.date(2024, 5, 2), 100_000)), "creux_tresorerie"),
        (lambda: year(cash=1_500, equity=300.01, result=-100), "deficit_lourd"),
        (lambda: year(cash=1_500, result=-1, previous=before(0)), "deficits_repetes"),
        (lambda: year(equity=5_950, cash=3_000), "argent_avance"),
        (lambda: year(line("754300", -1_000, "Legs"), result=1_000, cash=3_000), "equilibre_ponctuel"),
    ],
)
def test_each_limit_on_its_other_side(make, absent):
    assert absent not in codes(make())


@pytest.mark.parametrize("answer", ["", "pluriannuelle", "ne_sait_pas"])
def test_weight_alone_is_not_a_fragility(answer):
    findings = year(
        GRANT, payers=(payer("f1", 6_000),), cash=3_000, inputs={"answers": {TERM: answer}} if answer else {}
    )
    assert "financeur_sans_terme" not in codes(findings)


def test_a_year_where_nothing_can_be_said_says_so():
    findings = concluded(line("706000", -1_000), line("641000", 1_100))
    assert [f.code for f in findings.strengths] == ["forces_non_dites"]
    assert [f.code for f in findings.weaknesses] == ["fragilites_non_dites"]
    assert "le bilan" in findings.strengths[0].why


def test_a_sound_year_is_not_made_fragile():
    findings = year(cash=4_000, equity=4_000, result=100, previous=before(50))
    assert [f.code for f in findings.weaknesses] == ["fragilites_non_dites"]
    assert "Rien de ce qui est lu ici" in findings.weaknesses[0].why


def test_at_most_three_three_and_six_by_effect():
    findings = year(
        line("754300", -1_000, "Legs"),
        line("411000", 9_000),
        line("471000", 5),
        cash=1_100,
        equity=-500,
        cash_low=(dt.date(2024, 2, 3), -100_000),
        payers=(payer("f1", 6_000, SLOW),),
        inputs={"activities": (JARDIN,)},
    )
    effects = [wordings.findings()[f.code].effect for f in findings.weaknesses]
    assert len(findings.weaknesses) == 3
    assert len(findings.strengths) <= 3
    assert len(findings.actions) == 6
    assert effects == sorted(effects, reverse=True)
    assert effects[0] == 5


def test_help_comes_first_under_a_month_even_when_only_declared():
    findings = concluded(SPENT, line("706000", -12_000), inputs={"answers": {DECLARED: "non"}})
    assert findings.weaknesses[0].code == "tresorerie_sous_un_mois"
    assert "Vous indiquez" in findings.weaknesses[0].why
    assert findings.actions[0].code == "appeler_a_l_aide"


def test_a_published_case_has_no_finding():
    findings = concluded(SPENT, line("706000", -12_000), dossier={"origin": "publie"})
    assert findings.strengths == findings.weaknesses == findings.actions == ()


def test_figures_behind_a_finding_exist():
    read = whole(*balanced(SPENT, line("706000", -12_000), line("512000", 4_000)), has_balance_sheet=True)
    ratios, solidity = read_ratios(read), read_solidity(read)
    found = read_findings(read, alerts=(), ratios=ratios, solidity=solidity, cash_alert=False)
    keys = [key for f in (*found.strengths, *found.weaknesses) for key in f.figures]
    assert keys
    assert all(key in read.book for key in keys)


# --- actions --------------------------------------------------------------------------------------------


def known_conditions():
    findings = {f"{w.kind}:{code}" for code, w in wordings.findings().items()}
    alerts = {f"alerte:{code}" for code in wordings.alerts()}
    return findings | alerts


def test_every_action_is_complete_and_called_by_something_that_exists():
    known = known_conditions()
    for action in wordings.actions():
        for text in (action.title, action.why, action.how, action.first_half_hour, action.contact):
            assert text.strip(), action.code
        assert action.when, action.code
        assert 1 <= action.effect <= 5
        assert 1 <= action.effort <= 5
        for condition in action.when:
            if condition.startswith(("force:", "fragilite:", "alerte:")):
                assert condition in known, (action.code, condition)
            else:
                assert condition in OPEN_CONDITIONS, (action.code, condition)


OPEN_CONDITIONS = {
    ALWAYS,
    "projet:absent",
    "absent:exercice_precedent",
    "absent:tresorerie_mois",
    "absent:delai_subventions",
    "repere:quatre_tiers:non_mesure",
    "repere:dix_plus_un:non_mesure",
    "repere:tiers_on_top:non_calculable",
    f"question:{TERM}",
    "question:ventilation",
    "question:subvention_ou_commande",
    "question:cotisation_paie",
}
"""Conditions that are neither findings nor alerts: each is met in one of the tests below."""


def called(condition):
    return [a.code for a in wordings.actions() if condition in a.when]


def test_every_fragility_leads_to_an_action():
    for code, wording in wordings.findings().items():
        if wording.kind == "fragilite" and code != "fragilites_non_dites":
            assert called(f"fragilite:{code}"), code


def test_every_action_can_be_chosen():
    for action in wordings.actions():
        chosen = choose_actions(frozenset({action.when[0]}))
        assert action.code in [a.code for a in chosen]


def all_conditions(*accounts, **more):
    from equilibre.model.actions import conditions

    read = whole(*accounts, **more)
    ratios, solidity = read_ratios(read), read_solidity(read)
    return conditions(read, findings=(), alerts=read_alerts(read), ratios=ratios, solidity=solidity)


def test_what_is_open_calls_its_action():
    met = all_conditions(
        line("741000", -6_000, "Prestation de la mairie"),
        line("754000", -3_000, "Dons et adhésions, non ventilés"),
        line("756000", -3_000, "Cotisations"),
        line("606000", 100),
        payers=(payer("f1", 6_000),),
    )
    assert met >= OPEN_CONDITIONS, OPEN_CONDITIONS - met


def test_what_was_told_calls_nothing_any_more():
    met = all_conditions(
        line("706000", -6_000),
        line("606000", 100),
        previous=before(0),
        dossier={"project": Project(vocation="Réparer")},
        inputs={
            "means": HumanMeans(volunteer_hours_field=10),
            "partners": (),
            "uses": CostUses(action=1, animation=0, pilotage=0, capitalisation=0, valorisation=0),
        },
    )
    assert not met & {
        "projet:absent",
        "absent:exercice_precedent",
        "repere:quatre_tiers:non_mesure",
        "repere:dix_plus_un:non_mesure",
        "repere:tiers_on_top:non_calculable",
    }


def test_sentences_name_no_verdict():
    for wording in wordings.findings().values():
        assert "mauvais" not in (wording.title + wording.why).lower()
        assert "devez" not in wording.title + wording.why
