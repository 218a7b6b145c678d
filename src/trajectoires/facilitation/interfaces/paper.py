"""Ballots counted by hand: the boxes that the host fills, and what they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from equilibre.facilitation.answers import HIGHEST, LOWEST, VOTES
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.roll import ABSTAINS, Roll, labels_of
from equilibre.facilitation.tally import Tally
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.answers import whole

BY_VALUE = ("points", "order")
"""Kinds where each ballot gives a number to each option: they are typed one after the other."""


@dataclass(frozen=True)
class Box:
    """A number to type, or a list of them."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Group:
    """The boxes of one option."""

    label: str
    boxes: tuple[Box, ...]


def groups_of(ask: Ask, options: tuple[Option, ...], found: Tally, post: QueryDict | None) -> list[Group]:
    """What to fill, with what was typed last, or what is kept."""
    told = [Option(key=k, label=v) for k, v in VOTES.items()] if ask.kind == "vote" else options
    groups = []
    for one in told:
        counts = found.counts.get(one.key, {})
        if ask.kind in BY_VALUE:
            kept = " ".join(str(value) for value, count in counts.items() for _ in range(count))
            boxes = [(f"voix-{one.key}", _hint(ask), kept)]
        elif ask.kind == "rate":
            degrees = range(LOWEST, HIGHEST + 1)
            boxes = [(f"voix-{one.key}-{n}", f"Note {n}", str(counts.get(n, ""))) for n in degrees]
        else:
            boxes = [(f"voix-{one.key}", "Voix", str(counts.get(1, "")))]
        groups.append(Group(one.label, tuple(Box(n, w, post.get(n, "") if post else v) for n, w, v in boxes)))
    return groups


def paper_of(
    ask: Ask, options: tuple[Option, ...], post: QueryDict, *, by_name: bool = False
) -> dict[str, Any]:
    """Totals as the engine takes them. Raises ``RefusedError`` for what is no number.

    ``by_name``: lines of a vote by name instead.
    """
    if by_name:
        return {"names": post.get("noms", "")}
    told = list(VOTES) if ask.kind == "vote" else [one.key for one in options]
    counts: dict[str, dict[int, int]] = {}
    for key in told if ask.kind != "write" else ():
        if ask.kind in BY_VALUE:
            counts[key] = dict(Counter(_number(text) for text in post.get(f"voix-{key}", "").split()))
        elif ask.kind == "rate":
            degrees = range(LOWEST, HIGHEST + 1)
            counts[key] = {n: _number(post.get(f"voix-{key}-{n}", "")) for n in degrees}
        else:
            counts[key] = {1: _number(post.get(f"voix-{key}", ""))}
    return {
        "answered": _number(post.get("bulletins", "")),
        "abstained": _number(post.get("abstentions", "")),
        "talk": _number(post.get("parler", "")),
        "counts": counts,
        "texts": post.get("textes", "").splitlines() if ask.kind == "write" else [],
    }


def names_of(ask: Ask, options: tuple[Option, ...], roll: Roll | None) -> str:
    """The voices typed before, one a line, as they are typed."""
    if roll is None:
        return ""
    labels = labels_of(ask, options)
    return "\n".join(
        f"{one.name}\u00a0: {' ; '.join(labels[key] for key in one.keys if key in labels) or ABSTAINS}"
        for one in roll.paper
    )


def _hint(ask: Ask) -> str:
    return "Points de chaque bulletin" if ask.kind == "points" else "Rang sur chaque bulletin"


def _number(text: str) -> int:
    found = whole(text.strip()) if text.strip() else 0
    if isinstance(found, str):
        raise RefusedError(f"«\u00a0{found[:20]}\u00a0» n’est pas un nombre entier. Écrivez par exemple 3.")
    return found
