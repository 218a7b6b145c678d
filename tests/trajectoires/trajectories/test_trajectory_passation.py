"""The passation file of a trajectory: the same comes back, nothing secret leaves, nothing hostile enters."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.equilibre.trajectory.trajectory_plans import plans

import model_fixtures as fixtures
from equilibre.documents.passation import read_passation as read_accounts
from equilibre.documents.passation import write_passation as write_accounts
from equilibre.documents.passation_reading import TRAJECTORY
from equilibre.errors import ReadError
from equilibre.examples import fictitious_dossier
from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import Month, TrajectoryPlan
from harness.client import ScanningClient
from harness.trajectories import open_trajectory
from trajectoires.trajectories.domain import editing, starting
from trajectoires.trajectories.domain.passation import read_passation, write_passation
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.models import Trajectory

TODAY = dt.date(2026, 11, 27)
START = "/trajectoire/"
replace = msgspec.structs.replace
Edit = Callable[[dict[str, Any]], object]


def written(saved: Saved | None = None) -> bytes:
    return write_passation(saved or starting.example(), on=TODAY)


def changed(edit: Edit) -> bytes:
    content = json.loads(written())
    edit(content)
    return json.dumps(content).encode()


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_passation(data)
    assert caught.value.message and caught.value.remedy
    return caught.value


def test_proposed_partners_come_back_and_are_checked() -> None:
    partners = fictitious_dossier().exercices[-1].partners or ()
    saved = replace(starting.example(), partners=partners)
    assert len(partners) == 3 and read_passation(written(saved)) == saved
    assert "3\u00a0partenaires dits avec les comptes" in json.loads(written(saved))["contient"]
    wrong = (
        replace(saved, partners=(replace(partners[0], lent_means=-1),)),
        replace(saved, partners=(replace(partners[0], coordination_hours=-0.5),)),
        replace(saved, partners=(replace(partners[0], key="a/b"),)),
        replace(saved, partners=(partners[0], partners[0])),
        replace(saved, partners=tuple(replace(partners[0], key=f"p{rank}") for rank in range(81))),
    )
    for one in wrong:
        assert "partners" in refused(written(one)).field


def with_natures(plan: TrajectoryPlan) -> TrajectoryPlan:
    """The plans of the engine's tests have natures of their own."""
    natures = {"resource": "membres", "cost": "achats"}
    return replace(plan, lines=tuple(replace(one, nature=natures[one.side]) for one in plan.lines))


TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cc", "Cs")), max_size=60)


@settings(max_examples=60, deadline=None)
@given(plan=plans(), label=TEXTS, words=TEXTS, seed=st.integers(0, 2**32 - 1))
def test_what_is_written_comes_back_the_same(plan: TrajectoryPlan, label: str, words: str, seed: int) -> None:
    example = starting.example()
    lines = tuple(replace(one, label=label) for one in with_natures(plan).lines)
    saved = Saved(
        plan=replace(plan, lines=lines),
        seed=seed,
        chosen=label,
        team=example.team,
        workspace=replace(example.workspace, adviser_role=words),
    )
    assert read_passation(written(saved)) == saved


def test_the_example_comes_back_whole_and_twice_gives_the_same_bytes() -> None:
    again = read_passation(written())
    assert again == starting.example()
    assert written(read_passation(written(again))) == written(again)


def test_what_is_not_finished_comes_back_too() -> None:
    steps = starting.by_steps(first_month=Month(2027, 1))
    assert read_passation(written(steps)) == steps
    example = starting.example()
    # The action now waits for one that the scenarios do not hold, a line that moved another is nil.
    first, *others = example.plan.actions
    waiting = replace(first, needs=("locaux_partages",))
    moved = replace(
        example.plan,
        actions=(waiting, *others),
        first_month=example.plan.first_month.plus(24),
        lines=tuple(replace(one, amount=0) if one.key == "r11" else one for one in example.plan.lines),
    )
    saved = replace(example, plan=moved)
    assert {one.kind for one in faults(moved)} == {"line", "scenario", "investment"}
    assert read_passation(written(saved)) == saved


