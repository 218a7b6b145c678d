"""« Vos activités »: typed, shared out of the lines, read on the map, and never more than the plan."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.formatting import euros, euros_exact
from equilibre.trajectory.activities import Unit, what_if
from equilibre.trajectory.allocating import Allocation, Part, Portfolio, lay_out
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting

ACTIVITY = {
    "libelle": "Fête de quartier",
    "ressources": "1 500",
    "ventes": "600",
    "couts": "1 200,50",
    "fixe": "25",
    "utilite": "8",
    "personnes": "300",
    "heures": "90",
    "surface": "12,5",
    "part": "10",
}


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def bare(opened: Opened) -> Opened:
    """The same without an activity."""
    return open_trajectory(msgspec.structs.replace(opened.saved, activities=Portfolio()))


def test_the_example_is_drawn_and_adds_up(client: ScanningClient, opened: Opened) -> None:
    text = client.get(opened.url("activities")).page.text
    laid = lay_out(opened.saved.plan, opened.saved.activities)
    read = laid.read()
    assert laid.activities and "La carte des activités" in text
    for row in read.rows:
        assert row.activity.label in text
        assert euros(row.contribution) in text
        for unit in row.units:
            assert euros_exact(unit.full) in text and euros_exact(unit.balancing) in text
        for factor in (0, 0.5, 2):
            assert euros(abs(what_if(read, row.activity.key, factor).change)) in text
    plan = opened.saved.plan
    for side in ("resource", "cost"):
        assert euros(sum(one.amount for one in plan.lines if one.side == side)) in text
    assert "Dont acquis seulement" in text
    assert f"les {euros(read.common)} de coûts communs restent" in text


def test_an_activity_is_what_was_typed(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_activity"), ACTIVITY).status_code == 303
    told = opened.saved.activities.activities[-1]
    assert (told.key, told.label) == ("activite-4", "Fête de quartier")
    assert (told.resources, told.sales) == (150_000, 60_000)
    assert (told.direct_costs, told.fixed, told.usefulness, told.votes) == (120_050, 0.25, 8.0, None)
    assert (told.hours, told.surface, told.share) == (90.0, 12.5, 0.1)
    assert told.units == (Unit(label="personne", quantity=300.0),)
    page = client.get(opened.url("activity", "activite-4"))
    assert "Si «\u00a0Fête de quartier\u00a0» s’arrêtait" in page.page.text
    # Saved again without a change, it is the same.
    shown = {**ACTIVITY, "ressources": "1500", "couts": "1200,50"}
    client.post(opened.url("activity", "activite-4"), shown)
    assert opened.saved.activities.activities[-1] == told


def test_no_amount_is_filled_in_advance(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("add_activity"), {"libelle": "Fête"})
    assert answer.status_code == 422
    assert "Écrivez un montant, même zéro." in answer.page.text
    assert 'name="libelle" value="Fête"' in answer.content.decode()
    assert opened.saved == starting.example()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"ventes": "2 000"}, "les ventes dépassent les ressources"),
        ({"fixe": "120"}, "la part fixe est hors de 0 à 100"),
        ({"couts": "-3"}, "sans signe moins"),
        ({"utilite": "11"}, "Choisissez une des réponses proposées."),
    ],
)
def test_a_wrong_activity_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    answer = client.post(opened.url("add_activity"), {**ACTIVITY, **said})
    assert answer.status_code == 422
    assert told in answer.page.text
    assert opened.saved == starting.example()


def test_a_vote_is_kept_until_something_else_is_said(client: ScanningClient, opened: Opened) -> None:
    shown = {"libelle": "Ateliers", "ressources": "100", "couts": "90", "utilite": ""}
    client.post(opened.url("activity", "activite-1"), shown)
    told = opened.saved.activities.activities[0]
    assert told.usefulness == 9.0 and told.votes is not None
    client.post(opened.url("activity", "activite-1"), {**shown, "utilite": "4"})
    told = opened.saved.activities.activities[0]
    assert (told.usefulness, told.votes) == (4.0, None)


def test_more_than_the_plan_is_said_and_nothing_is_lost(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("add_activity"), {**ACTIVITY, "ressources": "900 000"}).status_code == 303
    text = client.get(opened.url("activities")).page.text
    assert "vos lignes n’en comptent que" in text and "complétez vos lignes" in text
    assert "La carte des activités" not in text
    assert "Fête de quartier" in text


def test_lines_are_shared_in_a_table_then_by_percentages(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("activities"), {"montants": "lignes", "cle": "surface"})
    saved = opened.saved
    assert (saved.activities.by_lines, saved.activities.common_by) == (True, "surface")
    text = client.get(opened.url("activities")).page.text
    assert "18 lignes ne sont pas encore réparties" in text.replace("\u00a0", " ")
    said = {
        "part-r11": "une:activite-1",
        "part-personnel": "heures",
        "part-locaux": "commun:surface",
        "part-autres": "commun:inconnue",
        "part-r01": "",
    }
    assert client.post(opened.url("shared_lines"), said).status_code == 303
    assert opened.saved.activities.allocations == (
        Allocation(line="r11", way="parts", parts=(Part(activity="activite-1", share=1.0),)),
        Allocation(line="personnel", way="heures"),
        Allocation(line="locaux", way="commun", by="surface"),
    )
    halves = {"activite-1": "50", "activite-2": "30,5", "cle": "heures"}
    assert client.post(opened.url("shared_line", "achats"), halves).status_code == 303
    told = opened.saved.activities.of("achats")
    assert told is not None and told.by == "heures"
    assert [(part.activity, part.share) for part in told.parts] == [
        ("activite-1", 0.5),
        ("activite-2", 0.305),
    ]
    page = client.get(opened.url("shared_lines"))
    assert "partagé selon vos pourcentages" in page.page.text
    assert "commun 3\u202f366\u00a0€" in page.page.text
    text = client.get(opened.url("activities")).page.text
    plan = opened.saved.plan
    assert euros(lay_out(plan, opened.saved.activities).read().result) in text


def test_shares_beyond_the_whole_are_refused(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(
        opened.url("shared_line", "achats"), {"activite-1": "80", "activite-2": "30", "cle": "heures"}
    )
    assert answer.status_code == 422
    assert "est répartie à 110" in answer.page.text
    assert opened.saved == starting.example()
    assert client.get(opened.url("shared_line", "inconnue")).status_code == 404


def test_what_leaves_takes_its_share(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("shared_lines"), {"part-r11": "une:activite-1", "part-r13": "heures"})
    client.post(opened.url("activity", "activite-1"), {"action": "retirer"})
    assert [one.key for one in opened.saved.activities.activities] == ["activite-2", "activite-3"]
    told = opened.saved.activities.of("r11")
    assert told is not None and told.parts == ()
    client.post(opened.url("line", "r13"), {"action": "retirer"})
    assert opened.saved.activities.of("r13") is None
    assert client.get(opened.url("shared_lines")).status_code == 200


def test_without_an_activity_the_page_says_where_to_begin(client: ScanningClient, opened: Opened) -> None:
    text = client.get(bare(opened).url("activities")).page.text
    assert "Aucune activité pour l’instant" in text and "Ajouter une activité" in text
