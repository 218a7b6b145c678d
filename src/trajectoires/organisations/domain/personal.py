"""What the spaces know of one account, for its owner."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from trajectoires.organisations.domain import addresses
from trajectoires.organisations.domain.holding import kind_label
from trajectoires.organisations.enums import Guest, Role, Verb
from trajectoires.organisations.models import Invitation, JournalEntry, Membership, Share
from trajectoires.people import registry
from trajectoires.people.registry import Group, Place


def register() -> None:
    """Called when the site starts."""
    registry.register(
        registry.Part(
            name="espaces",
            words="vos espaces et vos rôles, les partages que vous avez reçus, ce que vous avez fait dans "
            "un espace",
            places=places,
            export=export,
            obstacles=obstacles,
            erase=erase,
            is_used=is_used,
            remains="Ce que vous avez gardé dans un espace appartient à son organisation, qui peut "
            "l’effacer. Son journal dira «\u00a0une personne qui n’a plus de compte\u00a0».",
        )
    )


def is_used(person: Any) -> bool:
    """Whether this person is in a space, or reads what one shares."""
    in_one = Membership.objects.filter(person=person).exists()
    return in_one or Share.objects.filter(person=person).exists()


def obstacles(person: Any) -> tuple[Place, ...]:
    """The spaces that nobody else manages: to hand on, or to erase, first."""
    managed = Membership.objects.filter(person=person, role=Role.MANAGER.value)
    others = (
        Membership.objects.filter(organisation__in=managed.values("organisation"), role=Role.MANAGER.value)
        .exclude(person=person)
        .values("organisation")
    )
    alone = managed.exclude(organisation__in=others).select_related("organisation")
    return tuple(
        Place(
            words=row.organisation.name,
            detail="vous êtes la dernière personne à la gestion",
            address=reverse("organisations:home", args=[row.organisation.slug]),
        )
        for row in alone.order_by("organisation__name", "pk")
    )


def erase(person: Any) -> None:
    """Offers that wait at this address. Memberships and shares go with the account (``listeners``)."""
    hashes = addresses.hashes(person.email)
    Invitation.objects.filter(address_hash__in=hashes).delete()
    Share.objects.filter(address_hash__in=hashes).delete()


def places(person: Any) -> Group:
    """The spaces of this person, for « Mon compte »."""
    memberships = Membership.objects.filter(person=person).select_related("organisation")
    return Group(
        title="Mes espaces",
        empty="Vous n’êtes encore dans aucun espace. Un espace garde les modèles, les diagnostics et les "
        "parcours de votre organisation.",
        more="Tous mes espaces, ouvrir un espace",
        more_address=reverse("organisations:spaces"),
        places=tuple(
            Place(
                words=row.organisation.name,
                detail=f"rôle\u00a0: {Role(row.role).label.lower()}",
                address=reverse("organisations:home", args=[row.organisation.slug]),
            )
            for row in memberships.order_by("organisation__name", "pk")
        ),
    )


def export(person: Any) -> dict[str, Any]:
    """Spaces and roles, rights received, lines of journals: plain data, ready for JSON."""
    memberships = Membership.objects.filter(person=person).select_related("organisation").order_by("pk")
    shares = Share.objects.filter(person=person).select_related("organisation").order_by("pk")
    entries = JournalEntry.objects.filter(person=person).select_related("organisation").order_by("pk")
    return {
        "espaces": [
            {
                "nom": row.organisation.name,
                "adresse": f"/espaces/{row.organisation.slug}/",
                "role": Role(row.role).label,
                "depuis": row.since.isoformat(),
            }
            for row in memberships
        ],
        "partages_recus": [
            {
                "nom": row.organisation.name,
                "en_tant_que": Guest(row.guest).label,
                "sortes": [kind_label(kind) for kind in row.kinds],
                "du": row.since.isoformat(),
                "au": row.until.isoformat(),
            }
            for row in shares
        ],
        "journal": [
            {
                "le": row.at.isoformat(),
                "espace": row.organisation.name,
                "quoi": Verb(row.verb).label,
                "sur": row.about,
            }
            for row in entries
        ],
    }
