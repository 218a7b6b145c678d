"""Shares: a dated right for one account outside the space, by kind of copies, taken back at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from trajectoires.organisations.domain import addresses, journal
from trajectoires.organisations.domain.holding import kind_label
from trajectoires.organisations.enums import Guest, Verb
from trajectoires.organisations.models import Organisation, Share
from trajectoires.private_links import keys

MONTH = dt.timedelta(days=30)


@dataclass(frozen=True)
class Shared:
    """A share and its token, which exists nowhere else."""

    share: Share
    token: str


def share(
    *, organisation: Organisation, person: Any, address: str, guest: Guest, kinds: Sequence[str], months: int
) -> Shared:
    """Propose a right to an address; it opens nothing before it is accepted. Months are of thirty days."""
    token, now = keys.new_token(), timezone.now()
    with transaction.atomic():
        made = Share.objects.create(
            organisation=organisation,
            guest=guest.value,
            kinds=list(kinds),
            address_hash=addresses.address_hash(address),
            token_hash=keys.fingerprint(token),
            since=now,
            until=now + months * MONTH,
        )
        about = ", ".join(kind_label(kind) for kind in kinds)
        journal.note(organisation=organisation, person=person, verb=Verb.SHARED, about=about)
    return Shared(made, token)


def accept(*, share: Share, person: Any) -> None:
    """From now on the account reads what is shared. Accepted once, by one account."""
    with transaction.atomic():
        taken = Share.objects.filter(pk=share.pk, person=None).update(person=person, address_hash="")
        if taken:
            journal.note(organisation=share.organisation, person=person, verb=Verb.SHARE_ACCEPTED)


def withdraw(*, organisation: Organisation, person: Any, number: int, kind: str = "") -> None:
    """Take back one kind, or the whole right; a right on nothing is deleted."""
    with transaction.atomic():
        row = Share.objects.select_for_update().filter(organisation=organisation, pk=number).first()
        if row is None or (kind and kind not in row.kinds):
            return
        row.kinds = [one for one in row.kinds if kind and one != kind]
        if row.kinds:
            row.save(update_fields=["kinds"])
        else:
            row.delete()
        about = kind_label(kind) if kind else ""
        journal.note(organisation=organisation, person=person, verb=Verb.SHARE_ENDED, about=about)


def give_up(*, share: Share, person: Any) -> None:
    """The adviser puts down the right."""
    withdraw(organisation=share.organisation, person=person, number=share.pk)


def purge(*, now: dt.datetime) -> int:
    """Delete the rights whose date has passed; how many."""
    return Share.objects.filter(until__lte=now).delete()[0]
