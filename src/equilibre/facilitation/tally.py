"""Counting answers: the same whatever their order, whether they come from phones, from paper or from both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from equilibre.facilitation.answers import HIGHEST, LOWEST, VOTES, Answer
from equilibre.facilitation.formats import Ask, Option
from equilibre.formatting import NBSP, NNBSP

THRESHOLD = 5
"""Answers below which nothing of a secret ask is shown (field rule 24)."""
MOST_PAPER = 2000


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many people said what. Nothing in it tells who, nor in what order."""

    answered: int = 0
    """People, those who abstained included."""
    abstained: int = 0
    talk: int = 0
    """People who wish to talk about it."""
    counts: dict[str, dict[int, int]] = {}
    """Option → value → people: « chosen » is 1, a note, a rank, a number of points."""
    texts: tuple[str, ...] = ()
    """What was written, in alphabetical order: the order of arrival would tell who."""


class PaperError(ValueError):
    """Totals typed from paper that cannot be: a sentence that says which and what to do."""


def tally(answers: Iterable[Answer]) -> Tally:
    """Count answers that were checked."""
    counts: dict[str, Counter[int]] = {}
    texts: list[str] = []
    answered = abstained = talk = 0
    for one in answers:
        answered += 1
        abstained += one.abstains
        talk += one.talk
        texts += one.texts
        for option, value in one.values.items():
            counts.setdefault(option, Counter())[value] += 1
    return Tally(
        answered=answered,
        abstained=abstained,
        talk=talk,
        counts=_ordered(counts),
        texts=tuple(sorted(texts)),
    )


def merge(*tallies: Tally) -> Tally:
    """Several countings of one ask: phones, and one ballot box or more."""
    counts: dict[str, Counter[int]] = {}
    for one in tallies:
        for option, values in one.counts.items():
            counts.setdefault(option, Counter()).update(values)
    return Tally(
        answered=sum(one.answered for one in tallies),
        abstained=sum(one.abstained for one in tallies),
        talk=sum(one.talk for one in tallies),
        counts=_ordered(counts),
        texts=tuple(sorted(text for one in tallies for text in one.texts)),
    )


def from_paper(ask: Ask, options: Iterable[Option], raw: Mapping[str, Any]) -> Tally:
    """Totals that the host typed: ``answered``, ``abstained``, ``talk``, ``counts``, ``texts``.

    Raises ``PaperError`` when they contradict themselves: more people for an option than ballots, and so on.
    """
    try:
        told = msgspec.convert(dict(raw), Tally)
    except msgspec.ValidationError as error:
        raise PaperError("Ces totaux ne se lisent pas. Rechargez la page, puis saisissez-les.") from error
    names = dict(VOTES) if ask.kind == "vote" else {one.key: one.label for one in options}
    voices = told.answered - told.abstained
    numbers = [
        told.answered,
        told.abstained,
        told.talk,
        *(n for row in told.counts.values() for n in row.values()),
    ]
    if any(not 0 <= one <= MOST_PAPER for one in numbers):
        raise PaperError(f"Écrivez des nombres de bulletins de 0 à {MOST_PAPER}.")
    if voices < 0 or told.talk > told.answered:
        raise PaperError(f"Il y a {told.answered} bulletins{NBSP}: un total ne peut pas le dépasser.")
    for option, row in told.counts.items():
        if option not in names:
            raise PaperError("Une de ces réponses n’est plus proposée. Rechargez la page.")
        if sum(row.values()) > voices:
            told_of = f"«{NBSP}{names[option]}{NBSP}» compte {sum(row.values())} voix"
            raise PaperError(f"{told_of} pour {voices} bulletins exprimés.")
        _possible(ask, names[option], row)
    single = ask.kind in ("vote", "card", "role") or (ask.kind == "choose" and ask.most == 1)
    total = sum(sum(row.values()) for row in told.counts.values())
    if single and total != voices:
        raise PaperError(f"Le total fait {total} voix{NNBSP}; {voices} bulletins sont exprimés.")
    texts = tuple(sorted(" ".join(one.split()) for one in told.texts if one.strip()))
    kept = {option: {value: n for value, n in row.items() if n} for option, row in told.counts.items()}
    return msgspec.structs.replace(told, counts=_ordered(kept), texts=texts)


def _possible(ask: Ask, name: str, row: Mapping[int, int]) -> None:
    limits = {"rate": (LOWEST, HIGHEST), "points": (0, ask.points), "order": (1, 99)}.get(ask.kind, (1, 1))
    wrong = [value for value, people in row.items() if people and not limits[0] <= value <= limits[1]]
    if wrong:
        raise PaperError(f"«{NBSP}{name}{NBSP}» ne peut pas recevoir {wrong[0]}.")


def shown(ask: Ask, found: Tally) -> bool:
    """Whether figures and texts may be shown: a secret ask waits for five answers."""
    return ask.secrecy == "named" or found.answered >= THRESHOLD


def _ordered(counts: Mapping[str, Mapping[int, int]]) -> dict[str, dict[int, int]]:
    return {option: dict(sorted(row.items())) for option, row in sorted(counts.items()) if row}
