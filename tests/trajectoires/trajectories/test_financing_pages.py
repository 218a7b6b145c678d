"""Investments, their grants and loans: typed, refused in place, taken out, read as a plan de financement."""

from __future__ import annotations

import re

import msgspec
import pytest

from equilibre.formatting import euros
from equilibre.trajectory.checking import faults
from equilibre.trajectory.financing_plan import coverage, financing_effects, financing_plan
from equilibre.trajectory.hypotheses import READINGS, Investment, InvestmentGrant, Loan, Month, TrajectoryPlan
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.queries.financing import read_financing
from trajectoires.trajectories.domain.queries.reading import Measure, are_wide, read_scenario
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.models import TrajectoryRevision

replace = msgspec.structs.replace
OVEN = {
    "libelle": "Un four",
    "cout": "12 000",
    "achat": "04/2027",
    "usage": "mai 2027",
    "duree": "7",
    "action": "",
    "aide-1-nom": "Département",
    "aide-1-montant": "5000",
    "aide-1-mois": "2027-09",
    "aide-1-statut": "notifie",
    "aide-1-chance": "80",
    "aide-1-public": "on",
    "aide-2-statut": "a_rechercher",
    "aide-3-statut": "a_rechercher",
    "aide-4-statut": "a_rechercher",
}
LOAN = {
    "libelle": "Prêt pour le four",
    "montant": "6000",
    "recu": "2027-04",
    "duree": "60",
    "differe": "",
    "taux": "3,6",
    "statut": "acquis",
    "chance": "",
    "action": "formations",
}


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_an_investment_is_what_was_typed(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_investment"), OVEN).status_code == 303
    told = opened.saved.plan.investments[-1]
    assert told == Investment(
        key="achat-1",
        label="Un four",
        cost=1_200_000,
        bought=Month(2027, 4),
        in_use=Month(2027, 5),
        life=84,
        grants=(
            InvestmentGrant(
                label="Département",
                amount=500_000,
                paid=Month(2027, 9),
                status="notifie",
                chance=0.8,
                public=True,
            ),
        ),
    )
    text = client.get(opened.url("investments")).page.text
    assert "12\u202f000\u00a0€ en avril\u00a02027\u202f; sert 7\u00a0ans, à partir de mai\u00a02027." in text
    assert (
        "Aide de 5\u202f000\u00a0€ en septembre\u00a02027, notifié\u00a0: Département, chance 80\u00a0%."
        in text
    )
    # Shown again and written again, it stays the same.
    html = client.get(opened.url("investment", "achat-1")).content.decode()
    assert 'value="2027-09"' in html and 'value="80"' in html and 'value="7"' in html
    client.post(opened.url("investment", "achat-1"), OVEN)
    assert opened.saved.plan.investments[-1] == told


def test_a_loan_is_what_was_typed(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_loan"), LOAN).status_code == 303
    told = opened.saved.plan.loans[-1]
    assert told == Loan(
        key="emprunt-1",
        label="Prêt pour le four",
        amount=600_000,
        received=Month(2027, 4),
        months=60,
        rate=0.036,
        status="acquis",
        action="formations",
    )
    text = client.get(opened.url("investments")).page.text
    assert "109,42\u00a0€ par mois à partir de mai\u00a02027" in text
    assert "rendus en 5\u00a0ans, à 3,60\u00a0% par an" in text


@pytest.mark.parametrize(
    ("said", "place", "told"),
    [
        ({"cout": "0"}, "cout", "le montant n’est pas positif"),
        ({"achat": "03/2045"}, "achat", "l’achat est hors des années projetées"),
        ({"usage": "01/2027"}, "usage", "l’usage précède l’achat"),
        ({"duree": "0"}, "aide-1-montant", "une subvention paie ce qui ne s’use pas"),
        ({"duree": "60"}, "duree", "Au plus 50 années."),
        ({"cout": "4000"}, "aide-1-montant", "les subventions dépassent le coût"),
        ({"aide-1-mois": "09/2024"}, "aide-1-mois", "elle est déjà versée"),
        ({"aide-1-chance": "140"}, "aide-1-chance", "Écrivez une chance entre 0 et 100"),
        ({"aide-1-montant": ""}, "aide-1-montant", "Écrivez le montant de cette aide."),
        ({"aide-1-nom": ""}, "aide-1-nom", "Dites qui la verse."),
        ({"aide-3-montant": "100"}, "aide-3-mois", "Écrivez le mois où elle est versée."),
        ({"action": "inconnue"}, "action", "Choisissez une des réponses proposées."),
    ],
)
def test_a_wrong_investment_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], place: str, told: str
) -> None:
    answer = client.post(opened.url("add_investment"), {**OVEN, **said})
    assert answer.status_code == 422
    html = answer.content.decode().replace("\u00a0", " ")
    found = re.findall(r'<p class="error" id="id_([\w-]+)_error">([^<]*)', html)
    assert [name for name, words in found if told in words] == [place]
    assert 'value="Un four"' in html
    assert opened.saved == starting.example()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"montant": "0"}, "le montant n’est pas positif"),
        ({"duree": ""}, "Écrivez le nombre de mois"),
        ({"differe": "60"}, "le différé couvre toute la durée"),
        ({"taux": "36"}, "Écrivez un taux entre 0 et 25"),
        ({"recu": "03/2045"}, "il arrive après les années projetées"),
    ],
)
def test_a_wrong_loan_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    answer = client.post(opened.url("add_loan"), {**LOAN, **said})
    assert answer.status_code == 422
    (name,) = said
    html = answer.content.decode()
    place = re.search(rf'<p class="error" id="id_{name}_error">([^<]*)', html)
    assert place is not None and told in place[1]
    assert opened.saved == starting.example()


