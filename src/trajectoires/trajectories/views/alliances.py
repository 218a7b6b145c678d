"""« Vos alliances »: what each brings to each side, what it takes, and what it is worth together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.trajectory.alliances import MEANING, TITLE, Alliance, faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.alliances import (
    ALLIANCES,
    AmountRows,
    Side,
    alliance_of,
    partner_of,
    set_aside,
    take_up,
)
from trajectoires.trajectories.domain.queries.alliances import alliance_page, alliances_page
from trajectoires.trajectories.domain.rows import new_key
from trajectoires.trajectories.enums import MOST_ROWS, Change
from trajectoires.trajectories.interfaces.forms_alliances import (
    AllianceForm,
    AmountForm,
    GainForm,
    SpentForm,
    form_for,
)
from trajectoires.trajectories.views.common import METHODS, see
from trajectoires.trajectories.views.rows import Shelf, row_or_404, row_page

CURRENT = "alliances"
SHELF = Shelf(
    own=ALLIANCES,
    listed=CURRENT,
    then="alliance",
    list_template="trajectories/alliances.html",
    template="trajectories/alliance_about.html",
    changed=Change.ALLIANCE,
    removed=Change.ALLIANCE_REMOVED,
)
SIDES: dict[str, tuple[Side, type[AmountForm[Any]]]] = {
    "apport": ("gains", GainForm),
    "cout": ("costs", SpentForm),
}


@require_safe
@by_link
def alliances(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET every alliance, and all of them together."""
    context = {
        "link": opened.link,
        "current": CURRENT,
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "page": alliances_page(opened.saved, today=timezone.localdate()),
        "value_title": TITLE,
        "meaning": MEANING,
    }
    return render(request, SHELF.list_template, context)


@require_http_methods(METHODS)
@by_link
def partner(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST « reprendre » or « ecarter », with the key of a partner told with the accounts."""
    told = partner_of(opened.saved, request.POST.get("reprendre", ""))
    if told is not None and len(opened.saved.alliances) < MOST_ROWS:
        key = new_key(ALLIANCES, opened.saved)
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.PARTNER,
            edit=lambda saved: take_up(saved, told.key, alliance=key),
        )
        if told.coordination_hours:
            # What an hour costs was never asked: it is, before the hours count.
            hours = f"heures={told.coordination_hours:g}"
            return see("add_amount", opened.link, key, "cout", query=hours)
        return see("alliance", opened.link, key)
    if apart := request.POST.get("ecarter", ""):
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.PARTNER,
            edit=lambda saved: set_aside(saved, apart),
        )
    return see(CURRENT, opened.link)


@require_safe
@by_link
def alliance(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """GET one alliance: both sides, line by line, and what to look at."""
    found = _alliance_or_404(opened, key)
    wrong = faults(found)
    context = {
        "link": opened.link,
        "current": CURRENT,
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "alliance": found,
        "faults": wrong,
        "page": None if wrong else alliance_page(found, today=timezone.localdate()),
        "meaning": MEANING,
    }
    return render(request, "trajectories/alliance.html", context)


@require_http_methods(METHODS)
@by_link
def add_alliance(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new alliance."""
    return row_page(request, opened, SHELF, AllianceForm, None)


@require_http_methods(METHODS)
@by_link
def alliance_about(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """With whom, what for, until when."""
    return row_page(request, opened, SHELF, AllianceForm, row_or_404(opened, SHELF, key))


@require_http_methods(METHODS)
@by_link
def add_amount(request: HttpRequest, opened: Opened, key: str, side: str) -> HttpResponse:
    """What the alliance brings, or takes."""
    found, shelf, form = _side_or_404(opened, key, side)
    start = form.started(request.GET)
    return row_page(request, opened, shelf, form, None, start, alliance=found, current=CURRENT, side=side)


@require_http_methods(METHODS)
@by_link
def amount(request: HttpRequest, opened: Opened, key: str, side: str, row: str) -> HttpResponse:
    """One of its amounts on its own page."""
    found, shelf, form = _side_or_404(opened, key, side)
    told = row_or_404(opened, shelf, row)
    return row_page(request, opened, shelf, form, told, alliance=found, current=CURRENT, side=side)


def _alliance_or_404(opened: Opened, key: str) -> Alliance:
    found = alliance_of(opened.saved, key)
    if found is None:
        raise Http404
    return found


def _side_or_404(opened: Opened, key: str, side: str) -> tuple[Alliance, Shelf, type[AmountForm[Any]]]:
    found = _alliance_or_404(opened, key)
    if side not in SIDES:
        raise Http404
    field, form = SIDES[side]
    shelf = replace(
        SHELF,
        own=AmountRows(alliance=key, side=field),
        listed="alliance",
        within=(key,),
        then="",
        template="trajectories/alliance_amount.html",
        changed=Change.ALLIANCE_ROW,
        removed=Change.ALLIANCE_ROW,
    )
    return found, shelf, form_for(form, found)
