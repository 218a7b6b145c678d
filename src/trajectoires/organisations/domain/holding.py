"""Copies: taken from a private link, kept as versions, opened again under a new link."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from trajectoires.organisations.domain import journal
from trajectoires.organisations.enums import KIND_LABELS, Verb
from trajectoires.organisations.models import Holding, Organisation
from trajectoires.thread import exchange
from trajectoires.thread.exchange import Kept

LARGEST = 20_000_000
"""Bytes of a copy before it is compressed: a passation file is never larger."""
LINK = re.compile(r"(?:^|/)([a-z]{1,4}/[A-Za-z0-9_-]{43})(?:/|$)")
"""The kind of a private link and its token, wherever they stand in an address."""


class CannotReopenError(Exception):
    """The capability that owns this kind is not there, or does not read this copy any more."""


@dataclass(frozen=True)
class Snapshot:
    """What a link leads to, ready to be kept."""

    link: str
    label: str
    kept: Kept


def kind_label(kind: str) -> str:
    """« Modèle socio-économique »: by its owner, or by ours when it is not there."""
    keeper = exchange.keepers().get(kind)
    return keeper.label if keeper is not None else KIND_LABELS.get(kind, kind)


def clean_link(text: str) -> str:
    """« https://site/m/xyz/?exercice=1 » → « m/xyz »: the kind of a link and its token; « » otherwise."""
    try:
        found = LINK.search(urlsplit(text.strip()).path)
    except ValueError:
        return ""
    return found.group(1) if found is not None else ""


def look(text: str) -> Snapshot | None:
    """The copy of what a link leads to, by the first capability that knows it; None for nobody's."""
    link = clean_link(text)
    if not link:
        return None
    for keeper in exchange.keepers().values():
        kept = keeper.snapshot(link)
        if kept is not None and len(kept.content) <= LARGEST:
            return Snapshot(link=link, label=keeper.label, kept=kept)
    return None


def keep(*, organisation: Organisation, person: Any, kept: Kept) -> Holding:
    """A new version of its kind; the ones before do not move."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        last = Holding.objects.filter(organisation=organisation, kind=kept.kind).aggregate(n=Max("version"))
        holding = Holding.objects.create(
            organisation=organisation,
            kind=kept.kind,
            version=(last["n"] or 0) + 1,
            title=kept.title[:200],
            sentence=kept.sentence,
            content=zlib.compress(kept.content),
            made_at=timezone.now(),
        )
        journal.note(organisation=organisation, person=person, verb=Verb.KEPT, about=said(holding))
    return holding


def reopen(*, holding: Holding, person: Any) -> str:
    """The address of a new private link that starts from the copy. ``CannotReopenError`` otherwise."""
    keeper = exchange.keepers().get(holding.kind)
    if keeper is None:
        raise CannotReopenError
    try:
        address = keeper.reopen(zlib.decompress(holding.content))
    except (ValueError, msgspec.MsgspecError, zlib.error) as error:
        raise CannotReopenError from error
    journal.note(organisation=holding.organisation, person=person, verb=Verb.REOPENED, about=said(holding))
    return address


def drop(*, holding: Holding, person: Any) -> None:
    """Erase a copy. The numbers of the others do not change."""
    with transaction.atomic():
        about = said(holding)
        holding.delete()
        journal.note(organisation=holding.organisation, person=person, verb=Verb.DROPPED, about=about)


def said(holding: Holding) -> str:
    """« Modèle socio-économique, version 3 »."""
    return f"{kind_label(holding.kind)}, version {holding.version}"
