"""Twelve situations: what docs/trajectory-rubric.md answers of them, where a machine can read it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import msgspec
import pypdf
import pytest

from equilibre.formatting import euros
from equilibre.trajectory.cash_alert import cash_alert
from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.projection import both
from harness.client import ScanningClient
from harness.situation_pages import as_text, blocks, said
from harness.situations import (
    SITUATIONS,
    Told,
    big_investment,
    cash_crisis,
    european_grant,
    fewer_volunteers,
    first_employee,
    helped_jobs_end,
    main_funder_lost,
    merger,
    passing_on,
    public_orders,
    reserves_to_use,
    winding_down,
)
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain.queries import deciding
from trajectoires.trajectories.domain.queries.reading import help_in_a_document

pytestmark = pytest.mark.django_db
HELP = "Votre trésorerie passe d’abord"
FIRST = "Par où commencer"
YEARS = "Année par année"
TODAY = dt.date(2026, 11, 27)


# Spaces of every kind are plain ones in what ``blocks`` gives.
def page(client: ScanningClient, told: Told, name: str = "result", **query: str) -> list[str]:
    """What a page says of a situation."""
    answer = client.get(open_trajectory(told.saved).url(name), query)
    assert answer.status_code == 200
    return blocks(answer.content.decode())


def plain(words: str) -> str:
    """With plain spaces."""
    return " ".join(words.split())


def searched(client: ScanningClient, told: Told, **query: str) -> str:
    """« Retrouver l’équilibre », with what its people would ask for."""
    return "\n".join(page(client, told, "searching", **{**told.aim, **query}))


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_page_speaks_of_it(client: ScanningClient, name: str) -> None:
    told = SITUATIONS[name]()
    plan = told.saved.plan
    assert not faults(plan)
    pages = said(client, open_trajectory(told.saved), told)
    if folder := os.environ.get("TRAJECTOIRES_SAY"):
        where = Path(folder) / f"{SITUATIONS[name].__name__}.txt"
        where.write_text(as_text(pages), encoding="utf-8")
    result = pages["result"]
    # 1. The first thing that is said is the urgent one, before any year.
    if cash_alert(plan, both(plan, told.saved.scenario())):
        assert result[0] == HELP and FIRST not in result
    else:
        assert HELP not in result
        assert result.index(FIRST) < result.index(YEARS)
    # 3. What is proposed is always read on what is acquired too.
    search = "\n".join(pages["searching"])
    assert search.count("Résultat de l’année, tout compris") == search.count(
        "Résultat de l’année, acquis seulement"
    )
    # 4. Nothing that stops or shrinks is listed with what goes wrong.
    for shock in plan.shocks:
        wrong = [words for words in pages["scenarios"] if words.startswith("Ce qui tourne mal")]
        assert any(shock.label in words for words in wrong) != shock.chosen


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_lowest_month_is_the_lowest_of_all_the_years(client: ScanningClient, name: str) -> None:
    """Not of the first two only: the table of the years, just below, would say otherwise."""
    told = SITUATIONS[name]()
    months = both(told.saved.plan, told.saved.scenario())
    result = page(client, told)
    sentence = next(one for one in result if one.startswith("En banque, le mois le plus bas est"))
    for reading in months.values():
        assert plain(euros(min(reading.monthly_cash))) in sentence
        assert reading.monthly_cash[reading.deepest[1].since(told.saved.plan.first_month)] == min(
            reading.monthly_cash
        )


def test_what_brings_nothing_has_no_first_euro(client: ScanningClient) -> None:
    recap = "\n".join(page(client, reserves_to_use(), "recap"))
    assert "« Refaire l’outil de suivi » commence en mars 2027 et ne rapporte pas d’argent." in recap
    assert "32 000 € au départ" in "\n".join(page(client, reserves_to_use(), "pitch"))


def test_in_a_cash_crisis_help_is_first_on_every_page(client: ScanningClient) -> None:
    told = cash_crisis()
    pages = said(client, open_trajectory(told.saved), told)
    for name in (
        "result", "lines", "searching", "what_if", "calendar", "tasks", "actions", "shocks", "scenarios",
        "levers", "skills", "activities", "alliances", "investments", "steps", "road", "recap", "pitch",
        "takeaway", "cerfa",
    ):  # fmt: skip
        assert pages[name][0] == HELP, name
        assert "4 200 €" in pages[name][1] and "13 396 €" in pages[name][1], name
    first = pages["result"][: pages["result"].index("Votre trajectoire")]
    order = ["Votre expert-comptable", "La commission des chefs", "Votre banque", "France Active"]
    places = [next(rank for rank, words in enumerate(first) if words.startswith(one)) for one in order]
    assert places == sorted(places)
    assert "passe sous zéro en mai 2027" in " ".join(first)


def test_in_a_cash_crisis_documents_say_it_first(client: ScanningClient, tmp_path: Path) -> None:
    told = cash_crisis()
    assert "France Active" in help_in_a_document(told.saved)[-1]
    opened = open_trajectory(told.saved)
    made = tmp_path / "page.pdf"
    made.write_bytes(client.get(opened.url("document", "pdf")).content)
    text = pypdf.PdfReader(made).pages[0].extract_text()
    assert text.index("La trésorerie passe d’abord") < text.index("Les années")
    assert help_in_a_document(merger().saved) == ()


def test_a_mix_that_already_holds_does_not_hide_what_it_counts_on(client: ScanningClient) -> None:
    text = searched(client, cash_crisis())
    assert "mais seulement tout compris" in text
    assert "45 667 € sur 173 667 € ne sont pas acquis" in text
    assert "Même tout compris, la banque passe sous un mois de dépenses en janvier 2027." in text
    assert "presque toujours" not in text, "an empty mix has no chance of its own"


def test_the_loss_of_the_main_funder_leads_to_the_search_and_to_other_decisions(
    client: ScanningClient,
) -> None:
    told = main_funder_lost()
    result = page(client, told)
    where = result.index(FIRST)
    assert "Même tout compris, la banque passe sous un mois de dépenses en novembre 2028" in result[where + 1]
    text = searched(client, told)
    assert "Aucune combinaison n’y arrive. Sans rien de plus, il manque 47 201 €." in text
    assert "Viser un résultat de −3 800 € au lieu de 0 €" in text
    assert "Toutes réussissent environ 3 fois sur 10" in text
    assert "elles protègent le projet et les personnes" in text


def test_a_first_job_is_weighed_without_what_is_hoped(client: ScanningClient) -> None:
    told = first_employee()
    first = "\n".join(page(client, told))
    assert (
        "Avec ce qui est acquis seulement, la banque passe sous un mois de dépenses en juillet 2028" in first
    )
    assert "« Ville » (notifié)" in first
    lever = page(client, told, "levers")
    assert any("Salariés" in words for words in lever)
    assert "Vous n’êtes pas employeur" in "\n".join(said(client, open_trajectory(told.saved), told)["lever"])


def test_growth_by_public_orders_asks_who_lends(client: ScanningClient) -> None:
    text = searched(client, public_orders())
    assert "Faire autoriser par la banque un découvert de 22 000 €" in text
    assert "une avance du financeur, un prêt relais" in text
    assert "Accepter que la banque descende à −" not in text
    calendar = "\n".join(page(client, public_orders(), "calendar"))
    assert "Que faire avant que la banque manque ?" in calendar


def test_coming_together_has_a_date_and_somebody_who_decides(client: ScanningClient) -> None:
    told = merger()
    text = "\n".join(page(client, told, "calendar"))
    assert "28 avril 2027" in text and "l’assemblée générale" in text
    scenarios = "\n".join(page(client, told, "scenarios"))
    assert "une décision qui protège le projet et les personnes" in scenarios
    assert "mais seulement tout compris" in searched(client, told)


def test_stopping_an_activity_counts_in_both_readings_and_is_no_risk(client: ScanningClient) -> None:
    told = winding_down()
    assert page(client, told).count("En 2029, dans les deux lectures, il reste 3 471 €.") == 1
    scenarios = "\n".join(page(client, told, "scenarios"))
    assert "Ce que vous réduisez ou arrêtez : « Les séjours s’arrêtent après l’été »." in scenarios
    shocks = page(client, told, "shocks")
    assert shocks.index("Ce que vous décidez de réduire ou d’arrêter") < shocks.index(
        "Les séjours s’arrêtent après l’été"
    )
    kept = page(client, told, "activities")
    assert any("les autres activités la portent" in words for words in kept)


def test_a_purchase_is_decided_before_it_is_paid_and_says_what_is_missing() -> None:
    proposals = deciding.decision_proposals(big_investment().saved, today=TODAY)
    launch = next(one for one in proposals if one.key == "action-traiteur")
    assert launch.row.needed == Month(2027, 9)
    assert "110 000 € d’aides et d’emprunts ne sont pas encore obtenus." in " ".join(launch.why.split())


def test_the_end_of_helped_jobs_proposes_no_certain_money(client: ScanningClient) -> None:
    text = searched(client, helped_jobs_end())
    assert "avec « Vendre aussi en ligne ». Elle réussit environ 5 fois sur 10." in text
    # A reduction is a scenario: the search tries actions only, and still names it.
    assert "Un scénario que vous avez déjà écrit y arrive" in text
    assert "« Garder un poste sur deux » : il reste 4 590 € dans les deux lectures." in text
    assert "déjà écrit" not in searched(client, main_funder_lost(), scenario="baisse")
    assert "écrire une réduction ou un arrêt" in text


def test_a_line_that_no_leaf_names_is_not_told_as_unused(client: ScanningClient) -> None:
    """Gifts and legacies are 77 % of the resources: their lever is not « not used »."""
    opened = open_trajectory(reserves_to_use().saved)
    text = plain(client.get(opened.url("lever", "FI1d")).page.text)
    assert "Nous ne savons pas encore si vous l’utilisez : « Dons et legs », « Cotisations »" in text
    assert "Vous utilisez aujourd’hui au moins 1 des 25 leviers" in plain(
        client.get(opened.url("levers")).page.text
    )
    volunteers = plain(client.get(opened.url("lever", "RH2-terrain")).page.text)
    assert "Vous ne l’utilisez pas, d’après ce que nous savons." in volunteers


def test_what_stops_is_told_and_what_is_waited_for_counts_loans(client: ScanningClient) -> None:
    first = "\n".join(page(client, helped_jobs_end()))
    assert (
        "« Aide de l’État aux deux postes » s’arrête en juin 2027 : 22 000 € par an en moins ensuite."
        in first
    )
    kitchen = "\n".join(page(client, big_investment()))
    assert (
        "Reste à obtenir : « Prêt pour la cuisine » (emprunt demandé), « Région » (demandé) et « Servir des "
        "repas à d’autres associations » (action)." in kitchen
    )
    europe = "\n".join(page(client, european_grant()))
    assert "« Prêt relais » (à rechercher) est compté comme obtenu." in europe
    assert "« Fonds social européen » s’arrête en décembre 2028 : 96 000 € par an en moins" in europe
    club = "\n".join(page(client, first_employee()))
    assert "« Demander l’aide à l’emploi associatif » s’arrête en décembre 2029" in club


def test_late_money_is_not_told_as_a_loss(client: ScanningClient) -> None:
    first = " ".join(page(client, public_orders())[:3])
    assert (
        "Demandez une avance, ou d’être payés plus tôt : « Marchés de la métropole » se paie 3 mois" in first
    )
    # In a loss, an earlier payment mends nothing.
    assert "plus tôt" not in " ".join(page(client, cash_crisis())[:3])


def test_an_overdraft_says_what_happens_if_it_fails_and_after(client: ScanningClient) -> None:
    text = searched(client, public_orders())
    assert "il reste 9 796 € cette année-là, et la banque descend d’ici là à −35 438 €." in text
    assert "Sans elle, la banque descend à −35 438 €. Après 2028, elle descend encore" in text


def test_nothing_to_buy_does_not_hide_an_empty_bank(client: ScanningClient) -> None:
    text = "\n".join(page(client, european_grant(), "investments"))
    assert "chaque année paie ses achats" not in text
    assert "il n’y a ni achat ni échéance à payer ; la banque, elle, serait à −228 052 €" in text
    assert "1 versement daté" in "\n".join(page(client, european_grant(), "lines"))


def test_a_decision_asks_what_is_done_otherwise_and_how_long_a_post_takes(client: ScanningClient) -> None:
    form = "\n".join(page(client, helped_jobs_end(), "add_decision"))
    assert "Pour un poste, la procédure s’ajoute au préavis" in form
    assert "sinon, nous en reparlons en mars" in form


def test_passing_a_public_grant_on_asks_for_the_agreement(client: ScanningClient) -> None:
    opened = open_trajectory(passing_on().saved)
    result = page(client, passing_on())
    assert "rien ne dit que la convention le prévoit" in result[result.index(FIRST) + 1]
    text = client.get(opened.url("alliance", "alliance-1")).page.text
    assert "Une subvention locale ne se reverse pas, sauf si la convention le prévoit" in text
    assert "au lieu de 60 %" in searched(client, passing_on())


def test_a_grant_that_comes_late_is_not_hidden_by_the_year_that_is_aimed_at(client: ScanningClient) -> None:
    text = searched(client, european_grant())
    assert "Même tout compris, la banque passe sous un mois de dépenses en octobre 2028." in text
    assert "« Prêt relais » (à rechercher) est compté comme obtenu." in text


def test_nobody_to_take_over_is_seen_without_a_euro(client: ScanningClient) -> None:
    result = page(client, fewer_volunteers())
    told = [words for words in result if "personne ne peut prendre le relais" in words]
    assert told and "Trésorerie" in told[0]
    assert result[result.index(FIRST) + 1] == told[0]
    proposals = deciding.decision_proposals(fewer_volunteers().saved, today=TODAY)
    assert proposals[0].key == "relais-1"
    # Small sums are told to the hundred.
    assert "Viser un résultat de −500 €" in searched(client, fewer_volunteers())


def test_reserves_pay_and_somebody_says_how_far(client: ScanningClient) -> None:
    text = "\n".join(page(client, reserves_to_use()))
    assert "vos réserves le paient : 186 000 € en banque au départ" in text
    assert "Écrire jusqu’où descendre, et qui décide" in text
    # 101 857 € left, 25 428 € missing a year.
    assert "Si 2029 se répétait, elles paieraient encore 4 ans." in text
    assert "se répétait" not in "\n".join(page(client, winding_down())), "2029 is no loss"


def test_a_date_that_is_past_comes_before_money(client: ScanningClient) -> None:
    told = merger()
    late = msgspec.structs.replace(told.saved.decisions[0], needed=Month(2026, 3))
    saved = msgspec.structs.replace(told.saved, decisions=(late,))
    result = page(client, Told(saved))
    first = result[result.index(FIRST) + 1]
    assert first.startswith("« Voter le regroupement » : la date est passée depuis")
    assert first.endswith("Décider, ou changer la date")


def test_the_reader_is_given_no_page_to_change(client: ScanningClient) -> None:
    opened: Opened = open_trajectory(main_funder_lost().saved)
    shared = client.get(f"/trajectoire/{opened.share()}/")
    assert shared.status_code == 200
    assert FIRST not in shared.page.text


def test_the_rubric_names_every_situation() -> None:
    written = (Path(__file__).parents[3] / "docs" / "trajectory-rubric.md").read_text(encoding="utf-8")
    for name in SITUATIONS:
        assert f"| {name} |" in written, name
