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
        from trajectoires.agenda.domain import finding, personal, shipped
        from trajectoires.agenda.domain.queries import agenda
        from trajectoires.agenda.models import Dossier, Letter, Webinar
        from trajectoires.pages import listeners
        from trajectoires.pages.domain.queries import tree

        tools.register()
        shipped.register()
        finding.register()
        personal.register()
        tree.register_addresses(agenda.public_addresses)
        for model in (Webinar, Letter, Dossier):
            listeners.public(model)
