"""The capability's registration."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """No table: commands only."""

    name = "trajectoires.operations"
    label = "operations"
    verbose_name = "Exploitation"
