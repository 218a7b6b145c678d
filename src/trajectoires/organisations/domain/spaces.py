"""The life of a space: opened, renamed, erased."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from trajectoires.organisations.domain import journal
from trajectoires.organisations.enums import Role, Verb
from trajectoires.organisations.models import Membership, Organisation

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are read for another."""
SUFFIX = 6


def new_slug(name: str) -> str:
    """« les-amis-du-lac-x7k2pd »: recognised by its people, guessed by nobody."""
    suffix = "".join(secrets.choice(LETTERS) for _ in range(SUFFIX))
    return f"{slugify(name)[:40].strip('-') or 'espace'}-{suffix}"


def open_space(*, person: Any, name: str, siren: str, rna: str, profile: str) -> Organisation:
    """A new space, whose only person, for the moment, manages it."""
    now = timezone.now()
    with transaction.atomic():
        organisation = Organisation.objects.create(
            slug=new_slug(name), name=name, siren=siren, rna=rna, profile=profile, created_at=now
        )
        Membership.objects.create(
            organisation=organisation, person=person, role=Role.MANAGER.value, since=now
        )
        journal.note(organisation=organisation, person=person, verb=Verb.CREATED)
    return organisation


def change_identity(
    *, organisation: Organisation, person: Any, name: str, siren: str, rna: str, profile: str
) -> None:
    """The address does not change with the name: links that people noted keep working."""
    organisation.name, organisation.siren, organisation.rna = name, siren, rna
    organisation.profile = profile
    with transaction.atomic():
        organisation.save(update_fields=["name", "siren", "rna", "profile"])
        journal.note(organisation=organisation, person=person, verb=Verb.IDENTITY)


def erase(*, organisation: Organisation) -> None:
    """Every row, at once: people's rights, copies, invitations, shares, and the journal too."""
    organisation.delete()
