"""What becomes of a decision once the session is over: what leans for it, and how an action plan quotes it.

Nothing here says that a decision is adopted: the body that the statutes name does (field rule 25).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from equilibre.facilitation.following import Followed
from equilibre.facilitation.minutes import Outcome, SessionRecord
from equilibre.facilitation.tally import Tally
from equilibre.formatting import NBSP, day

Fate = Literal["retenue", "sans_vote", "ecartee"]
"""The room leans for it; it was written and not voted; the room does not lean for it."""

HIDDEN = "vote secret dont les voix ne se montrent pas"
"""A secret vote with too few answers: it took place, and says nothing."""


def fate(one: Outcome) -> Fate:
    """What the voices say: more for than against, or not. Abstentions count on neither side, and a secret
    vote of too few says nothing.
    """
    found = _told(one)
    if found is None:
        return "sans_vote"
    said = found.counts
    favour, against = sum(said.get("pour", {}).values()), sum(said.get("contre", {}).values())
    return "retenue" if favour > against else "ecartee"


def _told(one: Outcome) -> Tally | None:
    """The voices that the room may know: too few secret ones are as if nobody had voted."""
    found = one.tally
    return None if found is None or not found.answered or one.hidden else found


def kept(record: SessionRecord) -> tuple[Outcome, ...]:
    """What may be carried on: everything but what the room set aside."""
    return tuple(one for one in record.outcomes if fate(one) != "ecartee")


def to_follow(record: SessionRecord) -> tuple[Followed, ...]:
    """What the next session may look at again: what this one kept, then what was open before it and is not
    decided anew; nothing that is done or given up.
    """
    own = tuple(
        Followed(key=one.key, label=one.label, who=one.who, by=one.by, decided_on=record.on)
        for one in kept(record)
    )
    anew = {one.key for one in record.outcomes}
    before = tuple(
        msgspec.structs.replace(one, state="", word="")
        for one in record.followed
        if not one.over and one.key not in anew
    )
    return (*own, *before)


def set_aside(record: SessionRecord) -> tuple[Outcome, ...]:
    """What the room does not lean for: it stays in the minutes."""
    return tuple(one for one in record.outcomes if fate(one) == "ecartee")


def commits(one: Outcome) -> bool:
    """Whether the host told who votes and the quorum was reached: otherwise the vote is indicative."""
    told = one.statutes
    return told is not None and told.present + told.proxies >= told.quorum


def voices(one: Outcome) -> str:
    """« 9 pour, 1 contre, 2 abstentions, vote indicatif »; « sans vote »."""
    found = _told(one)
    if found is None:
        return HIDDEN if one.hidden else "sans vote"
    said = {key: sum(found.counts.get(key, {}).values()) for key in ("pour", "contre", "abstention")}
    many = "abstentions" if said["abstention"] > 1 else "abstention"
    told = f"{said['pour']}{NBSP}pour, {said['contre']}{NBSP}contre, {said['abstention']}{NBSP}{many}"
    if commits(one):
        return told
    return f"{told}, {'vote indicatif' if one.statutes is None else 'quorum non atteint'}"


def decided_words(one: Outcome, on: dt.date) -> str:
    """« Voté le 12 mars 2027 en séance : 9 pour, 1 contre, 2 abstentions, vote indicatif. »"""
    told = voices(one)
    if one.hidden or told == "sans vote":
        return f"Retenu le {day(on)} en séance, {told}."
    return f"Voté le {day(on)} en séance{NBSP}: {told}."
