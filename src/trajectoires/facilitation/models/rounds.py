"""A question put to the room, and the answers while it is open."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from trajectoires.facilitation.enums import BY_NAME, NAME_LENGTH
from trajectoires.facilitation.models.sessions import Decision, Seat, Session


class Round(models.Model):
    """A question put once. Put again, it is another round: none is ever opened twice nor deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="rounds")
    ask = models.CharField(max_length=60)
    """Key of the ask in the format."""
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, null=True, related_name="rounds")
    """What is voted on, when the ask bears on decisions."""
    number = models.PositiveSmallIntegerField()
    options = models.BinaryField()
    """What was proposed, frozen when it opened."""
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)
    """Null while the room does not see what was found."""
    tally = models.BinaryField(null=True)
    """The engine's ``Tally`` of the phones, written once at closing."""
    paper = models.BinaryField(null=True)
    """The ``Tally`` of the ballots that the host counted."""
    seen = models.BooleanField(default=False)
    """Whether the room has seen figures of it: a lone ballot would then be read in the difference."""
    manner = models.CharField(max_length=10, blank=True)
    """``enums.AS_TOLD``, ``SECRET`` or ``BY_NAME``: chosen when it opens, never after."""
    roll = models.BinaryField(null=True)
    """The engine's ``Roll``, written at closing: only for a vote by name."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="roll_only_by_name", condition=Q(roll__isnull=True) | Q(manner=BY_NAME)
            ),
            models.UniqueConstraint(name="round_once", fields=["session", "ask", "number"]),
            models.UniqueConstraint(
                name="one_open_round", fields=["session"], condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="round_closed_with_its_tally",
                condition=Q(closed_at__isnull=True, tally__isnull=True, revealed_at__isnull=True)
                | Q(closed_at__isnull=False, tally__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ask} · {self.number}"


class RoundAnswer(models.Model):
    """One answer to an open round, deleted when it closes. Neither seat, nor name, nor time.

    Its key is drawn at random: the order of arrival would help to guess who.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    voter = models.CharField(max_length=64)
    """``links.voter_mark``."""
    body = models.BinaryField()
    """The engine's ``Answer``."""
    sequence = models.BigIntegerField()
    """Of the phone: an older answer that arrives late never replaces a newer one."""

    class Meta:
        constraints = [models.UniqueConstraint(name="one_answer_each", fields=["round", "voter"])]

    def __str__(self) -> str:
        return str(self.id)


class NamedVote(models.Model):
    """One vote by name, while the question is open; at closing it becomes a line of ``Round.roll``.

    Its own table: nothing of a secret answer is ever written beside a seat.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="named_votes")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="named_votes")
    name = models.CharField(max_length=NAME_LENGTH)
    """As the phone showed it when its holder voted."""
    name_mark = models.CharField(max_length=64)
    """The same for two names that are read as one."""
    body = models.BinaryField()
    """The engine's ``Answer``."""
    sequence = models.BigIntegerField()
    """As for a secret answer."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_named_vote_each", fields=["round", "seat"]),
            models.UniqueConstraint(name="one_named_vote_a_name", fields=["round", "name_mark"]),
            models.CheckConstraint(name="named_vote_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return str(self.id)
