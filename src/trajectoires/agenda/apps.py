"""Webinars, letters, dossiers: what happens and when, feeds and subscriptions."""

from __future__ import annotations

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Registers the tools that pages host, what ships, and what makes cached pages old."""

    name = "trajectoires.agenda"
    label = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        """Tell the editorial site what is here."""
        from trajectoires.agenda import tools
        from trajectoires.agenda.domain import shipped
        from trajectoires.agenda.models import Dossier, Letter, Webinar
        from trajectoires.pages import listeners

        tools.register()
        shipped.register()
        for model in (Webinar, Letter, Dossier):
            listeners.public(model)
