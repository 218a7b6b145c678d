"""The steps on screen: done, skipped, opened again; several people at once; both documents."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone

from equilibre.reference.steps import path
from equilibre.trajectory.workspace import Output, Workspace, counted_back
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.saved import from_json, to_json

PAGES_TO_COME = {
    "activities", "alliances", "calendar", "instruments", "investments", "levers", "pitch", "skills",
    "takeaway", "tasks",
}  # fmt: skip
replace = msgspec.structs.replace


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association, its steps not begun."""
    return open_trajectory(replace(starting.example(), workspace=Workspace()))


def _initials(html: str) -> dict[str, str]:
    """What the page says it showed, as a browser sends it back."""
    found = re.findall(r'<input type="hidden" name="(initial-[^"]+)"(?: value="([^"]*)")?', html)
    return dict(found)


def _post(client: Client, opened: Opened, number: int, **said: str) -> int:
    return client.post(opened.url("step", number), said).status_code


def test_a_step_is_done_and_the_next_one_opens(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("step", 1), {"text": "Le conseil a dit oui.", "action": "faite"})
    assert answer.status_code == 303 and answer.url.endswith("/etapes/2/?apres=1")
    assert opened.saved.workspace.output("preparer") == Output(
        code="preparer", text="Le conseil a dit oui.", status="fait", on=timezone.localdate()
    )
    page = client.get(answer.url).page.text
    assert "L’étape 1 est enregistrée" in page
    listed = client.get(opened.url("steps")).page.text
    assert "1\u00a0étape faite ou passée sur 8." in listed
    assert "Reprendre à l’étape 2" in listed
    assert "Reprendre à l’étape 2" in client.get(opened.url()).page.text


def test_a_step_without_a_word_is_not_done(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("step", 1), {"text": " ", "action": "faite"})
    assert answer.status_code == 422
    assert "Écrivez au moins une ligne" in answer.page.text
    assert opened.saved.workspace == Workspace()


def test_a_skipped_step_keeps_its_reason_and_is_opened_again(client: ScanningClient, opened: Opened) -> None:
    refused = client.post(opened.url("step", 2), {"text": "Un mot.", "action": "passer"})
    assert refused.status_code == 422
    assert "Dites en quelques mots pourquoi" in refused.page.text and "Un mot." in refused.page.text
    assert _post(client, opened, 2, reason="Déjà fait avec notre réseau.", action="passer") == 303
    assert "Déjà fait avec notre réseau." in client.get(opened.url("steps")).page.text
    assert _post(client, opened, 2, action="rouvrir") == 303
    kept = opened.saved.workspace.output("projet")
    assert (kept.status, kept.on, kept.reason) == ("a_faire", None, "Déjà fait avec notre réseau.")
    assert "La raison est gardée." in client.get(opened.url("step", 2)).page.text
    client.post(opened.url("undo"))
    assert opened.saved.workspace.output("projet").status == "passe"


def test_two_people_on_two_steps_lose_nothing(opened: Opened) -> None:
    one, other = Client(), Client()
    shown = [_initials(who.get(opened.url("step", n)).content.decode()) for who, n in ((one, 1), (other, 3))]
    assert _post(one, opened, 1, text="De l’une.", action="faite", **shown[0]) == 303
    assert _post(other, opened, 3, text="De l’autre.", action="garder", **shown[1]) == 303
    space = opened.saved.workspace
    assert (space.output("preparer").text, space.output("modele").text) == ("De l’une.", "De l’autre.")


def test_two_people_on_the_same_text_are_told_and_decide(client: ScanningClient, opened: Opened) -> None:
    shown = _initials(client.get(opened.url("step", 1)).content.decode())
    assert _post(Client(), opened, 1, text="Écrit ailleurs.", action="garder") == 303
    said = {"text": "Écrit ici.", "action": "garder", **shown}
    answer = client.post(opened.url("step", 1), said)
    assert answer.status_code == 422
    assert "Écrit ailleurs." in answer.page.text and "Écrit ici." in answer.page.text
    assert opened.saved.workspace.output("preparer").text == "Écrit ailleurs."
    again = {"text": "Écrit ensemble.", "action": "garder", **_initials(answer.content.decode())}
    assert client.post(opened.url("step", 1), again).status_code == 303
    assert opened.saved.workspace.output("preparer").text == "Écrit ensemble."


def test_two_people_fill_the_road_map(client: ScanningClient, opened: Opened) -> None:
    shown = _initials(client.get(opened.url("road")).content.decode())
    told = {"elected": "", "question": "", "variant": "huit", **shown}
    assert Client().post(opened.url("road"), {**told, "elected": "présidente"}).status_code == 303
    assert client.post(opened.url("road"), {**told, "question": "Sur quoi tenir ?"}).status_code == 303
    road = opened.saved.workspace.road
    assert (road.elected, road.question) == ("présidente", "Sur quoi tenir ?")


