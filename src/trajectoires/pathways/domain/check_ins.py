"""« Où en êtes-vous ? »: an address kept for that alone, at most one mail every six weeks, erased on stop."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from trajectoires.pathways.domain.saved import Saved, unpack
from trajectoires.pathways.models import CheckIn, Pathway, PathwayVersion

EVERY = dt.timedelta(weeks=6)
AGAIN = dt.timedelta(days=1)
"""When the mail server could not be reached at all: nothing left, so trying again keeps the promise."""


@transaction.atomic
def follow(*, pathway: Pathway, email: str, now: dt.datetime) -> CheckIn:
    """Write in six weeks; the plan is kept until then and after, since the mail speaks of it."""
    row, _ = CheckIn.objects.update_or_create(
        pathway=pathway,
        defaults={"email": email.strip()},
        create_defaults={"email": email.strip(), "next_at": now + EVERY},
    )
    Pathway.objects.filter(pk=pathway.pk).update(kept=True, expires_at=None)
    return row


def stop(*, pathway: str) -> None:
    """Erase the address. Doing it again does nothing."""
    CheckIn.objects.filter(pathway_id=_key(pathway)).delete()


def followed(*, pathway: Pathway) -> CheckIn | None:
    """Whom this plan's check-ins go to."""
    return CheckIn.objects.filter(pathway=pathway).first()


def asked_about(*, pathway: str) -> tuple[Pathway, Saved] | None:
    """The plan that a check-in speaks of, as it is now; None once the check-ins are stopped."""
    version = (
        PathwayVersion.objects.select_related("pathway")
        .filter(number=F("pathway__revision"), pathway_id=_key(pathway), pathway__check_in__isnull=False)
        .order_by()
        .first()
    )
    return None if version is None else (version.pathway, unpack(version.document))


def take_due(*, now: dt.datetime) -> Iterator[tuple[CheckIn, Saved]]:
    """Each check-in that is due, taken for this process alone: its next date moves before the mail leaves."""
    for pk, due in CheckIn.objects.filter(next_at__lte=now).order_by("pk").values_list("pk", "next_at"):
        taken = CheckIn.objects.filter(pk=pk, next_at=due).update(next_at=now + EVERY, sent=F("sent") + 1)
        row = CheckIn.objects.select_related("pathway").filter(pk=pk).first() if taken else None
        found = asked_about(pathway=str(row.pathway_id)) if row is not None else None
        if row is not None and found is not None:
            yield row, found[1]


def not_sent(*, row: CheckIn, now: dt.datetime) -> None:
    """The mail did not leave: tomorrow."""
    CheckIn.objects.filter(pk=row.pk).update(next_at=now + AGAIN, sent=F("sent") - 1)


def _key(pathway: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(pathway)
    except ValueError:
        return None
