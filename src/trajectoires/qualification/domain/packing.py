"""The engine's values as bytes for the database: JSON, then zlib (six times smaller for a few milliseconds).

Figures are four fifths of a model and a page opens those of one exercice only, so each exercice's figures are
packed apart, inside the same bytes.
"""

from __future__ import annotations

import zlib

import msgspec

from equilibre.figures import Figure
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.results import SocioEconomicModel

LEVEL = 1


class _PackedModel(msgspec.Struct, frozen=True, array_like=True):
    """A model without its figures, and the figures of each exercice."""

    model: bytes
    figures: tuple[bytes, ...]


_json = msgspec.json.Encoder()
_envelope = msgspec.msgpack.Encoder()
_open = msgspec.msgpack.Decoder(_PackedModel)
_read_inputs = msgspec.json.Decoder(Inputs)
_read_model = msgspec.json.Decoder(SocioEconomicModel)
_read_figures = msgspec.json.Decoder(dict[str, Figure])
replace = msgspec.structs.replace


def pack_inputs(inputs: Inputs) -> bytes:
    """What was given."""
    return _packed(inputs)


def pack_model(model: SocioEconomicModel) -> bytes:
    """What was concluded."""
    bare = replace(model, exercices=tuple(replace(e, figures={}) for e in model.exercices))
    figures = tuple(_packed(exercice.figures) for exercice in model.exercices)
    return _envelope.encode(_PackedModel(_packed(bare), figures))


def unpack_inputs(packed: bytes | memoryview) -> Inputs:
    """The inputs; ``msgspec.ValidationError`` would mean that the table was written by something else."""
    return _read_inputs.decode(zlib.decompress(packed))


def unpack_model(packed: bytes | memoryview, *, only: int | None = None) -> SocioEconomicModel:
    """The model as it was computed, whatever the rules have become since.

    ``only``: the one exercice whose figures are wanted (the last when there is none of that index); those of
    the others are left empty.
    """
    envelope = _open.decode(packed)
    model = _read_model.decode(zlib.decompress(envelope.model))
    last = len(model.exercices) - 1
    wanted = range(last + 1) if only is None else (min(max(only, 0), last),)
    return replace(
        model,
        exercices=tuple(
            replace(e, figures=_read_figures.decode(zlib.decompress(envelope.figures[rank])))
            if rank in wanted
            else e
            for rank, e in enumerate(model.exercices)
        ),
    )


def _packed(value: object) -> bytes:
    return zlib.compress(_json.encode(value), LEVEL)
