"""The only road to a space: the functions here, which name the permission that an address needs.

A space that does not exist, one that a person is not in, and one where their role is not enough get the same
404. Nobody signed in: asked to sign in, whatever the address. Editors and administrators have no right here
by their function.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from trajectoires.organisations import rules
from trajectoires.organisations.domain import addresses
from trajectoires.organisations.enums import Standing
from trajectoires.organisations.models import Holding, Invitation, Membership, Organisation, Share
from trajectoires.private_links import keys


class SignInFirstError(Exception):
    """Nobody is signed in."""


@dataclass(frozen=True)
class Opened:
    """A space opened by somebody who may."""

    organisation: Organisation
    person: Any
    standing: str
    share: Share | None = None

    def can(self, permission: str) -> bool:
        """Whether this person may also do that here: for what a page offers."""
        return rules.allows(self.standing, permission)

    @property
    def role_label(self) -> str:
        """« Gestion »."""
        return Standing(self.standing).label


def person_of(request: HttpRequest) -> Any:
    """Who is signed in. ``SignInFirstError`` otherwise."""
    if not request.user.is_authenticated:
        raise SignInFirstError
    return request.user


def space(request: HttpRequest, slug: str, permission: str) -> Opened:
    """The space of this address, for a member whose role has the permission."""
    person = person_of(request)
    membership = (
        Membership.objects.select_related("organisation")
        .filter(person=person, organisation__slug=slug)
        .order_by()
        .first()
    )
    if membership is None or not rules.allows(membership.role, permission):
        raise Http404
    return Opened(organisation=membership.organisation, person=person, standing=membership.role)


def shared_space(request: HttpRequest, slug: str) -> Opened:
    """The space of this address, for somebody it is shared with today."""
    person = person_of(request)
    share = _live_shares(person).filter(organisation__slug=slug).order_by("-until", "pk").first()
    if share is None:
        raise Http404
    return Opened(share.organisation, person, Standing.GUEST.value, share)


def shared_kinds(opened: Opened) -> list[str]:
    """Every kind that the living shares of this person in this space name."""
    shares = _live_shares(opened.person).filter(organisation=opened.organisation).order_by("pk")
    return sorted({kind for share in shares for kind in share.kinds})


def copy(request: HttpRequest, slug: str, number: int, permission: str) -> tuple[Opened, Holding]:
    """A copy of this space, for a member whose role has the permission, or for an adviser whose share names
    its kind."""
    person = person_of(request)
    holding = (
        Holding.objects.select_related("organisation").filter(organisation__slug=slug, pk=number).first()
    )
    if holding is None:
        raise Http404
    membership = Membership.objects.filter(person=person, organisation=holding.organisation).first()
    if membership is not None and rules.allows(membership.role, permission):
        return Opened(holding.organisation, person, membership.role), holding
    if rules.allows(Standing.GUEST.value, permission):
        for share in _live_shares(person).filter(organisation=holding.organisation).order_by("pk"):
            if holding.kind in share.kinds:
                return Opened(holding.organisation, person, Standing.GUEST.value, share), holding
    raise Http404


def invitation(request: HttpRequest, token: str) -> tuple[Invitation, bool]:
    """The offer behind a link, and whether it was sent to the address of who is signed in."""
    person = person_of(request)
    found = (
        Invitation.objects.select_related("organisation")
        .filter(token_hash=keys.fingerprint(token), expires_at__gt=timezone.now())
        .first()
    )
    if found is None:
        raise Http404
    return found, addresses.is_address(person.email, found.address_hash)


def proposed_share(request: HttpRequest, token: str) -> tuple[Share, bool]:
    """The share behind a link, not yet accepted, and whether it was sent to who is signed in."""
    person = person_of(request)
    found = (
        Share.objects.select_related("organisation")
        .filter(token_hash=keys.fingerprint(token), person=None, until__gt=timezone.now())
        .first()
    )
    if found is None:
        raise Http404
    return found, addresses.is_address(person.email, found.address_hash)


def own_share(request: HttpRequest, number: int) -> Share:
    """A share whose beneficiary is who is signed in."""
    share = _live_shares(person_of(request)).filter(pk=number).first()
    if share is None:
        raise Http404
    return share


def _live_shares(person: Any) -> Any:
    return Share.objects.select_related("organisation").filter(person=person, until__gt=timezone.now())
