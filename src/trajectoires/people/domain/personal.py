"""All that the site knows of one account, for its owner: taken away, or erased."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from trajectoires.pages.models import Proposal
from trajectoires.people import registry
from trajectoires.people.domain import devices, second_code
from trajectoires.people.models import Account, Device
from trajectoires.people.registry import Part, Place

FORMAT = "trajectoires-compte/1"


class NotYetError(Exception):
    """Something must be settled first: nothing was erased. ``places`` says what, and where."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__(f"{len(places)}")
        self.places = places


def export(account: Account) -> dict[str, Any]:
    """Plain data, ready for JSON."""
    person = account.person
    since = second_code.since(person)
    return {
        "format": FORMAT,
        "compte": {
            "adresse": person.email,
            "ouvert_le": account.opened_at.isoformat(),
            "dernier_passage": account.seen_on.isoformat(),
            "second_code_depuis": since.isoformat() if since else None,
            "navigateurs_connectes": [
                {
                    "sorte": one.browser,
                    "depuis": one.since.isoformat(),
                    "dernier_passage": one.seen_on.isoformat(),
                }
                for one in Device.objects.filter(account=account).order_by("since", "pk")
            ],
        },
        **{part.name: part.export(person) for part in registry.parts()},
    }


def erase(*, account: Account, with_address: bool) -> None:
    """The account and what is attached to it, at once. ``NotYetError`` when something must come first.

    ``with_address``: also what bears its address without being attached to it, such as a subscription.
    """
    with transaction.atomic():
        person = account.person
        places = registry.obstacles_of(person)
        if places:
            raise NotYetError(places)
        for part in registry.parts() if with_address else ():
            part.erase(person)
        devices.close_all(account=account)
        person.delete()


def register() -> None:
    """What the editorial site knows of an address. It knows no accounts: they know it."""
    registry.register(
        Part(
            name="propositions",
            words="les propositions auxquelles vous avez joint cette adresse",
            export=_proposals,
            erase=_forget_proposals,
            remains="Le texte d’une proposition que vous avez envoyée\u00a0: vous l’avez donné sous une "
            "licence libre. L’adresse jointe est effacée.",
        )
    )


def _proposals(person: Any) -> list[dict[str, Any]]:
    rows = Proposal.objects.filter(email__iexact=person.email).order_by("received_at", "pk")
    return [
        {"nature": one.get_kind_display(), "recue_le": one.received_at.isoformat(), "texte": one.text}
        for one in rows
    ]


def _forget_proposals(person: Any) -> None:
    Proposal.objects.filter(email__iexact=person.email).update(email="", consent=False)
