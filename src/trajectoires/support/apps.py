"""Resources, référents, obligations: who and what helps."""

from __future__ import annotations

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Registers the tools that pages host."""

    name = "trajectoires.support"
    label = "support"
