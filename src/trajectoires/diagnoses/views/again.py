"""« Refaire le diagnostic »: first, what has changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import repeating
from trajectoires.diagnoses.domain.queries.screens import next_unanswered
from trajectoires.diagnoses.links import EDIT, Link
from trajectoires.diagnoses.views import rates
from trajectoires.diagnoses.views.common import METHODS, to_questions, to_result


@require_http_methods(METHODS)
@rates.starts
def again(request: HttpRequest, link: Link) -> HttpResponse:
    """The old answers to tick where something changed; then a new diagnosis, under a new link."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        context = {
            "link": link,
            "rows": repeating.answers_before(opened),
            "made_at": opened.revision.made_at,
            "saved": opened.saved,
        }
        return render(request, "diagnoses/again.html", context)
    created = repeating.again(
        opened=opened, changed=request.POST.getlist("change"), on=localdate(opened.revision.made_at)
    )
    new = Link(EDIT, created.edit_token)
    fresh = access.diagnosis_to_edit(new)
    number = next_unanswered(fresh.questionnaire, fresh.saved, after=0)
    return to_questions(new, number) if number else to_result(new)
