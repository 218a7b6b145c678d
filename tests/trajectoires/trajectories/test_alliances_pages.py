"""« Vos alliances »: described, counted on both sides, never added to the accounts."""

from __future__ import annotations

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone

from equilibre.formatting import euros
from equilibre.model.dossier import Partner
from equilibre.trajectory.alliances import MEANING, Ally, Gained, Spent, Words, together, value_of
from equilibre.trajectory.hypotheses import Month
from harness.books import fec
from harness.client import ScanningClient
from harness.dossiers import open_deposit
from harness.trajectories import Opened, open_trajectory
from trajectoires.qualification.domain import edits
from trajectoires.trajectories import access
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.queries.lever_tree import tree
from trajectoires.trajectories.links import EDIT, Link

ALLIANCE = {
    "libelle": "Le local partagé",
    "sorte": "moyens",
    "nom_1": "Une régie de quartier",
    "nature_1": "pair",
    "nom_2": "La commune",
    "nature_2": "public",
    "ecrit": "non",
    "fin": "06/2030",
    "reversement": "oui",
    "budget": "20 000",
    "degre_confiance": "3",
    "phrase_confiance": "Nous nous voyons chaque semaine.",
}
GAIN = {
    "libelle": "Loyer",
    "sorte": "cout_evite",
    "cote": "nous",
    "montant": "9 000",
    "deduit": "4 000",
    "part": "80",
    "certitude": "mesure",
}
COST = {
    "libelle": "Réunions",
    "sorte": "coordination",
    "cote": "allie-1",
    "heures": "10",
    "taux": "20",
    "certitude": "estime",
}


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def test_the_example_is_counted_and_is_no_accounting(client: ScanningClient, opened: Opened) -> None:
    text = client.get(opened.url("alliances")).page.text
    values = tuple(value_of(one, today=timezone.localdate()) for one in opened.saved.alliances)
    found = together(values)
    for cents in (found.value, found.cost, found.net, found.shared):
        assert euros(cents or 0) in text
    assert all(one.sentence in text for one in values)
    assert MEANING in text
    page = client.get(opened.url("alliance", "alliance-1")).page.text
    assert values[0].premium is not None and values[0].premium.text in page
    assert "À titre indicatif." in page and "10\u202f020\u00a0€" in page


def test_an_alliance_is_what_was_described(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("add_alliance"), ALLIANCE)
    assert answer.status_code == 303
    assert answer.url == opened.url("alliance", "alliance-4")
    told = opened.saved.alliances[-1]
    assert told.allies == (
        Ally(key="allie-1", label="Une régie de quartier", body="pair"),
        Ally(key="allie-2", label="La commune", body="public"),
    )
    assert (told.type, told.written, told.ends) == ("moyens", False, Month(2030, 6))
    assert (told.grant_passed_on, told.passing_on_allowed, told.shared_budget) == (True, None, 2_000_000)
    words = "Nous nous voyons chaque semaine."
    assert told.words == (Words(outcome="confiance", degree=3, sentence=words),)
    text = client.get(answer.url).page.text
    assert "L. 1611-4" in text.replace("\u00a0", " ") and words in text
    assert "nous ne savons pas encore" in text
    # Saved again without a change, it is the same.
    client.post(opened.url("alliance_about", "alliance-4"), ALLIANCE)
    assert opened.saved.alliances[-1] == told


def test_what_it_brings_and_takes_is_typed_line_by_line(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("add_alliance"), ALLIANCE)
    answer = client.post(opened.url("add_amount", "alliance-4", "apport"), GAIN)
    assert answer.status_code == 303 and answer.url == opened.url("alliance", "alliance-4")
    client.post(opened.url("add_amount", "alliance-4", "cout"), COST)
    told = opened.saved.alliances[-1]
    assert told.gains == (
        Gained(
            key="apport-1", kind="cout_evite", label="Loyer", amount=900_000, less=400_000, attribution=0.8,
            certainty="mesure",
        ),
    )  # fmt: skip
    assert told.costs == (
        Spent(
            key="cout-1", kind="coordination", label="Réunions", side="allie-1", hours=10.0, rate=2_000,
            certainty="estime",
        ),
    )  # fmt: skip
    # (9 000 − 4 000) × 80 % ; 10 × 20.
    text = client.get(answer.url).page.text
    assert "4\u202f000\u00a0€" in text and "−200\u00a0€" in text
    client.post(opened.url("amount", "alliance-4", "cout", "cout-1"), {"action": "retirer"})
    assert opened.saved.alliances[-1].costs == ()
    assert opened.saved.alliances[-1].gains == told.gains


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"montant": ""}, "Écrivez un montant, ou des heures et leur coût."),
        ({"montant": "", "heures": "12"}, "Écrivez le coût d’une heure"),
        ({"part": "140"}, "une part hors de 0 à 100"),
        ({"cote": "inconnu"}, "Choisissez une des réponses proposées."),
        ({"certitude": ""}, "Choisissez une réponse."),
    ],
)
def test_a_wrong_amount_is_refused_in_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], expected: str
) -> None:
    answer = client.post(opened.url("add_amount", "alliance-1", "apport"), {**GAIN, **said})
    assert answer.status_code == 422
    assert expected in answer.page.text
    assert 'value="Loyer"' in answer.content.decode()
    assert opened.saved == starting.example()


