"""« Plan d’action »: the table, each task on its own page, its status in one click."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.deciding import TASKS, say_task
from trajectoires.trajectories.domain.queries import deciding
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_deciding import TaskForm
from trajectoires.trajectories.views.common import METHODS, see
from trajectoires.trajectories.views.rows import Shelf, list_page, proposed_page, row_or_404, row_page

SHELF = Shelf(
    own=TASKS,
    listed="tasks",
    list_template="trajectories/tasks.html",
    template="trajectories/task.html",
    changed=Change.TASK,
    removed=Change.TASK_REMOVED,
)


@require_safe
@by_link
def tasks(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the action plan, and what the chosen scenario suggests."""
    saved, editable = opened.saved, opened.link.can_edit
    return list_page(
        request,
        opened,
        SHELF,
        editable=editable,
        rows=deciding.tasks(saved, today=timezone.localdate()),
        scenario=saved.scenario(),
        proposals=deciding.task_proposals(saved) if editable else (),
    )


@require_http_methods(METHODS)
@by_link
def task(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One task on its own page."""
    return row_page(request, opened, SHELF, TaskForm, row_or_404(opened, SHELF, key))


@require_http_methods(METHODS)
@by_link
def add(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new task, empty or started from an action (« ?d-apres=… »)."""
    return proposed_page(request, opened, SHELF, TaskForm, deciding.task_proposals(opened.saved))


@require_http_methods(METHODS)
@by_link
def say(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST « tache » and « etat »."""
    if request.method == "POST":
        key, status = request.POST.get("tache", ""), request.POST.get("etat", "")
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.TASK,
            edit=lambda saved: say_task(saved, key, status),
        )
    return see(SHELF.listed, opened.link)
