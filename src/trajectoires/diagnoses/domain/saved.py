"""What a revision holds: the situation and the answers. JSON, then zlib."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib

import msgspec

from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Answers, Length, Questionnaire, Variant
from equilibre.diagnosis.results import Spread

LEVEL = 6


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked once: the dates of the association's rites, the six criteria."""

    next_office: dt.date | None = None
    """Next meeting of the bureau."""
    next_board: dt.date | None = None
    """Next conseil d'administration."""
    next_assembly: dt.date | None = None
    """Next assemblée générale: handed on to the parcours."""
    criteria: dict[str, str] = {}
    """Key of a criterion → code of the choice, « nsp » when it is not known; codes only."""


class Previous(msgspec.Struct, frozen=True, kw_only=True):
    """The diagnosis that this one follows."""

    questionnaire: str
    """Fingerprint of its frozen questionnaire."""
    answers: Answers
    on: dt.date


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """One organisation's answers. Its storage format: add fields with a default, never rename one."""

    variant: Variant
    length: Length
    objective: str = ""
    """A code of the content's objectives."""
    answers: Answers = {}
    situation: Situation = Situation()
    previous: Previous | None = None
    facts: Facts | None = None
    """Numbers of the accounts, without a name: shown beside the answers."""
    facts_shared: bool = False
    """Whether people to whom the diagnosis is shared or lent see them too."""


_encoder = msgspec.json.Encoder()
_read_saved = msgspec.json.Decoder(Saved)
_read_questionnaire = msgspec.json.Decoder(Questionnaire)
_read_answers = msgspec.json.Decoder(Answers)
_read_spread = msgspec.json.Decoder(Spread)


def pack(saved: Saved) -> bytes:
    """For the database."""
    return zlib.compress(_encoder.encode(saved), LEVEL)


def unpack(packed: bytes | memoryview) -> Saved:
    """From the database."""
    return _read_saved.decode(zlib.decompress(packed))


def pack_questionnaire(questionnaire: Questionnaire) -> tuple[str, bytes]:
    """The fingerprint of a questionnaire, and its bytes."""
    content = _encoder.encode(questionnaire)
    return hashlib.sha256(content).hexdigest(), zlib.compress(content, LEVEL)


def unpack_questionnaire(packed: bytes | memoryview) -> Questionnaire:
    """The words as they were, whatever the bank has become since."""
    return _read_questionnaire.decode(zlib.decompress(packed))


def pack_answers(answers: Answers) -> bytes:
    """One person's answers, for the database."""
    return zlib.compress(_encoder.encode(answers), LEVEL)


def unpack_answers(packed: bytes | memoryview) -> Answers:
    """From the database."""
    return _read_answers.decode(zlib.decompress(packed))


def pack_spread(spread: Spread) -> bytes:
    """Where several people differ, for the database."""
    return zlib.compress(_encoder.encode(spread), LEVEL)


def unpack_spread(packed: bytes | memoryview) -> Spread:
    """From the database."""
    return _read_spread.decode(zlib.decompress(packed))
