"""What a room said, in rows and in one sentence. Under five secret answers, only that they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from equilibre.facilitation.answers import HIGHEST, VOTES
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.lines import Line, grouped
from equilibre.facilitation.tally import THRESHOLD, Tally, mixed, option_shown, shown
from equilibre.formatting import NBSP, NNBSP, enumerated, number

SPLIT = 2
"""Degrees between the notes of two halves of the room from which they are said to differ (convention)."""

FEW_NOTES = "trop peu de notes"
"""An option that too few noted in secret: none, one or four, nothing tells which."""

NAMES = 3
MIDDLE = f"La note du milieu partage la salle{NBSP}: autant de notes au-dessus qu’au-dessous."
NAMED = 60
"""Characters of a label inside a sentence: a room hears it read aloud."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An option and what it received."""

    key: str
    label: str
    value: float
    """What rows are sorted by, the greatest first: voices, middle note, points."""
    words: str
    """« 7 voix », « note du milieu : 3 », « trop peu de notes », « 24 points », « 9 points de rang »."""
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
    lines: tuple[Line, ...] = ()
    hidden: bool = False
    """Fewer than five secret answers, or phones that ballots would give away: neither figure nor text."""
    mixed: bool = False
    """Hidden because of a few phones beside ballots: only ballots for all can be shown."""
    talk: int = 0
    method: str = ""
    """How it is counted, when people may ask."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What was written, each line once."""
        return tuple(line.text for line in self.lines)


def read(ask: Ask, options: Iterable[Option], found: Tally) -> Reading:
    """The rows, the most supported first, and a sentence to say aloud."""
    told = [*options] if ask.kind != "vote" else [Option(key=k, label=v) for k, v in VOTES.items()]
    if not found.answered:
        return Reading(sentence="Personne n’a encore répondu.", hidden=True)
    if mixed(ask, found):
        return Reading(sentence=_mixed(found), hidden=True, mixed=True)
    if not shown(ask, found):
        return Reading(sentence=_hidden(found), hidden=True)
    if ask.kind == "write":
        lines = grouped(found.texts, counted=found.answered >= THRESHOLD)
        return Reading(sentence=_written(lines, found), lines=lines, talk=found.talk)
    rows = [_row(ask, one, found, len(told)) for one in told]
    if ask.kind != "vote":
        # The order of the options breaks ties: nobody is placed by the alphabet.
        rows.sort(key=lambda row: -row.value)
    if ask.kind == "order":
        rows = [_level(row, rows) for row in rows]
    method = _borda(len(told)) if ask.kind == "order" else ""
    if any(row.people for row in rows) and ask.kind == "rate":
        method = MIDDLE
    return Reading(sentence=_sentence(ask, rows, found), rows=tuple(rows), talk=found.talk, method=method)


def _row(ask: Ask, option: Option, found: Tally, among: int) -> Row:
    if not option_shown(ask, option.key, found):
        return Row(key=option.key, label=option.label, value=0.0, words=FEW_NOTES, people=0)
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
        value = float(sum(max(among - rank, 0) for rank in said))
        first = counts.get(1, 0)
        words = f"{int(value)}{NBSP}point{'s' if value > 1 else ''} de rang"
        words += f", premier pour {_people(first)}" if first else ""
        words = words if said else "pas de rang"
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


def _level(row: Row, rows: Sequence[Row]) -> Row:
    """A place that several share is said: nothing parts them."""
    shared = row.people and sum(one.value == row.value for one in rows if one.people) > 1
    return msgspec.structs.replace(row, words=f"{row.words}, ex æquo") if shared else row


def _spread(said: Sequence[int]) -> int:
    ranked = sorted(said)
    quarter = len(ranked) // 4
    return ranked[-1 - quarter] - ranked[quarter] if len(ranked) >= 4 else 0


def _people(count: int) -> str:
    return f"{count}{NBSP}personne{'s' if count > 1 else ''}"