def test_a_partner_with_lines_does_not_leave(client: ScanningClient, opened: Opened) -> None:
    said = {"libelle": "Le collège", "sorte": "production_diffusion", "nom_1": ""}
    answer = client.post(opened.url("alliance_about", "alliance-1"), said)
    assert answer.status_code == 422
    assert "ce partenaire n’est pas dans la liste" in answer.page.text
    assert opened.saved == starting.example()


def test_an_alliance_leaves_and_comes_back(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("alliance_about", "alliance-1"), {"action": "retirer"})
    assert [one.key for one in opened.saved.alliances] == ["alliance-2", "alliance-3"]
    assert client.get(opened.url("alliance", "alliance-1")).status_code == 404
    assert client.get(opened.url("add_amount", "alliance-1", "apport")).status_code == 404
    client.post(opened.url("undo"))
    assert opened.saved == starting.example()


SCHOOL = Partner(
    key="p1", name="Collège", alliance="production_diffusion", body="public", avoided_cost=960_000,
    coordination_hours=36.0, certainty="estime",
)  # fmt: skip
NETWORK = Partner(key="p2", name="Réseau", alliance="positionnement", body="pair")


def test_partners_told_with_the_accounts_are_carried_and_only_proposed(
    client: ScanningClient, db: None
) -> None:
    deposited = open_deposit(fec())
    long = msgspec.structs.replace(NETWORK, name="R" * 90)
    edits.set_partners(dossier=deposited.dossier, index=0, partners=(SCHOOL, long))
    answer = client.post(reverse("trajectories:from_model"), {"model": str(deposited.link)})
    link = Link(EDIT, answer.headers["Location"].split("/")[3])
    saved = access.open_link(link).saved
    assert saved.partners == (
        msgspec.structs.replace(SCHOOL, key="partenaire-1"),
        msgspec.structs.replace(NETWORK, key="partenaire-2", name="R" * 80),
    )
    assert saved.alliances == ()
    page = client.get(reverse("trajectories:alliances", args=[link])).page.text
    assert "Coûts évités\u00a0: 9\u202f600\u00a0€." in page
    assert "dont le coût reste à dire" in page
    assert "Ensemble, en un an" not in page, "nothing is counted before it is taken up"


def test_a_proposed_partner_is_taken_up_and_its_hours_are_asked_a_price(
    client: ScanningClient, opened: Opened
) -> None:
    proposing = open_trajectory(
        msgspec.structs.replace(opened.saved, alliances=(), partners=(SCHOOL, NETWORK))
    )
    answer = client.post(proposing.url("partner"), {"reprendre": "p1"})
    assert answer.status_code == 303
    asked = proposing.url("add_amount", "alliance-1", "cout")
    assert answer.headers["Location"] == f"{asked}?heures=36"
    (told,) = proposing.saved.alliances
    assert told.gains[0].amount == 960_000 and told.costs == ()
    assert proposing.saved.partners == (NETWORK,)
    form = client.get(answer.headers["Location"]).content.decode()
    assert 'name="heures" value="36"' in form
    assert "value=" not in form[form.index('name="taux"') :].split(">")[0]
    for wrong in ("beaucoup", "-3", "1e9"):
        bare = client.get(asked + f"?heures={wrong}").content.decode()
        assert "value=" not in bare[bare.index('name="heures"') :].split(">")[0], wrong
    client.post(proposing.url("undo"))
    assert proposing.saved.partners == (SCHOOL, NETWORK) and proposing.saved.alliances == ()


def test_a_proposed_partner_is_set_aside(client: ScanningClient, opened: Opened) -> None:
    proposing = open_trajectory(msgspec.structs.replace(opened.saved, partners=(SCHOOL, NETWORK)))
    for said in ({"ecarter": "p1"}, {"ecarter": "inconnu"}, {"reprendre": "inconnu"}, {}):
        assert client.post(proposing.url("partner"), said).status_code == 303
    assert proposing.saved.partners == (NETWORK,)
    assert proposing.saved.alliances == opened.saved.alliances
    answer = client.post(proposing.url("partner"), {"reprendre": "p2"})
    assert answer.headers["Location"] == proposing.url("alliance", "alliance-4")
    text = client.get(proposing.url("alliances")).page.text
    assert "Partenaires dits avec vos comptes" not in text


def test_an_alliance_lights_the_lever_of_its_type(opened: Opened) -> None:
    saved = opened.saved
    lit = {code: tree(saved).of(code).use for code in ("AL1", "AL2", "AL3")}
    assert {code: use and use.note for code, use in lit.items()} == dict.fromkeys(
        lit, "une alliance indiquée"
    )
    over = tuple(
        msgspec.structs.replace(one, ends=saved.plan.first_month.plus(-1)) for one in saved.alliances
    )
    for none in ((), over):
        dark = tree(msgspec.structs.replace(saved, alliances=none))
        assert all(dark.of(code).use is None for code in lit)
    last = tuple(msgspec.structs.replace(one, ends=saved.plan.first_month) for one in saved.alliances)
    assert all(tree(msgspec.structs.replace(saved, alliances=last)).of(code).use for code in lit)
