"""A session that asks everything that a session may ask, with short words or with the longest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from equilibre.facilitation.answers import LONGEST
from equilibre.facilitation.formats import Ask, Format, Kind, Option, Role, SessionStep
from harness.sessions import Held
from trajectoires.facilitation.domain import deciding
from trajectoires.facilitation.models import Round

KINDS: tuple[Kind, ...] = ("choose", "rate", "order", "points", "card", "write", "vote", "role")
SENTENCE = "La convention finit en juin et personne ne sait si elle sera reconduite. "
LONG_LINE = (SENTENCE * 4)[:LONGEST].strip()


def every_kind(*, lines: int, long: bool) -> Format:
    """One step that asks everything that a session may ask."""
    told = [LONG_LINE if long else f"Réponse {rank}" for rank in range(lines)]
    options = tuple(Option(key=f"o{rank}", label=label) for rank, label in enumerate(told))
    shared: dict[str, Any] = {"secrecy": "named", "prompt": "Par quoi commencer, pour ne pas perdre le fil ?"}
    special: dict[str, dict[str, Any]] = {
        "vote": {"source": "decisions"},
        "write": {"most": 3},
        "role": {},
        "choose": {"most": 2},
    }
    asks = tuple(
        Ask(
            key=kind,
            kind=kind,
            low="Pas du tout",
            high="Beaucoup",
            **shared,
            **special.get(kind, {}),
            options=() if kind in ("vote", "write", "role") else options,
        )
        for kind in KINDS
    )
    roles = tuple(Role(key=f"r{rank}", label=f"Rôle {rank}", does="Aide.") for rank in range(4))
    step = SessionStep(
        key="tout",
        title="Tout demander",
        minutes=20,
        host="…",
        room="Un fait et une date.",
        shows="modele",
        asks=asks,
    )
    return Format(
        key="tout", title="Tout", purpose="Essayer", people="Dix", version="1", roles=roles, steps=(step,)
    )


def put_each(held: Held) -> Iterator[tuple[Kind, Round]]:
    """Open each question, one after the other."""
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    for kind in KINDS:
        put = held.put(kind, decision="d1") if kind == "vote" else held.put(kind)
        yield kind, put
        held.close(put)
