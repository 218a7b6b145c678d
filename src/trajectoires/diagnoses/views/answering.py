"""Pages of questions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import answering
from trajectoires.diagnoses.domain.opening import Opened, OpenedVoice
from trajectoires.diagnoses.domain.queries import advancing, screens
from trajectoires.diagnoses.domain.queries.beside import asked_beside
from trajectoires.diagnoses.domain.queries.screens import Screen
from trajectoires.diagnoses.domain.saved import Saved
from trajectoires.diagnoses.interfaces.answers import answers_of
from trajectoires.diagnoses.links import Link
from trajectoires.diagnoses.views.common import METHODS, to_questions, to_result


@require_http_methods(METHODS)
def questions(request: HttpRequest, link: Link, number: int) -> HttpResponse:
    """A page of questions: every « Continuer » saves; a question left blank is fine."""
    opened = access.diagnosis_to_edit(link)
    pages = screens.screens(opened.questionnaire, opened.saved)
    if not 1 <= number <= len(pages):
        raise Http404
    screen = pages[number - 1]
    if request.method != "POST":
        return render(request, "diagnoses/questions.html", page_of(opened, screen, len(pages)))
    # Read against every question of the page, so that one that a first answer hid is not lost.
    shown = [one for one in opened.questionnaire.questions if one.key in screen.keys]
    saved = answering.save_answers(diagnosis=opened.diagnosis, given=answers_of(request.POST, shown))
    if screens.opened_by(opened.questionnaire, opened.saved, saved, screen.keys):
        return to_questions(link, number, anchor="questions")
    following = _next(opened, saved, number, len(pages))
    return to_questions(link, following) if following else to_result(link)


def _next(opened: Opened, saved: Saved, number: int, total: int) -> int:
    """The next page; when it is done again, the next one where something changed. 0 after the last."""
    if saved.previous is not None:
        return screens.next_unanswered(opened.questionnaire, saved, after=number)
    return number + 1 if number < total else 0


def page_of(opened: Opened | OpenedVoice, screen: Screen, total: int) -> dict[str, Any]:
    """What the template of a page of questions takes, for the diagnosis or for one of several voices."""
    saved, questionnaire = opened.saved, opened.questionnaire
    seen = screens.visible_of(questionnaire, saved, screen.keys)
    return {
        "link": opened.link,
        "screen": screen,
        "total": total,
        "flash": saved.length == "flash",
        "questions": asked_beside(opened, seen),
        "states": () if saved.length == "flash" else screens.states(questionnaire, saved),
        "progress": advancing.advance(questionnaire, saved),
        "previous": screen.number - 1,
        "last": screen.number == total,
    }
