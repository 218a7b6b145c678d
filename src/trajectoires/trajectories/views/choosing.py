"""« Vos actions », « Ce qui peut mal tourner », « Scénarios »: each list, and each row on its own page."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.trajectory.checking import faults
from equilibre.trajectory.hypotheses import CommonShock
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import editing, storage
from trajectoires.trajectories.domain.queries import choosing
from trajectoires.trajectories.domain.queries.activities import stopping
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_actions import (
    ActionForm,
    CommonShockForm,
    ScenarioForm,
    ShockForm,
)
from trajectoires.trajectories.interfaces.orientation import start_of
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.rows import Shelf, list_page, row_or_404, row_page

replace = msgspec.structs.replace
ACTIONS = Shelf(
    kind="action",
    listed="actions",
    list_template="trajectories/actions.html",
    template="trajectories/action.html",
    changed=Change.ACTION,
    removed=Change.ACTION_REMOVED,
)
SHOCKS = Shelf(
    kind="shock",
    listed="shocks",
    list_template="trajectories/shocks.html",
    template="trajectories/shock.html",
    changed=Change.SHOCK,
    removed=Change.SHOCK_REMOVED,
)
SCENARIOS = Shelf(
    kind="scenario",
    listed="scenarios",
    list_template="trajectories/scenarios.html",
    template="trajectories/scenario.html",
    changed=Change.SCENARIO,
    removed=Change.SCENARIO_REMOVED,
)


@require_safe
@by_link
def actions(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET every action."""
    return list_page(request, opened, ACTIONS, rows=choosing.actions(opened.saved))


@require_http_methods(METHODS)
@by_link
def action(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One action on its own page."""
    brought = editing.brought_by(opened.saved.plan, key)
    row = row_or_404(opened, ACTIONS, key)
    return row_page(request, opened, ACTIONS, ActionForm, row, brought=brought)


@require_http_methods(METHODS)
@by_link
def add_action(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new action; « ?levier=… »: from a lever of the tree."""
    start = start_of(request.GET.get("levier", ""))
    return row_page(request, opened, ACTIONS, ActionForm, None, start=start, brought=())


@require_http_methods(METHODS)
@by_link
def shocks(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET what can go wrong; POST what happens when public funders fall together."""
    common = opened.saved.plan.common_shock
    initial = {"chance_commune": common.chance, "part_commune": common.share}
    form = CommonShockForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        told = CommonShock(
            chance=form.cleaned_data["chance_commune"], share=form.cleaned_data["part_commune"]
        )
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.SHOCK,
            edit=lambda saved: replace(saved, plan=replace(saved.plan, common_shock=told)),
        )
        return see("shocks", opened.link)
    plan = opened.saved.plan
    answer = list_page(
        request,
        opened,
        SHOCKS,
        rows=choosing.shocks(plan),
        less=choosing.shocks(plan, chosen=True),
        form=form,
    )
    answer.status_code = REFUSED if form.is_bound else answer.status_code
    return answer


@require_http_methods(METHODS)
@by_link
def shock(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One shock on its own page."""
    return row_page(request, opened, SHOCKS, ShockForm, row_or_404(opened, SHOCKS, key))


@require_http_methods(METHODS)
@by_link
def add_shock(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new shock; « ?activite=… »: stopping it."""
    start = stopping(opened.saved, request.GET.get("activite", ""), chosen="reduire" in request.GET)
    return row_page(request, opened, SHOCKS, ShockForm, None, start=start)


@require_http_methods(METHODS)
@by_link
def scenarios(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET scenarios side by side; POST « choisir »: the one that opens first."""
    chosen = request.POST.get("choisir", "")
    if request.method == "POST" and editing.row_of(opened.saved.plan, "scenario", chosen) is not None:
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.SCENARIO,
            edit=lambda saved: replace(saved, chosen=chosen),
        )
        return see("scenarios", opened.link)
    plan = opened.saved.plan
    return list_page(
        request,
        opened,
        SCENARIOS,
        rows=choosing.scenarios(plan),
        chosen=opened.saved.scenario().key,
        compared=() if faults(plan) else choosing.side_by_side(plan),
    )


@require_http_methods(METHODS)
@by_link
def scenario(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One scenario on its own page."""
    return row_page(request, opened, SCENARIOS, ScenarioForm, row_or_404(opened, SCENARIOS, key))


@require_http_methods(METHODS)
@by_link
def add_scenario(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new scenario."""
    return row_page(request, opened, SCENARIOS, ScenarioForm, None)
