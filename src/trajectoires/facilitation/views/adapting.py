"""The host's own version of the format, until the session begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import conducting
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.adapting import AdaptForm
from trajectoires.facilitation.views.common import METHODS, REFUSED, see


@require_http_methods(METHODS)
@by_host
def adapt(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Keep or leave out steps, change their times and their words."""
    form, why = AdaptForm(request.POST or None, form=opened.form), ""
    if request.method == "POST" and form.is_valid():
        try:
            conducting.adapt(session=opened.session, form=form.adapted())
        except RefusedError as error:
            why = str(error)
        else:
            return see("host", opened.link)
    context = {
        "link": opened.link,
        "form": form,
        "why": why,
        "minutes": opened.form.minutes,
        "begun": opened.session.began_at is not None,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/adapt.html", context, status=status)
