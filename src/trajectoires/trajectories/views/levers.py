"""« Vos leviers »: the tree, a lever, and the situation that opens or delays them."""

from __future__ import annotations

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.trajectory.levers import TOLD
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries import lever_tree
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_levers import SituationForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see

replace = msgspec.structs.replace


@require_safe
@by_link
def levers(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the tree, pillar by pillar."""
    context = {
        "link": opened.link,
        "current": "levers",
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "shown": lever_tree.shown(opened.saved),
    }
    return render(request, "trajectories/levers.html", context)


@require_safe
@by_link
def lever(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """GET one lever: its repères, what to check before, the actions that use it."""
    try:
        page = lever_tree.lever_page(opened.saved, key)
    except KeyError as error:
        raise Http404 from error
    context = {"link": opened.link, "current": "levers", "saved": opened.saved, "page": page}
    return render(request, "trajectories/lever.html", context)


@require_http_methods(METHODS)
@by_link
def situation(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What is known of the house: GET the questions, POST the answers."""
    saved = opened.saved
    lit = frozenset(
        one.lever.code
        for one in lever_tree.tree(saved).branches
        if one.use is not None and one.use.note != TOLD
    )
    form = SituationForm(
        request.POST if request.method == "POST" else None, situation=saved.situation, lit=lit
    )
    if form.is_bound and form.is_valid():
        told = form.situation()
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.SITUATION,
            edit=lambda current: replace(current, situation=told),
        )
        return see("levers", opened.link)
    context = {"link": opened.link, "current": "levers", "form": form}
    return render(request, "trajectories/situation.html", context, status=REFUSED if form.is_bound else 200)