def test_an_action_leaves_with_its_investments_and_says_so(client: ScanningClient, opened: Opened) -> None:
    assert "Équiper la salle de formation" in client.get(opened.url("action", "formations")).page.text
    client.post(opened.url("action", "formations"), {"action": "retirer"})
    assert (opened.saved.plan.investments, opened.saved.plan.loans) == ((), ())
    assert faults(opened.saved.plan) == ()
    client.post(opened.url("undo"))
    assert opened.saved == starting.example()


def test_rows_are_taken_out(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("investment", "salle"), {"action": "retirer"})
    client.post(opened.url("loan", "pret"), {"action": "retirer"})
    assert (opened.saved.plan.investments, opened.saved.plan.loans) == ((), ())
    text = client.get(opened.url("investments")).page.text
    assert "Aucun achat pour l’instant." in text and "Le plan de financement" not in text
    assert client.get(opened.url("investment", "salle")).status_code == 404


def _cell(cents: int) -> str:
    """An amount of the tables, whose title says « en euros »."""
    return f'class="num">{euros(cents).removesuffix(chr(160) + "€")}</td>'


def test_a_million_euros_leaves_room_for_three_years_only(client: ScanningClient, opened: Opened) -> None:
    assert "by-year-wide" not in client.get(opened.url("investments")).content.decode()
    plan = opened.saved.plan
    rich = replace(plan, lines=(replace(plan.lines[0], amount=100_000_000), *plan.lines[1:]))
    assert not are_wide((Measure("", (("", (99_999_999, -99_999_999)),)),))
    assert read_scenario(replace(opened.saved, plan=rich), rich.scenarios[0]).wide


def test_the_plan_de_financement_is_the_engine_s(client: ScanningClient, opened: Opened) -> None:
    plan = opened.saved.plan
    for key in ("choisi", "fil"):
        page = client.get(opened.url("investments") + f"?scenario={key}")
        text, cells = page.page.text, page.content.decode()
        scenario = plan.scenario(key)
        for reading in READINGS:
            for row in financing_plan(plan, scenario, reading):
                for cents in (row.needs, row.found, row.found - row.needs, row.cash_change):
                    assert _cell(cents) in cells
            for effect in financing_effects(plan, scenario, reading):
                assert _cell(effect.equity) in cells and _cell(effect.cash) in cells
    assert "Ce scénario n’achète rien." in text
    told = coverage(plan, plan.scenario("choisi"))
    assert (told.cost, told.acquired, told.hoped, told.own) == (900_000, 0, 660_000, 240_000)


def test_what_is_missing_is_said_in_a_sentence(opened: Opened) -> None:
    plan = opened.saved.plan
    scenario = plan.scenario("choisi")
    said = [one.sentence for one in read_financing(plan, scenario).plans]
    assert said[0].startswith("Acquis seulement, il manque ") and said[1].startswith("Tout compris, ")
    poor = replace(plan, opening_cash=0)
    assert "la banque n’y suffit pas" in read_financing(poor, scenario).plans[0].sentence


def _broken(plan: TrajectoryPlan) -> TrajectoryPlan:
    """A fault of every kind."""
    salle = plan.investments[0]
    grant = replace(salle.grants[0], paid=Month(2020, 1))
    return replace(
        plan,
        years=5,
        lines=(replace(plan.lines[0], amount=-1), *plan.lines[1:]),
        actions=(replace(plan.actions[0], chance=2.0), *plan.actions[1:]),
        shocks=(replace(plan.shocks[0], lines=()), *plan.shocks[1:]),
        scenarios=(replace(plan.scenarios[0], actions=("partie",)), *plan.scenarios[1:]),
        investments=(replace(salle, grants=(grant,)),),
        loans=(replace(plan.loans[0], rate=0.9),),
    )


def test_each_fault_leads_to_its_page_and_its_field(client: ScanningClient, opened: Opened) -> None:
    broken = open_trajectory(replace(opened.saved, plan=_broken(opened.saved.plan)))
    html = client.get(broken.url()).content.decode()
    section = html.split('id="manque-titre"')[1].split("</section>")[0]
    links = re.findall(r'href="([^"]+)"', section)
    assert links == [
        broken.url("line", "r01") + "#id_montant",
        broken.url("action", "formations") + "#id_chance",
        broken.url("shock", "baisse") + "#id_lignes_0",
        broken.url("investment", "salle") + "#id_aide-1-mois",
        broken.url("loan", "pret") + "#id_taux",
        broken.url("scenario", "fil") + "#id_actions_0",
    ]
    for address in links:
        page, _, anchor = address.partition("#")
        answer = client.get(page)
        assert f'id="{anchor}"' in answer.content.decode(), address
        assert "À corriger" in answer.page.text
    assert "Avant de calculer" in client.get(broken.url("investments")).page.text
    short = open_trajectory(replace(opened.saved, plan=replace(opened.saved.plan, years=0)))
    assert short.url("basis") + "#id_annees" in client.get(short.url()).content.decode()


def test_every_change_fits_its_column() -> None:
    longest = TrajectoryRevision._meta.get_field("change").max_length
    assert longest is not None and max(len(change.value) for change in Change) <= longest
