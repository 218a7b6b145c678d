"""One page to change a row of the plan, whatever it is: a line, an action, a shock, a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.trajectories.access import Opened
from trajectoires.trajectories.domain import editing, storage
from trajectoires.trajectories.domain.editing import Kind, Row
from trajectoires.trajectories.enums import MOST_ROWS, Change
from trajectoires.trajectories.interfaces.rows import RowForm
from trajectoires.trajectories.views.common import REFUSED, see

TOO_MANY = f"{MOST_ROWS}\u00a0lignes au plus\u00a0: regroupez-en quelques-unes."


@dataclass(frozen=True)
class Shelf:
    """Where rows of a kind are listed, changed and taken out."""

    kind: Kind
    listed: str
    """Name of the address of their list; also what the menu marks."""
    list_template: str
    template: str
    changed: Change
    removed: Change


def row_or_404(opened: Opened, shelf: Shelf, key: str) -> Row:
    """The row of an address."""
    row = editing.row_of(opened.saved.plan, shelf.kind, key)
    if row is None:
        raise Http404
    return row


def row_page(
    request: HttpRequest, opened: Opened, shelf: Shelf, form_class: type[RowForm[Any]], row: Row | None
) -> HttpResponse:
    """GET the row's form; POST it, or « retirer ». What is wrong is told at its place, nothing is lost."""
    if request.method == "POST" and row is not None and request.POST.get("action") == "retirer":
        key = row.key
        storage.revise(
            trajectory=opened.trajectory,
            change=shelf.removed,
            edit=lambda saved: editing.take_out(saved, shelf.kind, key),
        )
        return see(shelf.listed, opened.link)
    form = form_class(request.POST if request.method == "POST" else None, plan=opened.saved.plan, row=row)
    if form.is_bound and form.is_valid() and _written(opened, shelf, form):
        return see(shelf.listed, opened.link)
    context = {"link": opened.link, "current": shelf.listed, "form": form, "row": row, "saved": opened.saved}
    return render(request, shelf.template, context, status=REFUSED if form.is_bound else 200)


def _written(opened: Opened, shelf: Shelf, form: RowForm[Any]) -> bool:
    """Write the row unless the engine finds a fault in it, which is told in the form."""
    plan = opened.saved.plan
    if form.row is None and len(editing.rows_of(plan, shelf.kind)) >= MOST_ROWS:
        form.add_error(None, TOO_MANY)
        return False
    built = form.built(editing.new_key(plan, shelf.kind) if form.row is None else form.row.key)
    form.tell(editing.wrong_in(editing.put(opened.saved, shelf.kind, built), shelf.kind, built.key))
    if form.errors:
        return False
    storage.revise(
        trajectory=opened.trajectory,
        change=shelf.changed,
        edit=lambda saved: editing.put(saved, shelf.kind, built),
    )
    return True
