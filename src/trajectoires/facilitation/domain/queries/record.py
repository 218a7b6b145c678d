"""From the rows of a session to what its minutes are made of: only what was shown in the room."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from equilibre.facilitation.again import dates
from equilibre.facilitation.lines import fold
from equilibre.facilitation.minutes import VOTE, Held, Outcome, SessionRecord, Statutes
from trajectoires.facilitation.domain.packing import read_followed, read_words
from trajectoires.facilitation.domain.queries.hosting import decisions
from trajectoires.facilitation.domain.queries.room import Put, Room, latest
from trajectoires.facilitation.enums import BODIES
from trajectoires.facilitation.models import Decision


def record_of(room: Room) -> SessionRecord:
    """What the session kept, ready for a document. Four queries."""
    session, form = room.session, room.form
    seats = list(session.seats.order_by("pk").values_list("name", "votes"))
    held = {(one.ask.key, one.row.decision_id): one for one in latest(room.puts) if one.shown}
    steps = () if room.waiting else form.steps[: session.step + 1]
    on = session.began_at or session.created_at
    named = [name for name, _ in seats if name]
    known = {fold(name) for name in named}
    # Who voted by name without a phone has no seat, and was there.
    aloud = {
        fold(one.name): one.name
        for put in held.values()
        if put.roll is not None
        for one in put.roll.paper
        if fold(one.name) not in known
    }
    people = len(seats) + len(aloud) if session.people is None else session.people
    guests = sum(not votes for _, votes in seats) if session.people is None else session.guests or 0
    return SessionRecord(
        title=session.title,
        on=timezone.localtime(on).date(),
        format_title=form.title,
        steps=tuple((step.title, step.minutes) for step in steps),
        host=session.host_name,
        organisation=session.organisation,
        place=session.place,
        people=people,
        guests=guests,
        names=tuple(sorted([*named, *aloud.values()], key=lambda name: (fold(name), name))),
        project=session.project,
        model=session.model,
        held=tuple(
            Held(ask=one.ask, options=one.options, tally=one.tally, roll=one.roll, subject=one.subject)
            for _, ask in form.asks()
            for (key, _), one in held.items()
            if key == ask.key and not (ask.kind == "vote" and ask.by_decision)
        ),
        followed=read_followed(session.earlier),
        outcomes=tuple(
            _outcome(one, list(held.values()), on=timezone.localtime(on).date()) for one in decisions(session)
        ),
        notes=read_words(session.notes),
    )


def _outcome(decision: Decision, held: list[Put], *, on: dt.date) -> Outcome:
    voted = next((one for one in held if one.row.decision_id == decision.pk and one.ask.kind == "vote"), None)
    statutes = None
    if decision.entitled is not None and decision.present is not None:
        statutes = Statutes(
            entitled=decision.entitled,
            present=decision.present,
            proxies=decision.proxies or 0,
            quorum=decision.quorum or 0,
            majority=decision.majority,
        )
    return Outcome(
        key=decision.key,
        label=decision.label,
        who=decision.who,
        by=decision.by,
        decides=BODIES[decision.decides].lower() if decision.decides else "",
        body=decision.decides,
        tally=None if voted is None else voted.tally,
        ask=VOTE if voted is None else voted.ask,
        roll=() if voted is None else voted.voters,
        statutes=statutes,
        again=dates(on, decision.months),
    )
