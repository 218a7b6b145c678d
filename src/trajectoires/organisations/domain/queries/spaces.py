"""What pages read: one's spaces, the copies of one, its people, its journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from trajectoires.organisations import rules
from trajectoires.organisations.domain import identifiers
from trajectoires.organisations.domain.holding import kind_label
from trajectoires.organisations.enums import Guest, Profile, Role, Verb
from trajectoires.organisations.models import (
    Holding,
    Invitation,
    JournalEntry,
    Membership,
    Organisation,
    Share,
)
from trajectoires.thread import exchange

JOURNAL_SHOWN = 200
SOMEBODY = "Une personne de l’espace"
GONE = "Une personne qui n’a plus de compte"


@dataclass(frozen=True)
class SpaceCard:
    """One line of « Mes espaces »."""

    slug: str
    name: str
    role: str
    can_keep: bool


@dataclass
class KindOfCopies:
    """The copies of one kind, the latest first."""

    kind: str
    label: str
    latest: Holding | None = None
    older: list[Holding] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """Somebody of a space; the address only for who manages people, and for oneself."""

    number: int
    words: str
    role: str
    role_label: str
    since: dt.datetime
    is_self: bool


@dataclass(frozen=True)
class ShareLine:
    """A right, as « Qui voit quoi ? » tells it."""

    number: int
    guest: str
    address: str
    """For who manages shares, once accepted; « » otherwise."""
    kinds: list[tuple[str, str]]
    since: dt.datetime
    until: dt.datetime
    accepted: bool


@dataclass(frozen=True)
class JournalLine:
    """One line of the journal."""

    at: dt.datetime
    who: str
    what: str
    about: str


def spaces_of(person: Any) -> list[SpaceCard]:
    """The spaces of a person, by name. One query."""
    rows = Membership.objects.filter(person=person).select_related("organisation")
    return [
        SpaceCard(
            slug=row.organisation.slug,
            name=row.organisation.name,
            role=Role(row.role).label,
            can_keep=rules.allows(row.role, "copies.garder"),
        )
        for row in rows.order_by("organisation__name", "pk")
    ]


def identity(organisation: Organisation) -> list[tuple[str, str]]:
    """Label and value of what the space says of the organisation."""
    told = [
        ("Profil", Profile(organisation.profile).label),
        ("SIREN", identifiers.spaced_siren(organisation.siren)),
        ("RNA", organisation.rna),
    ]
    return [(label, value) for label, value in told if value]


def copies_by_kind(organisation: Organisation, only: Iterable[str] | None = None) -> list[KindOfCopies]:
    """The copies without their content, by kind in the order of the capabilities. One query.

    ``only``: the kinds that a share names. Without it, a kind of which nothing is kept yet is there too.
    """
    wanted = None if only is None else set(only)
    kinds = {
        kind: KindOfCopies(kind, keeper.label)
        for kind, keeper in exchange.keepers().items()
        if wanted is None or kind in wanted
    }
    rows = Holding.objects.filter(organisation=organisation).defer("content").order_by("kind", "-version")
    for row in rows if wanted is None else rows.filter(kind__in=wanted):
        group = kinds.setdefault(row.kind, KindOfCopies(row.kind, kind_label(row.kind)))
        if group.latest is None:
            group.latest = row
        else:
            group.older.append(row)
    return list(kinds.values())


def people_of(organisation: Organisation, *, reader: Any, with_addresses: bool) -> list[Person]:
    """The people, managers first. One query."""
    rows = (
        Membership.objects.filter(organisation=organisation).select_related("person").order_by("since", "pk")
    )
    people = [
        Person(
            number=row.pk,
            words=_words(row.person, reader, with_addresses),
            role=row.role,
            role_label=Role(row.role).label,
            since=row.since,
            is_self=row.person_id == reader.pk,
        )
        for row in rows
    ]
    order = [role.value for role in reversed(Role)]
    return sorted(people, key=lambda one: order.index(one.role))


def invitations_of(organisation: Organisation) -> list[tuple[Invitation, str]]:
    """The offers that still may be answered, with the label of their role. One query."""
    rows = Invitation.objects.filter(organisation=organisation, expires_at__gt=timezone.now())
    return [(row, Role(row.role).label) for row in rows.order_by("made_at", "pk")]


def shares_of(organisation: Organisation, *, with_addresses: bool) -> list[ShareLine]:
    """The rights of today, given or proposed. One query."""
    rows = Share.objects.filter(organisation=organisation, until__gt=timezone.now()).select_related("person")
    return [
        ShareLine(
            number=row.pk,
            guest=Guest(row.guest).label,
            address=row.person.email if with_addresses and row.person is not None else "",
            kinds=[(kind, kind_label(kind)) for kind in row.kinds],
            since=row.since,
            until=row.until,
            accepted=row.person_id is not None,
        )
        for row in rows.order_by("since", "pk")
    ]


def shared_with(person: Any) -> list[tuple[Share, list[str]]]:
    """What is shared with somebody today, with the labels of its kinds. One query."""
    rows = Share.objects.filter(person=person, until__gt=timezone.now()).select_related("organisation")
    return [
        (row, [kind_label(kind) for kind in row.kinds]) for row in rows.order_by("organisation__name", "pk")
    ]


def journal_of(organisation: Organisation, *, reader: Any, with_addresses: bool) -> list[JournalLine]:
    """The last lines, the newest first. One query."""
    rows = JournalEntry.objects.filter(organisation=organisation).select_related("person")
    return [
        JournalLine(
            at=row.at,
            who=_words(row.person, reader, with_addresses) if row.person is not None else GONE,
            what=Verb(row.verb).label,
            about=row.about,
        )
        for row in rows.order_by("-at", "-pk")[:JOURNAL_SHOWN]
    ]


@dataclass(frozen=True)
class Advice:
    """Something worth doing in a space: what, why, and the name of the address where."""

    what: str
    why: str
    url_name: str


def advice_for(organisation: Organisation, groups: list[KindOfCopies], can: Any) -> list[Advice]:
    """What the home of a space proposes to do next, for what this person may do (``can``). One query."""
    found = []
    if can("copies.garder") and all(group.latest is None for group in groups):
        found.append(
            Advice(
                "Garder une première copie",
                "Un lien privé expire. Une copie gardée ici reste, et la suivante s’y compare.",
                "organisations:keep",
            )
        )
    if can("membres.gerer"):
        managers = Membership.objects.filter(organisation=organisation, role=Role.MANAGER.value).count()
        if managers < 2:
            found.append(
                Advice(
                    "Inviter une deuxième personne à la gestion",
                    "Si vous vous absentez ou passez la main, l’espace ne reste pas fermé.",
                    "organisations:members",
                )
            )
    if can("espace.modifier") and not (organisation.siren or organisation.rna):
        found.append(
            Advice(
                "Dire votre numéro SIREN ou RNA",
                "Il distingue votre organisation d’une autre du même nom.",
                "organisations:identity",
            )
        )
    return found


def _words(person: Any, reader: Any, with_addresses: bool) -> str:
    if person.pk == reader.pk:
        return "Vous"
    return (person.email or SOMEBODY) if with_addresses else SOMEBODY
