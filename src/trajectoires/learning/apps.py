"""Quiz, paths, presentations: what one learns here."""

from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Registers the tools that pages host."""

    name = "trajectoires.learning"
    label = "learning"
