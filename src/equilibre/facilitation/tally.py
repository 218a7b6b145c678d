"""Counting answers: the same whatever their order, whether they come from phones, from paper or from both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from equilibre.facilitation.answers import HIGHEST, LONGEST, LOWEST, VOTES, Answer
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.lines import plain
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
    by_phone: int = 0
    """Of ``answered``, those who answered on a phone: who counts ballots by hand knows all the others."""
    counts: dict[str, dict[int, int]] = {}
    """Option → value → people: « chosen » is 1, a note, a rank, a number of points."""
    phone_counts: dict[str, int] = {}
    """Option → of these people, those who answered on a phone."""
    texts: tuple[str, ...] = ()
    """What was written, in alphabetical order: the order of arrival would tell who."""


class PaperError(ValueError):
    """Totals typed from paper that cannot be: a sentence that says which and what to do."""


def tally(answers: Iterable[Answer], *, phones: bool = True) -> Tally:
    """Count answers that were checked; ``phones``: whether they came by phone."""
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
    found = Tally(
        answered=answered,
        abstained=abstained,
        talk=talk,
        counts=_ordered(counts),
        texts=tuple(sorted(texts)),
    )
    return all_by_phone(found) if phones else found


def all_by_phone(found: Tally) -> Tally:
    """The same count, every answer of which came by phone."""
    people = {option: sum(row.values()) for option, row in found.counts.items()}
    return msgspec.structs.replace(found, by_phone=found.answered, phone_counts=people)


def merge(*tallies: Tally) -> Tally:
    """Several countings of one ask: phones, and one ballot box or more."""
    counts: dict[str, Counter[int]] = {}
    phones: Counter[str] = Counter()
    for one in tallies:
        phones.update(one.phone_counts)
        for option, values in one.counts.items():
            counts.setdefault(option, Counter()).update(values)
    return Tally(
        answered=sum(one.answered for one in tallies),
        abstained=sum(one.abstained for one in tallies),
        talk=sum(one.talk for one in tallies),
        by_phone=sum(one.by_phone for one in tallies),
        counts=_ordered(counts),
        phone_counts=dict(sorted(phones.items())),
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
    told = msgspec.structs.replace(told, by_phone=0, phone_counts={})
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
    _together(ask, told, voices)
    texts = tuple(sorted(line for one in told.texts if (line := plain(one))))
    _lines(ask, texts, voices)
    kept = {option: {value: n for value, n in row.items() if n} for option, row in told.counts.items()}
    return msgspec.structs.replace(told, counts=_ordered(kept), texts=texts)


def _possible(ask: Ask, name: str, row: Mapping[int, int]) -> None:
    limits = {"rate": (LOWEST, HIGHEST), "points": (0, ask.points), "order": (1, 99)}.get(ask.kind, (1, 1))
    wrong = [value for value, people in row.items() if people and not limits[0] <= value <= limits[1]]
    if wrong:
        raise PaperError(f"«{NBSP}{name}{NBSP}» ne peut pas recevoir {wrong[0]}.")


def _together(ask: Ask, told: Tally, voices: int) -> None:
    """What all the options received, against what so many ballots may give."""
    total = sum(sum(row.values()) for row in told.counts.values())
    single = ask.kind in ("vote", "card", "role") or (ask.kind == "choose" and ask.most == 1)
    if single and total != voices:
        raise PaperError(
            f"Le total fait {total} voix{NNBSP}; {voices} bulletins sont exprimés. "
            f"Recomptez les voix, ou corrigez le nombre de bulletins."
        )
    if ask.kind == "choose" and total > voices * ask.most:
        raise PaperError(
            f"Le total fait {total} voix{NNBSP}; {voices} bulletins en donnent {voices * ask.most} au plus."
        )
    if ask.kind == "points":
        given = sum(value * people for row in told.counts.values() for value, people in row.items())
        if given != voices * ask.points:
            raise PaperError(
                f"Le total fait {given} points{NNBSP}; {voices} bulletins de {ask.points} points en font "
                f"{voices * ask.points}."
            )
    if ask.kind == "order":
        ranks: Counter[int] = Counter()
        for row in told.counts.values():
            ranks.update(row)
        for rank, people in sorted(ranks.items()):
            if people > voices:
                raise PaperError(
                    f"Le rang {rank} est donné {people} fois{NNBSP}; {voices} bulletins sont exprimés."
                )


def _lines(ask: Ask, texts: tuple[str, ...], voices: int) -> None:
    if len(texts) > voices * ask.most:
        raise PaperError(
            f"{len(texts)} lignes pour {voices} bulletins exprimés{NNBSP}; {ask.most} par bulletin au plus."
        )
    long = next((one for one in texts if len(one) > LONGEST), None)
    if long is not None:
        start = f"«{NBSP}{long[:40]}…{NBSP}»"
        raise PaperError(f"{LONGEST} caractères au plus par ligne{NBSP}: raccourcissez {start}.")


def shown(ask: Ask, found: Tally) -> bool:
    """Whether figures and texts may be shown.

    A secret ask waits for five answers; and from one to four phones beside ballots counted by hand show
    nothing, however many the ballots: whoever counted them would find the phones by subtraction.
    """
    if ask.secrecy == "named":
        return True
    return _enough(found.answered, found.by_phone)


def option_shown(ask: Ask, option: str, found: Tally) -> bool:
    """Whether the figure of one option may be shown, in an ask that is.

    Only a note may be left blank and counts for nothing: five people answered, and perhaps one of them alone
    noted this option. The same rule as ``shown``, for the notes that it received.
    """
    if ask.secrecy == "named" or ask.kind != "rate":
        return True
    return _enough(sum(found.counts.get(option, {}).values()), found.phone_counts.get(option, 0))


def _enough(people: int, phones: int) -> bool:
    return people >= THRESHOLD and (phones == 0 or phones >= THRESHOLD)


def mixed(ask: Ask, found: Tally) -> bool:
    """Whether it is the mixing of a few phones with ballots that hides enough answers."""
    return not shown(ask, found) and found.answered >= THRESHOLD


def may_follow(ask: Ask, before: Tally, now: Tally) -> bool:
    """Whether ballots may be corrected from ``before`` to ``now`` once the room has seen what they gave.

    Between two results that the room compares there are the answers of at least five people: neither a
    ballot added late, nor one taken away, nor the only one of the box is read in the difference.
    """
    if ask.secrecy == "named" or now == before:
        return True
    added = now.answered - before.answered
    return added >= THRESHOLD or (added == 0 and now.answered >= THRESHOLD)


def _ordered(counts: Mapping[str, Mapping[int, int]]) -> dict[str, dict[int, int]]:
    return {option: dict(sorted(row.items())) for option, row in sorted(counts.items()) if row}
