"""The capability's registration."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Commands, and the lock of the periodic duties."""

    name = "trajectoires.operations"
    label = "operations"
    verbose_name = "Exploitation"
