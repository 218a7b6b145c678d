"""A session, who sits in it, and what it decides. Its state is in these rows, never in a server's memory."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from trajectoires.facilitation.enums import (
    CODE_LENGTH,
    LABEL_LENGTH,
    MOST_ON_SCREEN,
    NAME_LENGTH,
    TITLE_LENGTH,
)
from trajectoires.private_links.rows import PrivateRow


class Session(PrivateRow):
    """A session behind the host's key.

    ``read_hash`` is the second host's link. ``revision`` is moved in the transaction of every change that
    other screens must see.
    """

    screen_token = models.CharField(max_length=43, unique=True)
    """Of the big screen, in clear: it opens what the room sees, and both hosts must be able to show it."""
    code = models.CharField(max_length=CODE_LENGTH, unique=True, null=True)  # noqa: DJ001 - unique when present
    """What participants type; null once the session has ended."""
    format = models.BinaryField()
    """The engine's ``Format``, copied when the session is made."""
    title = models.CharField(max_length=TITLE_LENGTH)
    organisation = models.CharField(max_length=TITLE_LENGTH, blank=True)
    host_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    """Who conducts, when they want it written in the minutes."""
    project = models.TextField(blank=True)
    model = models.TextField(blank=True)
    """The sentence of the model, « » when the session does not start from one."""
    seeds = models.BinaryField()
    """Source (« forces »…) → what the model or the diagnosis already says; the host keeps what they want."""
    earlier = models.BinaryField(default=b"[]")
    """The decisions of earlier sessions that this one looks at again: the engine's ``Followed``."""
    background = models.BinaryField(default=b"{}")
    """The engine's ``Background``: figures and picture of the model, what a diagnosis says."""
    planned_on = models.DateField(null=True)
    """The day, when the host says it; with the next two, what an invitation tells."""
    planned_at = models.TimeField(null=True)
    place = models.CharField(max_length=LABEL_LENGTH, blank=True)
    named = models.BooleanField(default=False)
    """Whether people may give a name, which the minutes will list."""
    step = models.PositiveSmallIntegerField(default=0)
    step_started_at = models.DateTimeField(null=True)
    """Null until the session begins."""
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    notes = models.BinaryField()
    """Section of the minutes → what the host wrote in it."""
    people = models.PositiveIntegerField(null=True)
    """How many were there, when the host says it; else the seats are counted."""
    guests = models.PositiveIntegerField(null=True)

    @property
    def live(self) -> bool:
        """Whether one may still answer and conduct."""
        return self.ended_at is None


class Seat(models.Model):
    """One participant's place. No address, no time; a name only when the session lists them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    votes = models.BooleanField(default=True)
    """False for a guest, who debates and does not vote."""
    role = models.CharField(max_length=40, blank=True)
    """Key of the role that was taken."""

    def __str__(self) -> str:
        return str(self.id)


class Decision(models.Model):
    """Something that the room is asked to retain."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=32)
    """Drawn by the form: sent twice, it writes once."""
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=LABEL_LENGTH)
    who = models.CharField(max_length=NAME_LENGTH, blank=True)
    by = models.DateField(null=True)
    decides = models.CharField(max_length=20, blank=True)
    entitled = models.PositiveIntegerField(null=True)
    """With the four next: what the statutes say of the vote. Null while it is indicative."""
    present = models.PositiveIntegerField(null=True)
    proxies = models.PositiveIntegerField(null=True)
    quorum = models.PositiveIntegerField(null=True)
    majority = models.CharField(max_length=LABEL_LENGTH, blank=True)
    context = models.TextField(blank=True)
    """With the two next, what is prepared before: what one must know, what is asked, what may be chosen."""
    asked = models.TextField(blank=True)
    options = models.TextField(blank=True)
    again = models.CharField(max_length=20, blank=True)
    """Months after which one looks again at it: « 6,12 »."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="decision_once", fields=["session", "key"]),
            models.CheckConstraint(
                name="decision_statutes_whole",
                condition=Q(entitled__isnull=True, present__isnull=True)
                | Q(entitled__isnull=False, present__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def brief(self) -> bool:
        """Whether its lines are read from the back of a room; if not, the screen gives what is asked."""
        return len(self.context) + len(self.asked) + len(self.options) <= MOST_ON_SCREEN

    @property
    def months(self) -> tuple[int, ...]:
        """After how many months one looks again at it."""
        return tuple(int(one) for one in self.again.split(",") if one)
