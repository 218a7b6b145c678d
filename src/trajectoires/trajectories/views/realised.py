"""« Compte rendu financier »: the reports, each with its day; one of them line by line."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import realised as editing
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries.paper import TYPES
from trajectoires.trajectories.domain.queries.papers import REALISED, report_file
from trajectoires.trajectories.domain.queries.realised import show, shown_reports
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_realised import FiguresForm, ReportForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.rows import Shelf, list_page, row_or_404, row_page

SHELF = Shelf(
    own=editing.REPORTS,
    listed="reports",
    list_template="trajectories/reports.html",
    template="trajectories/report_about.html",
    changed=Change.REPORT,
    removed=Change.REPORT_REMOVED,
    then="report",
)


@require_safe
@by_link
def reports(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET every report, the one that is due first at the top."""
    return list_page(request, opened, SHELF, rows=shown_reports(opened.saved, today=localdate()))


@require_http_methods(METHODS)
@by_link
def add_report(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new report; the last day of the first exercice is proposed, to be confirmed."""
    closing = editing.last_day(opened.saved.plan.first_month)
    return row_page(request, opened, SHELF, ReportForm, None, start={"cloture": closing})


@require_http_methods(METHODS)
@by_link
def report_about(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """Which action, which grant, which day."""
    return row_page(request, opened, SHELF, ReportForm, row_or_404(opened, SHELF, key))


@require_http_methods(METHODS)
@by_link
def report(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """GET planned, realised and differences; POST what was typed."""
    found = editing.report_of(opened.saved, key)
    if found is None:
        raise Http404
    form = FiguresForm(request.POST if request.method == "POST" else None, report=found)
    if form.is_bound and form.is_valid():
        lines, words = form.told()
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.REPORT_FIGURES,
            edit=lambda now: editing.say_figures(now, key, lines, words),
        )
        return see("report", opened.link, key)
    context = {
        "link": opened.link,
        "current": SHELF.listed,
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "form": form,
        "shown": show(found, today=localdate()),
        "sides": [("Charges", form.sections("costs")), ("Produits", form.sections("resources"))],
        "kind": form.sections("kind"),
    }
    return render(request, "trajectories/report.html", context, status=REFUSED if form.is_bound else 200)


@require_safe
@by_link
def report_document(request: HttpRequest, opened: Opened, key: str, kind: str) -> HttpResponse:
    """GET the document of one report."""
    found = editing.report_of(opened.saved, key)
    if found is None or kind not in REALISED.makers:
        raise Http404
    name, content = report_file(opened.saved, found, kind, on=localdate())
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
