"""Spaces for tests, made by the very verbs of the site, and the eight kinds of people who knock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from harness.client import ScanningClient
from trajectoires.organisations.domain import holding, members, sharing, spaces
from trajectoires.organisations.enums import Guest, Role
from trajectoires.organisations.models import Holding, Invitation, Organisation, Share
from trajectoires.people.domain import accounts
from trajectoires.thread.exchange import Kept

PEOPLE = ("anonymous", "stranger", "reader", "member", "manager", "adviser", "former", "staff")
SIREN = "732829320"


def person(name: str, **more: Any) -> Any:
    """A visitor's account with the address ``name@exemple.fr``; an editor's user when ``more`` is given."""
    if more:
        return get_user_model().objects.create(username=name, email=f"{name}@exemple.fr", **more)
    return accounts.enter(address=f"{name}@exemple.fr").account.person


def signed_in(who: Any) -> ScanningClient:
    """A browser of this person; of nobody for None."""
    client = ScanningClient()
    if who is not None:
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


@dataclass(frozen=True)
class Space:
    """A space with one person of each kind around it."""

    organisation: Organisation
    people: dict[str, Any]
    copy: Holding
    hidden: Holding
    """A copy of a kind that is not shared."""
    share: Share
    tokens: dict[str, str]
    """« invitation » and « share »: keys sent to ``guest@exemple.fr``, not answered."""

    def browser(self, who: str) -> ScanningClient:
        """The browser of one of ``PEOPLE``."""
        return signed_in(self.people.get(who))


def enter(organisation: Organisation, who: Any, role: Role) -> None:
    """Invite and accept."""
    manager = organisation.memberships.order_by("pk").first().person
    invited = members.invite(organisation=organisation, person=manager, address=who.email, role=role)
    members.accept(invitation=Invitation.objects.get(pk=invited.invitation.pk), person=who)


def open_space(name: str = "Les amis du lac", prefix: str = "") -> Space:
    """A space where the adviser may read models, the former adviser no longer may, and two keys wait."""
    people = {who: person(prefix + who) for who in ("stranger", "reader", "member", "manager", "adviser")}
    people["former"] = person(prefix + "former")
    people["staff"] = person(prefix + "staff", is_staff=True, is_superuser=True)
    manager = people["manager"]
    organisation = spaces.open_space(person=manager, name=name, siren=SIREN, rna="", profile="petite")
    enter(organisation, people["reader"], Role.READER)
    enter(organisation, people["member"], Role.MEMBER)
    kept = {
        kind: holding.keep(
            organisation=organisation,
            person=manager,
            kept=Kept(kind=kind, title=f"Copie {kind}", sentence="Une phrase.", content=b"{}"),
        )
        for kind in ("model", "diagnosis")
    }
    given = {"organisation": organisation, "person": manager, "guest": Guest.ADVISER, "kinds": ["model"]}
    adviser = sharing.share(address=people["adviser"].email, months=6, **given).share
    sharing.accept(share=adviser, person=people["adviser"])
    former = sharing.share(address=people["former"].email, months=3, **given).share
    sharing.accept(share=former, person=people["former"])
    Share.objects.filter(pk=former.pk).update(until=timezone.now() - dt.timedelta(hours=1))
    address = f"{prefix}guest@exemple.fr"
    tokens = {
        "share": sharing.share(address=address, months=6, **given).token,
        "invitation": members.invite(
            organisation=organisation, person=manager, address=address, role=Role.MEMBER
        ).token,
    }
    return Space(organisation, people, kept["model"], kept["diagnosis"], adviser, tokens)
