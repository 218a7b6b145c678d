"""What a session decided enters a trajectory: chosen, looked at, written once, undone like any change."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec
import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from equilibre.facilitation.formats import shipped
from equilibre.facilitation.minutes import VOTE, Outcome, Statutes
from equilibre.facilitation.tally import Tally
from equilibre.trajectory.deciding import Decision
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.usefulness import Votes
from harness.client import ScanningClient
from harness.sessions import Held, hold
from harness.trajectories import Opened, open_trajectory
from trajectoires.facilitation.domain import conducting, deciding, rounds
from trajectoires.facilitation.domain.deciding import Decided
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.models import Session
from trajectoires.trajectories.domain import from_session, storage
from trajectoires.trajectories.domain.passation import read_passation, write_passation
from trajectoires.trajectories.domain.queries.deciding import decision_proposals
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.models import Trajectory, TrajectoryRevision

PAGE = reverse("trajectories:from_session")
TRAIN, RENT, READ = "a" * 32, "b" * 32, "c" * 32
DECIDED = "Voté le 12 mars 2027 en séance : 9 pour, 1 contre, 2 abstentions, vote indicatif."


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def voted(held: Held, key: str, favour: int, against: int, neither: int = 0) -> None:
    """A vote counted by hand, then shown."""
    put = held.put("vote", decision=key)
    held.close(put)
    counts = {"pour": {1: favour}, "contre": {1: against}, "abstention": {1: neither}}
    raw = {"answered": favour + against + neither, "abstained": 0, "talk": 0, "counts": counts, "texts": []}
    rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
    rounds.show(session=held.session, round_id=put.pk, shown=True)


def ended(*, label: str = "Former à la paie", **said: Any) -> Held:
    """A session of 12 March 2027: one decision retained, one set aside, one without a vote."""
    held = hold(form=shipped()["decisions"], title="Conseil de mars", project="Faire vivre le lavoir.")
    told = {"who": "le bureau", "by": dt.date(2027, 6, 30), "decides": "bureau", "again": "6,12", **said}
    deciding.add_decision(session=held.session, key=TRAIN, said=Decided(label=label, **told))
    deciding.add_decision(session=held.session, key=RENT, said=Decided(label="Louer la salle"))
    deciding.add_decision(session=held.session, key=READ, said=Decided(label="Relire les statuts"))
    voted(held, TRAIN, 9, 1, 2)
    voted(held, RENT, 2, 7)
    conducting.end(session=held.session)
    Session.objects.filter(pk=held.session.pk).update(began_at=dt.datetime(2027, 3, 12, 19, tzinfo=dt.UTC))
    return held


def words(answer: HttpResponse) -> str:
    """A page as one reads it."""
    return answer.page.text.replace("\u00a0", " ").replace("\u202f", " ")


def choice(held: Held, opened: Opened, **more: str) -> dict[str, str]:
    """Both places for the decision that was retained."""
    return {
        "seance": str(held.link), "ou": "existante", "adresse": f"https://exemple.fr{opened.url('tasks')}",
        f"action-{TRAIN}": "on", f"date-{TRAIN}": "on", f"pour-{TRAIN}": "2027-06-30", **more,
    }  # fmt: skip


def hidden(answer: HttpResponse) -> dict[str, str]:
    """What the preview sends along when one presses its button."""
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()))


def rows(opened: Opened) -> tuple[Any, Any]:
    """The carried task and decision; None when they are not there."""
    saved = opened.saved
    task = next((one for one in saved.tasks if one.key == f"seance-{TRAIN}"), None)
    return task, next((one for one in saved.decisions if one.key == f"seance-{TRAIN}"), None)


def test_from_the_minutes_to_the_plan_and_back(client: ScanningClient, opened: Opened) -> None:
    held = ended()
    minutes = client.get(held.url("minutes"))
    assert "Porter la séance dans une trajectoire" in words(minutes) and PAGE in minutes.content.decode()
    page = client.post(PAGE, {"seance": str(held.link)})
    text = words(page)
    assert DECIDED in text and "2 pour, 7 contre" in text and "sans vote" in text
    assert f'name="action-{RENT}"' not in page.content.decode(), "set aside: it is not carried"
    checked = re.findall(r'name="(action-\w+)"[^>]*checked', page.content.decode())
    assert checked == [f"action-{TRAIN}"], "what was not voted waits for the host"
    before = opened.saved
    look = client.post(PAGE, choice(held, opened, phase="apercu"))
    assert look.status_code == 200 and DECIDED in words(look) and "pour le 30 juin 2027" in words(look)
    assert opened.saved == before, "nothing is written by looking"
    for _click in range(2):
        answer = client.post(PAGE, {**hidden(look), "phase": "ecrire"})
        assert answer.status_code == 303 and answer.headers["Location"] == opened.url("tasks")
    assert TrajectoryRevision.objects.count() == 2, "sent twice, written once"
    task, decision = rows(opened)
    assert (task.label, task.owner, task.due) == ("Former à la paie", "le bureau", dt.date(2027, 6, 30))
    assert task.review == dt.date(2027, 9, 12) and task.origin.replace("\u00a0", " ") == DECIDED
    assert (decision.decided_by, decision.status, decision.needed) == ("bureau", "a_prendre", Month(2027, 6))
    assert len(opened.saved.tasks) == len(before.tasks) + 1
    assert DECIDED in words(client.get(opened.url("tasks")))
    assert DECIDED in words(client.get(opened.url("calendar")))
    assert "ce que la séance a décidé" in words(client.get(opened.url("tasks")))
    client.post(opened.url("undo"))
    assert opened.saved == before


def test_what_was_carried_keeps_its_origin_and_is_never_written_over(
    client: ScanningClient, opened: Opened
) -> None:
    held = ended()
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    task, _ = rows(opened)
    shown = {"libelle": "Former deux personnes", "echeance": "2027-07-31", "statut": "en_cours"}
    assert client.post(opened.url("task", task.key), shown).status_code == 303
    again = client.post(PAGE, choice(held, opened, phase="apercu"))
    assert words(again).count("rien ne change") == 2 and "il n’y a rien à écrire" in words(again)
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    kept, _ = rows(opened)
    assert (kept.label, kept.origin) == ("Former deux personnes", task.origin)
    assert read_passation(write_passation(opened.saved, on=dt.date(2027, 3, 13))) == opened.saved


def test_a_decision_that_waited_says_what_the_room_said(client: ScanningClient, opened: Opened) -> None:
    wait = Decision(key="attend", label="Former à la paie", needed=Month(2027, 9), then="nous formons")

    def edit(saved: Any) -> Any:
        return msgspec.structs.replace(saved, decisions=(*saved.decisions, wait))

    storage.revise(trajectory=opened.trajectory, change=Change.DECISION, edit=edit)
    held = ended(entitled=15, present=12, quorum=8)
    look = client.post(PAGE, choice(held, opened, phase="apercu"))
    assert "Vous l’aviez déjà datée : elle garde ses délais et devient « prise »" in words(look)
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    assert rows(opened)[1] is None
    found = next(one for one in opened.saved.decisions if one.key == "attend")
    assert (found.status, found.taken_on, found.needed) == ("prise", dt.date(2027, 3, 12), Month(2027, 9))
    assert found.then == "nous formons" and "indicatif" not in found.origin


@pytest.mark.parametrize(
    ("answered", "secrecy", "status"),
    [(0, "named", "a_prendre"), (4, "secret", "a_prendre"), (4, "named", "prise")],
)
def test_a_vote_that_says_nothing_takes_no_decision(answered: int, secrecy: Any, status: str) -> None:
    """The quorum was reached; nobody answered, or too few in secret: what was decided is not known here."""
    on = dt.date(2027, 3, 12)
    told = Outcome(
        key=TRAIN,
        label="Former à la paie",
        ask=msgspec.structs.replace(VOTE, secrecy=secrecy),
        tally=Tally(answered=answered, by_phone=answered, counts={"pour": {1: answered}} if answered else {}),
        statutes=Statutes(entitled=15, present=12, quorum=8),
    )
    carried = from_session.Carried(outcome=told, due=on, task=False, dated=True)
    assert from_session.decision_of(carried, None, on).status == status


def test_what_the_plan_suggested_is_no_longer_suggested(client: ScanningClient, opened: Opened) -> None:
    """« Lancer « … » » prepared from the plan, voted, carried: the action has its decision and its task."""
    found = decision_proposals(opened.saved, today=timezone.localdate())
    row = next(one.row for one in found if one.key.startswith("action-"))
    held = ended(label=" ".join(row.label.split()), by=dt.date(2027, 9, 1))
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    task, decision = rows(opened)
    assert task.action == decision.action == row.action and decision.from_cash == row.from_cash
    assert decision.needed == Month(2027, 6), "the month is the host's"
    after = decision_proposals(opened.saved, today=timezone.localdate())
    assert row.label not in [one.row.label for one in after]
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    assert len([one for one in opened.saved.decisions if one.action == row.action]) == 1


def test_what_the_next_session_says_of_it_moves_the_action_plan(
    client: ScanningClient, opened: Opened
) -> None:
    first = ended()
    client.post(PAGE, choice(first, opened, phase="ecrire"))
    told = {"format": "decisions", "titre": "Conseil de juin", "suivre": [TRAIN]}
    token = client.post(first.url("next_session"), told).headers["Location"].split("/")[3]
    second = Held(Session.objects.get(title="Conseil de juin"), token)
    client.post(second.url("followed"), {"suite": TRAIN, "etat": "fait", "mot": "deux personnes"})
    conducting.end(session=second.session)
    said = {"seance": str(second.link), "ou": "existante", "adresse": opened.url()}
    assert "Fait : deux personnes" in words(client.post(PAGE, {"seance": str(second.link)}))
    look = client.post(PAGE, {**said, "phase": "apercu"})
    assert "Former à la paie : fait (deux personnes)" in words(look)
    assert "Aujourd’hui dans votre plan : à faire." in words(look)
    client.post(PAGE, {**said, "phase": "ecrire"})
    assert rows(opened)[0].status == "a_faire", "not asked"
    written = {**said, "phase": "ecrire", "suite": [f"seance-{TRAIN}", "ailleurs"]}
    assert client.post(PAGE, written).headers["Location"] == opened.url("tasks")
    assert rows(opened)[0].status == "fait"
    assert "Vous n’avez rien choisi" in words(client.post(PAGE, {**said, "phase": "apercu"}))


def test_long_words_are_whole_in_the_origin(client: ScanningClient, opened: Opened) -> None:
    held = ended(label="Former à la paie " + "une deuxième personne du bureau " * 4)
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    task, _ = rows(opened)
    assert len(task.label) == 80 and task.label.endswith("…")
    assert task.origin.startswith("«\u00a0Former à la paie une") and task.origin.count("du bureau") == 4


def test_a_new_trajectory_starts_with_the_words_of_the_session(client: ScanningClient, db: None) -> None:
    held = ended()
    said = {
        "seance": str(held.link),
        "ou": "nouvelle",
        f"action-{TRAIN}": "on",
        f"pour-{TRAIN}": "2027-06-30",
    }
    look = client.post(PAGE, {**said, "phase": "apercu"})
    assert "encore vide" in words(look)
    for _click in range(2):
        answer = client.post(PAGE, {**hidden(look), "phase": "ecrire"})
        assert answer.status_code == 303
    fresh = Opened(trajectory=Trajectory.objects.get(), token=answer.headers["Location"].split("/")[3])
    assert [one.label for one in fresh.saved.tasks] == ["Former à la paie"]
    assert fresh.saved.workspace.organisation.project == "Faire vivre le lavoir."
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"adresse": ""}, "Collez l’adresse entière"),
        ({"adresse": "https://exemple.fr/trajectoire/"}, "Collez l’adresse entière"),
        ({"adresse": f"/trajectoire/t/{'A' * 43}/"}, "n’ouvre plus de trajectoire"),
        ({f"pour-{TRAIN}": ""}, "Pour quand ?"),
        ({f"pour-{TRAIN}": "bientôt"}, "Écrivez un jour"),
        ({"ou": "ailleurs"}, "Choisissez une des réponses proposées."),
    ],
)
def test_what_cannot_be_carried_is_told_in_its_place(
    client: ScanningClient, opened: Opened, said: dict[str, str], told: str
) -> None:
    for phase in ("apercu", "ecrire"):
        answer = client.post(PAGE, choice(ended(), opened, phase=phase, **said))
        assert answer.status_code == 422 and told in words(answer), words(answer)
    assert TrajectoryRevision.objects.count() == 1


def test_a_reader_writes_nothing(client: ScanningClient, opened: Opened) -> None:
    """The read link of the trajectory, and its token dressed as a key."""
    held, read = ended(), opened.share()
    answer = client.post(PAGE, choice(held, opened, phase="ecrire", adresse=f"/trajectoire/{read}/"))
    assert answer.status_code == 422 and "l’adresse de lecture" in words(answer)
    dressed = f"/trajectoire/t/{read.token}/"
    answer = client.post(PAGE, choice(held, opened, phase="ecrire", adresse=dressed))
    assert answer.status_code == 422 and "n’ouvre plus" in words(answer)
    assert TrajectoryRevision.objects.count() == 1


def test_only_a_host_of_a_session_that_has_ended_carries_it(client: ScanningClient, opened: Opened) -> None:
    live, held = hold(), ended()
    strangers = ["", "s/" + "A" * 43, str(live.link), str(held.screen), f"s/{held.screen.token}"]
    strangers.append(f"a/{held.token}")
    for link in strangers:
        for phase in ("", "ecrire"):
            answer = client.post(PAGE, choice(held, opened, phase=phase, seance=link))
            assert answer.status_code == 303 and answer.headers["Location"] == reverse("trajectories:start")
    assert "Porter la séance" not in words(client.get(live.url("minutes")))
    assert TrajectoryRevision.objects.count() == 1
    second = choice(held, opened, phase="ecrire", seance=str(held.second()))
    assert client.post(PAGE, second).headers["Location"] == opened.url("tasks")


def test_no_key_passes_from_one_to_the_other(client: ScanningClient, opened: Opened) -> None:
    """The session keeps nothing of the trajectory, the trajectory nothing of the session."""
    held = ended()
    client.post(PAGE, choice(held, opened, phase="ecrire"))
    kept = "".join(str(value) for value in vars(held.now).values())
    assert opened.token not in kept
    pages = [client.get(opened.url(name)).content.decode() for name in ("tasks", "calendar", "result")]
    assert held.token not in "".join(pages) + opened.saved.__repr__()
    assert opened.token not in client.get(held.url("minutes")).content.decode()
    assert "no-store" in client.post(PAGE, {"seance": str(held.link)}).headers["Cache-Control"]


def rated(opened: Opened, *notes: tuple[int, ...]) -> Held:
    """A vote of usefulness on the activities of the map, one more that it does not have."""
    held = hold(form=shipped()["utilite"], title="La carte")
    labels = [one.label.upper() for one in opened.saved.activities.activities]
    put = held.put("utilite", *labels, "Inconnue")
    for each in notes:
        held.phone().says(put, values={f"p{rank}": note for rank, note in enumerate(each, start=1) if note})
    held.close(put, show=True)
    conducting.end(session=held.session)
    Session.objects.filter(pk=held.session.pk).update(began_at=dt.datetime(2027, 3, 12, 19, tzinfo=dt.UTC))
    return held


NOTES = ((4, 1, 1, 2), (3, 2, 2, 2), (4, 2, 0, 2), (2, 3, 3, 2), (3, 1, 4, 2))


def test_the_map_takes_what_the_room_voted_when_one_asks(client: ScanningClient, opened: Opened) -> None:
    first, second, third = (one.key for one in opened.saved.activities.activities)
    held = rated(opened, *NOTES)
    said = {"seance": str(held.link), "ou": "existante", "adresse": opened.url()}
    look = client.post(PAGE, {**said, "phase": "apercu"})
    told = words(look)
    assert "7 sur 10, au milieu de 5 votes (au moins la moitié de 7 à 10)" in told
    assert "moins de cinq votes" in told and "aucune activité de votre carte" in told
    known = {one.key: one.usefulness for one in opened.saved.activities.activities}
    ticked = re.findall(r'name="utilite" value="([\w-]+)" checked', look.content.decode())
    assert ticked == [key for key in (first, second) if known[key] is None], "told already: it waits"
    before = opened.saved.activities.activities
    client.post(PAGE, {**hidden(look), "phase": "ecrire", "utilite": [second, third, "ailleurs"]})
    one, two, three = opened.saved.activities.activities
    assert (one, three) == (before[0], before[2]), "not asked, and under five votes"
    source = "en séance du 12\u00a0mars\u00a02027"
    assert two.votes == Votes(count=5, median=4.0, low=1, high=4, source=source) and two.usefulness == 4.0
    shown = words(client.get(opened.url("activities")))
    assert "Utilité 4 sur 10, au milieu de 5 votes en séance du 12 mars 2027" in shown
    assert read_passation(write_passation(opened.saved, on=dt.date(2027, 3, 13))) == opened.saved


def test_under_five_nothing_of_the_vote_leaves_the_session(client: ScanningClient, opened: Opened) -> None:
    held = rated(opened, *NOTES[:4])
    page = client.post(PAGE, {"seance": str(held.link)})
    assert "n’a retenu aucune décision" in words(page) and "L’utilité votée" not in words(page)


def test_one_phone_that_notes_an_activity_beside_ballots_is_not_told(opened: Opened) -> None:
    """Five phones answered, one of them noted it; whoever counted the ballots would find that note."""
    activity = opened.saved.activities.activities[0].label
    held = hold(form=shipped()["utilite"])
    phones = [held.phone() for _ in range(5)]
    put = held.put("utilite", activity, "Le reste")
    for phone, key in zip(phones, ("p1", "p2", "p2", "p2", "p2"), strict=True):
        phone.says(put, values={key: 4})
    held.close(put)
    raw = {"answered": 5, "abstained": 0, "talk": 0, "counts": {"p1": {2: 5}, "p2": {2: 5}}, "texts": []}
    rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
    rounds.show(session=held.session, round_id=put.pk, shown=True)
    found = from_session.rated(record_of(held.room))
    assert found == {activity: None, "Le reste": None}


def test_a_stranger_by_the_address_gets_the_start(client: ScanningClient, db: None) -> None:
    assert client.get(PAGE).headers["Location"] == reverse("trajectories:start")
    assert client.post(PAGE, {"phase": "ecrire", "ou": "nouvelle"}).status_code == 303
    assert not Trajectory.objects.exists()
