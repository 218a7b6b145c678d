"""Reading XML of unknown origin: no document type, no entity, nothing but what the parser hands over."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from equilibre.errors import ReadError

MAX_DEPTH = 200


class _RefusedError(Exception):
    """A construct that no office suite writes."""


def local(name: str) -> str:
    """A name without its prefix: « x:row » → « row »."""
    return name.rpartition(":")[2]


class _LocalNames(dict[str, str]):
    """Names already met → their local part: a sheet has millions of elements and few names."""

    def __missing__(self, name: str) -> str:
        self[name] = found = local(name)
        return found


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its local name, « » when absent."""
    if name in attributes:
        return attributes[name]
    for key, value in attributes.items():
        if local(key) == name:
            return value
    return ""


def parse_xml(
    data: bytes,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Feed an XML document to three handlers, local names only.

    Raises ReadError when it is damaged, or holds what no office suite writes.
    """
    depth = 0
    names = _LocalNames()

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _RefusedError
        start(names[name], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(names[name])

    def refuse(*_: object) -> None:
        raise _RefusedError

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _RefusedError, LookupError, ValueError) as error:
        raise ReadError(
            "classeur_abime",
            "Le contenu de ce classeur est abîmé",
            remedy="Ouvrez-le dans votre tableur, enregistrez-le à nouveau au format XLSX ou ODS, "
            "puis déposez-le.",
        ) from error
