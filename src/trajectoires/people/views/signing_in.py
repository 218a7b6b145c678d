"""Signing in: an address, a code, and one is in. Signing out."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trajectoires.config import errors
from trajectoires.config.oidc import PROVIDER
from trajectoires.config.rates import beyond, rated
from trajectoires.people import access
from trajectoires.people.adapter import enter
from trajectoires.people.domain import codes, devices
from trajectoires.people.domain.codes import Outcome, Purpose
from trajectoires.people.interfaces.forms import AddressForm, CodeForm
from trajectoires.people.interfaces.mails import mail_code
from trajectoires.people.views.common import METHODS, NOT_SENT, REFUSED, UNAVAILABLE, follow_of, private, see

HALF_WAY = 3600
"""Seconds: a visitor who asked for a code and went away leaves nothing for longer."""


@rated("sign-in", "SIGN_IN_RATE")
@private
@require_http_methods(METHODS)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code. The answer is the same whether the address has an account or not."""
    follow = follow_of(request)
    if access.signed_in(request):
        return see(follow or reverse("people:account"))
    form = AddressForm(request.POST or None)
    status = REFUSED if form.errors else 200
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["adresse"]
        if beyond(request, group="code", of=address, setting="CODE_RATE"):
            return errors.too_many(request)
        code = codes.start(request.session, purpose=Purpose.SIGN_IN, address=address, follow=follow)
        if not request.user.is_authenticated:
            request.session.set_expiry(HALF_WAY)
        try:
            mail_code(address=address, code=code)
            return see(reverse("account_confirm_login_code"))
        except (OSError, SMTPException):
            form.add_error(None, NOT_SENT)
            status = UNAVAILABLE
    context = {"form": form, "follow": follow, "provider": settings.OIDC_NAME, "provider_id": PROVIDER}
    return render(request, "people/sign_in.html", context, status=status)


@rated("code", "SIGN_IN_RATE")
@private
@require_http_methods(METHODS)
def code(request: HttpRequest) -> HttpResponse:
    """Type the code; a new address opens its account here, and not before."""
    waiting = codes.waiting(request.session, purpose=Purpose.SIGN_IN)
    form = CodeForm(request.POST or None)
    if waiting and request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        outcome = codes.check(request.session, purpose=Purpose.SIGN_IN, typed=typed)
        if outcome is Outcome.RIGHT:
            return enter(request, address=waiting.address, follow=waiting.follow)
        waiting = codes.waiting(request.session, purpose=Purpose.SIGN_IN)
        if waiting:
            form.add_error("code", "Ce n’est pas le bon code\u00a0: relisez le message.")
    if waiting is None:
        return render(request, "people/code_spent.html", status=REFUSED if request.POST else 200)
    status = REFUSED if form.errors else 200
    context = {"form": form, "waiting": waiting, "minutes": codes.MINUTES}
    return render(request, "people/code.html", context, status=status)


@private
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session of this browser; the account keeps everything."""
    devices.forget(session_key=request.session.session_key)
    end_session(request)
    return see("/")
