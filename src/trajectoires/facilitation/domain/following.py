"""The next session looks at the decisions of the last one: where each stands, and what is decided again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from equilibre.facilitation.following import STATES, Followed, State, followed_step
from equilibre.facilitation.formats import Format
from equilibre.formatting import NBSP
from trajectoires.facilitation.domain import deciding, starting
from trajectoires.facilitation.domain.changes import conducting
from trajectoires.facilitation.domain.deciding import Decided
from trajectoires.facilitation.domain.packing import pack, read_followed
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Session

GONE = "Cette décision n’est plus parmi celles que vous suivez. Rechargez la page."


def prepare(*, form: Format, earlier: Sequence[Followed], **said: Any) -> starting.Started:
    """A new session that opens on earlier decisions; an ordinary one when none is followed.

    ``said``: as ``starting.start``.
    """
    if earlier:
        form = msgspec.structs.replace(form, steps=(followed_step(earlier), *form.steps))
    return starting.start(form=form, earlier=earlier, **said)


def say(*, session: Session, key: str, state: str, word: str) -> None:
    """Where a decision stands, with a word. Still possible once the session has ended: the minutes are a
    draft. Raises ``RefusedError``.
    """
    if state not in STATES:
        raise RefusedError(f"Dites d’abord où elle en est{NBSP}: fait, en cours, pas commencé, abandonné.")
    with conducting(session, ended=True) as locked:
        rows = read_followed(locked.earlier)
        _of(rows, key)
        told: State = state  # type: ignore[assignment]
        locked.earlier = pack(
            tuple(
                msgspec.structs.replace(one, state=told, word=word) if one.key == key else one for one in rows
            )
        )
        locked.save(update_fields=["earlier"])


def decide_again(*, session: Session, key: str) -> None:
    """Put an earlier decision among those of today; said twice, it is there once. Raises ``RefusedError``."""
    found = _of(read_followed(session.earlier), key)
    said = Decided(label=" ".join(found.label.split()), who=found.who)
    deciding.add_decision(session=session, key=key, said=said)


def _of(rows: Iterable[Followed], key: str) -> Followed:
    found = next((one for one in rows if one.key == key), None)
    if found is None:
        raise RefusedError(GONE)
    return found
