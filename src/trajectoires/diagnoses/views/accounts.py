"""The accounts beside the answers: a diagnosis that starts with them, who sees them, taking them away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.diagnosis.fact_words import every_line
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import accounts, sharing, storage
from trajectoires.diagnoses.interfaces.forms import AccountsStartForm
from trajectoires.diagnoses.links import EDIT, Link
from trajectoires.diagnoses.views import rates
from trajectoires.diagnoses.views.common import METHODS, REFUSED, see, to_questions, to_result
from trajectoires.thread import exchange


@require_http_methods(METHODS)
@rates.starts
def with_accounts(request: HttpRequest) -> HttpResponse:
    """POST the key of a model: choose as for any diagnosis, with what the accounts bring."""
    key = request.POST.get("model", "")
    model = exchange.open_link("model_key", key)
    if model is None:
        return see("start")
    sharing.purge_if_due()
    brought = accounts.brought(model)
    context = {"year": brought.facts.year, "lines": brought.lines}
    if "objectif" not in request.POST:
        form = AccountsStartForm(initial={"model": key, "variante": brought.variant})
        return render(request, "diagnoses/with_accounts.html", {**context, "form": form})
    form = AccountsStartForm(request.POST)
    if not form.is_valid():
        return render(request, "diagnoses/with_accounts.html", {**context, "form": form}, status=REFUSED)
    created = storage.create(saved=form.saved(facts=brought.facts))
    return to_questions(Link(EDIT, created.edit_token), 1)


@require_http_methods(METHODS)
def beside(request: HttpRequest, link: Link) -> HttpResponse:
    """The figures that stand beside the answers: who sees them, and « Retirer ces chiffres »."""
    opened = access.diagnosis_to_edit(link)
    if request.method == "POST" and request.POST.get("action") == "retirer":
        accounts.remove(diagnosis=opened.diagnosis)
        return to_result(link, anchor="reponses")
    if request.method == "POST":
        accounts.share(diagnosis=opened.diagnosis, shared=request.POST.get("montrer") == "oui")
        return see("beside", link)
    facts = opened.saved.facts
    context = {
        "link": link,
        "year": facts.year if facts else "",
        "lines": every_line(facts) if facts else (),
        "shared": opened.saved.facts_shared,
    }
    return render(request, "diagnoses/beside.html", context)
