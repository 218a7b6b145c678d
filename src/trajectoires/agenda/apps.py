"""Webinars, letters, dossiers: what happens and when, feeds and subscriptions."""

from __future__ import annotations

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Registers the tools that pages host."""

    name = "trajectoires.agenda"
    label = "agenda"