def _borda(among: int) -> str:
    """How places become points: Borda, « Mémoire sur les élections au scrutin », 1781; our choice."""
    first = f"{among - 1}{NBSP}point{'s' if among > 2 else ''}"
    return (
        f"Compté à la façon de Borda (1781), convention de la plateforme{NBSP}: sur {among} propositions, la "
        f"première de chacun reçoit {first}, chaque place de plus en retire un, et ce que l’on n’a pas rangé "
        f"n’en reçoit pas."
    )


def _mixed(found: Tally) -> str:
    ballots = found.answered - found.by_phone
    phones = f"{found.by_phone}{NBSP}réponse{'s' if found.by_phone > 1 else ''} par téléphone"
    return (
        f"{phones}, {ballots}{NBSP}bulletin{'s' if ballots > 1 else ''} de papier. À moins de {THRESHOLD} "
        f"téléphones, qui a compté les bulletins devinerait les autres réponses{NBSP}: rien n’en est montré. "
        f"Faites répondre tout le monde sur papier."
    )


def _hidden(found: Tally) -> str:
    people = f"{found.answered}{NBSP}réponse{'s' if found.answered > 1 else ''}"
    # Beside ballots that the host typed, or between two people, « they differ » would tell what one said.
    apart = found.by_phone in (0, found.answered) and found.answered > 2
    what = "les réponses diffèrent" if apart and _differs(found) else "rien n’en est montré"
    return f"{people}{NNBSP}; à moins de {THRESHOLD}, {what}. Parlez-en de vive voix, si chacun le veut bien."


def _differs(found: Tally) -> bool:
    voices = found.answered - found.abstained
    return any(len(row) > 1 or sum(row.values()) < voices for row in found.counts.values())


def _aside(found: Tally) -> str:
    if not found.abstained:
        return ""
    return f"{NNBSP}; {found.abstained} s’abstien{'nent' if found.abstained > 1 else 't'}"


def _written(lines: Sequence[Line], found: Tally) -> str:
    once = len(lines) < len(found.texts)
    many = f"{len(lines)}{NBSP}ligne{'s' if len(lines) > 1 else ''}"
    different = f" différente{'s' if len(lines) > 1 else ''}" if once and len(lines) > 1 else ""
    order = ", par ordre alphabétique" if len(lines) > 1 else ""
    return f"{many}{different} de {_people(found.answered)}{_aside(found)}{order}."


def _sentence(ask: Ask, rows: Sequence[Row], found: Tally) -> str:
    people, aside = _people(found.answered), _aside(found)
    if ask.kind == "vote":
        told = ", ".join(f"{row.people} {row.label.lower()}" for row in rows)
        return f"{told}, sur {people}."
    best = [row for row in rows if row.people and row.value == rows[0].value]
    if not best:
        few = any(row.words == FEW_NOTES for row in rows)
        return (
            f"{people}{aside}. {'Trop peu de notes pour en montrer une' if few else 'Rien n’a été choisi'}."
        )
    verb = "arrivent ensemble" if len(best) > 1 else "vient en tête"
    which = "Tout arrive à égalité" if len(best) == len(rows) > NAMES else f"{_named(best)} {verb}"
    split = [row for row in rows if row.differ]
    widest = [row for row in split if row.spread == max(one.spread for one in split)]
    differ = f" Les avis diffèrent le plus sur {_named(widest)}." if split else ""
    return f"{people}{aside}. {linked(which, best[0].words)}.{differ}"


def linked(label: str, words: str) -> str:
    """« La paie, note du milieu : 3 sur 4 », « Le four : 4 voix »: a sentence keeps one colon."""
    return f"{label}, {words}" if f"{NBSP}:" in words else f"{label}{NBSP}: {words}"


def _named(rows: Sequence[Row]) -> str:
    """Up to three labels, and how many others stand with them. The rows say the long ones whole."""
    names = [f"«{NBSP}{_shortened(row.label)}{NBSP}»" for row in rows[:NAMES]]
    others = len(rows) - NAMES
    if others > 0:
        names.append(f"{others} autre{'s' if others > 1 else ''}")
    return enumerated(names)


def _shortened(label: str) -> str:
    return label if len(label) <= NAMED else label[:NAMED].rsplit(" ", 1)[0].rstrip(",;:") + "…"
