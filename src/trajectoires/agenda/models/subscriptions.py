"""Who subscribed: as little as a letter needs, and nothing once they have left."""

from __future__ import annotations

from django.db import models


class Choices(models.Model):
    """An address and what it wants to receive. Addresses are in lower case; ``mark`` is a pseudonym of it."""

    email = models.EmailField(max_length=254, unique=True)
    mark = models.CharField(max_length=32, unique=True)
    """What links are signed over: the same for one address, so that an old link works after a return."""
    rhythm = models.CharField(max_length=20)
    """A code of ``enums.Rhythm``; without choices here, so that a word changed on screen is no migration."""
    levers = models.JSONField(default=list, blank=True)
    """Codes; none means everything."""
    consent = models.TextField()
    """What was agreed to, word for word."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.mark


class SubscriptionRequest(Choices):
    """Asked for and not confirmed: purged after a week."""

    asked_at = models.DateTimeField(db_index=True)
    mailed_at = models.DateTimeField(null=True)
    mails = models.PositiveSmallIntegerField(default=0)
    """How many confirmation mails left: an address that somebody else typed is not flooded."""


class Subscriber(Choices):
    """Confirmed from the mailbox itself."""

    confirmed_at = models.DateTimeField()
    refusals = models.PositiveSmallIntegerField(default=0)
    """Permanent refusals in a row by the address's own server."""
    suspended_at = models.DateTimeField(null=True, blank=True)
    """Set at the third: nothing more is sent."""


class SubscriptionCount(models.Model):
    """How many came and went, by day: all that remains of those who left."""

    day = models.DateField()
    movement = models.CharField(max_length=20)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "movement"], name="one_count_a_movement")]

    def __str__(self) -> str:
        return f"{self.day} {self.movement}"
