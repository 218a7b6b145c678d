"""The links that mails carry: signed, so that nobody makes one; absolute, so that they open from a mailbox.

An address is never in a link: a pseudonym of it is. A confirmation link lives seven days; the others live
as long as the key of the site (``OLD_SECRET_KEYS`` keeps them alive when it is changed).
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils.crypto import salted_hmac

CONFIRM_DAYS = 7
_CONFIRM = "trajectoires.agenda.confirmer"
_MANAGE = "trajectoires.agenda.abonnement"


def mark_of(email: str) -> str:
    """A pseudonym of an address, the same each time: without the key of the site it says nothing."""
    return salted_hmac(_MANAGE, email, algorithm="sha256").hexdigest()[:32]


def confirm_token(mark: str) -> str:
    """What a confirmation link ends with."""
    return TimestampSigner(sep=".", salt=_CONFIRM).sign(mark)


def read_confirm_token(token: str) -> str | None:
    """The mark that a confirmation link is about; None when it is false or old."""
    try:
        return TimestampSigner(sep=".", salt=_CONFIRM).unsign(token, max_age=dt.timedelta(days=CONFIRM_DAYS))
    except BadSignature:
        return None


def manage_token(mark: str) -> str:
    """What the links of a letter end with: it never expires."""
    return Signer(sep=".", salt=_MANAGE).sign(mark)


def read_manage_token(token: str) -> str | None:
    """The mark that a letter's link is about; None when nobody signed it."""
    try:
        return Signer(sep=".", salt=_MANAGE).unsign(token)
    except BadSignature:
        return None


def absolute(address: str) -> str:
    """An address of the site with its name."""
    return f"{settings.SITE_ADDRESS}{address}"


def confirm_url(mark: str) -> str:
    """Where a subscription is confirmed."""
    return absolute(reverse("agenda:confirm", args=[confirm_token(mark)]))


def preferences_url(mark: str) -> str:
    """Where choices are changed."""
    return absolute(reverse("agenda:preferences", args=[manage_token(mark)]))


def unsubscribe_url(mark: str) -> str:
    """Where one leaves: with a button, or in one click from the mail program (RFC 8058)."""
    return absolute(reverse("agenda:unsubscribe", args=[manage_token(mark)]))


def site_host() -> str:
    """The name of the site, for identifiers that are unique in the world."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
