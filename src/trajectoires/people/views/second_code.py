"""The second code: typed at the sign-in, set up and given up from « Mon compte »."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.stages import LoginStageController
from allauth.mfa.adapter import get_adapter
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from trajectoires.config.rates import rated
from trajectoires.people import access
from trajectoires.people.domain import devices, second_code
from trajectoires.people.interfaces.mails import mail_second_code
from trajectoires.people.interfaces.second_code_forms import SecondCodeForm, SetUpForm
from trajectoires.people.views.common import METHODS, REFUSED, private, see

logger = logging.getLogger("trajectoires.people")


@rated("code", "SIGN_IN_RATE")
@private
@require_http_methods(METHODS)
def ask(request: HttpRequest) -> HttpResponse:
    """After the code of the mail, the one of the application; then the session opens."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or request.user.is_authenticated:
        return see(reverse("account_login"))
    form = SecondCodeForm(request.POST or None, user=stage.login.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return stage.exit()
    return render(request, "people/second_code.html", {"form": form}, status=REFUSED if form.errors else 200)


@rated("code", "SIGN_IN_RATE")
@private
@require_http_methods(METHODS)
def settings(request: HttpRequest) -> HttpResponse:
    """Set it up, or give it up: both need a code of the application."""
    own = access.account_of(request)
    since = second_code.since(own.person)
    if since is not None:
        return _give_up(request, own.person, since)
    opened = devices.opened_at(session_key=request.session.session_key)
    if opened is None or timezone.now() - opened > second_code.FRESH:
        return render(request, "people/second_code_later.html")
    form = SetUpForm(request.POST or None, user=own.person)
    if request.method == "POST" and form.is_valid():
        codes = second_code.enable(person=own.person, secret=form.secret)
        clear_totp_secret(request)
        _tell(own.person.email, is_on=True)
        return render(request, "people/second_code_on.html", {"codes": codes})
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(own.person, form.secret))
    context = {"form": form, "secret": form.secret, "picture": _inline(picture)}
    return render(request, "people/second_code_set_up.html", context, status=REFUSED if form.errors else 200)


def _give_up(request: HttpRequest, person: Any, since: Any) -> HttpResponse:
    form = SecondCodeForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        second_code.disable(person=person)
        _tell(person.email, is_on=False)
        return see(reverse("people:account"))
    context = {"form": form, "since": since}
    return render(request, "people/second_code_off.html", context, status=REFUSED if form.errors else 200)


def _tell(address: str, *, is_on: bool) -> None:
    try:
        mail_second_code(address=address, is_on=is_on)
    except (OSError, SMTPException):
        logger.warning("courriel-du-second-code-non-parti")


def _inline(svg: str) -> Any:
    """The drawing without its XML declaration: it is made here, of an address that we wrote."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308
