"""« Vos lignes »: resources and costs, and where the years begin."""

from __future__ import annotations

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.trajectory.hypotheses import Line
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import editing, storage
from trajectoires.trajectories.domain.queries.assumed import advice, assumed
from trajectoires.trajectories.enums import STATUS_HELP, STATUSES, Change
from trajectoires.trajectories.interfaces.forms_lines import (
    BasisForm,
    CostForm,
    LineForm,
    ResourceForm,
    basis_shown,
    statuses_of,
)
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.rows import Shelf, row_or_404, row_page

replace = msgspec.structs.replace
SHELF = Shelf(
    kind="line",
    listed="lines",
    list_template="trajectories/lines.html",
    template="trajectories/line.html",
    changed=Change.LINE,
    removed=Change.LINE_REMOVED,
)
FORMS: dict[str, type[LineForm]] = {"ressource": ResourceForm, "charge": CostForm}


@require_http_methods(METHODS)
@by_link
def lines(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET every line; POST what is acquired, notified, asked for or to be looked for."""
    if request.method == "POST":
        said = statuses_of(request.POST, opened.saved)
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.STATUSES,
            edit=lambda saved: editing.say_statuses(saved, said),
        )
        return see("lines", opened.link)
    context = {
        "link": opened.link,
        "current": "lines",
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "assumed": assumed(opened.saved.plan),
        "statuses": STATUSES.items(),
        "status_help": [(STATUSES[code], words) for code, words in STATUS_HELP.items()],
    }
    return render(request, SHELF.list_template, context)


@require_http_methods(METHODS)
@by_link
def line(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One line on its own page."""
    row = row_or_404(opened, SHELF, key)
    resource = isinstance(row, Line) and row.side == "resource"
    form = FORMS["ressource" if resource else "charge"]
    return row_page(request, opened, SHELF, form, row, advice=advice(row) if isinstance(row, Line) else "")


@require_http_methods(METHODS)
@by_link
def add_line(request: HttpRequest, opened: Opened, side: str) -> HttpResponse:
    """A new resource or a new cost."""
    if side not in FORMS:
        raise Http404
    return row_page(request, opened, SHELF, FORMS[side], None, advice="")


@require_http_methods(METHODS)
@by_link
def basis(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Where the years begin: month, length, bank, equity."""
    template, shown = "trajectories/basis.html", {"link": opened.link, "current": "lines"}
    if request.method != "POST":
        return render(request, template, {**shown, "form": BasisForm(initial=basis_shown(opened.saved))})
    form = BasisForm(request.POST)
    if not form.is_valid():
        return render(request, template, {**shown, "form": form}, status=REFUSED)
    told = form.start()
    storage.revise(
        trajectory=opened.trajectory,
        change=Change.BASIS,
        edit=lambda saved: replace(saved, plan=replace(saved.plan, **told)),
    )
    return see("lines", opened.link)
