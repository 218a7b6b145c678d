"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    """From a model to the years that follow."""

    name = "trajectoires.trajectories"
    label = "trajectories"
    verbose_name = "Trajectoires"

    def ready(self) -> None:
        """Follow a model; let a space keep a trajectory."""
        from trajectoires.trajectories import handing

        handing.register()
