"""Accounts of editors: made without a password, which each of them chooses by a link that works once."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from trajectoires.pages.domain import roles

ADMINISTRATION = "administration"
GROUPS = {
    "contribution": roles.CONTRIBUTION,
    "moderation": roles.MODERATION,
    "coordination": roles.COORDINATION,
}


@dataclass(frozen=True)
class Invitation:
    """An account and the address where its owner chooses a password."""

    email: str
    created: bool
    address: str


@transaction.atomic
def invite(*, email: str, group: str, name: str = "") -> Invitation:
    """Make the account, or find it, put it in its group; the link works once and for three days.

    ``group`` is a key of ``GROUPS``, or ``ADMINISTRATION``. The password of an account that exists stays.
    """
    roles.ensure_roles()
    users = get_user_model()
    # A visitor's account opens with a code by mail: it never gets a role. The same address may have both.
    user = users.objects.filter(email__iexact=email, account=None).order_by("pk").first()
    created = user is None
    if user is None:
        user = users(username=email.lower(), email=email.lower())
        user.set_unusable_password()
    if name:
        user.first_name, _, user.last_name = name.partition(" ")
    if group == ADMINISTRATION:
        user.is_superuser = True
    user.is_active = True
    user.save()
    if group != ADMINISTRATION:
        user.groups.add(Group.objects.get(name=GROUPS[group]))
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    return Invitation(email=user.email, created=created, address=f"{settings.SITE_ADDRESS}{path}")
