"""Taking all of one's data away, erasing all of it."""

from __future__ import annotations

from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.people import access, registry
from trajectoires.people.domain import personal
from trajectoires.people.interfaces.forms import EraseForm
from trajectoires.people.views.common import METHODS, REFUSED, private


@private
@require_http_methods(METHODS)
def my_data(request: HttpRequest) -> HttpResponse:
    """What the site knows of the person; POST gives the file."""
    own = access.account_of(request)
    if request.method != "POST":
        return render(request, "people/my_data.html", {"parts": registry.parts()})
    response = JsonResponse(personal.export(own), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="trajectoires-mes-donnees.json"'
    return response


@private
@require_http_methods(METHODS)
def erase(request: HttpRequest) -> HttpResponse:
    """Asked once, confirmed by the address, done at once."""
    own = access.account_of(request)
    form = EraseForm(request.POST if request.method == "POST" else None, current=own.person.email)
    obstacles = registry.obstacles_of(own.person)
    if request.method == "POST" and form.is_valid():
        try:
            personal.erase(account=own, with_address=True)
        except personal.NotYetError as error:
            obstacles = error.places
        else:
            end_session(request)
            return render(request, "people/erased.html")
    refused = bool(form.errors) or request.method == "POST"
    context = {"form": form, "obstacles": obstacles, "parts": registry.parts(), "person": own.person}
    return render(request, "people/erase.html", context, status=REFUSED if refused else 200)
