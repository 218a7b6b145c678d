"""From a session that has ended to a trajectory: chosen, looked at, then written once.

Neither link is in the address: the page of the session posts its own, and the host pastes the trajectory's.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from equilibre.facilitation.carrying import set_aside, voices
from equilibre.facilitation.minutes import SessionRecord
from equilibre.trajectory.hypotheses import Month
from trajectoires.config import errors
from trajectoires.config.rates import too_often
from trajectoires.thread import exchange
from trajectoires.trajectories import access
from trajectoires.trajectories.access import Opened
from trajectoires.trajectories.domain import from_session as edits
from trajectoires.trajectories.domain import starting, storage
from trajectoires.trajectories.domain.queries.from_session import Preview, preview
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_session import CarryForm
from trajectoires.trajectories.links import EDIT, Link
from trajectoires.trajectories.views.common import METHODS, REFUSED, see

CLOSED = "Cette adresse n’ouvre plus de trajectoire\u00a0: elle a été effacée, ou elle a expiré."


@never_cache
@require_http_methods(METHODS)
def from_session(request: HttpRequest) -> HttpResponse:
    """POST the link of a host: what may be carried; « apercu » what it would write; « ecrire » writes it."""
    record = exchange.open_link("session", request.POST.get("seance", ""))
    if record is None:
        return see("start")
    phase = request.POST.get("phase", "")
    form = CarryForm(request.POST if phase else None, record=record)
    if phase not in ("apercu", "ecrire"):
        return _choose(request, record, form, status=200)
    if not form.is_valid():
        return _choose(request, record, form, status=REFUSED)
    if form.cleaned_data["ou"] == "nouvelle":
        if too_often(request, group="trajectory", setting="DEPOSIT_RATE", count=True):
            return errors.too_many(request)
        return _look(request, record, form, _created(record), fresh=True)
    opened = access.trajectory_to_change(form.cleaned_data["cle"])
    if opened is None:
        form.add_error("adresse", CLOSED)
        return _choose(request, record, form, status=REFUSED)
    if phase == "apercu":
        return _look(request, record, form, opened, fresh=False)
    return _write(request, record, form, opened)


def _choose(request: HttpRequest, record: SessionRecord, form: CarryForm, *, status: int) -> HttpResponse:
    context = {
        "seance": request.POST["seance"],
        "record": record,
        "form": form,
        "aside": [(one.label, voices(one)) for one in set_aside(record)],
        "rated": list(edits.rated(record)),
        "followed": [(one.label, one.words) for one in record.followed if one.state],
    }
    return render(request, "trajectories/from_session.html", context, status=status)


def _look(
    request: HttpRequest, record: SessionRecord, form: CarryForm, opened: Opened, *, fresh: bool
) -> HttpResponse:
    found: Preview = preview(opened.saved, record, form.carried, today=timezone.localdate())
    context: dict[str, Any] = {
        "seance": request.POST["seance"],
        "record": record,
        "link": opened.link,
        "saved": opened.saved,
        "fresh": fresh,
        "preview": found,
        "again": form.again,
    }
    return render(request, "trajectories/from_session_preview.html", context)


def _write(request: HttpRequest, record: SessionRecord, form: CarryForm, opened: Opened) -> HttpResponse:
    keys, carried, today = set(request.POST.getlist("utilite")), form.carried, timezone.localdate()
    followed = set(request.POST.getlist("suite"))

    def edit(saved: Saved) -> Saved:
        # What stands before comes first: a line that enters now was not followed.
        saved = edits.say_states(saved, record, followed)
        return edits.place(edits.carry(saved, carried, on=record.on, today=today), record, keys)

    storage.revise(trajectory=opened.trajectory, change=Change.SESSION, edit=edit)
    if followed or any(one.task for one in carried):
        return see("tasks", opened.link)
    return see("calendar" if carried else "activities", opened.link)


def _created(record: SessionRecord) -> Opened:
    """A new trajectory without a figure, where the session's own words of the project are known."""
    storage.purge_if_due()
    saved = starting.after_session(
        first_month=Month(timezone.localdate().year + 1, 1), project=record.project, model=record.model
    )
    created = storage.create(saved=saved)
    return access.open_link(Link(EDIT, created.edit_token))
