"""What one changes in a plan: one address for every verb, a page to choose a replacement, undo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.pathways.access import Opened, by_link
from trajectoires.pathways.domain import changing, storage
from trajectoires.pathways.domain.changing import VERBS, Asked
from trajectoires.pathways.links import Link

METHODS = ["GET", "HEAD", "POST"]


def to_plan(link: Link, anchor: str = "") -> HttpResponseRedirect:
    """See other: the plan."""
    response = HttpResponseRedirect(reverse("pathways:plan", args=[link]) + anchor)
    response.status_code = 303
    return response


@require_http_methods(METHODS)
@by_link
def change(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST « action » and what it is about; an action done twice, or about nothing, changes nothing."""
    found = VERBS.get(request.POST.get("action", "")) if request.method == "POST" else None
    if found is None:
        return to_plan(opened.link)
    name, verb = found
    asked = Asked(
        key=request.POST.get("etape", ""), by=request.POST.get("par", ""), pace=request.POST.get("rythme", "")
    )
    today = timezone.localdate()
    storage.revise(pathway=opened.pathway, change=name, edit=lambda saved: verb(saved, asked, today))
    return to_plan(opened.link, "#etapes")


@require_safe
@by_link
def swap(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET what may take the place of a step (« ?etape=/comprendre/kezako/ »)."""
    key = request.GET.get("etape", "")
    step = next((one for one in changing.pending(opened.saved) if one.item.key == key), None)
    if step is None:
        return to_plan(opened.link)
    context = {"link": opened.link, "step": step, "items": changing.alternatives(opened.saved, key)}
    return render(request, "pathways/swap.html", context)


@require_http_methods(METHODS)
@by_link
def undo(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST drops the last change."""
    if request.method == "POST":
        storage.undo(pathway=opened.pathway)
    return to_plan(opened.link, "#etapes")
