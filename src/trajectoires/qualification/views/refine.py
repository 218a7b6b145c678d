"""What refines the model: activities, uses, readings, answers, corrections, and undo."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.model.results import Ask, Choice, ExerciceModel
from trajectoires.qualification import access
from trajectoires.qualification.domain import edits, storage
from trajectoires.qualification.domain.queries.understood import QUESTIONS
from trajectoires.qualification.interfaces.forms_model import (
    AnswerForm,
    ChoicesForm,
    UsesForm,
    activity_formset,
)
from trajectoires.qualification.interfaces.shown import choices_shown
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import asked_index, changed, exercice_context, refused

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def activities(request: HttpRequest, link: Link) -> HttpResponse:
    """Up to ten activities with their direct costs and what they bring."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/activities.html"
    index = asked_index(request.POST or request.GET, opened.inputs)
    told = opened.inputs.exercices[index].activities
    context = exercice_context(opened, index)
    lines = context["exercice"].resources
    context["lines"] = lines
    formset = activity_formset(activities=told, lines=lines, data=request.POST or None)
    if request.method != "POST":
        return render(request, template, {**context, "formset": formset})
    if not formset.is_valid():
        return refused(request, template, {**context, "formset": formset})
    edits.set_activities(dossier=opened.dossier, index=index, activities=formset.activities())
    return changed(request, link, index=index, anchor="activites")


@require_http_methods(METHODS)
def uses(request: HttpRequest, link: Link) -> HttpResponse:
    """The five-line key: what costs serve."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/uses.html"
    index = asked_index(request.POST or request.GET, opened.inputs)
    context = exercice_context(opened, index)
    if request.method != "POST":
        form = UsesForm(initial=UsesForm.shown(opened.inputs.exercices[index].uses))
        return render(request, template, {**context, "form": form})
    form = UsesForm(request.POST)
    if not form.is_valid():
        return refused(request, template, {**context, "form": form})
    edits.set_uses(dossier=opened.dossier, index=index, uses=form.uses())
    return changed(request, link, index=index, anchor="flux")


@require_http_methods(METHODS)
def choices(request: HttpRequest, link: Link) -> HttpResponse:
    """Readings and conventions."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/choices.html"
    index = asked_index(request.POST or request.GET, opened.inputs)
    context = exercice_context(opened, index)
    if request.method != "POST":
        form = ChoicesForm(initial=choices_shown(opened.inputs))
        return render(request, template, {**context, "form": form})
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        return refused(request, template, {**context, "form": form})
    edits.set_choices(dossier=opened.dossier, choices=form.choices())
    return changed(request, link, index=index, anchor="reperes")


@require_http_methods(METHODS)
def answer(request: HttpRequest, link: Link) -> HttpResponse:
    """The answer to a question that the accounts leave open."""
    opened = access.dossier_by_edit_link(link)
    template = "qualification/answer.html"
    values = request.POST or request.GET
    index = asked_index(values, opened.inputs)
    given = opened.inputs.exercices[index].answers
    context = exercice_context(opened, index)
    ask = _ask(context["exercice"], values.get("question", ""), values.get("compte", ""), given)
    context["ask"] = ask
    if request.method != "POST":
        return render(request, template, {**context, "form": AnswerForm(ask=ask)})
    form = AnswerForm(request.POST, ask=ask)
    if not form.is_valid():
        return refused(request, template, {**context, "form": form})
    edits.answer_question(
        dossier=opened.dossier,
        index=index,
        question=f"{ask.code}:{ask.account}" if ask.account else ask.code,
        choice=form.cleaned_data["reponse"],
    )
    return changed(request, link, index=index, anchor="questions")


def _ask(exercice: ExerciceModel, code: str, account: str, given: dict[str, str]) -> Ask:
    """A question of the model, or one of the reader; 404 for anything else."""
    for ask in exercice.asks:
        if ask.code == code and ask.account == account:
            return ask
    question = QUESTIONS.get(code)
    if question is None:
        raise Http404
    return Ask(
        code=question.code,
        question=question.text,
        why=question.why,
        choices=tuple(Choice(code=value, label=label) for value, label in question.choices),
        answer=given.get(code, ""),
    )


@require_http_methods(METHODS)
def undo(request: HttpRequest, link: Link) -> HttpResponse:
    """Drop the last change."""
    opened = access.dossier_by_edit_link(link)
    index = asked_index(request.POST or request.GET, opened.inputs)
    if request.method != "POST":
        context = {**exercice_context(opened, index), "label": opened.undo_label}
        return render(request, "qualification/undo.html", context)
    storage.undo(dossier=opened.dossier)
    return changed(request, link, index=index, anchor="resultat")