def test_what_accounts_turn_negative_comes_back_too() -> None:
    example = starting.example()
    first, *others = example.activities.activities
    turned = replace(first, resources=-12_000, sales=0)
    saved = replace(
        example,
        left_out=-5_000,
        activities=replace(example.activities, activities=(turned, *others)),
    )
    assert read_passation(written(saved)) == saved


def test_taking_rows_out_leaves_a_file_that_opens() -> None:
    saved = starting.example()
    for kind, key in (("action", "formations"), ("line", "r06"), ("shock", "baisse"), ("scenario", "fil")):
        saved = editing.take_out(saved, kind, key)  # type: ignore[arg-type]
        assert read_passation(written(saved)) == saved


def test_a_human_reads_what_it_is_and_what_it_is_not() -> None:
    content = json.loads(written())
    assert list(content)[:3] == ["lisez_moi", "format", "ecrit_le"]
    assert content["ecrit_le"] == "2026-11-27"
    assert "18\u00a0lignes de ressources ou de charges" in content["contient"]
    assert any("bulletins de vote" in one for one in content["ne_contient_pas"])
    assert any("liens privés" in one for one in content["ne_contient_pas"])
    assert content["en_bref"]["annees"] == "2026 à 2030"


def test_it_holds_no_secret(client: ScanningClient, db: None) -> None:
    opened = open_trajectory()
    shared, poll = opened.share(), opened.open_vote()
    ballots = [opened.vote(9, 5, 2) for _ in range(5)]
    answer = client.get(opened.url("file", "passation", "json"))
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"].endswith('-passation.json"')
    for link in (opened.link, shared, poll, *ballots):
        assert link.token.encode() not in answer.content
    for word in (b"http", b"/trajectoire/"):
        assert word not in answer.content
    assert read_passation(answer.content) == opened.saved


