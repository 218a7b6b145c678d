"""« Dates de décision »: the list, each decision on its own page, the same dates for one's calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.thread import exchange
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.deciding import DECISIONS, say_decision
from trajectoires.trajectories.domain.queries import deciding
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.calendar import calendar_bytes
from trajectoires.trajectories.interfaces.forms_deciding import DecisionForm
from trajectoires.trajectories.views.common import METHODS, see
from trajectoires.trajectories.views.rows import Shelf, list_page, proposed_page, row_or_404, row_page

SHELF = Shelf(
    own=DECISIONS,
    listed="calendar",
    list_template="trajectories/decisions.html",
    template="trajectories/decision.html",
    changed=Change.DECISION,
    removed=Change.DECISION_REMOVED,
)


@require_safe
@by_link
def decisions(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the decisions by date, and what the plan suggests."""
    saved, today, editable = opened.saved, timezone.localdate(), opened.link.can_edit
    return list_page(
        request,
        opened,
        SHELF,
        editable=editable,
        calendar=deciding.decisions(saved, today=today),
        scenario=saved.scenario(),
        proposals=deciding.decision_proposals(saved, today=today) if editable else (),
        following=exchange.next_steps("trajectory_decisions") if editable else (),
    )


@require_http_methods(METHODS)
@by_link
def decision(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One decision on its own page."""
    return row_page(request, opened, SHELF, DecisionForm, row_or_404(opened, SHELF, key))


@require_http_methods(METHODS)
@by_link
def add(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new decision, empty or started from what the plan suggests (« ?d-apres=… »)."""
    proposals = deciding.decision_proposals(opened.saved, today=timezone.localdate())
    return proposed_page(request, opened, SHELF, DecisionForm, proposals)


@require_http_methods(METHODS)
@by_link
def say(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST « decision » and « etat »: taken, given up, to be taken again."""
    if request.method == "POST":
        key, status = request.POST.get("decision", ""), request.POST.get("etat", "")
        today = timezone.localdate()
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.DECISION,
            edit=lambda saved: say_decision(saved, key, status, today=today),
        )
    return see(SHELF.listed, opened.link)


@require_safe
@by_link
def calendar_file(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET decisions, days to look, tasks and reviews, for one's own calendar."""
    response = HttpResponse(
        calendar_bytes(opened, today=timezone.localdate()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="dates-de-decision.ics"'
    return response
