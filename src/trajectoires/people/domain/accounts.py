"""An account: found or opened by an address that was just proven."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from trajectoires.people.domain import devices
from trajectoires.people.models import Account


class ClosedAccountError(Exception):
    """An administrator closed this account: nothing was changed."""


class TakenError(Exception):
    """Another account has this address: nothing was changed."""


@dataclass(frozen=True)
class Entered:
    """An account, and whether it was opened just now."""

    account: Account
    is_new: bool


def normal(address: str) -> str:
    """The one way in which an address is written: lower case, no space around."""
    return address.strip().lower()


def fingerprint(address: str) -> str:
    """SHA-256 of the normal address, in hexadecimal: what makes an account unique."""
    return hashlib.sha256(normal(address).encode()).hexdigest()


def enter(*, address: str) -> Entered:
    """The account of an address that its holder has just proven; opened when there is none."""
    found = _of(address)
    if found is not None:
        return Entered(_still_open(found), is_new=False)
    try:
        with transaction.atomic():
            return Entered(_open(normal(address)), is_new=True)
    except IntegrityError:
        # Two browsers that prove a new address at the same moment: the second enters what the first opened.
        found = _of(address)
        if found is None:
            raise
        return Entered(_still_open(found), is_new=False)


def change_address(*, account: Account, address: str) -> None:
    """Give the account another address, which its holder has just proven. ``TakenError`` when it has one."""
    new = normal(address)
    try:
        with transaction.atomic():
            Account.objects.filter(pk=account.pk).update(address_hash=fingerprint(new))
            get_user_model().objects.filter(pk=account.person_id).update(email=new)
    except IntegrityError:
        raise TakenError from None


def find(*, address: str) -> Account | None:
    """The account of an address, for who keeps the server."""
    return _of(address)


def close(*, account: Account, closed: bool) -> None:
    """No code opens it any more, and its browsers are signed out; or the contrary."""
    with transaction.atomic():
        get_user_model().objects.filter(pk=account.person_id).update(is_active=not closed)
        if closed:
            devices.close_all(account=account)


def _of(address: str) -> Account | None:
    return Account.objects.select_related("person").filter(address_hash=fingerprint(address)).first()


def _still_open(account: Account) -> Account:
    if not account.person.is_active:
        raise ClosedAccountError
    return account


def _open(address: str) -> Account:
    now = timezone.now()
    # The name is drawn: Django wants one, and it must say nothing of the person.
    name = f"compte-{secrets.token_hex(8)}"
    person = get_user_model().objects.create_user(username=name, email=address, password=None)
    return Account.objects.create(
        person=person, address_hash=fingerprint(address), opened_at=now, seen_on=timezone.localdate(now)
    )