def value(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["trajectoire"]
    return found


def pitch_of(content: dict[str, Any]) -> dict[str, Any]:
    return value(content)["pitch"]


def plan_of(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = value(content)["plan"]
    return found


@pytest.mark.parametrize(
    "data",
    [
        b"", b"  \n", b"\x00\x01", b"%PDF-1.7", b"PK\x03\x04", b"null", b"[]", b"{}", b"[" * 100_000,
        b'{"format": "trajectoires/passation-trajectoire/1"}',
        b'{"format": "trajectoires/passation-trajectoire/1", "trajectoire": []}',
        b'{"format": "trajectoires/passation-trajectoire/1", "trajectoire": ' + b"[" * 60 + b"]" * 60 + b"}",
        b'{"format": 3, "trajectoire": {}}',
    ],
)  # fmt: skip
def test_what_is_no_trajectory_is_refused(data: bytes) -> None:
    refused(data)


def test_each_file_says_where_it_opens() -> None:
    accounts = write_accounts(fictitious_dossier(), fixtures.model(), today=TODAY)
    assert "vos comptes" in refused(accounts).remedy
    with pytest.raises(ReadError) as caught:
        read_accounts(written())
    assert "Construire votre trajectoire" in caught.value.remedy


def test_too_large_a_file_is_refused_before_it_is_parsed() -> None:
    assert refused(b" " * (TRAJECTORY.max_bytes + 1)).code == "passation_trop_grande"


def test_a_newer_version_is_said_newer_and_an_older_one_older() -> None:
    newer = refused(changed(lambda c: c.update(format="trajectoires/passation-trajectoire/2")))
    assert newer.code == "passation_version" and "plus récente" in newer.message
    assert newer.read == "trajectoires/passation-trajectoire/2"
    older = refused(changed(lambda c: c.update(format="trajectoires/passation-trajectoire/0")))
    assert "plus ancienne" in older.message


P = "trajectoire.plan"


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (lambda c: plan_of(c)["lines"][0].update(key="a/b"), f"{P}.lines[0].key"),
        (lambda c: plan_of(c)["lines"][0].update(key=""), f"{P}.lines[0].key"),
        (lambda c: plan_of(c)["lines"][0].update(key="ajouter"), f"{P}.lines[0].key"),
        (lambda c: plan_of(c)["lines"][1].update(key="r01"), f"{P}.lines[1].key"),
        (lambda c: plan_of(c)["first_month"].update(month=13), f"{P}.first_month.month"),
        (lambda c: plan_of(c)["actions"][0]["starts"].update(month=0), f"{P}.actions[0].starts.month"),
        (lambda c: plan_of(c)["loans"][0]["received"].update(year=10**9), f"{P}.loans[0].received.year"),
        (lambda c: plan_of(c).update(scenarios=[]), f"{P}.scenarios"),
        (lambda c: plan_of(c).update(years=400), "trajectoire.plan.years"),
        (lambda c: plan_of(c)["lines"][0].update(amount=10**16), f"{P}.lines[0].amount"),
        (lambda c: plan_of(c)["lines"][0].update(amount=12.5), f"{P}.lines[0].amount"),
        (lambda c: plan_of(c)["lines"][0].update(amount=-1), "trajectoire.line.r01.amount"),
        (lambda c: plan_of(c)["lines"][0].update(label="a\x00b"), f"{P}.lines[0].label"),
        (lambda c: plan_of(c)["lines"][0].update(nature="inconnue"), f"{P}.lines[0].nature"),
        (lambda c: plan_of(c)["lines"][0].update(follows="x"), f"{P}.lines[0].follows"),
        (lambda c: plan_of(c)["lines"][0].pop("label"), f"{P}.lines[0].label"),
        (lambda c: plan_of(c)["lines"][0].update(autre=1), f"{P}.lines[0].autre"),
        (lambda c: plan_of(c).update(lines=plan_of(c)["lines"][:1] * 600), f"{P}.lines"),
        (lambda c: plan_of(c)["actions"][0].update(needs=["x"]), f"{P}.actions[0].needs"),
        (
            lambda c: plan_of(c)["actions"][0].update(needs=["formations"]),
            "trajectoire.action.formations.needs",
        ),
        (lambda c: plan_of(c)["actions"][0].update(lever="XX"), f"{P}.actions[0].lever"),
        (lambda c: plan_of(c)["scenarios"][1].update(actions=["x"]), f"{P}.scenarios[1].actions"),
        (lambda c: plan_of(c)["shocks"][0].update(lines=["x"]), f"{P}.shocks[0].lines"),
        (lambda c: plan_of(c)["investments"][0].update(action="x"), "trajectoire.investment.salle.action"),
        (lambda c: value(c)["decisions"][0].update(line="x"), "trajectoire.decision.fondation.line"),
        (lambda c: value(c)["decisions"][0].update(watch="0001-01-01"), "trajectoire.decisions[0].watch"),
        (lambda c: value(c)["tasks"][0].update(action="x"), "trajectoire.task.programme.action"),
        (lambda c: value(c)["tasks"][0].update(sheet="javascript:alert(1)"), "trajectoire.tasks[0].sheet"),
        (lambda c: pitch_of(c)["said"][0].update(text="x" * 721), "trajectoire.pitch.said[0].text"),
        (lambda c: pitch_of(c)["said"][0].update(code="autre"), "trajectoire.pitch.said[0].code"),
        (lambda c: pitch_of(c)["said"][1].update(code="besoin"), "trajectoire.pitch.said[1].key"),
        (lambda c: pitch_of(c)["heard"][1].update(code="metier"), "trajectoire.pitch.heard[1].key"),
        (lambda c: pitch_of(c).update(figures=["a", "b", "c", "d"]), "trajectoire.pitch.figures"),
        (lambda c: pitch_of(c).update(figures=["a", "a"]), "trajectoire.pitch.figures[1].key"),
        (lambda c: pitch_of(c).update(figures=["<b>"]), "trajectoire.pitch.figures[0]"),
        (lambda c: value(c)["tasks"][0].update(sheet="//ailleurs.fr/"), "trajectoire.tasks[0].sheet"),
        (lambda c: value(c)["tasks"][0].update(sheet="/agir/kits/../../t/"), "trajectoire.tasks[0].sheet"),
        (lambda c: plan_of(c)["common_shock"].update(chance=5.0), f"{P}.common_shock.chance"),
        (lambda c: plan_of(c)["lines"][0].update(etp=-1.0), f"{P}.lines[0].etp"),
        (
            lambda c: plan_of(c)["lines"][0].update(amount=10**14, indexation=1.0, volume=1.0),
            "trajectoire.line.r01.amount",
        ),
        (lambda c: value(c)["pitch"].update(figures=["x"] * 4), "trajectoire.pitch.figures"),
        (lambda c: value(c).update(seed=-1), "trajectoire.seed"),
        (lambda c: value(c)["team"]["people"].update(salaries=-2), "trajectoire.team.people.salaries"),
        (lambda c: value(c)["team"]["people"].update(robots=2), "trajectoire.team.people"),
        (
            lambda c: value(c)["activities"]["activities"][0]["votes"].update(count=2),
            "trajectoire.activities.activities[0].votes",
        ),
        (
            lambda c: value(c)["activities"]["activities"][0].update(hours=-3.0),
            "trajectoire.activities.activities[0].hours",
        ),
        (
            lambda c: value(c)["activities"].update(allocations=[{"line": "x", "way": "heures"}]),
            "trajectoire.activities.allocations[0].line",
        ),
        (
            lambda c: value(c)["alliances"][0]["gains"][0].update(amount=-5),
            "trajectoire.alliances[0].gains[0].amount",
        ),
        (
            lambda c: value(c)["workspace"]["outputs"][0].update(code="x"),
            "trajectoire.workspace.outputs[0].code",
        ),
    ],
)  # fmt: skip
def test_what_no_page_could_have_written_is_refused_at_its_place(edit: Edit, field: str) -> None:
    assert refused(changed(edit)).field == field


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_mutated_bytes_never_raise_anything_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(written())
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 4)] = bytes(
            chance.choices(b'{}[]",:0-9eE.\xc3\x00ntf', k=chance.randint(0, 4))
        )
    try:
        assert isinstance(read_passation(bytes(data)), Saved)
    except ReadError as error:
        assert error.message


