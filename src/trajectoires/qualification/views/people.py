"""The project, the people, the alliances."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.qualification import access
from trajectoires.qualification.domain import edits
from trajectoires.qualification.interfaces.forms_people import MeansForm, ProjectForm, partner_formset
from trajectoires.qualification.interfaces.shown import means_shown, project_shown
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import (
    asked_index,
    changed,
    exercice_context,
    refused,
)

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def project(request: HttpRequest, link: Link) -> HttpResponse:
    """« Votre projet »."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/project.html"
    index = asked_index(request.POST or request.GET, opened.inputs)
    context = exercice_context(opened, index)
    if request.method != "POST":
        form = ProjectForm(initial=project_shown(opened.inputs))
        return render(request, template, {**context, "form": form})
    form = ProjectForm(request.POST)
    if not form.is_valid():
        return refused(request, template, {**context, "form": form})
    edits.set_project(
        dossier=opened.dossier, organisation=form.cleaned_data["organisation"], project=form.project()
    )
    return changed(request, link, index=index, anchor="projet")


@require_http_methods(METHODS)
def means(request: HttpRequest, link: Link) -> HttpResponse:
    """Volunteers, service civique, stagiaires, mécénat de compétences, salariés."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/means.html"
    index = asked_index(request.POST or request.GET, opened.inputs)
    context = exercice_context(opened, index)
    if request.method != "POST":
        form = MeansForm(initial=means_shown(opened.inputs.exercices[index]))
        return render(request, template, {**context, "form": form})
    form = MeansForm(request.POST)
    if not form.is_valid():
        return refused(request, template, {**context, "form": form})
    edits.set_means(dossier=opened.dossier, index=index, means=form.means())
    return changed(request, link, index=index, anchor="piliers")


@require_http_methods(METHODS)
def partners(request: HttpRequest, link: Link) -> HttpResponse:
    """The alliances of an exercice; « nous n’en avons pas » is an answer, an empty page is not."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/partners.html"
    index = asked_index(request.POST or request.GET, opened.inputs)
    told = opened.inputs.exercices[index].partners
    context: dict[str, Any] = {**exercice_context(opened, index), "none_told": told == ()}
    if request.method != "POST":
        return render(request, template, {**context, "formset": partner_formset(partners=told)})
    formset = partner_formset(partners=told, data=request.POST)
    if not formset.is_valid():
        return refused(request, template, {**context, "formset": formset})
    rows = formset.partners()
    none_at_all = bool(request.POST.get("aucun"))
    edits.set_partners(dossier=opened.dossier, index=index, partners=rows if rows or none_at_all else None)
    return changed(request, link, index=index, anchor="piliers")
