"""What pages left open are told of a session: that it moved, never what it says."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from trajectoires.events import here
from trajectoires.events.topics import GONE, OPEN, Topic, Version
from trajectoires.facilitation.models import NamedVote, RoundAnswer, Seat, Session


def room_topic(session_id: UUID) -> Topic:
    """What every screen sees: the step, the question, what is shown."""
    return Topic(f"seance/{session_id}", partial(_room_version, session_id))


def count_topic(session_id: UUID) -> Topic:
    """The same, and how many are there and have answered: for the host and the big screen."""
    return Topic(f"seance/{session_id}/nombres", partial(_count_version, session_id))


def second_topic(session: Session) -> Topic:
    """Whether the second host's link, as it is open now, still is: the next one will be another topic."""
    pk, counter = session.pk, session.read_counter
    return Topic(f"seance/{pk}/second/{counter}", partial(_second_version, pk, counter))


def second_withdrawn(session: Session) -> None:
    """End the streams that this link opened, once the transaction is kept."""
    here.publish(second_topic(session).name)


def room_version(session: Session) -> Version:
    """Of a session just read: « 12 »."""
    expired = session.expires_at is not None and session.expires_at <= timezone.now()
    return GONE if expired else Version(str(session.revision), last=not session.live)


def room_changed(session_id: UUID) -> None:
    """Tell every page, once the transaction is kept."""
    here.publish(room_topic(session_id).name, count_topic(session_id).name)


def numbers_changed(session_id: UUID) -> None:
    """Tell the host and the big screen that somebody came in or answered, once the transaction is kept."""
    here.publish(count_topic(session_id).name)


def _second_version(session_id: UUID, counter: int) -> Version:
    same = Session.objects.filter(pk=session_id, read_counter=counter, read_hash__isnull=False)
    return OPEN if same.exists() else GONE


def _room_version(session_id: UUID) -> Version:
    session = (
        Session.objects.filter(pk=session_id).only("revision", "ended_at", "expires_at").order_by().first()
    )
    return GONE if session is None else room_version(session)


def _count_version(session_id: UUID) -> Version:
    """« 12-30-2-28 »: revision, people, guests, answers to the open question. One query."""
    seats = Seat.objects.filter(session=OuterRef("pk")).order_by().values("session")
    guests = seats.filter(votes=False)
    answers = (
        RoundAnswer.objects.filter(round__session=OuterRef("pk"), round__closed_at__isnull=True)
        .order_by()
        .values("round__session")
    )
    votes = (
        NamedVote.objects.filter(round__session=OuterRef("pk"), round__closed_at__isnull=True)
        .order_by()
        .values("round__session")
    )
    session = (
        Session.objects.filter(pk=session_id)
        .only("revision", "ended_at", "expires_at")
        .annotate(
            people_now=Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), 0),
            guests_now=Coalesce(Subquery(guests.annotate(n=Count("pk")).values("n")), 0),
            answers_now=Coalesce(Subquery(answers.annotate(n=Count("pk")).values("n")), 0)
            + Coalesce(Subquery(votes.annotate(n=Count("pk")).values("n")), 0),
        )
        .order_by()
        .first()
    )
    if session is None:
        return GONE
    told = room_version(session)
    numbers = f"{told.text}-{session.people_now}-{session.guests_now}-{session.answers_now}"
    return GONE if told == GONE else Version(numbers, told.last)
