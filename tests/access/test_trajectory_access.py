"""The addresses of a trajectory × every kind of visitor. An address that is not in the table fails."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.trajectories import open_trajectory
from trajectoires.private_links import lifetime
from trajectoires.trajectories.links import BALLOT, EDIT, READ, Link
from trajectoires.trajectories.models import Trajectory, TrajectoryRevision, UsefulnessPoll, UsefulnessVote
from trajectoires.trajectories.urls import urlpatterns

BY_EITHER_LINK = {"edit": 200, "read": 200, "expired_edit": 410, "expired_read": 410}
BY_EDIT_LINK = {"edit": 200, "expired_edit": 410}
ONLY_POSTED = {"edit": 303, "expired_edit": 410}
"""Visitors who are not named get a 404, whatever the reason."""
BARE = BY_EITHER_LINK | {"poll": 200, "ballot": 200, "expired_poll": 410, "expired_ballot": 410}
"""The three addresses that are a link and nothing else: each link opens its own page."""
TABLE = {
    "result": BARE,
    "vote": BARE,
    "ballot": BARE,
    "figures": BY_EITHER_LINK,
    "document": BY_EITHER_LINK,
    "takeaway": BY_EITHER_LINK,
    "file": BY_EITHER_LINK,
    "cerfa": BY_EDIT_LINK,
    "cerfa_line": BY_EDIT_LINK,
    "reports": BY_EDIT_LINK,
    "add_report": BY_EDIT_LINK,
    "report": BY_EDIT_LINK,
    "report_about": BY_EDIT_LINK,
    "report_document": BY_EDIT_LINK,
    "what_if": BY_EITHER_LINK,
    "steps": BY_EITHER_LINK,
    "step": BY_EITHER_LINK,
    "recap": BY_EITHER_LINK,
    "step_paper": BY_EITHER_LINK,
    "road": BY_EDIT_LINK,
    "diagnosis": BY_EDIT_LINK,
    "brief": BY_EDIT_LINK,
    "calendar": BY_EITHER_LINK,
    "calendar_file": BY_EITHER_LINK,
    "tasks": BY_EITHER_LINK,
    "pitch": BY_EITHER_LINK,
    "say_decision": ONLY_POSTED,
    "add_decision": BY_EDIT_LINK,
    "decision": BY_EDIT_LINK,
    "say_task": ONLY_POSTED,
    "add_task": BY_EDIT_LINK,
    "task": BY_EDIT_LINK,
    "lines": BY_EDIT_LINK,
    "add_line": BY_EDIT_LINK,
    "line": BY_EDIT_LINK,
    "basis": BY_EDIT_LINK,
    "actions": BY_EDIT_LINK,
    "add_action": BY_EDIT_LINK,
    "action": BY_EDIT_LINK,
    "shocks": BY_EDIT_LINK,
    "add_shock": BY_EDIT_LINK,
    "shock": BY_EDIT_LINK,
    "scenarios": BY_EDIT_LINK,
    "add_scenario": BY_EDIT_LINK,
    "scenario": BY_EDIT_LINK,
    "levers": BY_EDIT_LINK,
    "lever": BY_EDIT_LINK,
    "situation": BY_EDIT_LINK,
    "skills": BY_EDIT_LINK,
    "people": BY_EDIT_LINK,
    "at_hand": BY_EDIT_LINK,
    "investments": BY_EDIT_LINK,
    "add_investment": BY_EDIT_LINK,
    "investment": BY_EDIT_LINK,
    "add_loan": BY_EDIT_LINK,
    "loan": BY_EDIT_LINK,
    "instruments": BY_EDIT_LINK,
    "searching": BY_EDIT_LINK,
    "activities": BY_EDIT_LINK,
    "add_activity": BY_EDIT_LINK,
    "activity": BY_EDIT_LINK,
    "shared_lines": BY_EDIT_LINK,
    "shared_line": BY_EDIT_LINK,
    "alliances": BY_EDIT_LINK,
    "add_alliance": BY_EDIT_LINK,
    "alliance": BY_EDIT_LINK,
    "alliance_about": BY_EDIT_LINK,
    "add_amount": BY_EDIT_LINK,
    "partner": ONLY_POSTED,
    "amount": BY_EDIT_LINK,
    "poll": BY_EDIT_LINK,
    "undo": ONLY_POSTED,
    "keep": ONLY_POSTED,
    "share": BY_EDIT_LINK,
    "mail": BY_EDIT_LINK,
    "erase": BY_EDIT_LINK,
}
KEYS = {
    "line": "r01",
    "action": "mecenat",
    "shock": "baisse",
    "scenario": "prudent",
    "lever": "FI3c",
    "activity": "activite-1",
    "shared_line": "r01",
    **dict.fromkeys(("alliance", "alliance_about", "add_amount", "amount"), "alliance-1"),
    "cerfa_line": "r01",
    **dict.fromkeys(("report", "report_about", "report_document"), "compte-rendu-1"),
    "investment": "salle",
    "loan": "pret",
    "decision": "fondation",
    "task": "entreprises",
}
"""A row that the fictitious association has."""
ROUTES = {p.name: str(p.pattern) for p in urlpatterns if ":link>" in str(p.pattern)}


@pytest.fixture
def links(db: None) -> dict[str, Link]:
    """A living trajectory that is shared, one that expired, one whose sharing was taken back."""
    living, expired, revoked = (open_trajectory() for _ in range(3))
    found = {
        "edit": living.link,
        "read": living.share(),
        "wrong_edit": Link(EDIT, "A" * 43),
        "wrong_read": Link(READ, "A" * 43),
        "read_as_edit": Link(EDIT, living.share().token),
        "edit_as_read": Link(READ, living.token),
        "expired_edit": expired.link,
        "expired_read": expired.share(),
        "revoked": revoked.share(),
        "poll": living.open_vote(),
        "ballot": living.vote(5, 6, 7),
        "expired_poll": expired.open_vote(),
        "expired_ballot": expired.vote(5, 6, 7),
        "wrong_ballot": Link(BALLOT, "A" * 43),
    }
    lifetime.revoke_read_link(revoked.trajectory)
    yesterday = timezone.now() - dt.timedelta(days=1)
    Trajectory.objects.filter(pk=expired.trajectory.pk).update(expires_at=yesterday)
    return found


def _path(name: str, link: Link) -> str:
    """Written by hand: what a curious person would type."""
    path = "/" + ROUTES[name]
    for mark in ("any", "edit", "poll", "ballot"):
        path = path.replace(f"<trajectory_{mark}:link>", str(link))
    return (
        path.replace("<str:key>", KEYS.get(name, ""))
        .replace("<slug:side>", "cout" if "alliances" in path else "ressource")
        .replace("<str:row>", "cout-1")
        .replace("<slug:name>", "budget-pluriannuel")
        .replace("<slug:kind>", "xlsx")
        .replace("<int:number>", "4")
        .replace("<slug:paper>", "diagnostic-partage")
    )


def _rows() -> list[tuple[object, ...]]:
    rows = Trajectory.objects.order_by("pk").values_list("pk", "revision", "read_hash", "kept", "expires_at")
    return [
        *rows,
        *TrajectoryRevision.objects.order_by("pk").values_list("pk", "number"),
        *UsefulnessPoll.objects.order_by("pk").values_list("pk", "token_hash", "found"),
        *UsefulnessVote.objects.order_by("pk").values_list("pk", "values"),
    ]


def test_every_address_by_every_link(
    client: ScanningClient, links: dict[str, Link], mailoutbox: list
) -> None:
    assert set(ROUTES) == set(TABLE)
    for name, expected in TABLE.items():
        found = {who: client.get(_path(name, link)).status_code for who, link in links.items()}
        assert found == {who: expected.get(who, 404) for who in links}, name
    before = _rows()
    said = {"action": "retirer", "garder": "oui", "adresse": "moi@exemple.fr", "statut-r01": "demande"}
    for name in TABLE:
        # Whoever votes changes their ballot, and nothing else (``test_voting``).
        for who in set(links) - {"edit"} - ({"poll", "ballot"} if TABLE[name] is BARE else set()):
            answer = client.post(_path(name, links[who]), said)
            assert answer.status_code in (404, 405, 410), (name, who)
    assert _rows() == before
    assert mailoutbox == []


def test_a_reader_is_never_given_the_key(client: ScanningClient, links: dict[str, Link]) -> None:
    for name, expected in TABLE.items():
        if "read" not in expected:
            continue
        answer = client.get(_path(name, links["read"]))
        assert links["edit"].token.encode() not in answer.content, name
        assert b"/trajectoire/t/" not in answer.content, name
