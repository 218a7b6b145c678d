"""An account that is deleted, by its owner or by an administrator, leaves its spaces in order first."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import pre_delete

from trajectoires.organisations.domain import members


def connect() -> None:
    """Once, when the site starts."""
    pre_delete.connect(_leave, sender=get_user_model(), dispatch_uid="organisations.leave")


def _leave(instance: Any, **kwargs: Any) -> None:
    members.forget(person=instance)
