"""What an ask proposes when its format does not write it: told from outside, or found by the session.

A proposal only: the host reads it aloud, joins what says the same thing, and the round freezes what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from equilibre.facilitation.formats import MOST_OPTIONS, Ask, Option, Source
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.reading import read


def proposed(
    ask: Ask, held: Iterable[Held] = (), told: Mapping[Source, Iterable[Option]] | None = None
) -> tuple[Option, ...]:
    """The options of an ask, twelve at most, each label once.

    ``held``: the asks of the session already closed. ``told``: what the model, the diagnosis or the host give
    of a source. What is secret and too little answered to be shown gives nothing.
    """
    if not ask.source:
        return ask.options
    found = [*(told or {}).get(ask.source, ())]
    for one in held:
        followed = ask.source == "idees" and one.ask.key == ask.follows
        if followed or (ask.source != "idees" and one.ask.section == ask.source and one.ask.kind == "write"):
            found += _found(one)
    kept: dict[str, Option] = {}
    for option in found:
        kept.setdefault(option.label, option)
    return _keyed([*kept.values()][:MOST_OPTIONS])


def _found(held: Held) -> list[Option]:
    """Lines that were written, or options that somebody chose, the most supported first."""
    said = read(held.ask, held.options, held.tally)
    lines = [Option(key="", label=one) for one in said.texts]
    return lines + [Option(key=row.key, label=row.label) for row in said.rows if row.people and row.value]


def _keyed(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options keep the key they came with; what has none, or one that is taken, gets one."""
    keyed: dict[str, Option] = {}
    for rank, one in enumerate(options, start=1):
        key = one.key or f"ligne-{rank}"
        while key in keyed:
            key += "-bis"
        keyed[key] = Option(key=key, label=one.label)
    return tuple(keyed.values())
