"""One person answers apart: the invitation, then a page of their own behind their own link."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.config.self_mail import mail_page
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import voices
from trajectoires.diagnoses.domain.opening import OpenedVoice
from trajectoires.diagnoses.domain.queries import advancing, gathering, screens
from trajectoires.diagnoses.domain.queries.reading import answered
from trajectoires.diagnoses.interfaces.answers import answers_of
from trajectoires.diagnoses.interfaces.mails import mail_voice
from trajectoires.diagnoses.links import VOICE, Link
from trajectoires.diagnoses.views import rates
from trajectoires.diagnoses.views.answering import page_of
from trajectoires.diagnoses.views.common import METHODS, see


@require_http_methods(METHODS)
@rates.voices
def invitation(request: HttpRequest, link: Link) -> HttpResponse:
    """What is asked, and what becomes of it; then begin, under a link of one's own."""
    opened, gathered = access.gathering_to_join(link)
    if request.method == "POST":
        try:
            joined = voices.join(gathering=gathered)
        except (voices.GatheringClosedError, voices.GatheringFullError):
            # The page below says which.
            return see("invitation", link)
        return see("voice", Link(VOICE, joined.token))
    context = {
        "link": link,
        "closed": gathered.closed,
        "full": not gathering.has_room(gathered),
        "to_answer": gathering.to_answer(opened),
        "variant": opened.questionnaire.variants[opened.saved.variant],
        "diagnosis": opened.diagnosis,
    }
    return render(request, "diagnoses/invitation.html", context)


@require_http_methods(METHODS)
def voice(request: HttpRequest, link: Link) -> HttpResponse:
    """One's own page: the link to keep, the answers, « J’ai terminé »."""
    mine = access.voice_to_answer(link)
    if request.method != "POST":
        return render(request, "diagnoses/voice.html", _context(request, mine))
    try:
        voices.finish(voice=mine.voice)
    except voices.GatheringClosedError:
        return see("voice", link)
    return see("voice", link, anchor="fini")


def _context(request: HttpRequest, mine: OpenedVoice) -> dict[str, Any]:
    rows = answered(mine)
    return {
        "link": mine.link,
        "url": request.build_absolute_uri(reverse("diagnoses:voice", args=[mine.link])),
        "closed": mine.gathering.closed,
        "finished": mine.voice.finished,
        "answered": [row for row in rows if row.said],
        "silent": [row for row in rows if not row.said],
        "progress": advancing.advance(mine.questionnaire, mine.saved),
        "next": screens.next_unanswered(mine.questionnaire, mine.saved, after=0),
        "variant": mine.questionnaire.variants[mine.saved.variant],
        "diagnosis": mine.opened.diagnosis,
    }


@require_http_methods(METHODS)
def questions(request: HttpRequest, link: Link, number: int) -> HttpResponse:
    """A page of questions, as the diagnosis has them: every « Continuer » saves."""
    mine = access.voice_to_answer(link)
    pages = screens.screens(mine.questionnaire, mine.saved)
    if not 1 <= number <= len(pages):
        raise Http404
    if mine.gathering.closed:
        return see("voice", link)
    screen = pages[number - 1]
    if request.method != "POST":
        return render(request, "diagnoses/voice_questions.html", page_of(mine, screen, len(pages)))
    shown = [one for one in mine.questionnaire.questions if one.key in screen.keys]
    try:
        said = voices.answer(voice=mine.voice, given=answers_of(request.POST, shown))
    except voices.GatheringClosedError:
        return see("voice", link)
    if screens.opened_by(mine.questionnaire, mine.saved, mine.saved_as(said), screen.keys):
        return see("voice_questions", link, number, anchor="questions")
    return see("voice_questions", link, number + 1) if number < len(pages) else see("voice", link)


@require_http_methods(METHODS)
@rates.mails
def mail(request: HttpRequest, link: Link) -> HttpResponse:
    """Send one's own link to oneself: the address is used once and forgotten."""
    mine = access.voice_to_answer(link)
    url = request.build_absolute_uri(reverse("diagnoses:voice", args=[link]))

    def send(address: str) -> None:
        mail_voice(address=address, url=url, diagnosis=mine.opened.diagnosis)

    return mail_page(request, "diagnoses/voice_mail.html", {"link": link, "edit_url": url}, send=send)


@require_http_methods(METHODS)
def withdraw(request: HttpRequest, link: Link) -> HttpResponse:
    """« Retirer mon avis »: asked once, done at once."""
    mine = access.voice_to_answer(link)
    if request.method != "POST":
        context = {"link": link, "closed": mine.gathering.closed, "finished": mine.voice.finished}
        return render(request, "diagnoses/voice_withdraw.html", context)
    voices.withdraw(voice=mine.voice)
    return render(request, "diagnoses/voice_withdrawn.html")
