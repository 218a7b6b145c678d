"""« Vos compétences »: what the actions ask for, what is at hand, who can take over."""

from __future__ import annotations

from typing import Any

import msgspec
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries import lever_skills
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_skills import HandsForm, PeopleForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see

replace = msgspec.structs.replace


@require_safe
@by_link
def skills(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the sentence, the table, what to find, people and posts."""
    context = {
        "link": opened.link,
        "current": "skills",
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "shown": lever_skills.shown(opened.saved),
    }
    return render(request, "trajectories/skills.html", context)


@require_http_methods(METHODS)
@by_link
def people(request: HttpRequest, opened: Opened) -> HttpResponse:
    """People by status, and key posts."""
    form = PeopleForm(request.POST if request.method == "POST" else None, team=opened.saved.team)
    if form.is_bound and form.is_valid():
        return _told(opened, Change.TEAM, form.told())
    return _form(request, opened, "trajectories/people.html", form)


@require_http_methods(METHODS)
@by_link
def at_hand(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Competencies at hand, those that the actions ask for first."""
    saved = opened.saved
    asked = [one.skill.code for one in lever_skills.table(saved).rows]
    form = HandsForm(request.POST if request.method == "POST" else None, team=saved.team, asked=asked)
    if form.is_bound and form.is_valid():
        return _told(opened, Change.SKILLS, {"at_hand": form.told()})
    return _form(request, opened, "trajectories/at_hand.html", form)


def _told(opened: Opened, change: Change, told: dict[str, Any]) -> HttpResponse:
    storage.revise(
        trajectory=opened.trajectory,
        change=change,
        edit=lambda saved: replace(saved, team=replace(saved.team, **told)),
    )
    return see("skills", opened.link)


def _form(request: HttpRequest, opened: Opened, template: str, form: forms.Form) -> HttpResponse:
    context = {"link": opened.link, "current": "skills", "form": form}
    return render(request, template, context, status=REFUSED if form.is_bound else 200)
