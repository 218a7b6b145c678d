"""A session that prepares what a trajectory must decide: at most three, that the host picked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from equilibre.facilitation.beginning import Brought, ToDecide
from trajectoires.facilitation.domain import deciding, starting
from trajectoires.facilitation.domain.deciding import Decided
from trajectoires.facilitation.domain.from_model import lines_of
from trajectoires.facilitation.enums import LABEL_LENGTH


def start(*, brought: Brought, picked: Iterable[ToDecide], **said: Any) -> starting.Started:
    """Store the session and its decisions, at once. ``said``: as ``starting.start``, without the seeds."""
    seeds = lines_of({key: [*told] for key, told in brought.lines.items()})
    with transaction.atomic():
        started = starting.start(seeds=seeds, **said)
        for one in picked:
            # A form keeps plain spaces: the words voted stay the words written.
            label = " ".join(one.label.split())[:LABEL_LENGTH]
            told = Decided(label=label, decides=one.body)
            deciding.add_decision(session=started.session, key=uuid.uuid4().hex, said=told)
    return started
