"""What the check-ins of a parcours know of the address of an account, for its owner."""

from __future__ import annotations

from typing import Any

from trajectoires.pathways.models import CheckIn
from trajectoires.people import registry


def register() -> None:
    """Called when the site starts."""
    registry.register(
        registry.Part(
            name="nouvelles_des_parcours",
            words="les nouvelles d’un parcours que vous avez demandées à cette adresse",
            export=_export,
            erase=_erase,
        )
    )


def _export(person: Any) -> list[dict[str, Any]]:
    rows = CheckIn.objects.filter(email__iexact=person.email).order_by("next_at", "pk")
    return [{"prochaine_le": one.next_at.isoformat(), "envoyees": one.sent} for one in rows]


def _erase(person: Any) -> None:
    CheckIn.objects.filter(email__iexact=person.email).delete()
