"""What an ask proposes when its format does not write it: told from outside, or found by the session.

A proposal only: the host reads it aloud, joins what says the same thing, and the round freezes what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from equilibre.facilitation.formats import MOST_OPTIONS, Ask
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.reading import read


def proposed(
    ask: Ask, held: Iterable[Held] = (), told: Mapping[str, Iterable[str]] | None = None
) -> tuple[str, ...]:
    """Lines to keep or to change before an ask is put, twelve at most, each once; none when it has its own.

    ``held``: the asks of the session already closed. ``told``: source → what the model, the diagnosis or the
    host give of it. What is secret and too little answered to be shown gives nothing.
    """
    if not ask.source:
        return ()
    known = told or {}
    lines = [*known.get(ask.also, ()), *known.get(ask.source, ())]
    for one in held:
        followed = ask.source == "idees" and one.ask.key == ask.follows
        if followed or (ask.source == one.ask.section and one.ask.kind == "write"):
            lines += _found(one)
    return tuple(dict.fromkeys(lines))[:MOST_OPTIONS]


def _found(held: Held) -> list[str]:
    """Lines that were written, or options that somebody chose, the most supported first."""
    said = read(held.ask, held.options, held.tally)
    return [*said.texts, *(row.label for row in said.rows if row.people and row.value)]
