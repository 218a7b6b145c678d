"""A diagnosis frozen with the words it was answered in: a later bank never changes an old result."""

from __future__ import annotations

import msgspec

from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Answers, Length, Questionnaire, Variant
from equilibre.diagnosis.results import DiagnosisResult


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a result depends on. A storage format: add fields with a default."""

    questionnaire: Questionnaire
    variant: Variant
    length: Length
    answers: Answers
    facts: Facts | None = None

    def result(self) -> DiagnosisResult:
        """What these answers say, in these words."""
        return conclude(self.questionnaire, self.variant, self.length, self.answers, self.facts)


_decoder = msgspec.json.Decoder(Frozen)


def encode(frozen: Frozen) -> bytes:
    """JSON, in UTF-8."""
    return msgspec.json.encode(frozen)


def decode(content: bytes) -> Frozen:
    """The inverse of ``encode``. Raises ``msgspec.DecodeError`` (``ValidationError`` included)."""
    return _decoder.decode(content)
