"""Asking for the letter, confirming from one's mailbox, choosing again, leaving."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.agenda import access
from trajectoires.agenda.domain import subscribing
from trajectoires.agenda.domain.queries import subscribers
from trajectoires.agenda.enums import CONSENT
from trajectoires.agenda.interfaces.forms import ChoicesForm, SubscriptionForm
from trajectoires.agenda.interfaces.mails import confirmation
from trajectoires.config.rates import rated
from trajectoires.pages import facets

METHODS = ["GET", "HEAD", "POST"]
REFUSED, GONE = 422, 410
logger = logging.getLogger("trajectoires.agenda")
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
@rated("letter", "LETTER_RATE")
def ask(request: HttpRequest) -> HttpResponse:
    """POST an address: the answer is the same whether or not it is known, and for a program in the trap.

    The form itself is on its page of the tree, to which a GET goes back.
    """
    if request.method != "POST":
        return HttpResponseRedirect(facets.TOOLS["abonnement"][1])
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return render(request, "agenda/ask.html", {"form": form, "consent": CONSENT}, status=REFUSED)
    if not form.is_trapped and not _mail_confirmation(form):
        form.add_error(None, "Le message n’a pas pu partir. Recommencez dans un quart d’heure.")
        return render(request, "agenda/ask.html", {"form": form, "consent": CONSENT}, status=503)
    response = HttpResponseRedirect(reverse("agenda:asked"))
    response.status_code = 303
    return response


def _mail_confirmation(form: SubscriptionForm) -> bool:
    """Keep the request and mail its link, unless one just left; False when the mail server fails."""
    asked = subscribing.request_subscription(
        email=form.cleaned_data["adresse"], rhythm=form.rhythm(), levers=form.levers(), now=timezone.now()
    )
    try:
        if asked is not None:
            confirmation(asked=asked).send()
    except (OSError, SMTPException):
        logger.exception("confirmation-non-partie")
        return False
    return True


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """GET what to do next: look into one's mailbox."""
    return render(request, "agenda/asked.html")


@require_http_methods(METHODS)
@private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks for a last click, which programs that open links do not make; POST subscribes."""
    mark = access.mark_to_confirm(token)
    if mark is None:
        return render(request, "agenda/expired.html", status=GONE)
    if request.method == "POST":
        subscriber = subscribing.confirm(mark=mark, now=timezone.now())
        if subscriber is None:
            return render(request, "agenda/expired.html", status=GONE)
        return render(request, "agenda/confirmed.html", {"manage": access.manage_token(subscriber)})
    if not subscribers.is_asked(mark=mark) and subscribers.by_mark(mark=mark) is None:
        return render(request, "agenda/expired.html", status=GONE)
    return render(request, "agenda/confirm.html", {"token": token})


@require_http_methods(METHODS)
@private
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """GET and change the choices of a subscription."""
    subscriber = access.subscriber_by_token(token)
    if subscriber is None:
        return render(request, "agenda/unsubscribed.html")
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        initial=ChoicesForm.initial_of(subscriber.rhythm, subscriber.levers),
    )
    saved = request.method == "POST" and form.is_valid()
    if saved:
        subscribing.change_choices(subscriber=subscriber, rhythm=form.rhythm(), levers=form.levers())
    context = {
        "form": form, "token": token, "saved": saved, "address": subscribers.masked(subscriber.email),
    }  # fmt: skip
    wrong = request.method == "POST" and not saved
    return render(request, "agenda/preferences.html", context, status=REFUSED if wrong else 200)


@csrf_exempt
@require_http_methods(METHODS)
@private
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button; POST leaves, from the button or in one click from a mail program (RFC 8058).

    A mail program has no cookie: the signed link is what proves. Done again years later, it answers the same.
    """
    mark = access.mark_to_leave(token)
    if request.method == "POST":
        subscribing.unsubscribe(mark=mark, now=timezone.now())
        return render(request, "agenda/unsubscribed.html")
    return render(request, "agenda/unsubscribe.html", {"token": token})
