"""« Proposer »: the form is on a page of the tree, what is sent comes here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.config.rates import rated
from trajectoires.pages.domain import proposals
from trajectoires.pages.facets import TOOLS
from trajectoires.pages.interfaces.proposing import ProposalForm

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@rated("proposal", "PROPOSAL_RATE")
def send(request: HttpRequest) -> HttpResponse:
    """POST a proposal; a program in the trap gets the same answer. Read, the address leads to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(TOOLS["proposer"][1])
    form = ProposalForm(request.POST)
    if not form.is_trapped:
        if not form.is_valid():
            return render(request, "pages/proposing.html", {"form": form}, status=REFUSED)
        proposals.propose(**form.proposal(), now=timezone.now())
    response = HttpResponseRedirect(reverse("pages:proposed"))
    response.status_code = 303
    return response


@require_safe
def proposed(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens now."""
    return render(request, "pages/proposed.html")
