"""What a version holds: the engine's plan, and what its traveller has done of it. JSON, then zlib."""

from __future__ import annotations

import datetime as dt
import zlib

import msgspec

from equilibre.pathway.plans import Item, Plan

LEVEL = 1


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was done, and the day it was said."""

    item: Item
    on: dt.date


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in the life of its traveller: a storage format (add fields with a default, never rename one)."""

    plan: Plan
    done: tuple[Done, ...] = ()
    sheets: dict[str, tuple[str, ...]] = {}
    """Address → codes of the diagnosis's actions whose sheet it is, as that diagnosis said them."""

    @property
    def done_keys(self) -> tuple[str, ...]:
        """Keys of the items done, in the order they were."""
        return tuple(one.item.key for one in self.done)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Saved)


def to_json(saved: Saved) -> bytes:
    """As a space of an organisation keeps it."""
    return _encoder.encode(saved)


def from_json(content: bytes) -> Saved:
    """Raises ``msgspec.ValidationError`` on anything else."""
    return _decoder.decode(content)


def pack(saved: Saved) -> bytes:
    """For the database."""
    return zlib.compress(to_json(saved), LEVEL)


def unpack(packed: bytes | memoryview) -> Saved:
    """From the database."""
    return from_json(zlib.decompress(packed))
