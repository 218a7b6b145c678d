"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """From a need to dated steps."""

    name = "trajectoires.pathways"
    label = "pathways"
    verbose_name = "Parcours"

    def ready(self) -> None:
        """Follow a diagnosis; open and keep plans for the other capabilities."""
        from trajectoires.pathways import handing
        from trajectoires.pathways.domain import personal

        handing.register()
        personal.register()
