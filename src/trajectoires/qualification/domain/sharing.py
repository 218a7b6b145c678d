"""The life of a dossier's links: share, expire."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from trajectoires.private_links import lifetime
from trajectoires.qualification.links import read_token
from trajectoires.qualification.models import Dossier, Revision


def share(*, dossier: Dossier, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    return lifetime.share(dossier, lambda counter: read_token(edit_token=edit_token, counter=counter))


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number emptied. The bare row stays a while (``forget_bare_rows``)."""
    with transaction.atomic():
        emptied = Dossier.objects.filter(expires_at__lte=now, revisions__number=F("revision")).count()
        Revision.objects.filter(dossier__expires_at__lte=now).delete()
        lifetime.forget_bare_rows(Dossier, now=now)
    return emptied