def given_file(client: ScanningClient, data: bytes) -> Any:
    file = SimpleUploadedFile("2026-11-passation.json", data, content_type="application/json")
    return client.post(START, {"partir": "fichier", "fichier": file})


def test_the_start_page_opens_it_under_a_new_link(client: ScanningClient, db: None) -> None:
    opened = open_trajectory()
    data = client.get(opened.url("file", "passation", "json")).content
    answer = given_file(client, data)
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert address != opened.url("result")
    assert "Formations et mécénat" in client.get(address).page.text
    again = client.get(f"{address}emporter/passation.json").content
    assert read_passation(again) == opened.saved


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Cher Jean,", "Ce fichier n’est pas un fichier de passation"),
        (b'{"format": "trajectoires/passation-trajectoire/9", "trajectoire": {}}', "plus récente"),
        (b"{" + b" " * 2_100_000, "Ce fichier dépasse 2\u00a0Mo"),
    ],
)
def test_what_does_not_open_is_told_on_the_page(
    client: ScanningClient, db: None, data: bytes, told: str
) -> None:
    answer = given_file(client, data)
    assert answer.status_code == 422
    assert told in answer.page.text
    assert not Trajectory.objects.exists()


def test_no_file_and_too_heavy_a_file_are_told_too(client: ScanningClient, db: None, settings: Any) -> None:
    answer = client.post(START, {"partir": "fichier"})
    assert answer.status_code == 422 and "Choisissez votre fichier" in answer.page.text
    settings.UPLOAD_MAX_MB = 1
    heavy = given_file(client, b"{" + b" " * 1_500_000)
    assert heavy.status_code == 422 and "Ce fichier est trop lourd." in heavy.page.text


def test_it_is_offered_where_the_key_is_and_before_erasing(client: ScanningClient, db: None) -> None:
    opened = open_trajectory()
    address = opened.url("file", "passation", "json")
    for page in ("result", "erase"):
        assert f'href="{address}" download' in client.get(opened.url(page)).content.decode(), page
    assert address not in client.get(f"/trajectoire/{opened.share()}/").content.decode()


def test_a_trajectory_without_figures_can_be_taken_away(client: ScanningClient, db: None) -> None:
    opened = open_trajectory(starting.by_steps(first_month=Month(2027, 1)))
    page = client.get(opened.url("takeaway")).content.decode()
    assert f'href="{opened.url("file", "passation", "json")}' in page
    assert read_passation(client.get(opened.url("file", "passation", "json")).content) == opened.saved
