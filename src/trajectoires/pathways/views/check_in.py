"""« Où en êtes-vous ? »: asked for from the plan, answered from the mail, stopped in one click."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from trajectoires.config.rates import rated
from trajectoires.config.self_mail import NOT_SENT, REFUSED, MailForm
from trajectoires.pathways import access
from trajectoires.pathways.access import Opened, by_link
from trajectoires.pathways.domain import changing, check_ins, storage
from trajectoires.pathways.domain.changing import Asked
from trajectoires.pathways.enums import Change
from trajectoires.pathways.interfaces.mails import mail_following
from trajectoires.pathways.views.changing import METHODS, to_plan
from trajectoires.pathways.views.sharing import absolute_plan

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A page behind a link of one mailbox: kept by no cache, indexed by no robot."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@require_http_methods(METHODS)
@rated("mail", "MAIL_RATE")
@by_link
def follow(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET says what one agrees to; POST an address, or « arreter » to erase it."""
    if request.method == "POST" and request.POST.get("action") == "arreter":
        check_ins.stop(pathway=str(opened.pathway.pk))
        return to_plan(opened.link, "#emporter")
    form = MailForm(request.POST if request.method == "POST" else None)
    context = {"link": opened.link, "form": form}
    if request.method != "POST":
        return render(request, "pathways/follow.html", context)
    if form.is_valid():
        row = check_ins.follow(pathway=opened.pathway, email=form.cleaned_data["adresse"], now=timezone.now())
        try:
            mail_following(row=row, edit_url=absolute_plan(request, opened.link))
        except (OSError, SMTPException):
            check_ins.stop(pathway=str(opened.pathway.pk))
            form.add_error(None, NOT_SENT)
        else:
            return to_plan(opened.link, "#emporter")
    return render(request, "pathways/follow.html", context, status=REFUSED)


@require_http_methods(METHODS)
@private
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """GET what remains; POST what is done, and whether new dates are wanted."""
    found = check_ins.asked_about(pathway=access.pathway_to_stop(token))
    if found is None:
        return render(request, "pathways/stopped.html")
    pathway, saved = found
    if request.method == "POST":
        today = timezone.localdate()
        for key in request.POST.getlist("fait"):
            asked = Asked(key=key)
            storage.revise(
                pathway=pathway, change=Change.DONE, edit=lambda s, a=asked: changing.mark_done(s, a, today)
            )
        if request.POST.get("retard"):
            storage.revise(
                pathway=pathway, change=Change.REPLANNED, edit=lambda s: changing.late(s, Asked(), today)
            )
        response = HttpResponseRedirect(reverse("pathways:check_in", args=[token]))
        response.status_code = 303
        return response
    context = {"token": token, "plan": saved.plan, "steps": changing.pending(saved), "done": saved.done}
    return render(request, "pathways/check_in.html", context)


@csrf_exempt
@require_http_methods(METHODS)
@private
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button; POST erases the address, from the button or in one click from a mail program.

    A mail program has no cookie: the signed link is what proves. Done again years later, it answers the same.
    """
    pathway = access.pathway_to_stop(token)
    if request.method == "POST":
        check_ins.stop(pathway=pathway)
        return render(request, "pathways/stopped.html")
    return render(request, "pathways/stop.html", {"token": token})
