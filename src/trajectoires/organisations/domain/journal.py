"""Writing the journal: every verb of the capability passes here."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from trajectoires.organisations.enums import Verb
from trajectoires.organisations.models import JournalEntry, Organisation


def note(*, organisation: Organisation, person: Any, verb: Verb, about: str = "") -> None:
    """One line. ``about`` is in the platform's own words, never what somebody typed."""
    JournalEntry.objects.create(
        organisation=organisation, person=person, verb=verb.value, about=about[:120], at=timezone.now()
    )
