"""The engine's values as bytes for the database: JSON, then zlib (ten times smaller, under a millisecond)."""

from __future__ import annotations

import zlib
from typing import TypeVar

import msgspec

from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.results import SocioEconomicModel

Value = TypeVar("Value")
LEVEL = 1

_encoder = msgspec.json.Encoder()
_inputs_decoder = msgspec.json.Decoder(Inputs)
_model_decoder = msgspec.json.Decoder(SocioEconomicModel)


def pack(value: Inputs | SocioEconomicModel) -> bytes:
    """Compressed JSON of an engine value."""
    return zlib.compress(_encoder.encode(value), LEVEL)


def unpack_inputs(packed: bytes | memoryview) -> Inputs:
    """The inputs; ``msgspec.ValidationError`` would mean that the table was written by something else."""
    return _inputs_decoder.decode(zlib.decompress(packed))


def unpack_model(packed: bytes | memoryview) -> SocioEconomicModel:
    """The model as it was computed, whatever the rules have become since."""
    return _model_decoder.decode(zlib.decompress(packed))
