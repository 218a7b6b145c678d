"""Names of institutional funders: ticked after the deposit, or taken back later."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.qualification import access
from trajectoires.qualification.domain.funders import Ticked, keep_funders, keep_only
from trajectoires.qualification.domain.queries.understood import FUNDER_MARK, kept_funders
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import changed

MAX_TICKED = 500


@require_http_methods(["GET", "HEAD", "POST"])
def funders(request: HttpRequest, link: Link) -> HttpResponse:
    """Keep the names ticked after the deposit, or only those still ticked in the list."""
    opened = access.dossier_by_edit_link(link)
    if request.method != "POST":
        context = {"link": link, "payers": kept_funders(opened.inputs)}
        return render(request, "qualification/funders.html", context)
    posted = request.POST.getlist("financeur")[:MAX_TICKED]
    # A box stands for one name in every exercice: one line each.
    boxes = [line for value in posted for line in value.splitlines()[:MAX_TICKED]]
    ticked = [one for value in boxes if (one := _ticked(value)) is not None]
    if request.POST.get("depuis") == "liste":
        keep_only(dossier=opened.dossier, kept=[(one.index, one.key) for one in ticked])
        return changed(request, link, index=None, anchor="lecture")
    keep_funders(dossier=opened.dossier, ticked=ticked)
    return changed(request, link, index=None, anchor="")


def _ticked(value: str) -> Ticked | None:
    """« 0|f1|Ville de X » as a box; None when it was not written by our page."""
    index, _, rest = value.partition(FUNDER_MARK)
    key, _, name = rest.partition(FUNDER_MARK)
    if not (index.isascii() and index.isdigit() and len(index) < 4 and key):
        return None
    return Ticked(index=int(index), key=key, name=name)
