"""What a room said, in rows and in one sentence. Under five secret answers, only that they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from equilibre.facilitation.answers import HIGHEST, VOTES
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.tally import THRESHOLD, Tally, shown
from equilibre.formatting import NBSP, NNBSP, enumerated, number

SPLIT = 2
"""Degrees between the notes of two halves of the room from which they are said to differ (convention)."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An option and what it received."""

    key: str
    label: str
    value: float
    """What rows are sorted by: voices, middle note, points, mean rank."""
    words: str
    """« 7 voix », « note du milieu : 3 », « 24 points », « rang moyen : 1,8 »."""
    people: int
    """How many people said something of it."""
    low: int = 0
    high: int = 0
    """Least and most that was said of it; 0 when nothing was."""
    spread: int = 0
    """Degrees between what the lower quarter and the upper quarter of the room say; from four notes on."""

    @property
    def differ(self) -> bool:
        """At least a quarter of the room says little and a quarter says much."""
        return self.spread >= SPLIT


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of an ask."""

    sentence: str
    rows: tuple[Row, ...] = ()
    texts: tuple[str, ...] = ()
    hidden: bool = False
    """Fewer than five secret answers: neither figure nor text."""
    talk: int = 0


def read(ask: Ask, options: Iterable[Option], found: Tally) -> Reading:
    """The rows, the most supported first, and a sentence to say aloud."""
    told = [*options] if ask.kind != "vote" else [Option(key=k, label=v) for k, v in VOTES.items()]
    if not found.answered:
        return Reading(sentence="Personne n’a encore répondu.", hidden=True)
    if not shown(ask, found):
        return Reading(
            sentence=_hidden(found), hidden=True, talk=found.talk if found.talk == found.answered else 0
        )
    if ask.kind == "write":
        return Reading(sentence=_written(found), texts=found.texts, talk=found.talk)
    rows = [_row(ask, one, found) for one in told]
    if ask.kind != "vote":
        # The order of the options breaks ties: nobody is placed by the alphabet.
        rows.sort(key=lambda row: row.value if ask.kind == "order" else -row.value)
    return Reading(sentence=_sentence(ask, rows, found), rows=tuple(rows), talk=found.talk)


def _row(ask: Ask, option: Option, found: Tally) -> Row:
    counts = found.counts.get(option.key, {})
    people = sum(counts.values())
    said = [value for value, count in counts.items() for _ in range(count)]
    if ask.kind == "rate":
        value = float(median(said)) if said else 0.0
        words = (
            f"note du milieu{NBSP}: {number(value, 1).removesuffix(',0')} sur {HIGHEST}"
            if said
            else "pas de note"
        )
    elif ask.kind == "points":
        value = float(sum(said))
        words = f"{sum(said)}{NBSP}point{'s' if sum(said) > 1 else ''}"
    elif ask.kind == "order":
        value = sum(said) / people if people else float("inf")
        words = f"rang moyen{NBSP}: {number(value, 1)}" if said else "pas de rang"
    else:
        value = float(people)
        words = f"{people}{NBSP}voix"
    return Row(
        key=option.key,
        label=option.label,
        value=value,
        words=words,
        people=people,
        low=min(said, default=0),
        high=max(said, default=0),
        spread=_spread(said) if ask.kind == "rate" else 0,
    )


def _spread(said: Sequence[int]) -> int:
    ranked = sorted(said)
    quarter = len(ranked) // 4
    return ranked[-1 - quarter] - ranked[quarter] if len(ranked) >= 4 else 0


def _hidden(found: Tally) -> str:
    people = f"{found.answered}{NBSP}réponse{'s' if found.answered > 1 else ''}"
    what = "les réponses diffèrent" if _differs(found) else "rien n’en est montré"
    return f"{people}{NNBSP}; à moins de {THRESHOLD}, {what}. Parlez-en de vive voix, si chacun le veut bien."


def _differs(found: Tally) -> bool:
    voices = found.answered - found.abstained
    return any(len(row) > 1 or sum(row.values()) < voices for row in found.counts.values())


def _written(found: Tally) -> str:
    lines = f"{len(found.texts)}{NBSP}ligne{'s' if len(found.texts) > 1 else ''}"
    people = f"{found.answered}{NBSP}personne{'s' if found.answered > 1 else ''}"
    return f"{lines} de {people}{', par ordre alphabétique' if len(found.texts) > 1 else ''}."


def _sentence(ask: Ask, rows: Sequence[Row], found: Tally) -> str:
    people = f"{found.answered}{NBSP}personne{'s' if found.answered > 1 else ''}"
    aside = (
        f"{NNBSP}; {found.abstained} s’abstien{'nent' if found.abstained > 1 else 't'}"
        if found.abstained
        else ""
    )
    if ask.kind == "vote":
        told = ", ".join(f"{row.people} {row.label.lower()}" for row in rows)
        return f"{told}, sur {people}."
    best = [row for row in rows if row.people and row.value == rows[0].value]
    if not best:
        return f"{people}{aside}. Rien n’a été choisi."
    verb = "arrivent ensemble" if len(best) > 1 else "vient en tête"
    split = [row for row in rows if row.differ]
    widest = [row for row in split if row.spread == max(one.spread for one in split)]
    differ = f" Les avis diffèrent le plus sur {_named(widest)}." if split else ""
    return f"{people}{aside}. {_named(best)} {verb}{NBSP}: {best[0].words}.{differ}"


def _named(rows: Sequence[Row]) -> str:
    """Up to three labels, and how many others stand with them."""
    names = [f"«{NBSP}{row.label}{NBSP}»" for row in rows[:3]]
    others = len(rows) - 3
    if others > 0:
        names.append(f"{others} autre{'s' if others > 1 else ''}")
    return enumerated(names)