def test_dates_are_proposed_backwards_then_changed(client: ScanningClient, opened: Opened) -> None:
    day = dt.date(2028, 4, 8)
    answer = client.post(
        opened.url("road"), {"choose_on": "08/04/2028", "variant": "huit", "action": "proposer"}
    )
    assert answer.status_code == 303
    space = opened.saved.workspace
    assert {one.code: one.by for one in space.road.wishes} == counted_back(day)
    wrong = client.post(opened.url("road"), {"variant": "huit", "dates_modele": "2027-01-01"})
    assert wrong.status_code == 303
    earlier = {"variant": "huit", "dates_preparer": "2027-02-01", "dates_projet": "2027-01-01"}
    refused = client.post(opened.url("road"), earlier)
    assert refused.status_code == 422
    assert "Cette date précède celle d’une étape d’avant." in refused.page.text
    bare = client.post(opened.url("road"), {"variant": "huit", "action": "proposer"})
    assert bare.status_code == 422 and "Écrivez d’abord la date" in bare.page.text
    far = client.post(opened.url("road"), {"variant": "huit", "choose_on": "0201-01-01"})
    assert far.status_code == 422


def test_a_meeting_that_is_too_near_is_said(client: ScanningClient, opened: Opened) -> None:
    soon = timezone.localdate() + dt.timedelta(weeks=4)
    client.post(opened.url("road"), {"variant": "huit", "choose_on": f"{soon:%d/%m/%Y}"})
    assert "En comptant à rebours, il fallait commencer" in client.get(opened.url("steps")).page.text


def test_seven_steps_keep_what_was_written(client: ScanningClient, opened: Opened) -> None:
    assert _post(client, opened, 8, text="Quatre revues.", action="garder") == 303
    client.post(opened.url("road"), {"variant": "sept_fin"})
    assert client.get(opened.url("step", 8)).status_code == 404
    assert "Quatre revues." in client.get(opened.url("step", 7)).page.text
    assert "sur 7." in client.get(opened.url("steps")).page.text
    client.post(opened.url("road"), {"variant": "sept_zero"})
    assert "Se préparer" in client.get(opened.url("step", 0)).page.text
    assert "Quatre revues." in client.get(opened.url("step", 7)).page.text


def test_a_reader_reads_and_changes_nothing(client: ScanningClient, opened: Opened) -> None:
    _post(client, opened, 1, text="Le mandat est voté.", action="faite")
    link = opened.share()
    for name, rest in (("steps", ()), ("step", (1,)), ("step", (4,)), ("recap", ())):
        html = client.get(reverse(f"trajectories:{name}", args=[link, *rest])).content.decode()
        assert "<textarea" not in html and 'method="post"' not in html
    assert "Le mandat est voté." in client.get(reverse("trajectories:recap", args=[link])).page.text
    posted = client.post(reverse("trajectories:step", args=[link, 1]), {"text": "Non", "action": "garder"})
    assert posted.status_code == 404


def test_the_words_of_the_documents(client: ScanningClient, opened: Opened) -> None:
    said = {"adviser_role": "conseillère", "organisation_strengths": "Le lieu.", "adviser_needs": "Du temps."}
    assert client.post(opened.url("diagnosis"), said).status_code == 303
    assert (
        client.post(opened.url("brief"), {"goals": "Nos prix.", "answer_by": "2028-02-01"}).status_code == 303
    )
    space = opened.saved.workspace
    assert (space.organisation.strengths, space.adviser.needs) == ("Le lieu.", "Du temps.")
    assert (space.brief.goals, space.brief.answer_by) == ("Nos prix.", dt.date(2028, 2, 1))
    assert client.post(opened.url("brief"), {"answer_by": "demain"}).status_code == 422
    assert client.post(opened.url("diagnosis"), {"adviser_needs": "x" * 1201}).status_code == 422
    for paper in ("diagnostic-partage", "cahier-des-charges"):
        answer = client.get(opened.url("step_paper", paper))
        assert answer.content.startswith(b"PK") and f"{paper}.docx" in answer["Content-Disposition"]
        assert opened.token.encode() not in answer.content
    assert client.get(opened.url("step_paper", "autre")).status_code == 404


def test_no_tool_leads_nowhere(client: ScanningClient, opened: Opened) -> None:
    named = {
        name for name in get_resolver("trajectoires.trajectories.urls").reverse_dict if isinstance(name, str)
    }
    for one in path().step:
        for tool in one.tools:
            if tool.opens:
                assert tool.opens in named | PAGES_TO_COME, tool
            else:
                assert resolve(tool.at), tool
    for number in range(1, 9):
        page = client.get(opened.url("step", number))
        assert page.status_code == 200
        for address in re.findall(r'href="(/trajectoire/t/[^"#?]+)', page.content.decode()):
            assert resolve(address), address


def test_one_may_begin_by_the_steps_without_a_figure(client: ScanningClient, db: None) -> None:
    answer = client.post(reverse("trajectories:start"), {"partir": "etapes"})
    assert answer.status_code == 303 and answer.url.endswith("/etapes/")
    assert "Commencer par l’étape 1" in client.get(answer.url).page.text
    for number in range(1, 9):
        assert client.get(f"{answer.url}{number}/").status_code == 200
    assert "Aucune ligne n’est saisie." in client.get(f"{answer.url}3/").page.text
    assert "pas encore saisi" in client.get(answer.url.removesuffix("etapes/")).page.text
    assert client.get(f"{answer.url}recapitulatif/").status_code == 200


def test_what_was_stored_before_still_opens() -> None:
    saved = starting.example()
    old = msgspec.json.decode(to_json(saved))
    for name in ("workspace", "model"):
        del old[name]
    found = from_json(msgspec.json.encode(old))
    assert found.workspace == Workspace() and found.model is None
    assert found.plan == saved.plan
