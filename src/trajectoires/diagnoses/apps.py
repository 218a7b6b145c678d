"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DiagnosesConfig(AppConfig):
    """From described answers to strengths, fragilities and what to do next."""

    name = "trajectoires.diagnoses"
    label = "diagnoses"
    verbose_name = "Diagnostics"

    def ready(self) -> None:
        """Follow a model, be followed by a parcours, and host the first screen of the flash."""
        from trajectoires.diagnoses.domain import handing
        from trajectoires.diagnoses.views import start
        from trajectoires.pages import tools

        handing.register()
        tools.register(tools.Tool("besoin", "diagnoses/flash.html", start.flash_context, cacheable=False))
