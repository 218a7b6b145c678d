"""« Mon compte »: what it is, its browsers, its address."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.config import errors
from trajectoires.config.rates import beyond, rated
from trajectoires.people import access, registry
from trajectoires.people.domain import accounts, codes, devices, second_code
from trajectoires.people.domain.codes import Outcome, Purpose
from trajectoires.people.interfaces.forms import CodeForm, NewAddressForm
from trajectoires.people.interfaces.mails import mail_code, mail_moved
from trajectoires.people.views.common import METHODS, NOT_SENT, REFUSED, UNAVAILABLE, private, see

logger = logging.getLogger("trajectoires.people")


@private
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The address, one's places on the site, what can be done."""
    own = access.account_of(request)
    context = {
        "person": own.person,
        "groups": registry.places_of(own.person),
        "second_code": second_code.since(own.person) is not None,
    }
    return render(request, "people/account.html", context)


@private
@require_http_methods(METHODS)
def browsers(request: HttpRequest) -> HttpResponse:
    """Where the account is open; close one, or all the others."""
    own = access.account_of(request)
    key = request.session.session_key
    if request.method == "POST":
        raw = request.POST.get("numero", "")
        if request.POST.get("action") == "autres":
            devices.close_others(account=own, session_key=key)
        elif raw.isascii() and raw.isdigit() and len(raw) < 16:
            devices.close(account=own, number=int(raw))
        return see(reverse("people:devices"))
    context = {"devices": devices.of(own), "current": key, "days": devices.DAYS}
    return render(request, "people/devices.html", context)


@rated("sign-in", "SIGN_IN_RATE")
@private
@require_http_methods(METHODS)
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address: a code goes there."""
    own = access.account_of(request)
    form = NewAddressForm(request.POST or None, current=own.person.email)
    status = REFUSED if form.errors else 200
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["adresse"]
        if beyond(request, group="code", of=new, setting="CODE_RATE"):
            return errors.too_many(request)
        code = codes.start(request.session, purpose=Purpose.NEW_ADDRESS, address=new)
        try:
            mail_code(address=new, code=code)
            return see(reverse("people:address_code"))
        except (OSError, SMTPException):
            form.add_error(None, NOT_SENT)
            status = UNAVAILABLE
    return render(request, "people/address.html", {"form": form, "person": own.person}, status=status)


@rated("code", "SIGN_IN_RATE")
@private
@require_http_methods(METHODS)
def address_code(request: HttpRequest) -> HttpResponse:
    """Type the code received at the new address: the account moves there."""
    own = access.account_of(request)
    waiting = codes.waiting(request.session, purpose=Purpose.NEW_ADDRESS)
    form = CodeForm(request.POST or None)
    if waiting and request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        outcome = codes.check(request.session, purpose=Purpose.NEW_ADDRESS, typed=typed)
        if outcome is Outcome.RIGHT:
            return _move(request, own, waiting.address)
        waiting = codes.waiting(request.session, purpose=Purpose.NEW_ADDRESS)
        if waiting:
            form.add_error("code", "Ce n’est pas le bon code\u00a0: relisez le message.")
    if waiting is None:
        return see(reverse("people:address"))
    context = {"form": form, "waiting": waiting, "minutes": codes.MINUTES}
    return render(request, "people/address_code.html", context, status=REFUSED if form.errors else 200)


def _move(request: HttpRequest, own: Any, new: str) -> HttpResponse:
    before = own.person.email
    try:
        accounts.change_address(account=own, address=new)
    except accounts.TakenError:
        return render(request, "people/address_taken.html", {"address": new}, status=REFUSED)
    try:
        mail_moved(address=before)
    except (OSError, SMTPException):
        # The account has moved all the same; the old address may be dead, which is why one moves.
        logger.warning("ancienne-adresse-injoignable")
    return see(reverse("people:account"))
