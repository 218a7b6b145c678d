"""People of a space: asked, welcomed, given another role, gone. Somebody always manages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from trajectoires.organisations.domain import addresses, journal, spaces
from trajectoires.organisations.enums import INVITATION_DAYS, Role, Verb
from trajectoires.organisations.models import Invitation, Membership, Organisation
from trajectoires.private_links import keys

RANKS = {role.value: rank for rank, role in enumerate(Role)}


class LastManagerError(Exception):
    """Nobody would manage the space any more: nothing was written."""


@dataclass(frozen=True)
class Invited:
    """An invitation and its token, which exists nowhere else."""

    invitation: Invitation
    token: str


def invite(
    *, organisation: Organisation, person: Any, address: str, role: Role, handing_on: bool = False
) -> Invited:
    """Offer a role to an address; an earlier offer to the same address is replaced."""
    token, now = keys.new_token(), timezone.now()
    verb = Verb.HANDED_ON if handing_on else Verb.INVITED
    with transaction.atomic():
        hashed = addresses.address_hash(address)
        Invitation.objects.filter(organisation=organisation, address_hash=hashed).delete()
        invitation = Invitation.objects.create(
            organisation=organisation,
            address_hash=hashed,
            token_hash=keys.fingerprint(token),
            role=role.value,
            made_at=now,
            expires_at=now + dt.timedelta(days=INVITATION_DAYS),
        )
        journal.note(organisation=organisation, person=person, verb=verb, about=role.label)
    return Invited(invitation, token)


def cancel(*, organisation: Organisation, person: Any, number: int) -> None:
    """Its link stops working at once."""
    with transaction.atomic():
        deleted, _ = Invitation.objects.filter(organisation=organisation, pk=number).delete()
        if deleted:
            journal.note(organisation=organisation, person=person, verb=Verb.UNINVITED)


def accept(*, invitation: Invitation, person: Any) -> None:
    """Enter the space, once; somebody already there keeps the higher of the two roles."""
    organisation = invitation.organisation
    with transaction.atomic():
        # Two tabs that accept together: only the one that deletes the offer enters.
        if not Invitation.objects.filter(pk=invitation.pk).delete()[0]:
            return
        membership, made = Membership.objects.get_or_create(
            organisation=organisation,
            person=person,
            defaults={"role": invitation.role, "since": timezone.now()},
        )
        if not made and RANKS[membership.role] < RANKS[invitation.role]:
            membership.role = invitation.role
            membership.save(update_fields=["role"])
        label = Role(membership.role).label
        journal.note(organisation=organisation, person=person, verb=Verb.JOINED, about=label)


def change_role(*, organisation: Organisation, person: Any, number: int, role: Role) -> None:
    """Give a member of this space another role. ``LastManagerError`` when it would leave no manager."""
    with transaction.atomic():
        rows = _locked(organisation)
        membership = rows.get(number)
        if membership is None or membership.role == role.value:
            return
        if role != Role.MANAGER:
            _keep_a_manager(rows, without=membership)
        membership.role = role.value
        membership.save(update_fields=["role"])
        journal.note(organisation=organisation, person=person, verb=Verb.ROLE, about=role.label)


def remove(*, organisation: Organisation, person: Any, number: int) -> None:
    """Take a member out. ``LastManagerError`` when it is the last manager."""
    with transaction.atomic():
        rows = _locked(organisation)
        membership = rows.get(number)
        if membership is None:
            return
        _keep_a_manager(rows, without=membership)
        membership.delete()
        verb = Verb.LEFT if membership.person_id == person.pk else Verb.REMOVED
        journal.note(organisation=organisation, person=person, verb=verb)


def forget(*, person: Any) -> None:
    """The account is being erased: out of every space. A space without a manager gets one; without anybody
    it is erased."""
    for membership in Membership.objects.filter(person=person).order_by("pk"):
        organisation = membership.organisation
        with transaction.atomic():
            rows = _locked(organisation)
            rows.pop(membership.pk, None)
            membership.delete()
            if not rows:
                spaces.erase(organisation=organisation)
            elif not any(row.role == Role.MANAGER for row in rows.values()):
                heir = max(rows.values(), key=lambda row: (RANKS[row.role], -row.since.timestamp()))
                heir.role = Role.MANAGER.value
                heir.save(update_fields=["role"])
                label = Role.MANAGER.label
                journal.note(organisation=organisation, person=None, verb=Verb.ROLE, about=label)


def purge_invitations(*, now: dt.datetime) -> int:
    """Delete the offers that nobody answered in time; how many."""
    return Invitation.objects.filter(expires_at__lte=now).delete()[0]


def _locked(organisation: Organisation) -> dict[int, Membership]:
    """The memberships, after a lock on the space: two managers cannot each remove the other."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    return {row.pk: row for row in Membership.objects.filter(organisation=organisation).order_by("pk")}


def _keep_a_manager(rows: dict[int, Membership], *, without: Membership) -> None:
    left = [row for row in rows.values() if row.pk != without.pk and row.role == Role.MANAGER]
    if without.role == Role.MANAGER and not left:
        raise LastManagerError
