"""What is sent: an issue, frozen when it is made, and one delivery for each subscriber."""

from __future__ import annotations

from django.db import models

from trajectoires.agenda.enums import State


class Issue(models.Model):
    """The letter of a period for a rhythm. ``items`` are frozen: a correction on the site changes nothing."""

    rhythm = models.CharField(max_length=20)
    period = models.CharField(max_length=20)
    """The day on which the period begins (« 2026-11-26 »), with a rank when one more was asked for."""
    cut_at = models.DateTimeField()
    """What was published until then is in this issue or an earlier one."""
    items = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rhythm", "period"], name="one_issue_a_period")]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.period}"


class Delivery(models.Model):
    """One issue for one subscriber: waiting, being sent by one process, sent, or given up."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    subscriber = models.ForeignKey("agenda.Subscriber", on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=120, unique=True)
    """Written once, before the first attempt: a mail sent again after a crash is known as the same."""
    state = models.CharField(max_length=12, default=State.WAITING.value)
    holder = models.CharField(max_length=160, blank=True)
    """The process that is sending it."""
    held_since = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    """After a temporary failure."""
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="one_delivery_a_subscriber"),
        ]
        indexes = [
            # The sender looks for what is left, among what may be years of sent mails.
            models.Index(
                fields=["state", "id"],
                name="delivery_left",
                condition=models.Q(state__in=["en_attente", "en_cours"]),
            ),
        ]

    def __str__(self) -> str:
        return self.message_id
