"""What rows hold of the engine's values, as bytes and back."""

from __future__ import annotations

import msgspec

from equilibre.facilitation.answers import Answer
from equilibre.facilitation.background import Background
from equilibre.facilitation.following import Followed
from equilibre.facilitation.formats import Format, Option
from equilibre.facilitation.roll import Roll
from equilibre.facilitation.tally import Tally, all_by_phone

pack = msgspec.json.encode
"""Any of the values below."""


def read_format(packed: bytes) -> Format:
    """The format of a session."""
    return msgspec.json.decode(packed, type=Format)


def read_options(packed: bytes) -> tuple[Option, ...]:
    """What a round proposes."""
    return msgspec.json.decode(packed, type=tuple[Option, ...])


def read_answer(packed: bytes) -> Answer:
    """An answer that was checked."""
    return msgspec.json.decode(packed, type=Answer)


def read_tally(packed: bytes | None) -> Tally:
    """A counting; an empty one when nothing was counted."""
    return Tally() if packed is None else msgspec.json.decode(packed, type=Tally)


def read_phones(packed: bytes | None) -> Tally:
    """The counting of a round's phones: all of them came by phone, whatever the bytes say."""
    return all_by_phone(read_tally(packed))


def read_roll(packed: bytes | None) -> Roll:
    """Who voted what; nobody when the vote was not by name."""
    return Roll() if packed is None else msgspec.json.decode(packed, type=Roll)


def read_words(packed: bytes) -> dict[str, str]:
    """The host's notes: section → words."""
    return msgspec.json.decode(packed, type=dict[str, str])


def read_background(packed: bytes) -> Background:
    """What a model and a diagnosis gave to a session."""
    return msgspec.json.decode(packed, type=Background)


def read_seeds(packed: bytes) -> dict[str, tuple[str, ...]]:
    """Source → lines."""
    return msgspec.json.decode(packed, type=dict[str, tuple[str, ...]])


def read_followed(packed: bytes) -> tuple[Followed, ...]:
    """The decisions of earlier sessions."""
    return msgspec.json.decode(packed, type=tuple[Followed, ...])
