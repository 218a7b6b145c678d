"""Resources, référents, obligations: who and what helps."""

from __future__ import annotations

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Registers the tools that pages host, what ships for them, and what public pages show."""

    name = "trajectoires.support"
    label = "support"
    verbose_name = "Ressources et appuis"

    def ready(self) -> None:
        """Called once, when the site starts."""
        from trajectoires.pages import listeners, tools
        from trajectoires.pages.search import index
        from trajectoires.support.domain import finding, shipping
        from trajectoires.support.models import Obligation, Referent, Resource
        from trajectoires.support.views import tools as contexts

        shipping.register()
        for model in (Resource, Referent, Obligation):
            listeners.public(model)
        for key, template, context in (
            ("ressources", "support/resources.html", contexts.resources),
            ("referents", "support/referents.html", contexts.referents),
            ("calendrier", "support/calendar.html", contexts.obligations),
        ):
            tools.register(tools.Tool(key, template, context))
        index.register(index.Source("ressource", Resource, finding.resource_entry))
        index.register(index.Source("referent", Referent, finding.referent_entry))
