"""One page to change a row of a trajectory, whatever it is: a line, an action, a shock, a scenario…"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.trajectories.access import Opened
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.editing import Kind, PlanRows
from trajectoires.trajectories.domain.queries.deciding import Proposal, proposal_of
from trajectoires.trajectories.domain.rows import Row, Rows, new_key, row_of
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import MOST_ROWS, Change
from trajectoires.trajectories.interfaces.forms_deciding import DecisionForm, TaskForm
from trajectoires.trajectories.interfaces.rows import RowForm
from trajectoires.trajectories.views.common import REFUSED, see

TOO_MANY = f"{MOST_ROWS}\u00a0lignes au plus\u00a0: regroupez-en quelques-unes."

TWICE = "Une autre ligne porte déjà ce nom\u00a0: ajoutez ce qui les distingue."


@dataclass(frozen=True)
class Shelf:
    """Where rows of a kind are listed, changed and taken out: rows of the plan, or ``own`` ones."""

    listed: str
    """Name of the address of their list; also what the menu marks."""
    list_template: str
    template: str
    changed: Change
    removed: Change
    kind: Kind = "line"
    own: Rows | None = None
    """Rows that are not the plan's."""
    within: tuple[str, ...] = ()
    """What the address of the list takes after the link."""
    then: str = ""
    """Name of the address that is shown after a change, with the key of the row; the list when empty."""

    @property
    def rows(self) -> Rows:
        """The rows, wherever they are."""
        return self.own or PlanRows(self.kind)


def row_or_404(opened: Opened, shelf: Shelf, key: str) -> Row:
    """The row of an address."""
    row = row_of(shelf.rows, opened.saved, key)
    if row is None:
        raise Http404
    return row


def list_page(request: HttpRequest, opened: Opened, shelf: Shelf, **rows: object) -> HttpResponse:
    """The rows of a shelf, with what each page of a trajectory needs."""
    context = {
        "link": opened.link,
        "current": shelf.listed,
        "saved": opened.saved,
        "undo_label": opened.undo_label,
    }
    return render(request, shelf.list_template, context | rows)


def row_page(
    request: HttpRequest,
    opened: Opened,
    shelf: Shelf,
    form_class: type[RowForm[Any]],
    row: Any,
    start: Mapping[str, Any] | None = None,
    **more: object,
) -> HttpResponse:
    """GET the row's form; POST it, or « retirer ». What is wrong is told at its place, nothing is lost. POST
    with « regarder » only shows the form again, with what its answers change in it.

    ``row``: None for a new one, whose fields show ``start``. ``more``: what its template needs besides.
    """
    if request.method == "POST" and row is not None and request.POST.get("action") == "retirer":
        return _taken_out(opened, shelf, row.key)
    data = request.POST if request.method == "POST" else None
    form = form_class(data, saved=opened.saved, row=row, start=start)
    looking = form.is_bound and "regarder" in request.POST
    if looking:
        form.only_shown()
    elif form.is_bound and form.may_be_written():
        written = _written(opened, shelf, form)
        if written:
            if shelf.then:
                return see(shelf.then, opened.link, written)
            return see(shelf.listed, opened.link, *shelf.within)
    context = {
        "link": opened.link,
        "current": shelf.listed,
        "form": form,
        "row": row,
        "saved": opened.saved,
        # What one came to mend: the form only tells what was just typed.
        "wrong": () if row is None or form.is_bound else shelf.rows.wrong(opened.saved, row.key),
    }
    status = REFUSED if form.is_bound and not looking else 200
    return render(request, shelf.template, context | more, status=status)


def _taken_out(opened: Opened, shelf: Shelf, key: str) -> HttpResponse:
    storage.revise(
        trajectory=opened.trajectory,
        change=shelf.removed,
        edit=lambda saved: shelf.rows.take_out(saved, key),
    )
    return see(shelf.listed, opened.link, *shelf.within)


def proposed_page(
    request: HttpRequest,
    opened: Opened,
    shelf: Shelf,
    form_class: type[DecisionForm] | type[TaskForm],
    proposals: tuple[Proposal, ...],
) -> HttpResponse:
    """A new row, empty or started from what the plan suggests (« ?d-apres=… »)."""
    start = proposal_of(proposals, request.GET.get("d-apres", ""))
    shown = None if start is None else form_class.shown(start)
    return row_page(request, opened, shelf, form_class, None, start=shown)


def _already_named(rows: Rows, saved: Saved, built: Row) -> bool:
    """Another row of the plan has this name: nobody could tell them apart in a list or a document."""
    name = built.label.casefold()
    return any(one.label.casefold() == name and one.key != built.key for one in rows.of(saved))


def _new_key(rows: Rows, saved: Saved, form: RowForm[Any]) -> str | None:
    """A key that no row has; None when this very form was already written (a second click, a slow line).

    Sent again from the « back » of the browser with other words, it is another row: nothing is overwritten.
    """
    if not form.sent:
        return new_key(rows, saved)
    key = f"{rows.name}-{form.sent}"
    written = row_of(rows, saved, key)
    if written is None:
        return key
    return None if written == form.built(key) else new_key(rows, saved)


def _written(opened: Opened, shelf: Shelf, form: RowForm[Any]) -> str:
    """Write the row, unless the engine finds a fault in it, which is told in the form; its key, or « »."""
    rows, saved = shelf.rows, opened.saved
    key = _new_key(rows, saved, form) if form.row is None else form.row.key
    if key is None:
        return f"{rows.name}-{form.sent}"
    if form.row is None and len(rows.of(saved)) >= MOST_ROWS:
        form.add_error(None, TOO_MANY)
        return ""
    built = form.built(key)
    form.tell(rows.wrong(rows.put(saved, built), built.key))
    if shelf.own is None and _already_named(rows, saved, built):
        form.add_error("libelle", TWICE)
    if form.errors:
        return ""
    storage.revise(
        trajectory=opened.trajectory,
        change=shelf.changed,
        edit=lambda saved: rows.put(saved, built),
    )
    return built.key
