"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    """A room debates its model, live."""

    name = "trajectoires.facilitation"
    label = "facilitation"
    verbose_name = "Séances"

    def ready(self) -> None:
        """Follow a model."""
        from trajectoires.facilitation import handing

        handing.register()
