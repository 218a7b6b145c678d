"""« Mon compte »."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.people import access, registry
from trajectoires.people.views.common import private


@private
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The address, one's places on the site, what can be done."""
    own = access.account_of(request)
    context = {"account": own, "person": own.person, "groups": registry.places_of(own.person)}
    return render(request, "people/account.html", context)
